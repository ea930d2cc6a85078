#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""No source file is longer than 900 lines, no line wider than 100 columns. Tests may be longer."""
import unicodedata

import lint

LINES = 900
COLUMNS = 100


def width(text):
    return sum(2 if unicodedata.east_asian_width(char) in 'WF' else 1 for char in text)


def check(tree):
    problems = []
    for path in tree.find('src/*.c', 'src/*.h', 'tools/*', 'resources/*.ui', 'resources/*.css', 'resources/sql/*'):
        count = len(tree.text(path).splitlines())
        if count > LINES:
            problems.append(f'{path}: {count} lines, above {LINES}; split it by concern')
    for path in tree.find('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h'):
        # Text that cannot be broken is left alone: Chinese in tables counts double and says little less.
        problems += [f'{path}:{line}: wider than {COLUMNS} columns' for line, text in tree.lines(path)
                     if width(text) > COLUMNS and text.isascii() and not text.endswith('\\')]
    return problems


CLEAN = {'src/base/nx-a.c': 'x\n' * LINES, 'tests/base/test-a.c': 'x\n' * 2 * LINES}
PLANTED = [
    ('901 lines', {'src/base/nx-a.c': 'x\n' * (LINES + 1)}),
    ('901 lines', {'resources/ui/nx-a.ui': 'x\n' * (LINES + 1)}),
    ('wider than', {'tests/base/test-a.c': 'x' * 101 + '\n'}),
]
lint.main(check, CLEAN, PLANTED)

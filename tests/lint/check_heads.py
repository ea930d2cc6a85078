#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Each file says its licence and, in its first lines, what it is responsible for."""
import re

import lint

LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
OWNER = 'Copyright 2026 The Nuanxin authors'


def check_c(path, lines):
    if lines[:1] != [f'/* {LICENCE}']:
        return [f'{path}:1: the first line is "/* {LICENCE}"']
    if lines[1:2] != [f' * {OWNER}']:
        return [f'{path}:2: the second line is " * {OWNER}"']
    if lines[2:3] != [' *']:
        return [f'{path}:3: the third line is " *"']
    end = next((i for i, line in enumerate(lines) if '*/' in line), len(lines))
    words = ' '.join(line.strip(' */') for line in lines[3:end + 1]).strip()
    if len(words.split()) < 4 or not re.search(r'[.:!?]', words):
        return [f'{path}:4: one sentence says what this file is responsible for']
    return []


def check_domain(path, text):
    if 'g_log' not in text and not re.search(r'\bg_(debug|info|message|warning|critical|error) \(', text):
        return []
    room = path.split('/')[1]
    if f'#define G_LOG_DOMAIN "nx-{room}"' in text:
        return []
    return [f'{path}: its log domain is "nx-{room}"']


def check(tree):
    problems = []
    for path in tree.find('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h', 'tools/*.c'):
        problems += check_c(path, tree.text(path).splitlines())
        if path.startswith('src/'):
            problems += check_domain(path, tree.text(path))
        if path.endswith('.h') and '#pragma once' not in tree.text(path):
            problems.append(f'{path}: a header has #pragma once')
    for path in tree.find('tools/*', 'tests/*.py', 'tests/*.sh', '.ci/*', 'resources/sql/*', 'resources/*.css'):
        if path.endswith('/packages'):
            continue
        if LICENCE not in '\n'.join(tree.text(path).splitlines()[:3]):
            problems.append(f'{path}: its first lines name the licence ({LICENCE})')
    return problems


HEAD = f'/* {LICENCE}\n * {OWNER}\n *\n * Counts the days between two dates. */\n'
CLEAN = {
    'src/base/nx-a.c': HEAD + '#define G_LOG_DOMAIN "nx-base"\ng_debug ("x");\n',
    'src/base/nx-a.h': HEAD + '#pragma once\n',
    'tools/run': f'#!/bin/sh\n# {LICENCE}\n',
}
PLANTED = [
    (':1:', {'src/base/nx-a.c': 'int x;\n'}),
    (':2:', {'src/base/nx-a.c': HEAD.replace('The Nuanxin', 'Some')}),
    ('responsible', {'src/base/nx-a.c': HEAD.replace('Counts the days between two dates.', 'Dates.')}),
    ('log domain', {'src/store/nx-b.c': HEAD + '#define G_LOG_DOMAIN "nx-base"\ng_warning ("x");\n'}),
    ('pragma once', {'src/base/nx-a.h': HEAD}),
    ('name the licence', {'tools/run': '#!/bin/sh\n'}),
    (':1:', {'tests/base/test-a.c': 'int x;\n'}),
]
lint.main(check, CLEAN, PLANTED)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""No build file links plain sqlite3 beside SQLCipher; only ui and its tests get GTK, only decode the decoders."""
import re

import lint

PLAIN = re.compile(r'''['"](?:lib)?sqlite3?(?:-0|\.so[\w.]*)?['"]|-lsqlite3|find_library\s*\(\s*['"]sqlite''')


def without_comments(tree, path):
    for line, text in tree.lines(path):
        yield line, re.sub(r"#(?=(?:[^']*'[^']*')*[^']*$).*", '', text)


def check(tree):
    problems = []
    for path in tree.find('meson.build', '*/meson.build', 'meson_options.txt', '*.pc', '*.pc.in'):
        for line, text in without_comments(tree, path):
            if PLAIN.search(text):
                problems.append(f'{path}:{line}: sqlite3 and SQLCipher have the same symbols; link SQLCipher alone')
            if 'gtk_dep' in text and not re.match(r'(meson\.build|src/ui/|tests/(ui|e2e|bench)/)', path):
                problems.append(f'{path}:{line}: only ui may draw')
            if 'decoder_libraries' in text and not re.match(r'(meson\.build|src/decode/|tests/exchange/)', path):
                problems.append(f'{path}:{line}: only decode opens files from outside')
            if 'sqlcipher_dep' in text and not re.match(r'(meson\.build|src/store/|tests/store/)', path):
                problems.append(f'{path}:{line}: only store knows the database')
    return problems


CLEAN = {'meson.build': "# never 'sqlite3'\nsqlcipher_dep = dependency('sqlcipher')\ngtk_dep = dependency('gtk4')\n",
         'src/ui/meson.build': 'dependencies: [gtk_dep]\n', 'src/store/meson.build': 'dependencies: [sqlcipher_dep]\n'}
PLANTED = [
    ('meson.build:1: sqlite3', {'meson.build': "x = dependency('sqlite3')\n"}),
    ('link SQLCipher alone', {'src/store/meson.build': "link_args: ['-lsqlite3']\n"}),
    ('link SQLCipher alone', {'src/ui/meson.build': "cc.find_library ('sqlite3')\n"}),
    ('only ui may draw', {'src/print/meson.build': 'dependencies: [pango_dep, gtk_dep]\n'}),
    ('only decode opens', {'src/ui/meson.build': 'dependencies: [gtk_dep, decoder_libraries]\n'}),
    ('only store knows', {'src/exchange/meson.build': 'dependencies: sqlcipher_dep\n'}),
]
lint.main(check, CLEAN, PLANTED)

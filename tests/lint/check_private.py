#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""No file names a package registry's host, a path of somebody's machine, a secret, or unfinished work."""
import re

import lint

# Spelt so that this file does not name what it looks for.
HOSTS = ['registry.npmjs' + r'\.', 'npmjs' + r'\.(?:org|com)', 'pypi' + r'\.(?:org|io)', 'files.pythonhosted' + r'\.',
         'crates' + r'\.io', 'proxy.golang' + r'\.', 'rubygems' + r'\.', 'repo1?.maven' + r'\.', 'deb.debian' + r'\.',
         'ftp[.0-9a-z]*.debian' + r'\.', 'snapshot.debian' + r'\.', 'archive.ubuntu' + r'\.', 'ghcr' + r'\.io',
         'docker' + r'\.io']
RULES = [
    (re.compile('|'.join(HOSTS)), 'names a package host; take it from the machine instead'),
    (re.compile(r'(?<![\w.])/(?:home/\w|Users/\w|root/|work/(?:main|wt|shared)|mnt/)'), 'names a path of one machine'),
    (re.compile(r'-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:AKIA|ghp_|glpat-)[A-Za-z0-9]{12,}'), 'looks like a secret'),
    (re.compile(r'\b(?:TO' + r'DO|FIX' + r'ME|X' + r'XX|HACK)\b'), 'is unfinished; finish it, or open an issue'),
]
OURS = ('tests/lint/check_private.py',)


def check(tree):
    problems = []
    for path in tree.paths:
        if path in OURS or path == 'COPYING' or path.endswith(('.png', '.pdf', '.csv', '.xlsx', '.db')):
            continue
        data = tree.bytes(path)
        if b'\0' in data:
            continue
        for line, text in tree.lines(path):
            for pattern, why in RULES:
                match = pattern.search(text)
                if match:
                    problems.append(f'{path}:{line}: “{match[0]}” {why}')
    return problems


CLEAN = {'src/a.c': 'x ("/usr/share/dbus-1");\n', 'README.md': 'Run tools/run in ~/nuanxin.\n'}
PLANTED = [
    ('package host', {'README.md': 'https://' + 'pypi.org/simple\n'}),
    ('package host', {'tools/a': 'http://' + 'deb.debian.org/debian\n'}),
    ('path of one machine', {'src/a.c': 'x ("/home/' + 'somebody/x");\n'}),
    ('path of one machine', {'tools/a': 'cd /work/' + 'main\n'}),
    ('looks like a secret', {'a.txt': '-----BEGIN ' + 'PRIVATE KEY-----\n'}),
    ('unfinished', {'src/a.c': '/* TO' + 'DO later */\n'}),
]
lint.main(check, CLEAN, PLANTED)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Scripts pass shellcheck or compile as Python, can be executed, and name an interpreter that exists."""
import os
import re
import shutil
import subprocess

import lint

HEAD = re.compile(rb'#!(\S+)(?: (\S+))?')
INTERPRETERS = {'/bin/sh', '/bin/bash', '/usr/bin/python3'}


def check(tree):
    problems = []
    shell = []
    for path in tree.paths:
        data = tree.bytes(path)
        match = HEAD.match(data)
        if match is None:
            continue
        name = match[1].decode()
        if name not in INTERPRETERS:
            problems.append(f'{path}:1: {name} is not one of {", ".join(sorted(INTERPRETERS))}')
        elif name.endswith('python3'):
            try:
                compile(data, path, 'exec')
            except SyntaxError as error:
                problems.append(f'{path}:{error.lineno}: {error.msg}')
        else:
            shell.append(path)
        if not os.access(tree.full(path), os.X_OK):
            problems.append(f'{path}: cannot be executed')
    if shell and shutil.which('shellcheck') is None:
        raise lint.Skip('there is no shellcheck here')
    if shell:
        run = subprocess.run(['shellcheck', '--format=gcc', *shell], cwd=tree.root, stdout=subprocess.PIPE, text=True)
        problems += run.stdout.splitlines()
    return problems


CLEAN = {'README.md': '#! no script\n'}
PLANTED = [
    ('cannot be executed', {'tools/a': '#!/bin/sh\nexit 0\n'}),
    ('is not one of', {'tools/a': '#!/usr/bin/env perl\n'}),
    ('invalid syntax', {'tests/a': '#!/usr/bin/python3\nx = = 1\n'}),
    ('SC2086', {'tools/a': '#!/bin/sh\nrm $1\n'}),
]
lint.main(check, CLEAN, PLANTED)

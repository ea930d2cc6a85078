#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""C files look as clang-format 14 with our .clang-format makes them. Mend: tests/lint/check_format.py --fix"""
import os
import re
import shutil
import subprocess
import sys

import lint

MAJOR = 14


def find_tool():
    for name in (f'clang-format-{MAJOR}', 'clang-format'):
        tool = shutil.which(name)
        if tool is not None:
            said = subprocess.run([tool, '--version'], stdout=subprocess.PIPE, text=True, check=True).stdout
            match = re.search(r'version (\d+)', said)
            if match and int(match[1]) == MAJOR:
                return tool
    raise lint.Skip(f'there is no clang-format {MAJOR} here; others format differently')


def list_c(tree):
    return tree.find('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h', 'tools/*.c')


def check(tree):
    paths = list_c(tree)
    tool = find_tool()
    if not paths:
        return []
    run = subprocess.run([tool, '--dry-run', '--style=file', *paths], cwd=tree.root, stderr=subprocess.PIPE, text=True)
    found = re.findall(r'^(\S+?):(\d+):\d+: warning: code should be clang-formatted', run.stderr, re.M)
    if run.returncode != 0:
        return [f'clang-format failed: {run.stderr.strip()}']
    first = {}
    for path, line in found:
        first.setdefault(path, line)
    return [f'{path}:{line}: not formatted; run tests/lint/check_format.py --fix' for path, line in sorted(first.items())]


TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
if '--fix' in sys.argv[1:]:
    subprocess.run([find_tool(), '-i', '--style=file', *list_c(lint.Tree(TOP))], cwd=TOP, check=True)
with open(os.path.join(TOP, '.clang-format')) as file:
    STYLE = file.read()
CLEAN = {'.clang-format': STYLE, 'src/base/nx-a.c': 'int\nnx_a (int x)\n{\n  return x;\n}\n'}
PLANTED = [('not formatted', {'src/base/nx-a.c': 'int nx_a(int x) {\n\treturn x;\n}\n'})]
lint.main(check, CLEAN, PLANTED)

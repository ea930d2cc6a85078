#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""No Chinese literal in C outside the rooms and tables that are about Chinese itself: words go through gettext."""
import re

import lint

HAN = re.compile(r'[\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]')
# Whole rooms about Chinese text, and tables that read or make it. Everything else is translated.
MAY = (
    'src/base/*', 'src/search/*',
    'src/exchange/nx-import-*', 'src/exchange/nx-csv-*',  # headings and words as registers write them
    'src/exchange/nx-sample-*', 'src/tool/nx-tool-demo.c',  # the made-up office
    'src/keys/nx-passphrase.c',  # words too common for a passphrase
    'src/model/nx-division.c',  # endings of official names
    'src/print/nx-privacy.c',  # what people write beside a name
)


def check(tree):
    problems = []
    allowed = set(tree.find(*MAY))
    for path in tree.find('src/*.c', 'src/*.h'):
        if path in allowed:
            continue
        for line, text in tree.code_lines(path, strings=True):
            if HAN.search(text) and not re.search(r'(?<!\w)(_|N_|C_|NC_)\s*\("', text):
                problems.append(f'{path}:{line}: words on screen and paper are English here and Chinese in po/zh_CN.po')
    for path in tree.find('resources/ui/*.ui', 'resources/gtk/*.ui'):
        for line, text in tree.lines(re.sub(r'\\', '/', path)):
            if HAN.search(re.sub(r'<!--.*?-->', '', text)):
                problems.append(f'{path}:{line}: the source language of templates is English')
    return problems


CLEAN = {
    'src/ui/nx-a.c': '/* 个案 */ x ("case");\ny (_("Headings such as 姓名"));\n',
    'src/search/nx-b.c': 'x ("张");\n',
    'src/exchange/nx-sample-names.c': 'x ("张");\n',
    'resources/ui/nx-a.ui': '<property>Case</property>\n',
}
PLANTED = [
    ('src/ui/nx-a.c:1', {'src/ui/nx-a.c': 'x ("个案");\n'}),
    ('src/print/nx-p.c:2', {'src/print/nx-p.c': '\nx ("第 1 页，共 2 页");\n'}),
    ('source language', {'resources/ui/nx-a.ui': '<property>个案</property>\n'}),
]
lint.main(check, CLEAN, PLANTED)

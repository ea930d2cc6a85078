#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Icons named nx-… in the program exist, are listed as resources, and can be recoloured."""
import re

import lint

FOLDER = 'data/icons/scalable/actions'
LIST = 'resources/nuanxin-icons.gresource.xml'
NAME = re.compile(r'["\'>](nx-[a-z-]+-symbolic)["\'<]')


def check_drawing(path, text):
    problems = []
    if 'width="16" height="16" viewBox="0 0 16 16"' not in text:
        problems.append(f'{path}: an action icon is 16 by 16')
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
    if len(colours) > 1:
        problems.append(f'{path}: one colour; here {", ".join(sorted(colours))}')
    if re.search(r'<(style|image|text|linearGradient|use)\b|stroke=', text):
        problems.append(f'{path}: only filled shapes are recoloured alike by every GTK')
    return problems


def check(tree):
    problems = []
    listed = re.findall(r'<file>([^<]+)</file>', tree.text(LIST)) if LIST in tree.paths else []
    drawn = set()
    for path in tree.find(FOLDER + '/*.svg'):
        drawn.add(path.split('/')[-1][:-4])
        problems += check_drawing(path, tree.text(path))
        if path[len('data/icons/'):] not in listed:
            problems.append(f'{LIST}: lacks {path}')
    for path in tree.find('src/*.c', 'src/*.h', 'resources/*.ui'):
        for line, text in tree.lines(path):
            for name in NAME.findall(text):
                if name not in drawn:
                    problems.append(f'{path}:{line}: there is no icon {name}')
    return problems


GOOD = '<svg width="16" height="16" viewBox="0 0 16 16"><path fill="#000000" d=""/></svg>\n'
CLEAN = {FOLDER + '/nx-key-symbolic.svg': GOOD, LIST: '<file>scalable/actions/nx-key-symbolic.svg</file>\n',
         'src/ui/a.c': 'x ("nx-key-symbolic");\n'}
PLANTED = [
    ('there is no icon nx-kee-symbolic', {'src/ui/a.c': 'x ("nx-kee-symbolic");\n'}),
    ('there is no icon nx-gone-symbolic', {'resources/ui/a.ui': '<property name="icon-name">nx-gone-symbolic</property>\n'}),
    ('16 by 16', {FOLDER + '/nx-key-symbolic.svg': GOOD.replace('"16"', '"24"')}),
    ('one colour', {FOLDER + '/nx-key-symbolic.svg': GOOD.replace('</svg>', '<path fill="#ff0000" d=""/></svg>')}),
    ('only filled shapes', {FOLDER + '/nx-key-symbolic.svg': GOOD.replace('fill=', 'stroke=')}),
    ('lacks', {FOLDER + '/nx-qr-symbolic.svg': GOOD}),
]
lint.main(check, CLEAN, PLANTED)

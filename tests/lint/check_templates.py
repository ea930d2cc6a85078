#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""resources/ui/<stem>.ui, src/ui/…/<stem>.c and the resource list go together."""
import os
import re

import lint

LIST = 'resources/nuanxin-ui.gresource.xml'
USED = re.compile(r'"[^"\n]*/ui/([a-z0-9-]+)\.ui"')


def class_of(stem):
    return ''.join(part.capitalize() for part in stem.split('-'))


def check(tree):
    problems = []
    sources = {os.path.basename(path)[:-2]: path for path in tree.find('src/ui/*.c')}
    listed = re.findall(r'<file[^>]*>([^<]+)</file>', tree.text(LIST)) if LIST in tree.paths else []
    for path in tree.find('resources/ui/*.ui'):
        stem = os.path.basename(path)[:-3]
        if stem not in sources:
            problems.append(f'{path}: there is no {stem}.c in src/ui')
        elif f'/ui/{stem}.ui"' not in tree.text(sources[stem]):
            problems.append(f'{sources[stem]}: does not use {path}')
        template = re.search(r'<template class="(\w+)"', tree.text(path))
        if template is not None and template[1] != class_of(stem):
            problems.append(f'{path}: its template is {template[1]}, its name says {class_of(stem)}')
        if f'ui/{stem}.ui' not in listed:
            problems.append(f'{LIST}: lacks ui/{stem}.ui')
    for stem, path in sorted(sources.items()):
        for used in USED.findall(tree.text(path)):
            if f'resources/ui/{used}.ui' not in tree.paths:
                problems.append(f'{path}: uses ui/{used}.ui, which does not exist')
            elif used != stem:
                problems.append(f'{path}: uses the template of {used}.c')
    for name in listed:
        if f'resources/{name}' not in tree.paths:
            problems.append(f'{LIST}: {name} does not exist')
    return problems


CLEAN = {
    LIST: '<gresources><gresource><file>ui/nx-page.ui</file></gresource></gresources>\n',
    'resources/ui/nx-page.ui': '<interface><template class="NxPage" parent="AdwBin"/></interface>\n',
    'src/ui/nx-page.c': 'set_template_from_resource (c, "/io/ui/nx-page.ui");\n',
}
PLANTED = [
    ('there is no nx-lost.c', {'resources/ui/nx-lost.ui': '<interface/>\n'}),
    ('lacks ui/nx-lost.ui', {'resources/ui/nx-lost.ui': '<interface/>\n'}),
    ('does not use', {'src/ui/nx-page.c': '\n'}),
    ('its template is NxSide', {'resources/ui/nx-page.ui': '<template class="NxSide" parent="AdwBin"/>\n'}),
    ('uses ui/nx-gone.ui, which does not exist', {'src/ui/nx-b.c': 'x ("/io/ui/nx-gone.ui");\n'}),
    ('uses the template of nx-page.c', {'src/ui/nx-b.c': 'x ("/io/ui/nx-page.ui");\n'}),
    ('style.css does not exist', {LIST: '<file>style.css</file><file>ui/nx-page.ui</file>'}),
]
lint.main(check, CLEAN, PLANTED)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""One application id everywhere, and a metainfo file with what stores ask for."""
import os
import re

import lint

ID = 'io.github.nuanxin.Nuanxin'
PATH = '/' + ID.replace('.', '/')
# file → text that must stand in it
AGREE = {
    'meson.build': f"app_id = '{ID}'",
    f'data/{ID}.desktop.in': f'Icon={ID}\n',
    f'data/{ID}.metainfo.xml.in': f'<id>{ID}</id>',
    f'data/{ID}.gschema.xml': f'<schema id="{ID}" path="{PATH}/">',
    f'data/{ID}.service.in': f'Name={ID}\n',
    f'data/icons/scalable/apps/{ID}.svg': '<svg',
    f'data/icons/symbolic/apps/{ID}-symbolic.svg': '<svg',
    'resources/nuanxin-ui.gresource.xml': f'prefix="{PATH}"',
    'resources/nuanxin-icons.gresource.xml': f'prefix="{PATH}/icons"',
}
OTHER = re.compile(r'\b(?:io|org|com|cn)\.(?:github|gitlab|gnome|nuanxin)\.[Nn]uanxin\b[\w.]*|/io/github/nuanxin/[A-Za-z]\w*')


def check_metainfo(path, text):
    problems = []
    summary = re.search(r'<summary>([^<]*)</summary>', text)
    if summary is None or len(summary[1]) > 35:
        problems.append(f'{path}: the summary has at most 35 characters')
    for tag in ('<developer_name>', '<developer ', f'<launchable type="desktop-id">{ID}.desktop<'):
        if tag not in text:
            problems.append(f'{path}: lacks {tag}')
    return problems


def check(tree):
    problems = []
    for path, words in AGREE.items():
        if path not in tree.paths:
            problems.append(f'{path}: does not exist')
        elif words not in tree.text(path):
            problems.append(f'{path}: lacks {words.strip()}')
    for path in tree.find('src/*', 'data/*', 'resources/*', 'meson.build', 'tools/*', 'po/POTFILES.in'):
        if path.endswith(('.csv', '.tsv')):
            continue
        for line, text in tree.lines(path):
            for found in OTHER.findall(text):
                if not found.startswith((ID, PATH)) and found != ID.rsplit('.', 1)[0]:
                    problems.append(f'{path}:{line}: {found} is not our id')
    metainfo = f'data/{ID}.metainfo.xml.in'
    if metainfo in tree.paths:
        problems += check_metainfo(metainfo, tree.text(metainfo))
    return problems


def read_ours():
    top = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    files = {}
    for path in AGREE:
        with open(os.path.join(top, path)) as file:
            files[path] = file.read()
    return files


CLEAN = read_ours()
DESKTOP, METAINFO = (f'data/{ID}.{end}' for end in ('desktop.in', 'metainfo.xml.in'))
PLANTED = [
    ('lacks Icon=', {DESKTOP: CLEAN[DESKTOP].replace('Icon=' + ID, 'Icon=nuanxin')}),
    ('is not our id', {'src/ui/a.c': '"/io/github/nuanxin/Other/ui/a.ui"\n'}),
    ('is not our id', {'src/ui/a.c': '"org.nuanxin.Nuanxin"\n'}),
    ('lacks <id>', {METAINFO: CLEAN[METAINFO].replace(f'<id>{ID}', '<id>x.y.Z')}),
    ('at most 35', {METAINFO: re.sub('<summary>', '<summary>' + 'x' * 36, CLEAN[METAINFO])}),
]
lint.main(check, CLEAN, PLANTED)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Includes point the allowed way, carry no slash, and outside libraries stay in their rooms."""
import os
import re

import lint

ROOMS = {
    'base': (), 'model': ('base',), 'search': ('base',), 'keys': ('base',),
    'store': ('base', 'model', 'search'), 'exchange': ('base', 'model', 'search', 'store', 'print', 'decode'),
    'decode': (),
    'print': ('base', 'model'),
    'ui': ('base', 'model', 'search', 'keys', 'store', 'exchange', 'print'),
    'tool': ('base', 'model', 'search', 'keys', 'store', 'exchange', 'print'),
}
# First part of an outside header → rooms that may name it.
OUTSIDE = {
    'gtk': ('ui',), 'gdk': ('ui',), 'gsk': ('ui',), 'adwaita.h': ('ui',),
    'libsecret': ('keys',), 'sodium.h': ('keys',),
    'unicode': ('base', 'search'),
    'pango': ('print', 'ui'), 'cairo.h': ('print', 'ui', 'decode'), 'cairo-pdf.h': ('print',), 'cairo': ('print', 'ui'),
    'xlsxwriter.h': ('exchange',), 'archive.h': ('exchange',), 'libxml': ('exchange',), 'libical': ('exchange',),
    'gdk-pixbuf': ('decode',), 'poppler.h': ('decode',), 'seccomp.h': ('decode',),
    'qrencode.h': ('print',), 'libpq-fe.h': ('store',),
}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def room_of(path):
    parts = path.split('/')
    return parts[1] if len(parts) > 2 and parts[0] == 'src' else None


def check_quoted(path, line, name, homes):
    if '/' in name:
        return [f'{path}:{line}: a quoted include has no slash: {name}']
    room, rooms = room_of(path), homes.get(name, [])
    if room is None or not rooms or room in rooms or set(rooms) & set(ROOMS.get(room, ())):
        return []
    return [f'{path}:{line}: {room} may not include {name} of {rooms[0]}']


def check_outside(path, line, name):
    room = room_of(path)
    if name.startswith('sqlite3') and not re.match(r'nx-.*sqlcipher.*\.[ch]$', os.path.basename(path)):
        if room is not None:
            return [f'{path}:{line}: only the nx-*sqlcipher* files know the database engine']
    head = name.split('/')[0]
    if room is not None and head in OUTSIDE and room not in OUTSIDE[head]:
        return [f'{path}:{line}: {room} may not include <{name}>']
    return []


def check_order(path, quoted):
    """config.h first; then the header of what this file implements; then ours from A to Z."""
    own = os.path.basename(path)[:-2] + '.h'
    if not path.endswith('.c'):
        return []
    if not quoted or quoted[0][1] != 'config.h':
        return [f'{path}: config.h comes first']
    rest = quoted[1:]
    if own in [name for _, name in rest] and rest[0][1] != own:
        return [f'{path}: its own header comes right after config.h']
    # A header that stands alone before the others is the file's own, whatever its name (nx-foo-private.h).
    if len(rest) > 1 and (rest[0][1] == own or rest[0][0] + 1 < rest[1][0]):
        rest = rest[1:]
    names = [name for _, name in rest if name.startswith('nx-')]
    wrong = next((b for a, b in zip(names, names[1:]) if a > b), None)
    return [f'{path}: our headers go from A to Z: {wrong}'] if wrong else []


def check(tree):
    problems = []
    homes = {}
    for path in tree.find('src/*.h'):
        homes.setdefault(os.path.basename(path), []).append(room_of(path))
    for name, rooms in homes.items():
        if len(rooms) > 1:  # a room that sees both could not say which it means
            problems.append(f'src/{rooms[-1]}/{name}: the name is taken by src/{rooms[0]}/{name}')
    for path in tree.find('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h'):
        quoted = []
        for line, text in tree.code_lines(path, strings=True):
            match = INCLUDE.match(text)
            if match is None:
                continue
            if match[1] == '"':
                quoted.append((line, match[2]))
                problems += check_quoted(path, line, match[2], homes)
            else:
                problems += check_outside(path, line, match[2])
        if path.startswith('src/'):
            problems += check_order(path, quoted)
    for path in tree.find('src/*'):
        room = room_of(path)
        if room is not None and room not in ROOMS:
            problems.append(f'{path}: there is no room {room}; design the arrows before the folder')
    return problems


CLEAN = {
    'src/base/nx-a.h': '#pragma once\n#include <glib.h>\n',
    'src/store/nx-b.h': '#include "nx-a.h"\n',
    'src/store/nx-b.c': '#include "config.h"\n\n#include "nx-b.h"\n\n#include "nx-a.h"\n#include "nx-c.h"\n\n#include <glib.h>\n',
    'src/store/nx-c.h': '\n',
    'src/store/nx-driver-sqlcipher.c': '#include "config.h"\n#include <sqlite3.h>\n',
    'src/ui/nx-u.h': '#include <gtk/gtk.h>\n',
}
PLANTED = [
    ('no slash', {'src/ui/nx-u.h': '#include "../base/nx-a.h"\n'}),
    ('no slash', {'tests/ui/test-u.c': '#include "ui/nx-u.h"\n'}),
    ('base may not include nx-b.h of store', {'src/base/nx-a.h': '#include "nx-b.h"\n'}),
    ('store may not include nx-u.h of ui', {'src/store/nx-c.h': '  #  include "nx-u.h"\n'}),
    ('keys may not include nx-b.h', {'src/keys/nx-k.h': '#include "nx-b.h"\n'}),
    ('print may not include <gtk/gtk.h>', {'src/print/nx-p.h': '#include <gtk/gtk.h>\n'}),
    ('tool may not include <adwaita.h>', {'src/tool/nx-t.h': '#include <adwaita.h>\n'}),
    ('exchange may not include <poppler.h>', {'src/exchange/nx-e.c': '#include "config.h"\n#include <poppler.h>\n'}),
    ('ui may not include <gdk-pixbuf/', {'src/ui/nx-u.h': '#include <gdk-pixbuf/gdk-pixbuf.h>\n'}),
    ('only the nx-*sqlcipher*', {'src/store/nx-driver.h': '#include <sqlite3.h>\n'}),
    ('config.h comes first', {'src/store/nx-b.c': '#include "nx-b.h"\n#include "config.h"\n'}),
    ('its own header', {'src/store/nx-b.c': '#include "config.h"\n#include "nx-a.h"\n#include "nx-b.h"\n'}),
    ('from A to Z', {'src/store/nx-b.c': '#include "config.h"\n#include "nx-c.h"\n#include "nx-a.h"\n'}),
    ('the name is taken by src/base/nx-a.h', {'src/print/nx-a.h': '\n'}),
    ('there is no room shared', {'src/shared/nx-x.c': '#include "config.h"\n'}),
]
lint.main(check, CLEAN, PLANTED)

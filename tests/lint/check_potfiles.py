#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Every file with words for the user stands in po/POTFILES.in, sorted, and no other."""
import re

import lint

# The functions that take the domain first are also called with what a table holds: only a literal counts.
C_MARK = re.compile(r'(?<!\w)(?:(?:_|N_|C_|NC_|Q_|ngettext|gettext)\s*\(|g?_?d[np]*gettext2?\s*\([^)]*")')
UI_MARK = re.compile(r'translatable="(?:yes|true|1)"')
LIST = 'po/POTFILES.in'


def has_words(tree, path):
    if path.endswith(('.c', '.h')):
        return any(C_MARK.search(line) and not line.lstrip().startswith('#define') for _, line in tree.code_lines(path))
    if path.endswith('.ui'):
        return UI_MARK.search(tree.text(path)) is not None
    return True


def check(tree):
    problems = []
    listed = [line for _, line in tree.lines(LIST) if line and not line.startswith('#')]
    if listed != sorted(set(listed)):
        wrong = next((b for a, b in zip(listed, listed[1:]) if a >= b), '')
        problems.append(f'{LIST}: not sorted, or twice: {wrong}')
    candidates = tree.find('src/*.c', 'src/*.h', 'resources/*.ui', 'data/*.desktop.in',
                           'data/*.metainfo.xml.in', 'data/*.gschema.xml')
    needed = {path for path in candidates if has_words(tree, path)}
    problems += [f'{LIST}: lacks {path}' for path in sorted(needed - set(listed))]
    for path in sorted(set(listed) - needed):
        known = path in tree.paths
        problems.append(f'{LIST}: {path} ' + ('has no word to translate' if known else 'does not exist'))
    return problems


CLEAN = {
    LIST: '# Sorted.\nresources/ui/a.ui\nsrc/ui/a.c\n',
    'src/ui/a.c': 'const char *x = _("Save");\n',
    'src/ui/b.c': '/* _("no") */ const char *x = "_(";\n',
    'resources/ui/a.ui': '<property name="label" translatable="yes">Save</property>\n',
}
PLANTED = [
    ('lacks src/ui/b.c', {'src/ui/b.c': 'ngettext ("a", "b", n);\n'}),
    ('lacks resources/ui/b.ui', {'resources/ui/b.ui': CLEAN['resources/ui/a.ui']}),
    ('lacks data/a.desktop.in', {'data/a.desktop.in': 'Name=A\n'}),
    ('not sorted', {LIST: 'src/ui/a.c\nresources/ui/a.ui\n'}),
    ('src/ui/b.c has no word', {LIST: CLEAN[LIST] + 'src/ui/b.c\n'}),
    ('src/ui/z.c does not exist', {LIST: CLEAN[LIST] + 'src/ui/z.c\n'}),
]
lint.main(check, CLEAN, PLANTED)

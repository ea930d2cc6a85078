#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""The window of keyboard shortcuts is true and complete: every key of the code is in it, and no other."""
import re

import lint

WINDOW = 'resources/ui/nx-keys-window.ui'
TABLE = 'src/ui/nx-page-table.c'
# In which group of the window the keys of a file stand. A new file with keys needs a line here.
GROUPS = {
    'nx-attachment-card.c': 'Attachments',
    'nx-attachment-page-show.c': 'Looking at an attachment',
    'nx-attachment-page.c': 'Looking at an attachment',
    'nx-attachment-take.c': 'Attachments',
    'nx-calendar-acts.c': 'Visits',
    'nx-calendar-grid.c': 'Visits',
    'nx-calendar-view.c': 'Visits',
    'nx-backups-window.c': 'Ways to unlock and backups',
    'nx-case-page.c': 'Case',
    'nx-due-line.c': 'Today',
    'nx-find-sheet.c': 'Find',
    'nx-first-run-page.c': 'Everywhere',
    'nx-import-page.c': 'Import',
    'nx-merge-page.c': 'Forms',
    'nx-move-page.c': 'Forms',
    'nx-preview-page.c': 'Print preview',
    'nx-record-form.c': 'Forms',
    'nx-record-list-page.c': 'Lists',
    'nx-recovery-window.c': 'Ways to unlock and backups',
    'nx-renew-key-window.c': 'Ways to unlock and backups',
    'nx-restore-window.c': 'Ways to unlock and backups',
    'nx-today-page.c': 'Today',
    'nx-visit-editor.c': 'Visit record',
    'nx-visit-list-page.c': 'Visits',
    'nx-ways-window.c': 'Ways to unlock and backups',
    'nx-window-actions.c': 'Everywhere',
}
# What GTK does by itself and people should know all the same.
NATIVE = {('Today', ('', 'return')), ('Today', ('', 'right'))}
# Shown by its action, and bound once more so that it also works below a form.
TWICE = {('Everywhere', ('alt', 'left'))}
# The same key elsewhere on the keyboard.
TWINS = {'kp_add': 'plus', 'kp_enter': 'return', 'kp_subtract': 'minus', 'iso_enter': 'return', 'back': 'alt-left', 'menu': 'shift-f10'}
BINDING = re.compile(r'add_binding(?:_action|_signal)?\s*\(\s*\w+,\s*GDK_KEY_(\w+)(\s*\+\s*\w+)?,\s*([\w\s|]+),')
ACCEL = re.compile(r'\{\s*"((?:app|win|window)\.[\w-]+)",\s*\{\s*"([^"]+)"')
KEY = re.compile(r'GDK_KEY_(\w+)')
MODS = ('control', 'shift', 'alt')


def plain(name):
    name = name.lower()
    if name in TWINS:
        return TWINS[name]
    return name[3:] if name.startswith('kp_') else name


def of_binding(key, plus, mods):
    found = '-'.join(mod for mod in MODS if f'GDK_{mod.upper()}_MASK' in mods)
    key = 'digits' if plus else plain(key)
    return tuple(key.split('-', 1)) if '-' in key else (found, key)


def of_accelerator(text):
    mods = {mod.lower().replace('primary', 'control') for mod in re.findall(r'<(\w+)>', text)}
    key = re.sub(r'<\w+>', '', text).lower()
    return '-'.join(mod for mod in MODS if mod in mods), 'digits' if '...' in key else plain(key)


def spell(key):
    return '+'.join(part for part in (key[0] or '').split('-') + [key[1]] if part)


def read_code(tree):
    """{group: {key: file}} of bindings, {group: {name of key: file}} of controllers, and complaints."""
    bound, handled, problems = {}, {}, []
    for path in tree.find('src/ui/*.c'):
        text = tree.text(path)
        keys = {of_binding(*found) for found in BINDING.findall(text)}
        others = {plain(name).split('-')[-1] for name in KEY.findall(BINDING.sub('', text))}
        group = GROUPS.get(path.split('/')[-1])
        if (keys or others) and group is None:
            problems.append(f'{path}: has keys; say in GROUPS of check_shortcuts.py where they stand in {WINDOW}')
            continue
        bound.setdefault(group, {}).update(dict.fromkeys(keys, path))
        handled.setdefault(group, {}).update(dict.fromkeys(others, path))
    return bound, handled, problems


def read_window(text):
    """{group: keys}, the actions, and the last digit of the pages."""
    text = re.sub(r'<!--.*?-->', '', text, flags=re.S).replace('&lt;', '<').replace('&gt;', '>')
    groups, actions = {}, set(re.findall(r'<property name="action-name">([^<]+)<', text))
    for part in text.split('<object class="AdwPreferencesGroup">')[1:]:
        title = re.search(r'<property name="title"[^>]*>([^<]+)<', part)[1]
        found = re.findall(r'<property name="accelerator">(.*?)</property>', part)
        groups[title] = {of_accelerator(one) for several in found for one in several.split()}
    last = re.search(r'<control>1\.\.\.(\d)', text, re.I)
    return groups, actions, int(last[1]) if last else None


def check_group(group, shown, bound, handled):
    for key, path in sorted(bound.items(), key=str):
        if key not in shown and (group, key) not in TWICE:
            yield f'{path}: {WINDOW} does not show {spell(key)} in “{group}”'
    for key, path in sorted(handled.items()):
        if not any(one[1] == key for one in shown):
            yield f'{path}: {WINDOW} does not show {key} in “{group}”'
    for key in sorted(shown):
        if key not in bound and key[1] not in handled and (group, key) not in NATIVE:
            yield f'{WINDOW}: “{group}” shows {spell(key)}, which does nothing'


def check(tree):
    if WINDOW not in tree.paths:
        raise lint.Skip('there is no window of shortcuts')
    groups, actions, last = read_window(tree.text(WINDOW))
    bound, handled, problems = read_code(tree)
    for group in sorted({*groups, *(name for name in bound if name)}):
        problems += check_group(group, groups.get(group, set()), bound.get(group, {}), handled.get(group, {}))
    accels = {action: path for path in tree.find('src/ui/*.c') for action, _key in ACCEL.findall(tree.text(path))}
    for action in sorted(accels.keys() - actions):
        problems.append(f'{accels[action]}: {WINDOW} does not show {action}')
    for action in sorted(actions - accels.keys()):
        problems.append(f'{WINDOW}: shows {action}, which has no key')
    if TABLE in tree.paths and last is not None:
        n_pages = len(re.findall(r'^\s*\{ "[\w-]+", "nx-[\w-]+"', tree.text(TABLE), re.M))
        if n_pages != last:
            problems.append(f'{WINDOW}: shows keys of {last} pages; there are {n_pages}')
    return problems


def group_of(title, *keys):
    lines = ''.join(f'<property name="accelerator">{key}</property>\n' for key in keys)
    return f'<object class="AdwPreferencesGroup">\n<property name="title" translatable="yes">{title}</property>\n{lines}</object>\n'


FORM = ('gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK,\n  "form.save", NULL);\n'
        'gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "x", NULL);\n'
        'gtk_widget_class_add_binding_action (klass, GDK_KEY_Back, 0, "x", NULL);\n')
FIND = 'if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)\n'
APP = '{ "app.quit", { "<Control>q" } },\n'
SHOWN = '<property name="action-name">app.quit</property>\n'
FORMS = group_of('Forms', '&lt;Control&gt;S', '&lt;alt&gt;Left')
CLEAN = {WINDOW: FORMS + group_of('Find', 'Down') + SHOWN, 'src/ui/nx-record-form.c': FORM,
         'src/ui/nx-find-sheet.c': FIND, 'src/ui/nx-application.c': APP}
PLANTED = [
    ('does not show control+s in “Forms”', {WINDOW: group_of('Forms', '&lt;alt&gt;Left') + group_of('Find', 'Down') + SHOWN}),
    ('does not show down in “Find”', {WINDOW: FORMS + SHOWN}),
    ('shows control+p, which does nothing', {WINDOW: FORMS + group_of('Find', 'Down', '&lt;Control&gt;p') + SHOWN}),
    ('does not show app.quit', {WINDOW: FORMS + group_of('Find', 'Down')}),
    ('shows app.fly, which has no key', {WINDOW: FORMS + group_of('Find', 'Down') + SHOWN + SHOWN.replace('quit', 'fly')}),
    ('say in GROUPS', {'src/ui/nx-new.c': FIND}),
    ('there are 1', {WINDOW: FORMS + group_of('Find', 'Down') + SHOWN + group_of('Everywhere', '&lt;Control&gt;1...3'),
                     'src/ui/nx-window-actions.c': 'add_binding_action (k, GDK_KEY_0 + n, GDK_CONTROL_MASK, "x", NULL);',
                     TABLE: '  { "today", "nx-today-symbolic", 0 },\n'}),
]
lint.main(check, CLEAN, PLANTED)

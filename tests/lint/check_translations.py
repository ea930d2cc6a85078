#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Every language of po/LINGUAS is complete: nothing untranslated, nothing fuzzy, formats and terms right."""
import os
import re
import shutil
import subprocess
import tempfile

import lint

KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3', 'ngettext:1,2']


def run(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'}, **more)


def extract(tree, pot):
    command = ['xgettext', '--from-code=UTF-8', '--add-comments=TRANSLATORS', '--files-from=po/POTFILES.in',
               '--output', pot, *('--keyword=' + word for word in KEYWORDS),
               *(f'--flag={name}:{flag}' for name, flag in (('_:1', 'pass-c-format'), ('N_:1', 'pass-c-format'),
                 ('C_:2', 'pass-c-format'), ('NC_:2', 'pass-c-format'), ('ngettext:1', 'pass-c-format'),
                 ('ngettext:2', 'pass-c-format')))]
    done = run(*command, cwd=tree.root)
    if done.returncode != 0:
        return [f'po/POTFILES.in: {done.stderr.strip()}']
    # xgettext gives no word when there is nothing to translate.
    if not os.path.exists(pot):
        with open(pot, 'w') as file:
            file.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    return []


def check_language(tree, language, pot, folder):
    path = f'po/{language}.po'
    if path not in tree.paths:
        return [f'{path}: does not exist, but po/LINGUAS names it']
    merged = os.path.join(folder, 'merged.po')
    done = run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', merged, tree.full(path), pot)
    if done.returncode != 0:
        return [f'{path}: {done.stderr.strip()}']
    problems = []
    done = run('msgfmt', '--check', '--check-accelerators=_', '--statistics', '--output-file', os.devnull, merged)
    counts = {word: int(number) for number, word in
              re.findall(r'(\d+) (translated|untranslated|fuzzy)', done.stderr)}
    for word in ('untranslated', 'fuzzy'):
        if counts.get(word):
            problems.append(f'{path}: {counts[word]} messages are {word}; see them by: '
                            f'msgattrib --{word.replace("fuzzy", "only-fuzzy")} {path}')
    if done.returncode != 0:
        problems += [line.replace(merged, path) for line in done.stderr.splitlines() if ': ' in line]
    # A language nobody needs any more in the catalogue only hides what is missing.
    if re.search(r'^#~ msgid', tree.text(path), re.M):
        problems.append(f'{path}: has messages the program no longer uses (#~)')
    return problems


def check(tree):
    if shutil.which('xgettext') is None:
        raise lint.Skip('there is no gettext here')
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, 'all.pot')
        problems = extract(tree, pot)
        languages = [word for _, line in tree.lines('po/LINGUAS') if not line.startswith('#') for word in line.split()]
        if not problems:
            for language in languages:
                problems += check_language(tree, language, pot, folder)
    return problems


HEAD = ('msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-11-22 10:00+0800\\n"\n'
        '"Last-Translator: x <x@x.invalid>\\n"\n"Language-Team: x <x@x.invalid>\\n"\n"Language: zh_CN\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n')
SAVE = 'msgid "Save"\nmsgstr "保存"\n'
CLEAN = {'po/LINGUAS': 'zh_CN\n', 'po/POTFILES.in': 'src/ui/a.c\n', 'src/ui/a.c': 'x (_("Save"));\n',
         'po/zh_CN.po': HEAD + SAVE}
PLANTED = [
    ('1 messages are untranslated', {'src/ui/a.c': 'x (_("Save"));\nx (_("Open"));\n'}),
    ('1 messages are untranslated', {'po/zh_CN.po': HEAD + 'msgid "Save"\nmsgstr ""\n'}),
    ('1 messages are untranslated', {'src/ui/a.c': 'x (_("Save"));\nx (C_("verb", "Save"));\n'}),
    ('1 messages are fuzzy', {'po/zh_CN.po': HEAD + '#, fuzzy\n' + SAVE}),
    ('format', {'src/ui/a.c': 'x (_("%d of %s"));\n',
                'po/zh_CN.po': HEAD + '#, c-format\nmsgid "%d of %s"\nmsgstr "%s 的 %s"\n'}),
    ('no longer uses', {'po/zh_CN.po': HEAD + SAVE + '\n#~ msgid "Old"\n#~ msgstr "旧"\n'}),
    ('does not exist', {'po/LINGUAS': 'zh_CN ug\n'}),
]
lint.main(check, CLEAN, PLANTED)

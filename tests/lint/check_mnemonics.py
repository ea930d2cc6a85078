#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""No two words that stand on one page or in one menu have the same mnemonic, in any language."""
import re
import xml.etree.ElementTree

import lint

# Words that the code adds to the page of a template.
MORE = {
    'resources/ui/nx-household-page.ui': {'Colu_mns'},
    'resources/ui/nx-record-list-page.ui': {'Colu_mns'},
}
# Never on the screen together, though they stand in one part of a template: one takes the other's place.
APART = {
    'resources/ui/nx-first-run-page.ui': ({'_Cancel', '_Community or code'},),
}
# What has keys of its own while it is there.
ALONE = ('menu', 'GtkStackPage', 'GtkPopover')
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.M)


def read_catalogue(text):
    def join(lines):
        return ''.join(line[1:-1] for line in lines.splitlines()).replace('\\"', '"')
    return {join(words): join(translated) for words, translated in ENTRY.findall(text)}


def find_letter(words):
    found = re.search(r'_([^_\s])', words.replace('__', ''))
    return found[1].lower() if found else None


def read_parts(node, above, parts):
    """Adds to @parts the words of each part that shows by itself, with those around it."""
    own = set()

    def gather(inside):
        for child in inside:
            if child.tag in ALONE or child.get('class') in ALONE:
                alone.append(child)
                continue
            if child.get('translatable') in ('yes', '1', 'true') and find_letter(child.text or ''):
                own.add(child.text)
            gather(child)
    alone = []
    gather(node)
    parts.append(above | own)
    for child in alone:
        is_page = child.get('class') == 'GtkStackPage'
        read_parts(child, above | own if is_page else set(), parts)


def check_part(path, part, language, catalogue):
    letters = {}
    for words in sorted(part):
        letters.setdefault(find_letter(catalogue.get(words) or words), []).append(words)
    for letter, several in letters.items():
        if letter and len(several) > 1 and set(several) not in APART.get(path, ()):
            yield f'{path}: in {language} {letter.upper()} stands for ' + ' and '.join(f'“{words}”' for words in several)


def check(tree):
    catalogues = {'en': {}}
    for path in tree.find('po/*.po'):
        catalogues[path[3:-3]] = read_catalogue(tree.text(path))
    code = ''.join(tree.text(path) for path in tree.find('src/ui/*.c'))
    problems = []
    for path in tree.find('resources/ui/*.ui'):
        parts = []
        more = MORE.get(path, set())
        problems += [f'{path}: MORE of check_mnemonics.py names “{words}”, which the code does not say'
                     for words in more if f'"{words}"' not in code]
        read_parts(xml.etree.ElementTree.fromstring(tree.text(path)), set(more), parts)
        for language, catalogue in catalogues.items():
            for part in parts:
                problems += [one for one in check_part(path, part, language, catalogue) if one not in problems]
    return problems


PAGE = 'resources/ui/nx-page.ui'


def page_of(*words, inside=''):
    lines = ''.join(f'<child><property name="label" translatable="yes">{one}</property></child>' for one in words)
    return f'<interface><template>{lines}{inside}</template></interface>'


def alone(kind, words):
    return f'<child><object class="{kind}"><property name="label" translatable="yes">{words}</property></object></child>'


CLEAN = {PAGE: page_of('_Save', '_Edit', inside=alone('GtkPopover', '_Search') + alone('GtkStackPage', '_Find') +
                       alone('GtkStackPage', '_First')),
         'po/zh_CN.po': 'msgid "_Save"\nmsgstr "保存(_S)"\n\nmsgid "_Edit"\nmsgstr "修改(_E)"\n'}
PLANTED = [
    ('in en S stands for “_Save” and “_Send”', {PAGE: page_of('_Save', '_Send')}),
    ('in zh_CN S stands for “_Edit” and “_Save”', {'po/zh_CN.po': 'msgid "_Edit"\nmsgstr "修改(_S)"\n'}),
    ('in en F stands for “_File” and “_Find”', {PAGE: page_of('_File', inside=alone('GtkStackPage', '_Find'))}),
    ('which the code does not say', {'resources/ui/nx-record-list-page.ui': page_of('_Save')}),
]
lint.main(check, CLEAN, PLANTED)

# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The steps of the main job in the window, for the test of it and for the README's pictures.
"""Each step leaves the window where the next one begins. Only inside a session; see driver.py."""
import gettext
import json
import os
import subprocess

BUILD = os.environ['NX_TEST_BUILD_ROOT']
TOOL = os.path.join(BUILD, 'src/tool/nuanxin-tool')
WINDOW = os.path.join(BUILD, 'src/ui/nuanxin')
DOCTOR = os.path.join(BUILD, 'tests/e2e/store-doctor')
TYPED = '老人精神较好，血压一百四十比八十，药按时吃。Narcissi bloom on the window sill.'
TYPED_PIECE = 'Narcissi bloom'
NARRATIVE = 'What happened and what was seen'
OPEN_MARK = '林晓岚'  # the sample's worker, at the foot of the sidebar


def translate_to(language):
    """The window's words by their English ones, as the program's own catalogue has them."""
    if language == 'en':
        return lambda words: words
    catalogue = gettext.translation('nuanxin', os.path.join(BUILD, 'po'), [language])

    def translate(words):
        translated = catalogue.gettext(words)
        # Words with a count stand in another place of the catalogue.
        return translated if translated != words else catalogue.ngettext(words, words, 1)
    return translate


def label_of(code_list, code, language):
    """How the window names a code of a list."""
    with open(os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'resources/codes', code_list + '.tsv'),
              encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    return next(row[rows[0].index(language[:2])] for row in rows if row[0] == code)


def ask_tool(office, *arguments):
    return json.loads(subprocess.check_output([TOOL, '--store', office, '--json', *arguments]))


def choose_client(office):
    """An old client whose initials are nobody else's. Asked while the window is locked: only one program
    has an office open at a time."""
    names = {}
    for person in ask_tool(office, 'list', 'persons', '--limit', '2000'):
        initials = ''.join(part[0] for part in person['pinyin'].split())
        names.setdefault(initials, set()).add(person['name'])
    for case in ask_tool(office, 'list', 'cases', '--limit', '500'):
        if case['stage'] != 'intervention' or case['client_birth_date'] > '1955':
            continue
        for initials, found in names.items():
            if found == {case['client_name']} and len(initials) == 3:
                return initials, case['client_name'], case['number']
    raise AssertionError('no client has initials of their own')


def import_twins(office):
    """Three people who may be one, two of them for certain. While the window is locked, as above."""
    path = os.path.join(os.path.dirname(office), 'twins.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('户号,姓名,与户主关系,性别,出生日期,联系电话,地址\n'
                   'T0001,尉迟桂珍,户主,女,1940-03-08,13900000001,虚构路1号1-1-1\n'
                   'T0002,尉迟桂珍,户主,女,1940-03-08,13900000001,虚构路2号2-2-2\n'
                   'T0003,尉迟贵珍,户主,女,1940-03-08,,虚构路3号3-3-3\n')
    subprocess.run([TOOL, '--store', office, 'import', path], stdout=subprocess.DEVNULL, check=True)
    os.unlink(path)


class Job:
    """One walk through the window. Each step leaves it where the next one begins."""

    def __init__(self, program, office, words):
        self.program = program
        self.office = office
        self.words = words  # English → what the window says

    def make_sample(self):
        self.program.find('label', self.words('Welcome to Nuanxin'))
        self.program.key('Down', 'Return')  # the second choice
        self.program.find('check box', is_placed=True)  # the switch of the keyring
        self.program.key('alt+m')
        self.program.find('label', OPEN_MARK)

    def lock_and_choose(self):
        self.program.key('ctrl+l')
        self.program.find('label', self.words('Locked'))
        self.initials, self.client, self.number = choose_client(self.office)
        self.unlock()

    def unlock(self):
        self.program.key('Return')  # the keyring's button has the focus
        self.program.find('label', OPEN_MARK)

    def type_in_find(self):
        self.program.key('ctrl+k')
        self.program.type(self.initials)
        hits = self.program.find('list', self.words('What was found'), is_placed=True)
        self.program.find('label', part=self.number, within=hits)

    def find_case(self):
        self.type_in_find()
        self.program.key('Down', 'Return')  # first the person, then the case
        self.program.find('push button', self.words('_Record Visit'))
        self.program.find('label', self.client, is_placed=True)

    def begin_visit(self, text):
        self.program.key('ctrl+n')
        self.program.find('text', self.words(NARRATIVE)).set_text(text)

    def record_visit(self):
        self.program.key('ctrl+n')
        self.program.wait_focus(self.words(NARRATIVE), 'text')
        self.program.type(TYPED)
        self.program.key('ctrl+s')
        self.program.wait_gone('text', self.words(NARRATIVE))
        self.program.find('label', part=TYPED_PIECE)

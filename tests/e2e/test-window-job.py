#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The main job in the real window with a real keyring: sample office, find by initials, record a
# visit, see it in the timeline, lock, unlock, leave. In Chinese and in English.
"""Started by the test suite it makes a session for each language and calls itself in it."""
import gettext
import json
import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.environ['NX_TEST_SOURCE_ROOT']
BUILD = os.environ['NX_TEST_BUILD_ROOT']
SESSION = os.path.join(SOURCE, 'tests', 'support', 'session')
TOOL = os.path.join(BUILD, 'src/tool/nuanxin-tool')
WINDOW = os.path.join(BUILD, 'src/ui/nuanxin')
LANGUAGES = ('zh_CN', 'en')
TYPED = '老人精神较好，血压一百四十比八十，药按时吃。Narcissi bloom on the window sill.'
TYPED_PIECE = 'Narcissi bloom'
FULL_ID = re.compile(r'\d{17}[\dXx]')
NARRATIVE = 'What happened and what was seen'
OPEN_MARK = '林晓岚'  # the sample's worker, at the foot of the sidebar


def translate_to(language):
    """The window's words by their English ones, as the program's own catalogue has them."""
    if language == 'en':
        return lambda words: words
    return gettext.translation('nuanxin', os.path.join(BUILD, 'po'), [language]).gettext


def ask_tool(office, *arguments):
    return json.loads(subprocess.check_output([TOOL, '--store', office, '--json', *arguments]))


def choose_client(office):
    """A client whose initials are nobody else's. Asked while the window is locked: only one program
    has an office open at a time."""
    names = {}
    for person in ask_tool(office, 'list', 'persons', '--limit', '2000'):
        initials = ''.join(part[0] for part in person['pinyin'].split())
        names.setdefault(initials, set()).add(person['name'])
    for case in ask_tool(office, 'list', 'cases', '--limit', '500'):
        for initials, found in names.items():
            if case['stage'] == 'intervention' and found == {case['client_name']} and len(initials) == 3:
                return initials, case['client_name'], case['number']
    raise AssertionError('no client has initials of their own')


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

    def find_case(self):
        self.program.key('ctrl+k')
        self.program.type(self.initials)
        hits = self.program.find('list', self.words('What was found'), is_placed=True)
        self.program.find('label', part=self.number, within=hits)
        self.program.key('Down', 'Return')  # first the person, then the case
        self.program.find('push button', self.words('_Record Visit'))
        self.program.find('label', self.client, is_placed=True)

    def record_visit(self):
        self.program.key('ctrl+n')
        self.program.find('text', self.words(NARRATIVE)).set_text(TYPED)
        self.program.key('ctrl+s')
        self.program.wait_gone('text', self.words(NARRATIVE))
        self.program.find('label', part=TYPED_PIECE)


def work_in_window(language, office):
    import driver
    with driver.Program(WINDOW, '--store', office) as program:
        job = Job(program, office, translate_to(language))
        for step in (job.make_sample, job.lock_and_choose, job.find_case, job.record_visit):
            step()
            print(f'# {language}: {step.__name__}')
        program.key('ctrl+l')
        program.find('label', job.words('Locked'))
        assert program.look('label', part=job.client) is None, 'a locked window shows a client'
        job.unlock()
        assert program.close() == 0
        assert not program.complaints(), program.complaints()
    rest = [name for name in os.listdir(office) if name.endswith(('-wal', '-shm'))]
    assert not rest, rest


def test(number, language):
    with tempfile.TemporaryDirectory(prefix='nx-job-') as folder:
        result = subprocess.run([SESSION, '--accessible', f'--locale={language}', '--', sys.executable, __file__,
                                 language, os.path.join(folder, 'office')],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    is_fine = result.returncode == 0
    print(f"{'ok' if is_fine else 'not ok'} {number} {language}")
    for line in result.stdout.splitlines():
        if not is_fine or line.startswith('# '):
            print('# ' + line.removeprefix('# '))
    return is_fine


def main():
    if len(sys.argv) == 3:
        sys.path.insert(0, os.path.dirname(__file__))
        work_in_window(sys.argv[1], sys.argv[2])
        return 0
    print(f'1..{len(LANGUAGES)}')
    results = [test(number + 1, language) for number, language in enumerate(LANGUAGES)]
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main())

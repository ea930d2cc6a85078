#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Walks through the pages and forms as a screen reader does: whatever can have the focus has a name and
# a role. In Chinese and in English.
"""Started by the test suite it makes a session for each language and calls itself in it. Prints a line
for each page: what is in it, how much of that can have the focus, how much of that has no name."""
import os
import re
import subprocess
import sys
import tempfile

SESSION = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support', 'session')
LANGUAGES = ('zh_CN', 'en')
# A list keeps some 200 rows alive that are all made by the same code.
FIRST_ROWS = 6
# What GTK calls a thing that nobody gave a name.
NO_NAME = re.compile(r'^(Gtk|Adw|Nx)[A-Z]\w+$')
NO_ROLES = ('unknown', 'invalid', 'filler', 'redundant object')


class Walk:
    def __init__(self, program, job, office):
        import driver
        self.program = program
        self.job = job
        self.office = office
        self.words = job.words
        self.seen = []  # pages that stay behind the one in front, where a screen reader never comes
        self.nameless = []
        self.plain = driver.plain

    # --- Looking -----------------------------------------------------------------------------------

    def walk(self, node, in_front):
        """Everything below, without the pages that were walked before and are not in front."""
        if node.role == 'filler' and re.match(r'Nx\w+(Page|Form|Editor)$', node.name):
            if node.path in self.seen and not in_front:
                return
            self.found.append(node.path)
        yield node
        for child in node.children:
            yield from self.walk(child, in_front)

    def complaint(self, node):
        name = node.name.strip()
        if not name or NO_NAME.match(name):
            return 'no name'
        if node.role in NO_ROLES:
            return 'no role'
        bare = re.sub(r'\(\w\)', '', name)
        half = len(bare) // 2
        if '_' in name or (len(bare) % 2 and bare[half] == ' ' and bare[:half] == bare[half + 1:]):
            return 'said as it is written, or twice'
        if node.role in ('list item', 'table row') and not re.search(r'[^\W\d]', name):
            return 'only a number'
        return None

    def examine(self, in_front):
        self.found, n, n_focusable, bad = [], 0, 0, []
        for window in self.program.windows(rows=FIRST_ROWS, most=200):
            for node in self.walk(window, in_front):
                n += 1
                if not node.had('FOCUSABLE') or not node.is_placed():
                    continue
                n_focusable += 1
                complaint = self.complaint(node)
                if complaint:
                    bad.append(f'{complaint}: {node.role} “{node.name}” in {self.describe_place(node)}')
        return n, n_focusable, bad

    def describe_place(self, node):
        names = []
        while node.above is not None and len(names) < 4:
            node = node.above
            names.append(f'{node.role} “{node.name[:20]}”')
        return ' < '.join(names)

    def look(self, page, in_front=False):
        """Rows come late: what has no name yet is looked at again for a while."""
        answer = [None]

        def is_fine():
            answer[0] = self.examine(in_front)
            return answer[0][1] > 0 and not answer[0][2]
        import driver
        try:
            self.program.wait(page, is_fine, 4)
        except driver.Failure:
            if self.program.process.poll() is not None:
                raise
        n, n_focusable, bad = answer[0]
        self.seen += self.found
        self.nameless += [f'{page}: {words}' for words in bad]
        print(f'# {page:24} {n:5} objects {n_focusable:4} focusable {len(bad):3} nameless', flush=True)
        for words in bad[:12]:
            print(f'#   {words}')

    def button(self, words):
        return self.program.find('push button', self.words(words), is_placed=True)

    # --- Pages -------------------------------------------------------------------------------------

    def begin(self):
        self.program.find('label', self.words('Welcome to Nuanxin'))
        self.look('first run')
        self.job.make_sample()
        self.look('today')

    def new_office(self):
        """The questions of one's own office; nothing is made. In a program of its own."""
        self.program.find('list item', self.words('_New office'), is_placed=True).click()
        for field, answer, page in (('Name of the _office', 'X', 'name'), ('_Community or code', '210102002001', 'place'),
                                    ('_Your name', 'X', 'worker')):
            self.program.find('text', self.words(field), is_placed=True)
            self.program.type(answer)
            button = self.button('_Next')
            self.program.wait(f'an answer to “{field}”', lambda button=button: button.has('SENSITIVE'))
            self.look(f'new office: {page}', True)
            self.program.key('alt+n')
        self.program.find('push button', self.words('_Make the Office'), is_placed=True)
        self.look('new office: key', True)
        self.program.key('alt+Left', 'alt+Left', 'alt+Left')
        self.program.wait('the first question', lambda: self.program.look(
            'text', self.words('Name of the _office'), is_placed=True))

    def windows(self):
        """What opens beside the pages."""
        self.program.key('F10')
        self.program.find('menu item', self.words('_Import…'), is_placed=True)
        self.look('main menu', True)
        self.program.key('Escape')
        for keys, role, words, page in ((('ctrl+question',), 'label', 'Everywhere', 'keyboard shortcuts'),
                                        (('ctrl+comma',), 'label', 'Appearance', 'preferences'),
                                        (('F10', 'a'), 'push button', '0.1.0', 'about'),
                                        (('F10', 'w'), 'label', 'Ways to Unlock', 'ways to unlock')):
            self.program.key(*keys)
            self.program.find(role, self.words(words), is_placed=True)
            self.look(page, True)
            self.program.key('Escape')
            self.program.wait_gone(role, self.words(words))

    def calendar(self):
        self.program.key('ctrl+2', 'alt+1')
        self.program.find('table cell', is_placed=True)
        self.program.key('Return')
        self.look('visits: a day', True)
        self.program.key('Escape')
        self.program.wait('the month to have the focus', lambda: 'table cell' in self.program.describe_focus()
                          or self.words('Today') in self.program.describe_focus())
        self.program.key('ctrl+g')
        self.button('_Go')
        self.look('go to a date', True)
        self.program.key('Escape')
        self.program.wait_gone('text', self.words('Day to go to'))
        self.program.key('alt+2')
        self.look('visits: week', True)
        self.program.key('alt+3')
        self.program.find('tree table', is_placed=True)
        self.look('visits: list', True)
        self.program.key('alt+1')

    def day(self):
        self.program.key('shift+F10')
        self.program.find('menu item', self.words('Postpone…'), is_placed=True)
        self.look('menu of a line', True)
        self.program.key('Down', 'Down', 'Return')
        self.program.find('label', self.words('New day of the visit'), is_placed=True)
        self.look('postpone', True)
        self.program.key('Escape')

    def locked(self):
        self.program.key('ctrl+l')
        self.program.find('label', self.words('Locked'))
        self.look('locked')
        import windowjob
        self.job.initials, self.job.client, self.job.number = windowjob.choose_client(self.office)
        windowjob.import_twins(self.office)
        self.job.unlock()

    def lists(self):
        self.program.key('ctrl+2')
        self.program.find('table cell', is_placed=True)
        self.look('visits: month', True)
        for nth, name in ((3, 'Cases'), (4, 'Households'), (5, 'People')):
            self.program.key(f'ctrl+{nth}')
            self.program.find('tree table', self.words(name), is_placed=True)
            self.look(name.lower())

    def press_last(self, words, role='push button'):
        """Of the page on top: those below it are still there."""
        self.program.find(role, self.words(words), is_placed=True)
        found = [node for window in self.program.windows() for node in window.walk() if node.role == role
                 and node.name and self.plain(node.name) == self.plain(self.words(words)) and node.is_placed()]
        found[-1].click()

    def look_in_popover(self, words, page):
        """What a button asks above a list."""
        self.press_last(words)
        self.program.wait_popup()
        self.look(page, True)
        self.program.key('Escape')
        self.program.wait('the popover to go', lambda: len(self.program.window_number()) == 1)

    def many(self):
        """Several records are selected: what can be done to all."""
        for nth, name, asked in ((3, 'cases', ('_Assign…', '_Plan Visits…')), (4, 'households', ('Add _Class…',))):
            self.program.key(f'ctrl+{nth}')
            self.program.wait_focus('', 'table row')
            self.program.key('shift+Down', 'shift+Down')
            self.button('Select _None')
            self.look(f'{name}: selected', True)
            for words in asked:
                self.look_in_popover(words, f'{name}: {words}')
            self.press_last('Select _None')

    def filters(self):
        """Saved ones, of the list of people."""
        self.program.key('ctrl+5')
        self.program.wait_focus('', 'table row')
        self.look_in_popover('_Filters', 'filters: none')
        self.press_last('My clients')
        self.press_last('_Filters')
        field = self.program.find('text', self.words('Name of the filter'), is_placed=True)
        self.program.wait('the field', lambda: field.has('SENSITIVE'))
        field.set_text(self.words('My clients'))
        self.press_last('_Save This Filter')
        self.program.find('push button', self.words('Rename “%s”') % self.words('My clients'), is_placed=True)
        self.look('filters: saved', True)
        self.program.find('push button', self.words('Rename “%s”') % self.words('My clients'), is_placed=True).click()
        self.button('_Rename')
        self.look('filters: rename', True)
        self.program.key('Escape')
        self.press_last('My clients')

    def missing(self):
        self.program.key('ctrl+5')
        self.press_last('Missing _Data…')
        self.program.find('tree table', self.words('Missing Data'), is_placed=True)
        self.look('missing data')
        self.program.key('alt+Left')

    def duplicates(self):
        self.program.key('ctrl+5')
        self.press_last('People who may have been entered twice')
        self.program.find('label', part='尉迟', is_placed=True)
        self.look('duplicates')
        self.program.key('alt+Left')

    def merge(self):
        """Two people, two households; nothing is carried out."""
        for kind, open_record in (('person', self.open_person), ('household', self.open_household)):
            open_record()
            self.press_last(f'More for this {kind}')
            self.program.find('menu item', self.words('_Merge with Another…'), is_placed=True)
            self.look(f'{kind}: menu', True)
            self.program.key(*['Down'] * (kind == 'household'), 'Return')
            question = self.words(f'Which is the other record of this {kind}?')
            self.program.find('entry', question, is_placed=True)
            self.look(f'merge: which {kind}', True)
            self.program.type('w')
            self.program.wait('somebody found', lambda: self.program.look('list item', is_placed=True))
            self.program.find('list', self.words('What was found'), is_placed=True)
            self.program.key('Return')
            self.button('_Merge')
            self.look(f'merge: {kind}')
            self.program.key('alt+Left')

    def open_person(self):
        self.job.type_in_find()
        self.program.key('Return')
        self.button('_Edit')

    def open_household(self):
        self.program.key('ctrl+4')
        self.program.wait_focus('', 'table row')
        self.program.key('Return')
        self.button('New _Case')

    def move(self):
        """To a new household, and to one that is there; nothing is carried out."""
        self.open_household()
        self.press_last('More for this household')
        self.program.find('menu item', self.words('Move M_embers…'), is_placed=True)
        self.program.key('Return')
        self.button('Enter the _Move')
        self.look('move: whom')
        self.press_last('A household that is in the register', 'check box')
        members = [node for window in self.program.windows() for node in window.walk()
                   if node.role == 'check box' and ' · ' in node.name and node.is_placed()]
        for member in reversed(members):
            member.click()
        self.button('_Find the Household…')
        self.look('move: all of them', True)
        self.program.key('alt+Left')

    def operations(self):
        """After an import."""
        self.program.key('F10', 'c')
        self.button('_Undo')
        self.look('changes to many')
        self.program.key('alt+Left')

    def person(self):
        self.program.key('Return')
        self.button('_Edit')
        self.look('person')
        self.button('_Edit').click()
        self.button('_Save')
        self.look('form of a person')
        self.program.key('Escape')

    def household(self):
        self.program.key('ctrl+4')
        self.button('New household (Ctrl+N)')
        self.program.key('ctrl+n')
        self.button('_Save')
        self.look('form of a household')
        self.program.key('Escape')
        self.button('New household (Ctrl+N)')
        self.program.key('ctrl+5', 'ctrl+4')
        self.button('New household (Ctrl+N)')
        self.program.key('Return')
        self.button('New _Case')
        self.look('household')
        for words, page in (('_Add Member', 'form of a new member'), ('Add a support class of the household', 'form of a support class'),
                            ('New _Case', 'form of a case')):
            if self.program.look('push button', self.words(words), is_placed=True) is None:
                continue
            self.button(words).click()
            self.button('_Save')
            self.look(page)
            self.program.key('Escape')
            self.button('New _Case')

    def find(self):
        self.job.type_in_find()
        self.look('find')
        self.program.key('Escape')

    def case(self):
        self.job.find_case()
        self.look('case')
        self.program.key('ctrl+p')
        self.button('Print this paper')
        self.look('print preview')
        self.program.key('Escape')
        self.button('_Record Visit')
        self.timeline()
        self.attachments()
        self.job.begin_visit('begun')
        self.look('visit editor')

    def timeline(self):
        """Of the case: lines that are open, with what is asked and noted at them."""
        self.program.tab_to('', 'list item', most=40)
        for _line in range(3):
            self.program.key('Return', 'Down')
            self.program.wait_focus('', 'list item')
        self.look('case: opened lines', True)
        self.program.key('alt+k')
        self.program.wait_focus('', 'text')
        self.look('case: a question', True)
        self.program.key('Escape')
        self.program.wait_gone('text', self.words('Question about the case'))

    def attachments(self):
        """A picture that is pasted, its card and the page that shows it."""
        picture = os.path.join(os.path.dirname(self.office), 'picture.png')
        subprocess.run(['convert', '-size', '320x240', 'gradient:#8fb4e6-#f2e3b0', picture], check=True)
        subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', picture], check=True)
        self.program.key('ctrl+v')
        card = self.program.find('push button', part=self.words('Pasted picture'), is_placed=True)
        self.look('case: attachments', True)
        card.click()
        self.program.find('push button', self.words('Next attachment'), is_placed=True)
        self.look('attachment')
        self.program.key('alt+Left')
        self.program.wait_focus('', 'push button')

    def import_table(self):
        import windowimport
        folder = os.path.dirname(self.office)
        windowimport.make_register(os.path.join(folder, 'register.csv'))
        table = windowimport.Import(self.program, self.words, folder)
        table.open_from_menu()
        self.look('import: a file')
        table.choose_file()
        self.look('import: columns', True)
        table.say_names()
        table.plan()
        self.look('import: plan', True)
        table.carry_out()
        self.look('import: report', True)

    def open_form(self):
        self.job.type_in_find()
        self.program.key('Return')
        self.button('_Edit').click()
        self.button('_Save')
        return self.program.find('text', self.words('Work place'), is_placed=True)

    def conflict(self):
        """Two forms of one person: what the second one finds when the first was saved."""
        self.open_form().set_text('A')
        self.open_form().set_text('B')
        self.program.key('ctrl+s')
        self.button('_Edit')
        self.program.key('alt+Left')
        self.button('_Save')
        self.program.key('ctrl+s')
        self.look('form: changed elsewhere', True)


def work_in_window(language, folder):
    import driver
    import windowjob
    office = os.path.join(folder, 'office')
    with driver.Program(windowjob.WINDOW, '--store', office) as program:
        walk = Walk(program, windowjob.Job(program, office, windowjob.translate_to(language)), office)
        driver.run_quietly('xdotool', 'mousemove', '1', '1')
        for step in (walk.begin, walk.day, walk.locked, walk.conflict, walk.windows, walk.calendar, walk.lists,
                     walk.person, walk.household, walk.many, walk.filters, walk.missing, walk.duplicates,
                     walk.merge, walk.move, walk.find, walk.case, walk.import_table, walk.operations):
            step()
        assert program.close() == 0
        assert not program.complaints(), program.complaints()
    with driver.Program(windowjob.WINDOW, '--store', office + '-new') as program:
        walk.program = program
        walk.new_office()
        program.close()
        assert not walk.nameless, f'{len(walk.nameless)} without a name'


def test(number, language):
    with tempfile.TemporaryDirectory(prefix='nx-walk-') as folder:
        result = subprocess.run([SESSION, '--accessible', f'--locale={language}', '--', sys.executable, __file__,
                                 language, folder],
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

# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The steps of the import in the window, by keyboard alone: a register in GB18030 from the menu to the
# households, its refused rows saved, and once more, when all is the same.
"""Each step leaves the window where the next one begins. Only inside a session; see driver.py."""
import os
import time

HEADINGS = '户号,XM,与户主关系,性别,出生日期,住址'
N_HOUSEHOLDS = 300
STRANGER = '尉迟'  # no surname of the sample office


def make_register(path):
    """Two people in each household, two rows that cannot be right; the column of names is called XM,
    which nobody understands."""
    rows = [HEADINGS]
    for number in range(N_HOUSEHOLDS):
        rows.append(f'Q{number:04},{STRANGER}桂珍,户主,女,19{40 + number % 40}-03-08,虚构路{number}号1-1-1')
        rows.append(f'Q{number:04},{STRANGER}明远,儿子,男,19{70 + number % 29}-07-30,')
    rows.append(f'Q9001,{STRANGER}晓岚,户主,女,1951-02-30,虚构路900号1-1-1')
    rows.append('Q9002,=1+1,户主,女,1951-02-03,虚构路901号1-1-1')
    with open(path, 'w', encoding='gb18030', newline='') as file:
        file.write('\r\n'.join(rows) + '\r\n')


class Import:
    """One walk through the page. Each step leaves it where the next one begins."""

    def __init__(self, program, words, folder):
        self.program = program
        self.words = words
        self.register = os.path.join(folder, 'register.csv')
        self.refused = os.path.join(folder, 'refused.csv')

    def button(self, words):
        return self.program.find('push button', self.words(words), is_placed=True)

    def wait_focus(self, words):
        self.program.wait_focus(self.words(words), 'push button')

    def say(self, words):
        self.program.find('label', part=self.words(words).split('%')[0])

    def answer_chooser(self, path, is_saved=True):
        """GTK's own dialog: a window of its own, whose field for a path has to be there before it is
        typed into, and whole before it is taken."""
        self.program.wait('the file chooser', lambda: len(self.program.window_number()) > 1)
        if is_saved:
            self.program.key('ctrl+a')
        else:
            self.program.key('ctrl+l')
        self.program.wait('the field', self.find_field)
        self.program.type(path)
        self.program.wait('the path', lambda: self.find_field().text == path)
        # While the folder of the path is still being listed, Return is lost on the dialog.
        self.program.wait('the chooser to go', self.press_until_gone)

    def press_until_gone(self):
        if len(self.program.window_number()) == 1:
            return True
        self.program.key('Return')
        end = time.monotonic() + 2
        while len(self.program.window_number()) > 1 and time.monotonic() < end:
            time.sleep(0.05)
        return len(self.program.window_number()) == 1

    def find_field(self):
        if self.program.has_focus('', 'text'):
            return self.program.focus
        for node in self.program.windows()[-1].walk():
            if node.role == 'text' and node.is_placed():
                return node
        return None

    def open_from_menu(self):
        self.program.key('F10', 'i')
        self.wait_focus('Choose a _File…')

    def choose_file(self):
        self.program.key('Return')
        self.answer_chooser(self.register, is_saved=False)
        # Nobody knows XM: the focus is on the first column, and there is no way on yet.
        self.program.find('label', part='GB18030')
        self.button('Make the _Plan')
        self.say('No column means “%1$s” or “%2$s” yet. Choose which one holds the names.')

    def say_names(self):
        self.program.key('Tab')  # from 户号 to XM
        self.program.key('space', 'Down', 'Down', 'Return')  # note, not imported, name
        button = self.button('Make the _Plan')
        self.program.wait('the plan to be possible', lambda: button.has('SENSITIVE'))

    def plan(self):
        self.program.key('alt+p')
        self.wait_focus('_Back to the Columns' if self.is_again else '_Import')

    def save_refused(self):
        self.say('That file will hold personal data outside the encrypted records.')
        self.program.key('alt+s')
        self.answer_chooser(self.refused)
        self.program.wait('the report', lambda: os.path.exists(self.refused))
        with open(self.refused, encoding='utf-8-sig') as file:
            lines = file.read().splitlines()
        assert len(lines) == 3 and 'Q9001' in lines[1] and 'Q9002' in lines[2], lines
        self.wait_focus('_Import')

    def carry_out(self):
        self.program.key('alt+i')
        self.wait_focus('See the _Households')
        self.program.find('label', f'{N_HOUSEHOLDS}')

    def see_households(self):
        self.program.key('Return')
        self.program.find('tree table', self.words('Households'), is_placed=True)
        self.program.key('ctrl+f')
        self.program.type('Q0042')
        self.program.find('label', f'{STRANGER}桂珍', is_placed=True)

    def import_again(self):
        self.is_again = True
        self.open_from_menu()
        self.program.key('Return')
        self.answer_chooser(self.register, is_saved=False)
        self.say('A table with these headings was imported before: the meanings chosen then are set.')
        self.wait_focus('Make the _Plan')
        self.plan()
        self.say('The office has everything in this table already, except for the refused rows. '
                 'There is nothing to import.')

    is_again = False


def is_noted(folder):
    """Whether the desktop's list of recent files names one of ours."""
    path = os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel')
    if not os.path.exists(path):
        return False
    with open(path, encoding='utf-8') as file:
        return os.path.basename(folder) in file.read()

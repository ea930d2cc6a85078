# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The steps of a session in which every kind of work touches something planted.
"""Each step leaves the window where the next one begins. Only inside a session; see driver.py. Chinese goes
into a field by the field's own interface: arguments of the test's tools are no way to write it."""
import os

import windowimport
from windowjob import NARRATIVE


class Round:
    preview = '预览'  # GTK's own word

    def __init__(self, program, plants, words, folder, case):
        self.program = program
        self.plants = plants
        self.words = words
        self.case = case  # its number
        self.folder = folder  # the user's own: registers and photos come from it, papers go to it
        self.table = windowimport.Import(program, words, folder)

    def button(self, words):
        return self.program.find('push button', self.words(words), is_placed=True)

    def press_last(self, words, role='push button'):
        """Of the page on top: those below it are still there."""
        import driver
        self.program.find(role, self.words(words), is_placed=True)
        found = [node for window in self.program.windows() for node in window.walk() if node.role == role
                 and driver.plain(node.name) == driver.plain(self.words(words)) and node.is_placed()]
        found[-1].click()

    def wait_open(self):
        self.program.find('label', self.plants.worker)

    # --- The work ----------------------------------------------------------------------------------

    def bring_in(self):
        """A register, from the menu."""
        self.table.register = os.path.join(self.folder, f'register-{self.plants.file_name}.csv')
        self.table.open_from_menu()
        self.program.key('Return')
        self.table.answer_chooser(self.table.register, is_saved=False)
        self.program.wait('the plan to be possible', lambda: self.button('Make the _Plan').has('SENSITIVE'))
        self.table.plan()
        self.program.key('alt+i')
        self.table.wait_focus('See the _Households')
        self.program.key('Return')
        self.program.find('tree table', self.words('Households'), is_placed=True)

    def find(self, typed, shown):
        self.program.key('ctrl+k')
        if typed.isascii():
            self.program.type(typed)
        else:
            self.program.wait_focus('', 'entry')
            self.program.focus.set_text(typed)
        hits = self.program.find('list', self.words('What was found'), is_placed=True)
        self.program.find('label', part=shown, within=hits)

    def look_for(self):
        """By sounds, by letters, by number, by what is written in a visit, and by what no search understands."""
        person = self.plants.people[1]
        for typed in (person.sounds, person.initials, person.phone, person.address, person.number):
            self.find(typed, person.name)
            self.program.key('Escape')
        for typed in (f'"{person.name}', f"{person.name}*'--", f'{person.name} AND ('):
            self.program.key('ctrl+k')
            self.program.wait_focus('', 'entry')
            self.program.focus.set_text(typed)
            self.program.wait('the words', lambda typed=typed: self.program.has_focus('', 'entry')
                              and self.program.focus.text == typed)
            self.program.key('Escape')

    def open_person(self):
        person = self.plants.people[1]
        self.find(person.sounds, person.name)
        self.program.key('Return')
        self.button('_Edit').click()
        self.button('_Save')
        self.program.find('text', self.words('Work place'), is_placed=True).set_text(self.plants.words[0])
        self.program.key('ctrl+s')
        self.program.find('label', part=self.plants.words[0])

    def open_household(self):
        self.program.key('ctrl+4')
        self.program.wait_focus('', 'table row')
        self.program.key('Return')
        self.button('New _Case')
        self.program.key('alt+Left')

    def open_case(self):
        self.find(self.plants.people[0].initials, self.case)
        self.program.key('Down', 'Return')  # first the person, then the case
        self.button('_Record Visit')

    def begin_visit(self, text):
        self.program.key('ctrl+n')
        self.program.find('text', self.words(NARRATIVE)).set_text(text)

    def record_visit(self):
        self.open_case()
        self.begin_visit(self.plants.narratives[1])
        self.program.key('ctrl+s')
        self.program.wait_gone('text', self.words(NARRATIVE))
        self.program.find('label', part=self.plants.narratives[1])

    def attach(self):
        """A photo, and a look at it."""
        photo = os.path.join(self.folder, f'{self.plants.file_name}.png')
        self.program.key('ctrl+o')
        self.table.answer_chooser(photo, is_saved=False)
        card = self.program.find('push button', part=self.plants.file_name, is_placed=True)
        card.click()
        self.program.find('push button', self.words('Next attachment'), is_placed=True)
        self.program.key('alt+Left')
        self.button('_Record Visit')

    def print_paper(self):
        """Previewed, saved and sent to what GTK calls a printer: a file in the same folder."""
        paper = os.path.join(self.folder, self.plants.people[5].sounds, 'paper.pdf')  # the client's own folder
        self.program.key('ctrl+p')
        self.button('Print this paper')
        self.program.wait_focus(self.words('Pages'))
        self.program.key('ctrl+s')
        self.table.answer_chooser(paper)
        self.program.wait('the paper', lambda: os.path.exists(paper) and os.path.getsize(paper) > 1000)
        self.program.take_keyboard()
        self.program.wait_focus(self.words('Pages'))
        before = set(os.listdir(self.folder))
        self.program.key('ctrl+p')
        dialog = self.program.find('dialog')
        self.program.wait('a printer', lambda: self.printer(dialog)).press_mouse()
        self.program.find('push button', self.words('_Print…'), within=dialog).click()
        self.program.wait('the print', lambda: set(os.listdir(self.folder)) - before)
        self.ask_for_preview()
        self.program.take_keyboard()
        self.program.key('alt+Left')
        self.button('_Record Visit')

    def ask_for_preview(self):
        """GTK's dialog offers one: a paper in clear in a temporary file, given to whatever program shows such."""
        self.program.wait('the print dialog to go', lambda: len(self.program.window_number()) == 1)
        self.program.take_keyboard()
        self.program.key('ctrl+p')
        dialog = self.program.find('dialog')
        self.program.wait('a printer', lambda: self.printer(dialog)).press_mouse()
        button = self.program.find('push button', self.preview, within=dialog)
        button.click()
        self.program.wait('the print dialog to go', lambda: len(self.program.window_number()) == 1)

    def printer(self, dialog):
        """The only row of GTK's list of printers, below its heading."""
        found = self.program.look('list', within=dialog)
        return found and self.program.look('table row', within=found)

    def lock(self):
        self.program.key('ctrl+l')
        self.program.find('label', self.words('Locked'))

    def unlock(self):
        """By the passphrase, wherever the keyboard was."""
        self.program.find('text', self.words('_Passphrase'), is_placed=True).press_mouse()
        self.program.type(self.plants.passphrase)
        self.program.key('Return')
        self.wait_open()

    def save_filter(self):
        self.program.key('ctrl+5')
        self.program.wait_focus('', 'table row')
        self.press_last('My clients')
        self.press_last('_Filters')
        self.program.find('text', self.words('Name of the filter'), is_placed=True).set_text(self.plants.words[1])
        self.press_last('_Save This Filter')
        self.program.find('push button', self.words('Rename “%s”') % self.plants.words[1], is_placed=True)
        self.program.key('Escape')

    def change_many(self):
        self.program.key('ctrl+4')
        self.program.wait_focus('', 'table row')
        self.program.key('shift+Down', 'shift+Down')
        self.press_last('Add _Class…')
        self.program.find(name=self.words('Evidence'), is_placed=True).set_text(self.plants.words[2])
        self.program.key('space', 'Down', 'Return')  # the first class
        self.press_last('_Add')
        self.program.wait('the popover to go', lambda: len(self.program.window_number()) == 1)

    def leave_draft(self):
        """In the middle of a visit the window is closed. Returns the status."""
        self.open_case()
        self.begin_visit(self.plants.draft)
        return self.program.close()

    def steps(self):
        return (self.wait_open, self.bring_in, self.look_for, self.open_person, self.open_household,
                self.record_visit, self.attach, self.print_paper, self.lock, self.unlock, self.change_many,
                self.save_filter)

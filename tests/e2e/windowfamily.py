# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The steps of a family in the window, by keyboard alone: a household of four, its case, a visit that is
# planned and then recorded, its timeline, and the summary as PDF.
"""Each step leaves the window where the next one begins. Only inside a session; see driver.py."""
import datetime
import os

from driver import plain

# Name, code of the relation to the head (GB/T 4761), identity number, date of birth, sex in GB/T 2261.1.
MEMBERS = (
    ('尉迟桂芳', '02', '210102193805210023', '1938-05-21', '2'),
    ('尉迟明远', '20', '210102196203070012', '1962-03-07', '1'),
    ('尉迟晓梅', '38', '210102196509110021', '1965-09-11', '2'),
    ('尉迟小宝', '41', '210102199006150033', '1990-06-15', '1'),
)
ADDRESS = '和平路18号'
TITLE = '老年生活照顾'
RECORDED = '女儿已问过医院。Camellias on the balcony'
LETTERS = ''.join(member[0] for member in MEMBERS) + ADDRESS + TITLE + RECORDED


class Family:
    def __init__(self, program, job, table, folder, home_visit):
        self.program = program
        self.job = job
        self.words = job.words
        self.home_visit = home_visit  # how a timeline names one
        self.table = table  # who knows how to answer a chooser of files
        self.paper = os.path.join(folder, 'summary.pdf')

    def button(self, words):
        return self.program.find('push button', self.words(words), is_placed=True)

    def at(self, words):
        """Waits for the focus to be at a field."""
        self.program.wait_focus(self.words(words).split('\x04')[-1])

    def save(self):
        self.program.key('ctrl+s')

    def choose(self, typed):
        """In a drop-down with a field to look for words: space, what is typed, Enter for the first."""
        self.program.key('space')
        self.program.wait_popup()
        self.program.type(typed)
        self.program.key('Return')

    def new_household(self):
        self.program.key('ctrl+4')
        self.program.find('tree table', self.words('Households'), is_placed=True)
        self.program.key('ctrl+n')
        self.at('Household number')
        self.program.key('Tab', 'Tab')
        self.at('Community')
        self.choose('fengze')
        self.at('Community')
        self.program.key('Tab')
        self.at('Address')
        self.program.type(ADDRESS)
        self.save()
        self.at('_Edit')  # the household's own page
        for member in MEMBERS:
            self.add_member(*member)

    def add_member(self, name, relation, number, _birth, _sex):
        self.program.key('alt+a')
        self.at('Relation to head')
        self.choose(relation)
        self.at('Relation to head')
        self.program.tab_to(self.words('Name'), None, most=4)  # past since when, its calendar, a note
        self.program.type(name)
        self.program.tab_to(self.words('Identity number'), None, most=8)
        self.program.type(number)
        self.save()
        self.at('_Edit')

    def ask_tool(self, *arguments):
        """While the window is locked: only one program has an office open at a time."""
        import windowjob
        self.program.key('ctrl+l')
        self.program.find('label', self.words('Locked'))
        answer = windowjob.ask_tool(self.job.office, *arguments)
        self.job.unlock()
        return answer

    def check_members(self):
        """Date of birth and sex came from the number."""
        people = {person['name']: person for person in self.ask_tool('list', 'persons', '--limit', '2000')}
        for name, _relation, _number, birth, sex in MEMBERS:
            assert people[name]['birth_date'] == birth and people[name]['sex'] == sex, people[name]

    def check_visit(self):
        self.check_members()
        visits = [visit for visit in self.ask_tool('list', 'visits', '--limit', '2000')
                  if visit['client_name'] == MEMBERS[0][0]]
        assert [visit['state'] for visit in visits] == ['done'], visits

    def open_household(self):
        self.program.key('ctrl+4')
        self.program.wait_focus('', 'table row')
        self.program.key('ctrl+f')
        self.program.wait_focus(self.words('Show only some households (Ctrl+F)'), 'entry')
        self.program.type(MEMBERS[0][0])
        self.program.find('label', part=MEMBERS[0][0], is_placed=True)
        self.program.key('Return')
        self.at('_Edit')

    def open_case(self):
        """For the first member. What is still missing is where the focus goes when saving is refused."""
        self.open_household()
        self.program.tab_to(plain(self.words('New _Case')), 'push button', most=4)
        self.program.key('Return')
        self.at('Title')
        self.program.type(TITLE)
        self.program.key('Tab')
        self.at('Client')
        self.program.key('space')
        self.program.wait_popup()
        self.program.key('Down', 'Return')
        self.save()
        self.at('Risk level')
        self.program.key('space')
        self.program.wait_popup()
        self.program.key('Down', 'Return')
        self.save()
        self.at('_Record Visit')

    def plan_visit(self):
        """On the calendar: today has the focus, Enter comes to its button, Enter asks for which case."""
        self.program.key('ctrl+2')
        self.program.wait_focus('', 'table cell')
        # Into the day: to its first line, or to the button above when there is none.
        self.program.key('Return')
        self.program.wait('the focus in the day', lambda: not self.program.has_focus('', 'table cell'))
        if not self.program.has_focus(self.words('P_lan Visit…'), 'push button'):
            self.program.key('shift+Tab')
            self.at('P_lan Visit…')
        self.program.key('Return')
        self.at('Client or case number')
        self.program.type(MEMBERS[0][0])
        self.program.find('list item', part=MEMBERS[0][0], is_placed=True)
        self.program.key('Return')
        self.at('What happened and what was seen')
        self.save()
        self.program.wait_focus('', 'table cell')

    def record_planned(self):
        """Enter to the day's first line, its menu, the menu's first act."""
        self.program.key('Return')
        self.program.wait_focus('', 'list item')
        if not self.program.has_focus(MEMBERS[0][0], 'list item'):
            self.program.tab_to(MEMBERS[0][0], 'list item', 'Down', most=8)
        self.program.key('shift+F10')
        self.at('Record Visit')
        self.program.key('Return')
        self.at('What happened and what was seen')
        self.program.type(RECORDED)
        self.save()
        self.program.wait_focus('', 'table cell')

    def go_to_today(self):
        self.program.key('ctrl+1')

    def read_timeline(self):
        """Of the household: all four came, a case was opened, a visit was made."""
        self.open_household()
        self.program.tab_to(str(datetime.date.today().year), 'list item')
        lines = []
        for _line in range(8):
            lines.append(self.program.tab_to('', 'list item', 'Down').name)
            if sum(MEMBERS[0][0] in line for line in lines) > 2:
                break
        assert any(self.home_visit in line for line in lines), lines

    def answer_question(self):
        self.go_to_today()
        self.program.wait_focus('', 'list item')
        asked = self.program.tab_to(self.words('%1$s · %2$s asks').split('%2$s')[1].strip(), 'list item').name
        self.program.key('Return')
        # The case, with the keyboard at the visit that is asked about.
        remarks = self.words('%u remark').split('%u ')[-1]
        self.program.wait('the visit', lambda: self.program.has_focus('', 'list item')
                          and remarks in self.program.focus.name)
        self.program.tab_to(self.words('Answer to this visit'), 'text', most=12)
        self.program.type(RECORDED)
        self.program.key('Return')
        # The field is empty again once the answer is in the store, and keeps the focus.
        self.program.wait('the answer to be taken', lambda: self.program.has_focus('', 'text')
                          and self.program.focus.text == '')
        self.go_to_today()
        self.program.wait_gone('list item', asked)

    def print_summary(self):
        """From the visit on the calendar's day to where it stands in its case, and from there to a PDF."""
        self.program.key('ctrl+2')
        self.program.wait_focus('', 'table cell')
        self.program.key('Return')
        self.program.wait_focus('', 'list item')
        if not self.program.has_focus(MEMBERS[0][0], 'list item'):
            self.program.tab_to(MEMBERS[0][0], 'list item', 'Down', most=8)
        self.program.key('ctrl+Return')
        self.program.wait('the visit in its case', lambda: self.program.has_focus('', 'list item')
                          and self.home_visit in self.program.focus.name)
        self.program.tab_to(plain(self.words('_Print Summary')), 'push button', most=6)
        self.program.key('Return')
        self.program.wait_focus(self.words('Pages'))
        self.save()
        self.table.answer_chooser(self.paper)
        self.program.wait('the paper', lambda: os.path.exists(self.paper) and os.path.getsize(self.paper) > 1000)
        with open(self.paper, 'rb') as file:
            assert file.read(5) == b'%PDF-'
        self.program.take_keyboard()
        self.program.wait_focus(self.words('Pages'))
        # Back to where it was printed from. Not by Escape: a message that is there goes first.
        self.program.key('alt+Left')
        self.at('_Print Summary')

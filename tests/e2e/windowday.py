# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The steps of the day's first page, by keyboard alone: nobody was met, undo, nobody was met, put off,
# write down.
"""Each step leaves the page of the day in front. Only inside a session; see driver.py."""


class Day:
    """Each step leaves the page of the day in front."""

    def __init__(self, program, job, office):
        self.program = program
        self.job = job
        self.office = office
        self.words = job.words

    def lines(self):
        """The lines that are due, from the top."""
        for heading in ('Overdue', 'day\x04Today', 'This Week'):
            name = self.words(heading).split('\x04')[-1]
            group = self.program.look('list', name, is_placed=True)
            for node in group.walk() if group is not None else ():
                if node.role == 'list item':
                    yield node

    def take_line(self):
        # A popover had the keyboard while it was open; without a window manager nobody gives it back.
        self.program.take_keyboard()
        self.program.wait_focus('', 'list item')
        return self.program.focus.name

    def begin(self):
        """The focus is on the first line without anybody asking."""
        line = self.take_line()
        assert line == next(self.lines()).name, line

    def told(self, part, line, is_back=False):
        """A toast says so; on a slow machine it may be gone before it is read, its effect is not."""
        def is_told():
            return (any(other.name == line for other in self.lines()) == is_back
                    or self.program.look('label', part=part) is not None)
        self.program.wait(f'“{part}” or its effect', is_told)

    def note_not_met(self):
        """Right to the second button, Enter; the first reason, what was tried, Enter."""
        line = self.take_line()
        self.program.key('Right', 'Right', 'Return')
        reasons = self.words('Why the client was not met')
        self.program.find('label', reasons)
        self.program.key('space')
        self.program.tab_to('', 'text', most=8)  # past the other reasons
        self.program.type('Knocked three times')
        self.program.key('Return')
        said = self.words('Noted: not met. Next try %s').split('%s')[0]
        self.told(said, line)
        return line

    def attempts(self):
        """Asked while the window is locked: only one program has an office open at a time."""
        import windowjob
        self.program.key('ctrl+l')
        self.program.find('label', self.words('Locked'))
        visits = windowjob.ask_tool(self.office, 'list', 'visits', '--limit', '2000')
        self.job.unlock()
        return [visit for visit in visits if 'Knocked three times' in (visit['not_met_note'] or '')]

    def not_met_and_undo(self):
        line = self.note_not_met()
        self.take_line()
        self.program.key('ctrl+z')
        self.told(self.words('Taken back: the attempt is not on record any more.'), line, is_back=True)
        assert not self.attempts(), 'an attempt that was taken back is on record'

    def not_met(self):
        self.note_not_met()
        attempts = self.attempts()
        assert len(attempts) == 1 and attempts[0]['state'] == 'attempted', attempts

    def postpone(self):
        line = self.take_line()
        self.program.key('shift+F10')
        self.program.find('menu item', self.words('Postpone…'), is_placed=True)
        self.program.key('Down', 'Down', 'Return')  # its third act
        self.program.find('label', self.words('New day of the visit'), is_placed=True)
        self.program.key('space')  # the first day that is proposed
        self.program.tab_to(self.words('Why then'), 'text', most=8)
        self.program.type('In hospital')
        self.program.key('Return')
        self.told(self.words('Postponed: %1$s → %2$s').split('%1$s')[0], line)

    def open_case_and_visit(self):
        name = self.take_line()
        self.program.key('ctrl+Return')
        self.program.find('push button', self.words('Write a note on the case'))
        self.program.key('alt+Left')
        assert self.take_line() == name, 'the focus did not come back to its line'
        self.program.key('Return')
        self.program.wait_focus(self.words('What happened and what was seen'), 'text')
        self.program.type('begun')
        self.program.key('alt+Left')
        # What was begun is offered: on the line, and among the drafts.
        self.program.find('push button', part=self.words('Go On Writing'))
        self.program.find('label', self.words('Unfinished Drafts'))

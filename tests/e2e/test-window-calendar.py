#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The calendar of visits from outside: a visit is dragged to another day with the mouse, taken back, and
# moved by keyboard alone. In Chinese and in English.
"""Started by the test suite it makes a session for each language and calls itself in it."""
import datetime
import os
import subprocess
import sys
import tempfile

SESSION = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support', 'session')
LANGUAGES = ('zh_CN', 'en')


class Calendar:
    """Each step leaves the month in front and every visit where it was, but for the last."""

    def __init__(self, program, words):
        self.program = program
        self.words = words
        self.states = (words('Planned'), words('visit\x04Due').split('\x04')[-1])

    def grid(self):
        return self.program.look(name=self.words('Calendar of visits'), is_placed=True)

    def cells(self):
        """The days of the sheet; the heads of the week have no name of a day."""
        return [node for node in self.grid().walk() if node.role == 'table cell']

    def chips(self, cell):
        """What lies ahead on a day."""
        return [node for node in cell.walk()
                if node.name != cell.name and any(f', {state}, ' in node.name for state in self.states)]

    def focused(self):
        self.program.take_keyboard()
        return next((cell for cell in self.cells() if cell.has('FOCUSED')), None)

    def begin(self):
        self.program.key('ctrl+2')
        self.program.find(name=self.words('Calendar of visits'), is_placed=True)
        self.program.wait('the focus on a day', self.focused)
        self.program.wait('visits on the days', lambda: any(self.chips(cell) for cell in self.cells()))

    def find_ahead(self):
        """How far behind the day with the focus the first day with something ahead is. It may lie in the
        next month."""
        cells = self.cells()
        today = next(at for at, cell in enumerate(cells) if cell.has('FOCUSED'))
        for at in range(today + 1, len(cells)):
            if self.chips(cells[at]):
                return today, at
        return None

    def drag_and_undo(self):
        place = self.find_ahead()
        assert place is not None, 'nothing lies ahead in the sample'
        today, at = place
        cells = self.cells()
        chip = self.chips(cells[at])[0]
        name = chip.name.split(',')[0]
        drag(chip.centre(), cells[today].centre())
        self.program.find('label', part=self.words('Moved: %1$s → %2$s').split('%1$s')[0])
        self.program.wait('the visit on its new day', lambda: self.is_on(today, name))
        self.program.key('ctrl+z')
        self.program.wait('the visit on its old day', lambda: self.is_on(at, name))

    def is_on(self, at, name):
        return any(chip.name.startswith(name) for chip in self.chips(self.cells()[at]))

    def move_by_keys(self):
        """Right to the day, Enter to its first line, Ctrl+M, the new day as one writes it, Enter."""
        self.program.wait('the focus on a day', self.focused)
        self.program.key('ctrl+t')  # pressing the mouse took its day in hand
        self.program.wait('the focus on today', lambda: self.find_ahead() is not None)
        today, at = self.find_ahead()
        name = self.chips(self.cells()[at])[0].name.split(',')[0]
        self.program.key(*['Right'] * (at - today), 'Return')
        self.program.wait('the focus on a line', lambda: self.program.take_keyboard() or self.focused() is None)
        self.program.key('ctrl+m')
        self.program.find('label', self.words('New day of the visit'), is_placed=True)
        self.program.type(datetime.date.today().isoformat())
        self.program.key('Return')
        self.program.wait('the visit on its new day', lambda: self.is_on(today, name))


def drag(begin, end):
    """As a hand does it: a drag begins after some way, and the days on the way are asked."""
    import driver
    n_steps = 20
    driver.run_quietly('xdotool', 'mousemove', '--sync', *map(str, begin), 'mousedown', '1')
    for step in range(1, n_steps + 1):
        place = [str(begin[axis] + (end[axis] - begin[axis]) * step // n_steps) for axis in (0, 1)]
        driver.run_quietly('xdotool', 'mousemove', *place, 'sleep', '0.02')
    driver.run_quietly('xdotool', 'mouseup', '1')
    driver.run_quietly('xdotool', 'mousemove', '--sync', '1', '1')


def work_in_window(language, office):
    import driver
    import windowjob

    class Program(driver.Program):
        def window_number(self):
            """Only the window: a pixel outside the screen stays behind after a drag."""
            return super().window_number()[:1]

    with Program(windowjob.WINDOW, '--store', office) as program:
        words = windowjob.translate_to(language)
        driver.run_quietly('xdotool', 'mousemove', '1', '1')
        windowjob.Job(program, office, words).make_sample()
        calendar = Calendar(program, words)
        for step in (calendar.begin, calendar.drag_and_undo, calendar.move_by_keys):
            step()
            print(f'# {language}: {step.__name__}')
        assert program.close() == 0
        assert not program.complaints(), program.complaints()


def test(number, language):
    with tempfile.TemporaryDirectory(prefix='nx-calendar-') as folder:
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
    return 0 if all([test(number, language) for number, language in enumerate(LANGUAGES, 1)]) else 1


if __name__ == '__main__':
    sys.exit(main())

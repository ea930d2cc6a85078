#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Works the real window at random, by keys, mouse, text and sizes, until the time is over or it fails.
"""Usage: tests/e2e/monkey.py [--minutes=10] [--seed=NUMBER] [--build=FOLDER]

In a session of its own with the sample office. The build folder may be one with a sanitizer. The same
seed tries the same things again, though not at the same instants. Fails, and names the seed and the last
things it did, when the program ends, complains, or does not answer within five seconds.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SESSION = os.path.join(SOURCE, 'tests', 'support', 'session')
ANSWER_SECONDS = 5
N_REMEMBERED = 30
WIDTH, HEIGHT = 1280, 800
# No quitting (Ctrl+Q, Ctrl+W, Alt+F4), no choosing of files that are not ours (Ctrl+O).
KEYS = ('Tab', 'shift+Tab', 'Up', 'Down', 'Left', 'Right', 'Return', 'space', 'Escape', 'Home', 'End', 'Page_Up',
        'Page_Down', 'BackSpace', 'Delete', 'F10', 'Menu', 'shift+F10', 'ctrl+k', 'ctrl+n', 'ctrl+s', 'ctrl+z',
        'ctrl+shift+z', 'ctrl+f', 'ctrl+a', 'ctrl+c', 'ctrl+v', 'ctrl+x', 'alt+Left', 'ctrl+Return', 'ctrl+question',
        'ctrl+1', 'ctrl+2', 'ctrl+3', 'ctrl+4', 'ctrl+5', 'ctrl+l')
WORDS = ('林晓岚', '低保', '老人精神较好，药按时吃。', '𠮷野家', '2025-02-30', '13800001111', 'lxl', '“%s”&<b>', '\u200f؟', 'é' * 40)
SANITIZED = ('AddressSanitizer', 'LeakSanitizer', 'runtime error:', 'ThreadSanitizer')


class Monkey:
    def __init__(self, program, job, chance):
        self.program = program
        self.job = job
        self.chance = chance
        self.done = []

    def note(self, words):
        self.done = (self.done + [words])[-N_REMEMBERED:]

    def press_key(self):
        key = self.chance.choice(KEYS)
        self.note(f'key {key}')
        self.program.key(key)

    def click(self):
        x, y = self.chance.randrange(WIDTH), self.chance.randrange(HEIGHT)
        times, button = self.chance.choice((1, 1, 1, 2)), self.chance.choice((1, 1, 1, 1, 3))
        self.note(f'click {button} ×{times} at {x}, {y}')
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', str(times), str(button)],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def scroll(self):
        button = self.chance.choice(('4', '5'))
        self.note(f'scroll {button}')
        subprocess.run(['xdotool', 'click', '--repeat', '5', button], stderr=subprocess.DEVNULL, check=False)

    def type_ascii(self):
        text = ''.join(self.chance.choice('abcdefghijklmnopqrstuvwxyz0123456789 -./%') for _letter in range(6))
        self.note(f'type {text}')
        self.program.type(text)

    def write(self):
        """The X server has no keys for Chinese: into the field that has the focus, by its own interface."""
        text = self.chance.choice(WORDS)
        field = next((node for window in self.program.windows() for node in window.walk()
                      if node.role in ('text', 'entry') and node.has('FOCUSED') and node.has('EDITABLE')), None)
        self.note(f'write {text}' if field else 'write nowhere')
        if field:
            field.set_text(text)

    def resize(self):
        width, height = self.chance.randrange(300, WIDTH + 1), self.chance.randrange(300, HEIGHT + 1)
        self.note(f'size {width} × {height}')
        subprocess.run(['xdotool', 'windowsize', self.program.window_number()[0], str(width), str(height)],
                       stderr=subprocess.DEVNULL, check=False)

    def act(self):
        acts = (self.press_key, self.click, self.scroll, self.type_ascii, self.write, self.resize)
        self.chance.choices(acts, (50, 30, 5, 8, 3, 2))[0]()

    def unlock_when_locked(self):
        button = self.program.look('push button', self.job.words('Use the system keyring'), is_placed=True)
        if button is not None and self.program.look('label', self.job.words('Locked')):
            self.note('unlock')
            button.click()

    def close_chooser(self):
        """A file chooser shows what is outside of the session's home: away with it before it is used."""
        if any(window.role == 'file chooser' or window.role == 'dialog' for window in self.program.windows()):
            self.note('close a dialog')
            self.program.key('Escape')

    def check(self, failure):
        began = time.monotonic()
        self.program.wait('an answer', lambda: self.program.windows() and self.program.windows()[0].name is not None,
                          ANSWER_SECONDS)
        if time.monotonic() - began > ANSWER_SECONDS:
            raise failure(f'no answer for {time.monotonic() - began:.1f} s')
        complaints = self.program.complaints() + [line for line in self.program.read_log().splitlines()
                                                  if any(word in line for word in SANITIZED)]
        if complaints:
            raise failure('\n'.join(complaints))


def work_in_window(minutes, seed, office):
    import driver
    import windowjob
    driver.Atspi.set_timeout(ANSWER_SECONDS * 1000, 20000)
    n_acts = 0
    with driver.Program(windowjob.WINDOW, '--store', office) as program:
        job = windowjob.Job(program, office, windowjob.translate_to('zh_CN'))
        job.make_sample()
        monkey = Monkey(program, job, random.Random(seed))
        end = time.monotonic() + minutes * 60
        try:
            while time.monotonic() < end:
                monkey.act()
                n_acts += 1
                monkey.check(driver.Failure)
                monkey.close_chooser()
                if n_acts % 10 == 0:
                    monkey.unlock_when_locked()
        except (driver.Failure, driver.GLib.Error) as error:
            print(f'seed {seed}: failed after {n_acts} acts: {error}')
            print('the last: ' + '; '.join(monkey.done))
            return 1
    print(f'seed {seed}: {n_acts} acts in {minutes} minutes, nothing found')
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--minutes', type=float, default=10)
    parser.add_argument('--seed', type=int, default=random.randrange(1, 1_000_000))
    parser.add_argument('--build', default=os.path.join(SOURCE, '_build'))
    parser.add_argument('--office', help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.office:
        return work_in_window(arguments.minutes, arguments.seed, arguments.office)
    print(f'seed {arguments.seed}', flush=True)
    with tempfile.TemporaryDirectory(prefix='nx-monkey-') as folder:
        return subprocess.run(
            [SESSION, '--accessible', f'--screen={WIDTH}x{HEIGHT}', '--', sys.executable, os.path.abspath(__file__),
             f'--minutes={arguments.minutes}', f'--seed={arguments.seed}', f'--office={folder}/office'],
            env={**os.environ, 'NX_TEST_SOURCE_ROOT': SOURCE, 'NX_TEST_BUILD_ROOT': os.path.abspath(arguments.build)},
            check=False).returncode


if __name__ == '__main__':
    sys.exit(main())

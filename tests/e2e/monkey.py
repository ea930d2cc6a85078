#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Works the real window at random, by keys, mouse, text and sizes, until the time is over or it fails.
"""Usage: tests/e2e/monkey.py [--minutes=10] [--seed=NUMBER] [--build=FOLDER] [--leaks]

In a session of its own with the sample office. The build folder may be one with a sanitizer; what leaked is
then told with --leaks only, which makes everything ten times as slow. The same
seed tries the same things again, though not at the same instants. Now and then it writes a marked text
into a visit, leaves it in one of the ways people do (back, lock, close, a power cut), and asks the store
for the draft. Fails, and names the seed and the last things it did, when a draft is gone, or the program
crashes, complains, or does not answer within five seconds (NX_TEST_DEADLINE=40 in the environment makes
it ten, and so on, for a build with a sanitizer). A window that was closed is opened again.
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SESSION = os.path.join(SOURCE, 'tests', 'support', 'session')
# As the deadline of the driver: longer for a build with a sanitizer and for a machine with other work.
PATIENCE = max(1, float(os.environ.get('NX_TEST_DEADLINE', '20')) / 20)
ANSWER_SECONDS = 5 * PATIENCE
KEPT_SECONDS = 3 * PATIENCE  # a draft is promised to be safe after one; a sanitizer takes longer
ACTS_A_DRAFT = 60
N_REMEMBERED = 30
WIDTH, HEIGHT = 1280, 800
# No quitting (Ctrl+Q, Ctrl+W, Alt+F4), no choosing of files that are not ours (Ctrl+O).
KEYS = ('Tab', 'shift+Tab', 'Up', 'Down', 'Left', 'Right', 'Return', 'space', 'Escape', 'Home', 'End', 'Page_Up',
        'Page_Down', 'BackSpace', 'Delete', 'F10', 'Menu', 'shift+F10', 'ctrl+k', 'ctrl+n', 'ctrl+s', 'ctrl+z',
        'ctrl+shift+z', 'ctrl+f', 'ctrl+a', 'ctrl+c', 'ctrl+v', 'ctrl+x', 'alt+Left', 'ctrl+Return', 'ctrl+question',
        'ctrl+1', 'ctrl+2', 'ctrl+3', 'ctrl+4', 'ctrl+5', 'ctrl+l')
WORDS = ('林晓岚', '低保', '老人精神较好，药按时吃。', '𠮷野家', '2025-02-30', '13800001111', 'lxl', '“%s”&<b>', '\u200f؟', 'é' * 40)
# GTK's own count of what the pointer holds down goes wrong when a second press meets a menu that closes;
# many programs with GTK 4 print it. Nothing comes of it but the line.
GTKS_OWN = 'Broken accounting of active state for widget'
SANITIZED = ('AddressSanitizer', 'LeakSanitizer', 'runtime error:', 'ThreadSanitizer')
# A leak is the libraries' own when nothing of ours called for it: GTK 4.8 forgets a laid-out line of text
# while it draws. The stacks have to be whole for that, which the quick way to find them does not give.
LEAK = re.compile(r'^(?:Direct|Indirect) leak of .*\n(?:    #.*\n)+\n?', re.MULTILINE)
LEAK_FRAMES = re.compile(r'^=+\n==\d+==ERROR: LeakSanitizer: detected memory leaks\n\s*'
                         r'SUMMARY: AddressSanitizer: .* leaked .*\n', re.MULTILINE)
OURS = re.compile(r' in nx_|/nx-[a-z-]+\.c')
WHOLE_STACKS = 'fast_unwind_on_malloc=0:malloc_context_size=64'


class Monkey:
    def __init__(self, program, job, chance):
        self.program = program
        self.job = job
        self.chance = chance
        self.done = []
        self.n_drafts = 0
        self.n_unlocked = 0

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
        field = self.program.find_focus()
        if field and (field.role not in ('text', 'entry') or not field.has('EDITABLE')):
            field = None
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
        if not self.program.look('label', self.job.words('Locked'), is_placed=True):
            return
        button = self.program.look('push button', self.job.words('Use the system keyring'), is_placed=True)
        if button is not None:
            self.note('unlock')
            button.click()
            self.program.wait('the office to open', self.is_open)
            self.n_unlocked += 1

    def is_open(self):
        return self.program.look('push button', self.job.words('Lock'), is_placed=True)

    def go_home(self):
        """From wherever chance led: no other window, nothing open over the page, the usual size."""
        self.program.resize(WIDTH, HEIGHT)
        for _layer in range(4):
            self.program.key('Escape')
        self.unlock_when_locked()
        self.program.key('ctrl+1', 'Escape')

    def leave_draft(self):
        """Writes a marked text and goes away; the store has to have it."""
        import windowjob
        self.n_drafts += 1
        mark = f'mark-{self.n_drafts}-{self.chance.randrange(10 ** 9)}'
        way = self.chance.choice(('back', 'page', 'lock', 'close', 'kill'))
        self.note(f'draft {mark}, then {way}')
        self.go_home()
        self.job.find_case()
        self.job.begin_visit(mark)
        if way == 'kill':
            time.sleep(KEPT_SECONDS)
            self.program.process.kill()
            self.program.process.wait()
        elif way == 'close':
            self.program.close()
        else:
            self.program.key({'back': 'alt+Left', 'page': 'ctrl+2', 'lock': 'ctrl+l'}[way])
            self.program.key('ctrl+l')
            self.program.find('label', self.job.words('Locked'), is_placed=True)
        drafts = subprocess.run([windowjob.DOCTOR, self.job.office, 'drafts'], stdout=subprocess.PIPE,
                                check=True).stdout
        if mark.encode() not in drafts:
            import driver
            raise driver.Failure(f'the draft {mark} is lost after “{way}”')
        if self.program.process.poll() is None:
            self.unlock_when_locked()

    def close_chooser(self):
        """A file chooser shows what is outside of the session's home: away with it before it is used."""
        if any(window.role == 'file chooser' or window.role == 'dialog' for window in self.program.bare_windows()):
            self.note('close a dialog')
            self.program.key('Escape')

    def check_words(self, failure):
        log = LEAK.sub(lambda leak: leak[0] if OURS.search(leak[0]) else '', self.program.read_log())
        complaints = self.program.complaints() + [line for line in LEAK_FRAMES.sub('', log).splitlines()
                                                  if any(word in line for word in SANITIZED)]
        complaints = [line for line in complaints if GTKS_OWN not in line]
        if complaints:
            raise failure('\n'.join(complaints))

    def has_answer(self):
        windows = self.program.bare_windows()
        return self.program.process.poll() == 0 or (windows and windows[0].name is not None)

    def check(self, failure):
        began = time.monotonic()
        self.program.wait('an answer', self.has_answer, ANSWER_SECONDS)
        if time.monotonic() - began > ANSWER_SECONDS:
            raise failure(f'no answer for {time.monotonic() - began:.1f} s')
        self.check_words(failure)

    def take_leave(self, failure):
        """A window that was closed is no failure; one that fell is. The monkey itself kills with 9."""
        if self.program.process.poll() is None:
            self.program.resize(WIDTH, HEIGHT)
            self.go_home()
            self.program.close()
        self.check_words(failure)
        if self.program.process.returncode not in (0, -9):
            raise failure(f'the program ended with {self.program.process.returncode}')


def play(monkey, end, failure):
    """Until the time is over or the window is closed. Returns how many things were tried."""
    n_acts = 0
    while time.monotonic() < end and monkey.program.process.poll() is None:
        monkey.act()
        n_acts += 1
        if monkey.program.process.poll() is not None:
            break
        monkey.check(failure)
        monkey.close_chooser()
        if n_acts % 10 == 0:
            monkey.unlock_when_locked()
        if n_acts % ACTS_A_DRAFT == 0:
            monkey.leave_draft()
    return n_acts


def work_in_window(minutes, seed, office):
    import driver
    import windowjob
    driver.screen.ANSWER_MS = int(ANSWER_SECONDS * 1000)
    n_acts, n_windows, chance = 0, 0, random.Random(seed)
    monkey, end = None, time.monotonic() + minutes * 60
    try:
        while time.monotonic() < end:
            n_windows += 1
            with driver.Program(windowjob.WINDOW, '--store', office) as program:
                job = windowjob.Job(program, office, windowjob.translate_to('zh_CN'))
                if monkey is None:
                    job.make_sample()
                    job.lock_and_choose()  # an office that cannot be unlocked ends it here
                    monkey = Monkey(program, job, chance)
                else:
                    job.initials, job.client, job.number = monkey.job.initials, monkey.job.client, monkey.job.number
                    monkey.program, monkey.job = program, job
                    program.wait('the office to open', lambda: monkey.unlock_when_locked() or monkey.is_open())
                n_acts += play(monkey, end, driver.Failure)
                monkey.take_leave(driver.Failure)
    except (driver.Failure, driver.GLib.Error) as error:
        print(f'seed {seed}: failed after {n_acts} acts in {n_windows} windows: {error}')
        print('the last: ' + '; '.join(monkey.done if monkey else []))
        return 1
    print(f'seed {seed}: {n_acts} acts, {n_windows} windows, {monkey.n_unlocked} times unlocked, '
          f'{monkey.n_drafts} drafts kept, in {minutes} minutes: nothing found')
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--minutes', type=float, default=10)
    parser.add_argument('--seed', type=int, default=random.randrange(1, 1_000_000))
    parser.add_argument('--build', default=os.path.join(SOURCE, '_build'))
    parser.add_argument('--leaks', action='store_true')
    parser.add_argument('--office', help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.office:
        return work_in_window(arguments.minutes, arguments.seed, arguments.office)
    print(f'seed {arguments.seed}', flush=True)
    # What leaked is read from the words, not from the exit status, and needs the whole way to each allocation.
    leaks = 'exitcode=0:print_suppressions=0:suppressions=' + os.path.join(SOURCE, 'tests', 'support', 'leaks.supp')
    with tempfile.TemporaryDirectory(prefix='nx-monkey-') as folder:
        return subprocess.run(
            [SESSION, '--accessible', f'--screen={WIDTH}x{HEIGHT}', '--', sys.executable, os.path.abspath(__file__),
             f'--minutes={arguments.minutes}', f'--seed={arguments.seed}', f'--office={folder}/office'],
            env={'LSAN_OPTIONS': leaks, 'ASAN_OPTIONS': WHOLE_STACKS if arguments.leaks else 'detect_leaks=0',
                 **os.environ, 'NX_TEST_SOURCE_ROOT': SOURCE, 'NX_TEST_BUILD_ROOT': os.path.abspath(arguments.build)},
            check=False).returncode


if __name__ == '__main__':
    sys.exit(main())

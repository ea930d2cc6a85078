#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Ten tasks of a day's work in the real window, each by keyboard alone, in Chinese and in English.
"""Started by the test suite it makes a session for each language and calls itself in it. What is on the
screen is read over the accessibility bus; what is done is done by keys."""
import os
import subprocess
import sys
import tempfile
import time

SESSION = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support', 'session')
LANGUAGES = tuple(os.environ.get('NX_TEST_LANGUAGES', 'zh_CN,en').split(','))
TASKS = ('first run', 'import', 'find by initials', 'new household of four', 'open a case',
         'plan and record a visit', 'attempt', 'household timeline', "supervisor's question answered",
         'print summary to PDF')


class Work:
    """The tasks in their order, on one office."""

    def __init__(self, program, language, words, folder):
        import windowday
        import windowfamily
        import windowimport
        import windowjob
        self.program = program
        self.words = words
        self.folder = folder
        self.office = os.path.join(folder, 'office')
        self.job = windowjob.Job(program, self.office, words)
        self.day = windowday.Day(program, self.job, self.office)
        self.table = windowimport.Import(program, words, folder)
        self.family = windowfamily.Family(program, self.job, self.table, folder,
                                          windowjob.label_of('visit-kind', 'home', language))

    def steps(self):
        job, day, table, family = self.job, self.day, self.table, self.family
        return {
            'first run': (job.make_sample,),
            'import': (table.open_from_menu, table.choose_file, table.say_names, table.plan, table.save_refused,
                       table.carry_out, table.see_households, table.import_again),
            'find by initials': (job.lock_and_choose, job.find_case, job.record_visit),
            'new household of four': (family.new_household,),
            'open a case': (family.open_case,),
            'plan and record a visit': (family.plan_visit, family.record_planned, family.check_visit),
            'attempt': (family.go_to_today, day.begin, day.not_met_and_undo, day.not_met, day.postpone,
                        day.open_case_and_visit),
            'household timeline': (family.read_timeline,),
            "supervisor's question answered": (family.answer_question,),
            'print summary to PDF': (family.print_summary,),
        }


def work_in_window(language, folder):
    import driver
    import windowfamily
    import windowimport
    import windowjob
    words = windowjob.translate_to(language)
    driver.teach_keyboard(windowfamily.LETTERS + windowjob.TYPED)
    driver.run_quietly('xdotool', 'mousemove', '1', '1')
    windowimport.make_register(os.path.join(folder, 'register.csv'))
    # GTK's file chooser asks a library for cloud folders, which forgets the names it looked for.
    leaks_are_not_ours = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'
    office = os.path.join(folder, 'office')
    with driver.Program(windowjob.WINDOW, '--store', office, ASAN_OPTIONS=leaks_are_not_ours) as program:
        work = Work(program, language, words, folder)
        for task, steps in work.steps().items():
            began = time.monotonic()
            for step in steps:
                step()
            print(f'done {task} in {time.monotonic() - began:.1f} s', flush=True)
        program.key('ctrl+l')
        program.find('label', words('Locked'))
        assert program.look('label', part=work.job.client) is None, 'a locked window shows a client'
        work.job.unlock()
        assert program.close() == 0
        assert not program.complaints(), program.complaints()
        assert windowimport.STRANGER not in program.read_log()
        assert not windowimport.is_noted(folder), 'the desktop remembers our files'
    rest = [name for name in os.listdir(office) if name.endswith(('-wal', '-shm'))]
    assert not rest, rest


def test(first, language):
    with tempfile.TemporaryDirectory(prefix='nx-tasks-') as folder:
        result = subprocess.run([SESSION, '--accessible', f'--locale={language}', '--', sys.executable, __file__,
                                 language, folder],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    lines = result.stdout.splitlines()
    for number, task in enumerate(TASKS):
        times = [line for line in lines if line.startswith(f'done {task} ')]
        print(f"{'ok' if times else 'not ok'} {first + number} {language}: {(times or [task])[0].removeprefix('done ')}")
    is_fine = result.returncode == 0
    print(f"{'ok' if is_fine else 'not ok'} {first + len(TASKS)} {language}: locked, closed and left nothing")
    for line in lines if not is_fine else ():
        print('# ' + line.removeprefix('# '))
    return is_fine


def main():
    if len(sys.argv) == 3:
        sys.path.insert(0, os.path.dirname(__file__))
        work_in_window(sys.argv[1], sys.argv[2])
        return 0
    n_each = len(TASKS) + 1
    print(f'1..{n_each * len(LANGUAGES)}')
    return 0 if all([test(1 + at * n_each, language) for at, language in enumerate(LANGUAGES)]) else 1


if __name__ == '__main__':
    sys.exit(main())

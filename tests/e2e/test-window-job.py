#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The main job in the real window with a real keyring: sample office, find by initials, record a
# visit, see it in the timeline, lock, unlock, leave. In Chinese and in English.
"""Started by the test suite it makes a session for each language and calls itself in it."""
import os
import subprocess
import sys
import tempfile

SESSION = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support', 'session')
LANGUAGES = ('zh_CN', 'en')


def work_in_window(language, office):
    import driver
    import windowjob
    with driver.Program(windowjob.WINDOW, '--store', office) as program:
        job = windowjob.Job(program, office, windowjob.translate_to(language))
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

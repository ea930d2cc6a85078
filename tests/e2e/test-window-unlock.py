#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Whatever state the keyring is in, the window comes up, says why, and a passphrase opens the office.
"""Makes an office that keyring and passphrase open, then starts the window on it in sessions of their
own, one for each state of the keyring. Called by itself inside each session with a state's name."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = os.environ['NX_TEST_SOURCE_ROOT']
BUILD = os.environ['NX_TEST_BUILD_ROOT']
SESSION = os.path.join(SOURCE, 'tests', 'support', 'session')
PASSPHRASE = 'lampe tisch 47 regenbogen'
# By state: what the page has to say, and how the wrapper makes it.
STATES = {
    'item missing': ('holds nothing', ['--keyring=unlocked']),
    'locked': ('keyring is locked', ['--keyring=locked']),
    'no keyring yet': ('no keyring at the moment', ['--keyring=fresh']),
    'no service': ('no keyring at the moment', ['--keyring=none']),
    'hung': ('Waiting for the system keyring', ['--keyring=hung']),
}
LONGEST_WAIT_FOR_WINDOW = 8


def make_office(folder):
    secret = folder + '.secret'
    with open(secret, 'w') as file:
        file.write(PASSPHRASE)
    # The session hands no open files on, so the shell inside opens this one.
    tool = 'exec "$0" --store "$1" --passphrase-fd 3 init --keyring --office "Test office" ' \
           '--area 210102002001 --worker "Lin Xiaolan" 3<"$2"'
    subprocess.run([SESSION, '--no-display', '--keyring=unlocked', '--locale=en', '--', 'sh', '-c', tool,
                    os.path.join(BUILD, 'src/tool/nuanxin-tool'), folder, secret],
                   check=True, stdout=subprocess.DEVNULL)


def work_in_window(state, folder):
    import driver
    words, _arguments = STATES[state]
    began = time.monotonic()
    with driver.Program(os.path.join(BUILD, 'src/ui/nuanxin'), '--store', folder) as program:
        program.find(part=words)
        print(f'# {state}: {time.monotonic() - began:.1f} s', file=sys.stderr)
        assert time.monotonic() - began < LONGEST_WAIT_FOR_WINDOW
        program.type('something else')
        program.key('Return')
        program.find(part='did not open it')
        program.wait('the pause', lambda: program.look(part='Try again.'))
        program.type(PASSPHRASE)
        program.key('Return')
        program.find('label', part='Lin Xiaolan')
        program.key('ctrl+l')
        program.find('label', 'Locked')
        program.type(PASSPHRASE)
        program.key('Return')
        program.find('label', part='Lin Xiaolan')
        assert program.close() == 0
        assert not program.complaints(), program.complaints()


def test(number, state, office):
    with tempfile.TemporaryDirectory(prefix='nx-unlock-') as parent:
        folder = os.path.join(parent, 'office')
        shutil.copytree(office, folder)
        before = open(os.path.join(folder, 'store.keys'), 'rb').read()
        result = subprocess.run([SESSION, *STATES[state][1], '--accessible', '--locale=en', '--', sys.executable,
                                 __file__, state, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                check=False)
        is_kept = before == open(os.path.join(folder, 'store.keys'), 'rb').read()
        has_rest = [name for name in os.listdir(folder) if name.endswith(('-wal', '-shm'))]
    is_fine = result.returncode == 0 and is_kept and not has_rest
    print(f"{'ok' if is_fine else 'not ok'} {number} {state}")
    for line in result.stdout.splitlines():
        if not is_fine or line.startswith('# '):
            print('# ' + line.removeprefix('# '))
    return is_fine


def main():
    if len(sys.argv) == 3:
        sys.path.insert(0, os.path.dirname(__file__))
        work_in_window(sys.argv[1], sys.argv[2])
        return 0
    print(f'1..{len(STATES)}')
    with tempfile.TemporaryDirectory(prefix='nx-unlock-') as parent:
        office = os.path.join(parent, 'office')
        make_office(office)
        results = [test(number + 1, state, office) for number, state in enumerate(STATES)]
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main())

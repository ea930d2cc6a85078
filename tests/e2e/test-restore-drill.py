#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The restore drill: an office works and backs itself up; the computer is lost; on a clean account,
# with nothing but the backup and the code that is typed off the recovery sheet, it works on. Within a
# minute.
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support'))
from nxtool import PASSPHRASE, TOOL, new_folder, run, run_json, run_tests, write  # noqa: E402

FOLDER = new_folder()
OLD = os.path.join(FOLDER, 'old-computer')
NEW = os.path.join(FOLDER, 'new-computer')
STICK = os.path.join(FOLDER, 'stick')
SHEET = os.path.join(FOLDER, 'sheet.pdf')
STORE = os.path.join(OLD, 'office')
LIMIT_SECONDS = 60
kept = {}


def read_sheet():
    """The groups as somebody reads them off the paper, in the order of their numbers."""
    text = subprocess.run(['pdftotext', '-layout', SHEET, '-'], capture_output=True, check=True, timeout=60).stdout.decode()
    lines = [line.split() for line in text.splitlines()]
    cells = [cell for line in lines if line and line[0] in ('1', '5', '9') and len(line) >= 6 for cell in line]
    groups = dict(zip(map(int, cells[::2]), cells[1::2]))
    assert sorted(groups) == list(range(1, 12)), text
    return ' '.join(groups[number] for number in sorted(groups))


def run_recovery(code, *arguments, env=None):
    reading, writing = os.pipe()
    os.write(writing, code.encode() + b'\n')
    os.close(writing)
    try:
        return subprocess.run([TOOL, '--recovery-fd', str(reading), *arguments], capture_output=True, text=True,
                              pass_fds=(reading,), timeout=120, env={**os.environ, 'LANGUAGE': 'en', **(env or {})})
    finally:
        os.close(reading)


def test_work():
    made = run(STORE, 'init', '--office', '丰泽社区社工站', '--area', '210102002001', '--worker', '林晓岚',
               '--recovery-sheet', SHEET, passphrase=PASSPHRASE)
    assert made.status == 0, made
    assert os.stat(SHEET).st_mode & 0o777 == 0o600
    again = run(os.path.join(FOLDER, 'second'), 'init', '--office', 'X', '--area', '210102002001', '--worker', 'Y',
                '--recovery-sheet', SHEET, passphrase=PASSPHRASE)
    assert again.status == 1 and not os.path.exists(os.path.join(FOLDER, 'second')), again
    filled = run(STORE, 'demo', '--households', '60', '--seed', '7', passphrase=PASSPHRASE)
    assert filled.status == 0, filled
    assert run(STORE, 'backup', STICK, passphrase=PASSPHRASE).status == 0
    kept['check'] = run_json(STORE, 'check', passphrase=PASSPHRASE)
    kept['cases'] = run_json(STORE, 'list', 'cases', passphrase=PASSPHRASE)
    shutil.rmtree(OLD)


def test_drill():
    begin = time.monotonic()
    code = read_sheet()
    backup, = (os.path.join(STICK, name) for name in os.listdir(STICK))
    # A clean account: no settings, no keyring, no office.
    env = {'HOME': NEW, 'XDG_DATA_HOME': os.path.join(NEW, 'share'), 'XDG_CONFIG_HOME': os.path.join(NEW, 'config'),
           'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent'}
    place = os.path.join(NEW, 'office')
    wrong = run_recovery(code[:-1] + ('0' if code[-1] != '0' else '1'), 'verify', backup, env=env)
    assert wrong.returncode == 1 and 'Group 11' in wrong.stderr, wrong
    checked = run_recovery(code.lower(), 'verify', backup, env=env)
    assert checked.returncode == 0 and 'whole' in checked.stdout, checked
    restored = run_recovery(code, 'restore', backup, place, env=env)
    assert restored.returncode == 0, restored
    text = write(os.path.join(FOLDER, 'visit.txt'), '上午入户，老人在家。\n')
    worked = run_recovery(code, '--store', place, 'visit', '1', '--on', 'today', '--kind', 'home', '--text', text,
                          env=env)
    assert worked.returncode == 0, worked
    assert time.monotonic() - begin < LIMIT_SECONDS
    check = run_json(place, 'check', passphrase=PASSPHRASE, env=env)
    assert check['ok'] and check['counts']['visit'] == kept['check']['counts']['visit'] + 1, check
    cases = run_json(place, 'list', 'cases', passphrase=PASSPHRASE, env=env)
    assert [case['uid'] for case in cases] == [case['uid'] for case in kept['cases']]


if __name__ == '__main__':
    sys.exit(run_tests([(name[5:], function) for name, function in list(globals().items())
                        if name.startswith('test_')]))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The tool in every state of the system keyring: where the keyring does not open a store it says why
# and what to do, the passphrase always does, and no office is made that nothing would open.
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support'))
from nxtool import PASSPHRASE, TOOL, digest, new_folder, run_tests  # noqa: E402

SESSION = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support', 'session')
FOLDER = new_folder()
STORE = os.path.join(FOLDER, 'office')
OFFICE = ('--office', '示例服务站', '--area', '210102002001', '--worker', '林晓岚')

# What opening and making say in each state.
STATES = [
    ('--keyring=unlocked', 'does not hold the key', None),
    ('--keyring=locked', 'keyring is locked', 'locked or does not answer'),
    ('--keyring=fresh', 'keyring', 'keyring'),
    ('--keyring=none', 'no system keyring', 'no system keyring'),
    ('--keyring=hung', 'does not answer', 'does not answer'),
    ('--no-bus', 'no system keyring', 'no system keyring'),
]


# As an administrator would forbid it, but for the lock.
FORBID = ('sh', '-c', 'mkdir -p "$XDG_CONFIG_HOME/glib-2.0/settings" && printf '
          '"[io/github/nuanxin/Nuanxin]\\nallow-keyring=false\\n" >"$XDG_CONFIG_HOME/glib-2.0/settings/keyfile" && '
          'GSETTINGS_BACKEND=keyfile exec "$@"', 'sh')


def run_in(state, store, *arguments, passphrase=None, before=()):
    command = [SESSION, state, '--no-display', '--locale=en', '--', *before, TOOL, '--store', store]
    if passphrase is not None:
        command += ['--passphrase-fd', '0']
    done = subprocess.run(command + list(arguments), capture_output=True, timeout=120,
                          input=(passphrase or '').encode() + b'\n')
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_init_with_both():
    status, _, err = run_in('--keyring=unlocked', STORE, 'init', *OFFICE, '--keyring', passphrase=PASSPHRASE)
    assert status == 0, err


def make_open_test(state, what):
    def test():
        before = digest(STORE)
        began = time.monotonic()
        status, out, err = run_in(state, STORE, 'list', 'persons')
        assert status == 1 and not out and what in err and '--passphrase-fd' in err, (status, err)
        assert time.monotonic() - began < 30, 'a keyring that hangs held the tool up'
        assert digest(STORE) == before
        status, out, err = run_in(state, STORE, '--json', 'list', 'persons', passphrase=PASSPHRASE)
        assert status == 0 and out.strip() == '[]', (status, err)
    return test


def test_forbidden():
    """The keyring could, and is not asked."""
    status, out, err = run_in('--keyring=unlocked', STORE, 'list', 'persons', before=FORBID)
    assert status == 1 and not out and 'forbids it' in err and '--passphrase-fd' in err, (status, err)
    status, out, err = run_in('--keyring=unlocked', STORE, 'list', 'persons', passphrase=PASSPHRASE, before=FORBID)
    assert status == 0, err
    store = os.path.join(new_folder(), 'office')
    for options in ({}, {'passphrase': PASSPHRASE}):
        status, out, err = run_in('--keyring=unlocked', store, 'init', *OFFICE, '--keyring', before=FORBID, **options)
        assert status == 1 and 'No office was made' in err and 'forbids it' in err, (status, err)
        assert not os.path.exists(store)
    status, out, err = run_in('--keyring=unlocked', store, 'init', *OFFICE, passphrase=PASSPHRASE, before=FORBID)
    assert status == 0, err


def make_init_test(state, what):
    def test():
        store = os.path.join(new_folder(), 'office')
        for command in (('init', *OFFICE), ('demo', '--households', '3')):
            status, out, err = run_in(state, store, *command)
            assert status == 1 and not out and what in err and 'No office was made' in err, (status, err)
            assert '--passphrase-fd' in err and not os.path.exists(store), err
        status, _, err = run_in(state, store, 'demo', '--households', '3', passphrase=PASSPHRASE)
        assert status == 0, err
    return test


TESTS = [('init with keyring and passphrase', test_init_with_both), ('forbidden', test_forbidden)] \
    + [('open ' + state, make_open_test(state, what)) for state, what, _ in STATES] \
    + [('init ' + state, make_init_test(state, what)) for state, _, what in STATES if what]

if __name__ == '__main__':
    sys.exit(run_tests(TESTS))

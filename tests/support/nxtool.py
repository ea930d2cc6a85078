# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# What tests of the real nuanxin-tool share: running it, looking at a store's files, TAP.
import atexit
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

BUILD = os.environ['NX_TEST_BUILD_ROOT']
TOOL = os.path.join(BUILD, 'src', 'tool', 'nuanxin-tool')
PASSPHRASE = 'vier Igel 暖心 stapeln 7'


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f'status {self.status}\nout: {self.out[-2000:]}\nerr: {self.err[-2000:]}'


def run(store, *arguments, passphrase=None, stdin=None, limit=None, language='en', **more):
    """Runs the tool on a store. @passphrase None leaves the key to the keyring; @limit is the
    largest size in bytes that a file it writes may have."""
    command = [TOOL]
    if store is not None:
        command += ['--store', store]
    reading = None
    if passphrase is not None:
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b'\n')
        os.close(writing)
        command += ['--passphrase-fd', str(reading)]
    environment = {**os.environ, 'LANGUAGE': language, **more.pop('env', {})}

    def set_limit():
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    try:
        done = subprocess.run(command + [str(a) for a in arguments], capture_output=True,
                              input=stdin.encode() if isinstance(stdin, str) else stdin or b'',
                              pass_fds=() if reading is None else (reading,), timeout=300,
                              env=environment, preexec_fn=set_limit if limit else None, **more)
    finally:
        if reading is not None:
            os.close(reading)
    return Result(done.returncode, done.stdout.decode('utf-8'), done.stderr.decode('utf-8'))


def run_json(store, *arguments, **more):
    result = run(store, '--json', *arguments, **more)
    assert result.status == 0, result
    note_members(result.json)
    return result.json


members_seen = set()


def note_members(value):
    """Remembers every member name of every answer, for the test that the manual names them."""
    if isinstance(value, dict):
        members_seen.update(value)
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        note_members(one)


def new_folder():
    folder = tempfile.mkdtemp(prefix='nx-test-')
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def digest(folder):
    """What every file of a store holds, but for the lock and the reserve, which hold nothing."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            if name in ('store.lock', 'reserve'):
                continue
            path = os.path.join(base, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def write(path, content):
    with open(path, 'wb') as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path


def id_number(region, birth, order):
    """An identity number with a right check digit (GB 11643); nobody's we know of."""
    body = f'{region}{birth}{order:03d}'
    total = sum(int(digit) * (1 << (17 - place)) for place, digit in enumerate(body))
    return body + '10X98765432'[total % 11]


class Skip(Exception):
    pass


def run_tests(tests):
    """Runs (name, function) pairs and tells of them as TAP."""
    print(f'1..{len(tests)}', flush=True)
    n_failed = 0
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Skip as why:
            print(f'ok {number} {name} # SKIP {why}', flush=True)
        except Exception:
            n_failed += 1
            print(f'not ok {number} {name}')
            for line in traceback.format_exc().splitlines():
                print('#', line)
            sys.stdout.flush()
    return 1 if n_failed else 0

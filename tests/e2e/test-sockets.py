#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Follows every system call by which the tool's main job and a session of the window could reach a network,
# and every file they make.
"""Run inside tests/support/session --accessible --keyring=unlocked. Skipped where one process may not follow
another (containers, hardened kernels)."""
import json
import os
import re
import subprocess
import sys

sys.path[:0] = [os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support')]
import leakplants  # noqa: E402
from nxtool import BUILD, TOOL, id_number, run_tests, write  # noqa: E402

HOME = os.environ['HOME']
FOLDER = os.path.join(HOME, 'Papers')
STORE = os.path.join(os.environ['XDG_DATA_HOME'], 'nuanxin', 'office')
WINDOW = os.path.join(BUILD, 'src', 'ui', 'nuanxin')
CALLS = 'trace=socket,socketpair,connect,bind,open,openat,creat,execve'
# -D: what is followed keeps the number of the process that was started; -f: its threads and children too.
FOLLOW = ['strace', '-D', '-f', '-qq', '-s', '256', '--seccomp-bpf', '-e', CALLS, '-o']
SOCKET = re.compile(r'\bsocket\((\w+), [^)]*\) = \d')
MADE = re.compile(r'\b(?:open|openat|creat)\((?:\w+, )?"([^"]*)"(?=[^\n]*O_(?:CREAT|TMPFILE))[^\n]* = \d')
RUN = re.compile(r'\bexecve\("([^"]*)"[^\n]* = 0')
CONNECTED = re.compile(r'\bconnect\(\d+, \{sa_family=AF_INET[^\n]*')
PRINT_SERVER = re.compile(r'_port=htons\(631\).*("127\.0\.0\.1"|"::1")')
# Where a file may be made: the office, the user's folder, settings, what lies in memory.
ALLOWED = (STORE, FOLDER, os.environ['XDG_RUNTIME_DIR'], os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0'),
           os.path.join(os.environ['XDG_STATE_HOME'], 'nuanxin'), os.path.join(os.environ['XDG_CACHE_HOME'], 'fontconfig'),
           os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel'), '/dev/', '/proc/self/', '/memfd:')
plants = leakplants.Plants(id_number)
calls = {}  # by program: what strace wrote


def prepare():
    os.mkdir(FOLDER)
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'  # settings on a disk, as everybody has them
    # A sanitizer that looks for leaks follows its process itself.
    os.environ['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'


def may_follow():
    try:
        return subprocess.run([*FOLLOW, '/dev/null', 'true'], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def read(name):
    with open(os.path.join(HOME, name), encoding='utf-8', errors='replace') as file:
        return file.read()


def test_it_would_be_seen():
    """A socket, a temporary file and a second engine of somebody else."""
    log, made = os.path.join(HOME, 'seen'), os.path.join(HOME, 'etilqs_made')
    deeds = f'import socket, sqlite3; s = socket.socket(); s.connect_ex(("127.0.0.2", 9)); open({made!r}, "w")'
    subprocess.run([*FOLLOW, log, '/usr/bin/python3', '-c', deeds], check=True)
    text = read('seen')
    assert 'AF_INET' in SOCKET.findall(text) and made in MADE.findall(text) and 'libsqlite3' in text, text
    assert CONNECTED.search(text) and not PRINT_SERVER.search(text)
    assert not made.startswith(ALLOWED) and 'python3' in RUN.findall(text)[0]


def run_tool(number, *arguments, stdin=b''):
    log = os.path.join(HOME, f'tool-{number}')
    command = [*FOLLOW, log, TOOL, '--store', STORE, '--json', *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120)
    assert done.returncode == 0, done
    calls['tool'] = calls.get('tool', '') + read(f'tool-{number}')
    return json.loads(done.stdout)


def test_tool():
    made = subprocess.run([TOOL, '--store', STORE, '--passphrase-fd', '0', 'init', '--keyring', '--office', 'x',
                           '--area', '210102002001', '--worker', plants.worker],
                          input=plants.passphrase.encode() + b'\n', capture_output=True)
    assert made.returncode == 0, made
    table = write(os.path.join(FOLDER, 'register.csv'), plants.register(plants.people[:1], 1).encode('gb18030'))
    run_tool(1, 'import', table)
    person = run_tool(2, 'find', plants.people[0].sounds)[0]
    case = run_tool(3, 'case', person['id'], '--title', 'x', '--risk', 'high')
    visit = run_tool(4, 'visit', case['number'], '--on', 'today', '--kind', 'home', '--text', '-',
                     stdin=plants.narratives[0].encode())
    run_tool(5, 'print', 'visit', visit['id'], '-o', os.path.join(FOLDER, 'visit.pdf'))
    run_tool(6, 'check')
    calls['case'] = case['number']


def test_window():
    import driver
    import windowjob
    import windowleaks
    number = calls.pop('case')
    write(os.path.join(FOLDER, f'register-{plants.file_name}.csv'),
          plants.register(plants.people[1:5], 2).encode('gb18030'))
    os.mkdir(os.path.join(FOLDER, plants.people[5].sounds))
    leakplants.make_photo(os.path.join(FOLDER, f'{plants.file_name}.png'), plants.in_photo)
    write(os.path.join(os.environ['XDG_CONFIG_HOME'], 'user-dirs.dirs'), f'XDG_DOCUMENTS_DIR="{FOLDER}"\n')
    driver.run_quietly('xdotool', 'mousemove', '1', '1')
    with driver.Program(*FOLLOW, os.path.join(HOME, 'window'), WINDOW) as program:
        work = windowleaks.Round(program, plants, windowjob.translate_to('zh_CN'), FOLDER, number)
        for step in (work.wait_open, work.bring_in, work.open_person, work.record_visit, work.attach, work.lock,
                     work.unlock, work.open_case, work.print_paper):
            step()
        assert program.close() == 0
    calls['window'] = read('window')


def test_no_network():
    """But for the dialog of printers, which asks this computer's own print server."""
    for who, text in calls.items():
        before, dialog, behind = text.partition('libprintbackend')
        assert bool(dialog) == (who == 'window'), f'{who}: where is the dialog?'
        families = set(SOCKET.findall(before))
        assert families == {'AF_UNIX'}, f'{who} opened {families}'
        families = set(SOCKET.findall(behind))
        assert families <= {'AF_UNIX', 'AF_INET', 'AF_INET6'}, f'{who} opened {families}'
        places = {line for line in CONNECTED.findall(behind) if not PRINT_SERVER.search(line)}
        assert not places, f'{who} asked {places}'


def test_files():
    """No temporary file lies on a disk, neither the engine's nor the printing's; no second engine is loaded."""
    for who, text in calls.items():
        made = {path for path in MADE.findall(text) if path.startswith('/')}
        strange = sorted(path for path in made if not path.startswith(ALLOWED))
        assert made and not strange, f'{who} made {strange}'
        assert 'etilqs' not in text and 'libsqlite3' not in text
        assert 'libsqlcipher' in text and not text.count('O_TMPFILE')
    assert any('gtkprint' in path for path in MADE.findall(calls['window'])), 'nothing was printed'
    others = {os.path.basename(path) for text in calls.values() for path in RUN.findall(text)}
    assert others == {'nuanxin', 'nuanxin-tool', 'nuanxin-decode'}, f'other programs were started: {others}'


if __name__ == '__main__':
    if not may_follow():
        print('1..0 # SKIP strace may not follow a process here')
        sys.exit(0)
    prepare()
    sys.exit(run_tests([(name[5:], function) for name, function in list(globals().items())
                        if name.startswith('test_')]))

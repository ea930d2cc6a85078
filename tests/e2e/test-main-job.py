#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The main job by the tool, end to end: a register of 2,000 households in GB18030 comes in, a person
# is found by initials, a visit is recorded, summary and timeline are printed, and the files of the
# store give nothing away. Run inside tests/support/session --keyring=unlocked.
import os
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support'))
from nxtool import Skip, id_number, new_folder, run, run_json, run_tests, write  # noqa: E402

FOLDER = new_folder()
STORE = os.path.join(FOLDER, 'office')
HOUSEHOLDS = 2000
SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
GIVEN = '桂英秀兰玉珍建国建军志强海燕丽华晓梅春生永福德明素芬凤霞文斌雪峰俊杰思远雨桐子涵'
TYPED = '老人精神较好，血压一百四十比八十，药按时吃。窗台上的水仙开了。'
FULL_ID = re.compile(r'\d{17}[\dXx]')
ids = {}


def make_person(number, place):
    """Two characters of a given name and a birth date by counting, so every run has the same."""
    surname = SURNAMES[number % len(SURNAMES)]
    name = surname + GIVEN[(number * 7 + place) % len(GIVEN)] + GIVEN[(number // 40 + place * 5) % len(GIVEN)]
    year, month, day = 1935 + (number * 3 + place * 25) % 70, 1 + number % 12, 1 + number % 28
    is_male = place == 0
    order = number % 500 * 2 + (1 if is_male else 0)
    return name, '男' if is_male else '女', (year, month, day), \
        id_number('210102', f'{year}{month:02d}{day:02d}', order)


def make_register():
    """As offices export it: merged cells, dates and phones written in several ways."""
    rows = ['户编号,户主,姓名,与户主关系,性别,出生年月,身份证号码,联系电话,详细地址']
    for number in range(HOUSEHOLDS):
        head = make_person(number, 0)
        address = f'和平区新华街道丰泽社区虚构路{1 + number // 60}号{1 + number // 12 % 5}号楼' \
                  f'{1 + number // 6 % 2}单元{number % 6 + 1}0{number % 3 + 1}'
        for place in range(1 + number % 3):
            name, sex, (year, month, day), identity = make_person(number, place)
            birth = (f'{year}-{month:02d}-{day:02d}', f'{year}年{month}月{day}日',
                     f'{year}.{month}.{day}', f'{year}{month:02d}{day:02d}')[number % 4]
            phone = f'1900000{number:04d}' if place == 0 else ''
            known = [f'H{number:05d}', head[0]] if place == 0 else ['', '']
            rows.append(','.join(known + [name, ('户主', '配偶', '子女')[place], sex, birth, identity,
                                          phone, address if place == 0 else '']))
    # The one that is looked for, with a surname that reads differently than the character does.
    rows.append(f'H99999,单晓岚,单晓岚,户主,女,1950-06-07,{id_number("210102", "19500607", 342)},'
                '19000099999,和平区新华街道丰泽社区虚构路99号1号楼1单元101')
    return '\r\n'.join(rows) + '\r\n'


REGISTER = make_register()


def test_import():
    office = ('--office', '丰泽社区社工站', '--area', '210102002001', '--worker', '林晓岚')
    assert run(STORE, 'init', *office).status == 0
    table = write(os.path.join(FOLDER, 'register.csv'), REGISTER.encode('gb18030'))
    n_persons = REGISTER.count('\r\n') - 1
    began = time.monotonic()
    done = run_json(STORE, 'import', table)
    print(f'# {n_persons} people imported in {time.monotonic() - began:.1f} s')
    assert done['households_added'] == HOUSEHOLDS + 1, done
    assert done['persons_added'] == n_persons and done['refused'] == 0, done
    again = run_json(STORE, 'import', table)
    assert again['same'] == n_persons and again['id'] != done['id'], again
    assert again['households_added'] == again['persons_added'] == again['updated'] == 0, again
    counts = run_json(STORE, 'check')['counts']
    assert counts['household'] == HOUSEHOLDS + 1 and counts['person'] == n_persons, counts
    assert {p['community'] for p in run_json(STORE, 'list', 'persons', '--limit', '50')} == {'丰泽社区'}


def test_find():
    began = time.monotonic()
    hits = run_json(STORE, 'find', 'sxl', '--kind', 'person')
    print(f'# found in {time.monotonic() - began:.2f} s, opening included')
    found = [h for h in hits if h['name'] == '单晓岚']
    assert len(found) == 1 and found[0]['why'] == 'initials', hits
    assert found[0]['birth_date'] == '1950-06-07' and found[0]['sex'] == '2'
    ids['person'] = found[0]['id']
    ids['household'] = found[0]['household_id']


def test_visit():
    case = run_json(STORE, 'case', ids['person'], '--title', '居家照护支持', '--risk', 'medium')
    assert case['client_name'] == '单晓岚' and case['number'], case
    text = write(os.path.join(FOLDER, 'visit.txt'),
                 TYPED + f'\n她报了身份证{id_number("210102", "19500607", 342)}。\n')
    visit = run_json(STORE, 'visit', case['number'], '--on', 'today', '--kind', 'home', '--text', text)
    assert TYPED in visit['narrative'] and visit['case_next_on'], visit
    ids['visit'], ids['case'] = visit['id'], case['number']


def read_pdf(path):
    if shutil.which('pdftotext') is None:
        raise Skip('pdftotext is not installed')
    text = subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True, timeout=60).stdout
    return re.sub(r'\s+', '', text.decode())


def print_and_read(*subject):
    path = os.path.join(FOLDER, 'paper.pdf')
    answer = run_json(STORE, 'print', *subject, '-o', path)
    assert answer['missing_characters'] is None, answer
    return read_pdf(path)


def test_print():
    for subject in (('visit', ids['visit']), ('timeline', ids['case'])):
        text = print_and_read(*subject)
        assert TYPED in text, text
        assert '单晓岚' in text and not FULL_ID.search(text), text
        assert '210102********342' in text, 'the number is masked, not left out: ' + text
    redacted = print_and_read('visit', ids['visit'], '--redacted')
    assert '单晓岚' not in redacted and not FULL_ID.search(redacted)


def test_files_tell_nothing():
    # A part of the names: looking for thousands in every file would take minutes.
    rows = REGISTER.splitlines()[1::100] + REGISTER.splitlines()[-1:]
    names = {row.split(',')[2] for row in rows} | {'林晓岚', '丰泽社区社工站'}
    secrets = [code for name in names for code in
               (name.encode(), name.encode('gb18030'), name.encode('utf-16-le'))]
    secrets += [b'shanxiaolan', '水仙'.encode(), b'19000099999', b'H99999', '虚构路'.encode()]
    assert len(names) > 20
    n_files = 0
    for base, _, files in os.walk(STORE):
        for name in files:
            with open(os.path.join(base, name), 'rb') as file:
                content = file.read()
            n_files += 1
            for secret in secrets:
                assert secret not in content, (name, secret)
    assert n_files >= 3


def test_plain_sqlite_cannot_open():
    path = os.path.join(STORE, 'store.db')
    with open(path, 'rb') as file:
        assert not file.read(16).startswith(b'SQLite format')
    import sqlite3
    plain = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    try:
        plain.execute('SELECT count(*) FROM sqlite_master').fetchone()
    except sqlite3.DatabaseError as error:
        assert 'not a database' in str(error), error
    else:
        raise AssertionError('plain sqlite3 opened the store')
    finally:
        plain.close()


if __name__ == '__main__':
    sys.exit(run_tests([(name[5:], function) for name, function in list(globals().items())
                        if name.startswith('test_')]))

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Every command of the real nuanxin-tool on a real store whose key lies in a real keyring: what it
# answers in words and JSON, what it masks, what it writes into the journal. Run inside
# tests/support/session --keyring=unlocked.
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support'))
from nxtool import PASSPHRASE, id_number, members_seen, new_folder, run, run_json, run_tests, \
    write  # noqa: E402

FOLDER = new_folder()
STORE = os.path.join(FOLDER, 'office')
FULL_ID = re.compile(r'(?<!\d)\d{17}[\dXx](?!\d)')
FULL_PHONE = re.compile(r'(?<!\d)1[3-9]\d{9}(?!\d)')
TEXT = '上午入户，老人在家，精神较好。\n女儿电话13912345678，身份证210102193805210016。\n'
ID = id_number('210102', '19510308', 101)
TABLE = f'''户号,姓名,与户主关系,性别,出生日期,身份证号,联系电话,住址
T001,单小明,户主,男,1951-03-08,{ID},139-1234-5678,虚构路3号1号楼2单元301
T001,仇桂英,配偶,女,1953年5月2日,,024-22860000,虚构路3号1号楼2单元301
T002,欧阳明珠,户主,女,1940.12.1,,,虚构路5号2号楼1单元101
'''


def events():
    return run_json(STORE, 'check')['counts']['event']


def test_commands():
    usage = run(None, '--help')
    assert usage.status == 0
    for name in ('init', 'demo', 'import', 'undo-import', 'find', 'list', 'show', 'visit', 'timeline', 'due',
                 'print', 'backup', 'verify', 'restore', 'renew-key', 'check'):
        assert name in usage.out
        one = run(None, name, '--help')
        assert one.status == 0 and '--store' in one.out and name in one.out, one
    for name in ('stats', 'export', 'nonsense'):
        result = run(None, name)
        assert result.status == 2 and name in result.err and not result.out, result
    assert run(None).status == 2
    assert run(None, '--nonsense').status == 2
    assert run(None, 'find', '--nonsense', 'x').status == 2
    assert run(None, 'find').status == 2
    assert run(None, '--version').out.startswith('nuanxin-tool ')


def test_init():
    office = ('--office', '丰泽社区社工站', '--area', '210102002001', '--worker', '林晓岚')
    assert run(STORE, 'init').status == 2
    made = run(STORE, '--json', 'init', *office, '--keyring', passphrase=PASSPHRASE)
    assert made.status == 0, made
    assert made.json['office'] == '丰泽社区社工站' and made.json['store'] == STORE
    assert os.stat(STORE).st_mode & 0o777 == 0o700
    for name in ('store.db', 'store.keys'):
        assert os.stat(os.path.join(STORE, name)).st_mode & 0o777 == 0o600
    again = run(STORE, 'init', *office)
    assert again.status == 1 and 'Nothing was changed' in again.err, again
    alone = os.path.join(FOLDER, 'by-keyring')
    keyring_only = run(alone, 'init', *office)
    assert keyring_only.status == 0 and 'passphrase' in keyring_only.err, keyring_only
    assert run_json(alone, 'list', 'persons') == []


def test_import():
    table = write(os.path.join(FOLDER, 'table.csv'), TABLE.encode('gb18030'))
    before = events()
    plan = run_json(STORE, 'import', '--dry-run', table)
    assert plan['id'] is None and plan['is_dry_run'] is True
    assert events() == before, 'a dry run wrote something'
    done = run_json(STORE, 'import', table)
    assert (done['households_added'], done['persons_added'], done['updated'], done['same'],
            done['refused']) == (2, 3, 0, 0, 0), done
    assert isinstance(done['id'], int) and done['id'] > 0
    for key in ('households_added', 'persons_added', 'updated', 'same', 'refused'):
        assert plan[key] == done[key]
    again = run_json(STORE, 'import', table)
    assert again['same'] == 3 and again['persons_added'] == again['households_added'] == 0, again
    words = run(STORE, 'import', '--dry-run', table)
    assert words.status == 0 and 'nothing was changed' in words.out, words


def test_undo_import():
    households = run_json(STORE, 'list', 'households')
    persons = run_json(STORE, 'list', 'persons')
    table = write(os.path.join(FOLDER, 'more.csv'),
                  '住址,姓名,与户主关系,出生日期\n丰泽路99号,邹一帆,户主,1951-03-04\n'.encode())
    done = run_json(STORE, 'import', table)
    assert done['persons_added'] == 1, done
    assert len(run_json(STORE, 'find', '邹一帆', '--kind', 'person')) == 1
    undone = run_json(STORE, 'undo-import', str(done['id']))
    assert undone == {'id': done['id']}
    assert run_json(STORE, 'list', 'households') == households
    assert run_json(STORE, 'list', 'persons') == persons
    assert run_json(STORE, 'find', '邹一帆', '--kind', 'person') == []
    again = run(STORE, 'undo-import', str(done['id']))
    assert again.status == 1 and 'Nothing was changed' in again.err, again
    assert run(STORE, 'undo-import', '4711').status == 1
    assert run(STORE, 'undo-import', 'x').status == 2
    assert run_json(STORE, 'check')['ok'] is True


def test_import_map():
    table = write(os.path.join(FOLDER, 'odd.csv'),
                  '某表\n长者,代号,地点\n甘露,x,虚构路9号\n')
    meaning = write(os.path.join(FOLDER, 'map.json'), '{"长者": "name", "地点": "address"}')
    assert run(STORE, 'import', '--dry-run', table).status == 1
    result = run_json(STORE, 'import', '--dry-run', '--map', meaning, table)
    assert result['persons_added'] == 1 and result['unknown_columns'] == ['代号'], result
    for wrong in ('{"长者": "nonsense"}', '{"没有": "name"}', '[]', 'no JSON'):
        write(meaning, wrong)
        result = run(STORE, 'import', '--map', meaning, table)
        assert result.status == 1 and 'Nothing was imported' in result.err, result


def test_import_report():
    rows = TABLE.splitlines()
    table = write(os.path.join(FOLDER, 'half.csv'),
                  '\n'.join([rows[0], 'T009,甘露,户主,女,1951-02-30,,,虚构路9号',
                             'T010,席慕,户主,女,1950-02-03,,,虚构路10号']))
    report = os.path.join(FOLDER, 'refused.csv')
    result = run_json(STORE, 'import', table, '--report', report)
    assert result['refused'] == 1 and result['persons_added'] == 1, result
    finding = [f for f in result['findings'] if f['is_refusal']][0]
    assert finding['row'] == 2 and finding['column'] == '出生日期' and finding['message'], finding
    with open(report, encoding='utf-8-sig') as file:
        text = file.read()
    assert '甘露' in text and '席慕' not in text and 'T009,甘露,户主,女,1951-02-30' in text, text


def test_list():
    persons = run_json(STORE, 'list', 'persons')
    assert len(persons) == 4
    person = [p for p in persons if p['name'] == '单小明'][0]
    assert person['kind'] == 'person' and isinstance(person['id'], int)
    assert person['pinyin'] == 'shan xiao ming', person['pinyin']
    assert person['sex'] == '1' and person['birth_date'] == '1951-03-08'
    assert 'community' in person and 'name_key' not in person
    assert person['id_number'] == ID[:6] + '********' + ID[-4:]
    assert person['phones'] == ['139****5678'], person['phones']
    homes = run_json(STORE, 'list', 'households')
    assert {h['number'] for h in homes} >= {'T001', 'T002'}
    assert [h['n_members'] for h in homes if h['number'] == 'T001'] == [2]
    assert len(run_json(STORE, 'list', 'persons', '--limit', '2')) == 2
    assert run_json(STORE, 'list', 'cases') == []
    words = run(STORE, 'list', 'persons')
    assert not FULL_ID.search(words.out) and not FULL_PHONE.search(words.out)
    heads = words.out.splitlines()
    assert len({len(line) - len(line.lstrip()) for line in heads}) == 1


def test_list_filters():
    assert [p['name'] for p in run_json(STORE, 'list', 'persons', '--filter', 'text=单小')] == ['单小明']
    assert run(STORE, 'list', 'persons', '--filter', 'risk=high').status == 2
    for wrong in ('nonsense=1', 'risk', 'risk=', 'risk=nonsense', 'archived=perhaps', 'due=2026-02-30'):
        result = run(STORE, 'list', 'cases', '--filter', wrong)
        assert result.status in (1, 2) and result.err and not result.out, (wrong, result)
    assert run(STORE, 'list', 'dogs').status == 2
    assert run(STORE, 'list', 'cases', '--order', 'nonsense').status == 2
    assert run(STORE, 'list', 'persons', '--limit', '-1').status == 2
    unknown = run(STORE, 'list', 'persons', '--filter', 'community=没有的社区')
    assert unknown.status == 1 and 'no area' in unknown.err, unknown


def test_find():
    for typed, why in (('单小明', 'name'), ('shanxiaoming', 'pinyin'), ('sxm', 'initials'),
                       ('单xm', 'mixed'), ('5678', 'phone'), ('21010219510308', 'id-number')):
        hits = [h for h in run_json(STORE, 'find', typed) if h['kind'] == 'person']
        assert [h['name'] for h in hits][:1] == ['单小明'], (typed, hits)
        assert hits[0]['why'] == why and hits[0]['why_label'], (typed, hits[0]['why'])
    assert run_json(STORE, 'find', 'oymz')[0]['name'] == '欧阳明珠'
    only = run_json(STORE, 'find', '--kind', 'household', 'sxm')
    assert [h['kind'] for h in only] == ['household'] and only[0]['number'] == 'T001'
    assert run_json(STORE, 'find', '没有此人') == []
    assert run(STORE, 'find', '没有此人').out.strip() != ''
    assert run(STORE, 'find', '--kind', 'worker', 'x').status == 2


def test_unmask():
    before = events()
    assert run(STORE, 'find', 'sxm', '--unmask', '  ').status == 2
    shown = run_json(STORE, 'find', '--kind', 'person', 'sxm', '--unmask', '核对低保材料')
    assert shown[0]['id_number'] == ID and shown[0]['phones'] == ['13912345678']
    assert events() == before + 1
    person = shown[0]['id']
    assert 'health' not in run_json(STORE, 'show', 'person', person)
    assert 'health' in run_json(STORE, 'show', 'person', person, '--unmask', '核对')


def test_show():
    home = run_json(STORE, 'show', 'household', 'T001')
    assert [m['person_name'] for m in home['memberships']] == ['单小明', '仇桂英']
    assert home['cases'] == [] and home['supports'] == []
    words = run(STORE, 'show', 'household', 'T001')
    assert words.status == 0 and '单小明' in words.out and not FULL_PHONE.search(words.out)
    for kind in ('household', 'person', 'case', 'visit', 'worker'):
        missing = run(STORE, 'show', kind, '999999')
        assert missing.status == 1 and 'There is no' in missing.err, missing
    assert run(STORE, 'show', 'dog', '1').status == 2


DEMO = os.path.join(FOLDER, 'demo')


def test_demo():
    counts = run_json(DEMO, 'demo', '--households', '40', '--seed', '7')
    assert counts['households'] == 40 and counts['persons'] > 40 and counts['cases'] > 5
    again = run(DEMO, 'demo')
    assert again.status == 1 and 'already' in again.err, again
    assert len(run_json(DEMO, 'list', 'households')) == 40
    assert run(os.path.join(FOLDER, 'x'), 'demo', '--households', '0').status == 2


def open_case():
    return run_json(DEMO, 'list', 'cases', '--filter', 'stage=open', '--order', 'number')[0]


def test_case():
    person = run_json(DEMO, 'list', 'persons', '--limit', '1')[0]['id']
    problem = write(os.path.join(FOLDER, 'problem.txt'), '独居，最近两次跌倒，子女在外地。'.encode('utf-16'))
    case = run_json(DEMO, 'case', person, '--title', '居家安全支持', '--risk', '高', '--source', '网格员上报',
                    '--problem', problem, '--confidential')
    assert case['kind'] == 'case' and isinstance(case['id'], int) and case['number']
    assert case['stage'] == 'intake' and case['risk'] == 'high' and case['title'] == '居家安全支持'
    assert case['next_on'] and case['problem'].startswith('独居')
    assert run_json(DEMO, 'show', 'case', case['number'])['id'] == case['id']
    second = run(DEMO, 'case', person, '--title', '另一个', '--risk', 'low', '--next', '2099-01-05')
    assert second.status == 0 and 'another open case' in second.err and '5 January 2099' in second.out, second
    household = run_json(DEMO, 'list', 'households', '--limit', '1')[0]
    whole = run_json(DEMO, 'case', '--household', household['number'], '--title', '家庭支持', '--risk', 'medium')
    assert whole['household_id'] == household['id'] and whole['number'] != case['number']


def test_case_refused():
    before = len(run_json(DEMO, 'list', 'cases'))
    person = run_json(DEMO, 'list', 'persons', '--limit', '1')[0]['id']
    for arguments in ((), (person,), (person, '--title', 'x'),
                      (person, '--household', '1', '--title', 'x', '--risk', 'low'),
                      (person, '--title', 'x', '--risk', 'nonsense'),
                      (person, '--title', 'x', '--risk', 'low', '--category', 'nonsense')):
        assert run(DEMO, 'case', *arguments).status == 2, arguments
    for arguments in (('999999', '--title', 'x', '--risk', 'low'),
                      (person, '--title', 'x', '--risk', 'low', '--on', '2月30日'),
                      (person, '--title', 'x', '--risk', 'low', '--worker', '没有的人'),
                      (person, '--title', 'x', '--risk', 'low', '--on', '2999-01-01')):
        done = run(DEMO, 'case', *arguments)
        assert done.status == 1 and done.err, (arguments, done)
    assert len(run_json(DEMO, 'list', 'cases')) == before


def test_visit():
    case = open_case()
    text = write(os.path.join(FOLDER, 'visit.txt'), TEXT.encode('gb18030'))
    visit = run_json(DEMO, 'visit', case['number'], '--on', 'today', '--kind', '入户走访',
                     '--text', text, '--purpose', 'regular', '--next', '2099-01-05')
    assert visit['kind'] == 'visit' and isinstance(visit['id'], int)
    assert visit['case_number'] == case['number'] and visit['number'].startswith(case['number'])
    assert visit['visit_kind'] == 'home' and visit['state'] == 'done' and visit['purpose'] == ['regular']
    assert visit['narrative'].startswith('上午入户，老人在家') and not FULL_ID.search(visit['narrative'])
    assert not FULL_PHONE.search(visit['narrative'])
    assert visit['case_next_on'] == visit['next_on'] == '2099-01-05'
    by_id = run(DEMO, 'visit', case['id'], '--on', 'today', '--kind', 'phone', '--text', '-',
                stdin='电话里说一切都好。')
    assert by_id.status == 0 and case['number'] in by_id.out, by_id
    missed = run_json(DEMO, 'visit', case['id'], '--on', 'today', '--kind', 'home',
                      '--state', 'attempted', '--reason', 'no_answer')
    assert missed['state'] == 'attempted' and missed['session'] is None
    shown = run_json(DEMO, 'show', 'visit', visit['id'])
    assert shown['narrative'] == visit['narrative'] and 'reflection' not in shown
    found = run_json(DEMO, 'show', 'case', case['number'])
    assert {v['id'] for v in found['visits']} >= {visit['id'], missed['id']}


def test_visit_usage():
    case = open_case()
    for arguments in (('--on', 'today'), ('--kind', 'home'), ('--on', 'today', '--kind', 'nonsense'),
                      ('--on', 'today', '--kind', 'home', '--purpose', 'nonsense'),
                      ('--on', 'today', '--kind', 'home', '--state', 'nonsense')):
        assert run(DEMO, 'visit', case['number'], *arguments).status == 2, arguments
    assert run(DEMO, 'visit').status == 2


def test_timeline():
    case = open_case()
    entries = run_json(DEMO, 'timeline', case['number'])
    assert entries and [e['day'] for e in entries] == sorted((e['day'] for e in entries), reverse=True)
    assert any(e['kind'] == 'visit' and '老人在家' in e['body'] for e in entries)
    assert not FULL_ID.search(str(entries)) and not FULL_PHONE.search(str(entries))
    only = run_json(DEMO, 'timeline', case['number'], '--kinds', 'stage', '--oldest-first')
    assert only and {e['kind'] for e in only} == {'stage'}
    assert [e['day'] for e in only] == sorted(e['day'] for e in only)
    today = max(e['day'] for e in entries)
    period = run_json(DEMO, 'timeline', case['number'], '--from', today, '--to', today)
    assert period and {e['day'] for e in period} == {today}
    home = run_json(DEMO, 'list', 'households', '--limit', '1')[0]
    assert run_json(DEMO, 'timeline', '--household', home['number']) is not None
    assert run(DEMO, 'timeline').status == 2
    assert run(DEMO, 'timeline', case['number'], '--household', '1').status == 2
    assert run(DEMO, 'timeline', case['number'], '--kinds', 'nonsense').status == 2
    assert run(DEMO, 'timeline', 'nonsense').status == 1


def test_due():
    due = run_json(DEMO, 'due', '--on', '2099-01-01')
    assert due and all(d['next_on'] <= '2099-01-01' and d['why'] for d in due)
    assert [d['next_on'] for d in due] == sorted(d['next_on'] for d in due)
    assert run_json(DEMO, 'due', '--on', '1999-01-01') == []
    mine = run_json(DEMO, 'due', '--on', '2099-01-01', '--worker', due[0]['worker_name'])
    assert mine and {d['worker_name'] for d in mine} == {due[0]['worker_name']}
    assert run(DEMO, 'due', '--worker', '没有此人').status == 1


def test_print():
    case = open_case()
    visit = run_json(DEMO, 'list', 'visits', '--filter', f'case={case["number"]},state=done')[0]
    home = run_json(DEMO, 'list', 'households', '--limit', '1')[0]
    before = run_json(DEMO, 'check')['counts']['event']
    for number, subject in enumerate((('visit', visit['id']), ('timeline', case['number']),
                                      ('timeline', '--household', home['number']),
                                      ('household', home['id']), ('route', 'today')), 1):
        for more in ((), ('--redacted',)):
            path = os.path.join(FOLDER, f'{number}{len(more)}.pdf')
            result = run_json(DEMO, 'print', *subject, '-o', path, *more)
            assert result['pages'] >= 1 and result['file'] == path
            with open(path, 'rb') as file:
                assert file.read(5) == b'%PDF-'
            assert os.stat(path).st_mode & 0o077 == 0
    assert run_json(DEMO, 'check')['counts']['event'] == before + 10, 'printing is not in the journal'
    assert not [name for name in os.listdir(FOLDER) if 'nuanxin-new' in name]
    assert run(DEMO, 'print', 'visit', visit['id']).status == 2
    assert run(DEMO, 'print', 'poster', '1', '-o', 'x.pdf').status == 2
    assert run(DEMO, 'print', 'visit', '-o', 'x.pdf').status == 2


def test_missing_character():
    case = open_case()
    run_json(DEMO, 'visit', case['id'], '--on', 'today', '--kind', 'home', '--text', '-',
             stdin='她的名字里有\U000F0001字。')
    visit = run_json(DEMO, 'list', 'visits', '--filter', f'case={case["number"]},state=done')[0]
    path = os.path.join(FOLDER, 'rare.pdf')
    result = run(DEMO, '--json', 'print', 'visit', visit['id'], '-o', path)
    assert result.status == 0 and 'U+F0001' in result.err, result
    assert 'U+F0001' in result.json['missing_characters']


def test_language():
    shown = run(STORE, 'find', '没有此人', language='zh_CN')
    assert shown.status == 0 and shown.out.strip()
    # No language at all: names still come in and go out whole.
    plain = run(STORE, '--json', 'find', '单小明', env={'LC_ALL': 'C', 'LANG': 'C'})
    assert plain.status == 0 and plain.json[0]['name'] == '单小明', plain


def test_actor():
    assert run(STORE, '--as', '没有此人', 'list', 'persons').status == 1
    assert run(STORE, '--as', '林晓岚', 'list', 'persons').status == 0


def test_passphrase():
    opened = run(STORE, 'list', 'persons', passphrase=PASSPHRASE)
    assert opened.status == 0, opened
    wrong = run(STORE, 'list', 'persons', passphrase=PASSPHRASE + 'x')
    assert wrong.status == 1 and not wrong.out and PASSPHRASE not in wrong.err, wrong
    both = run(DEMO, '--passphrase-fd', '0', 'visit', '1', '--on', 'today', '--kind', 'home', '--text', '-')
    assert both.status == 2, both


def test_answer_lost():
    with open('/dev/full', 'wb') as full:
        import subprocess
        import nxtool
        done = subprocess.run([nxtool.TOOL, '--store', STORE, 'list', 'persons'], stdout=full,
                              stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1 and b'could not be written' in done.stderr, done


def test_check():
    result = run_json(DEMO, 'check')
    assert result['ok'] is True and result['pages'] == [] and result['journal_broken_at'] == 0
    assert result['references_ok'] is True and result['counts']['household'] == 40
    words = run(DEMO, 'check')
    assert words.status == 0 and 'sound' in words.out


def test_backup():
    stick = os.path.join(FOLDER, 'stick')
    counts = run_json(STORE, 'check')['counts']
    made = run_json(STORE, 'backup')
    assert os.path.dirname(made['file']) == os.path.join(STORE, 'backups') and made['reason'] == 'by-hand', made
    assert all(made['counts'][kind] == counts[kind] for kind in ('household', 'person', 'case', 'visit', 'event'))
    assert os.stat(made['file']).st_mode & 0o777 == 0o600
    words = run(STORE, 'backup', stick)
    assert words.status == 0 and f'People: {counts["person"]}' in words.out, words
    copy = os.path.join(stick, os.listdir(stick)[0])
    # By the ways in that it holds itself: the keyring, or the passphrase.
    checked = run_json(None, 'verify', copy)
    assert checked['counts'] == made['counts']
    assert run(None, 'verify', copy, passphrase=PASSPHRASE).status == 0
    wrong = run(None, 'verify', copy, passphrase=PASSPHRASE + 'x')
    assert wrong.status == 1 and not wrong.out, wrong
    with open(copy, 'r+b') as file:
        file.seek(8192)
        byte = file.read(1)
        file.seek(8192)
        file.write(bytes([byte[0] ^ 1]))
    damaged = run(None, 'verify', copy)
    assert damaged.status == 1 and 'damaged' in damaged.err, damaged
    assert run(None, 'verify', os.path.join(STORE, 'store.db')).status == 1
    nowhere = run(STORE, 'backup', '/proc/nowhere')
    assert nowhere.status == 1 and 'is not there' in nowhere.err, nowhere


def test_restore():
    made = run_json(STORE, 'backup')
    away = os.path.join(FOLDER, 'away', 'office')
    restored = run_json(None, 'restore', made['file'], away)
    assert restored['store'] == away and restored['replaced'] is None, restored
    assert run_json(away, 'check')['counts'] == run_json(STORE, 'check')['counts']
    # Over a store that went on since: the younger one is kept, and so are the backups.
    older = run_json(away, 'backup')
    run_json(away, 'undo-import', '1')
    younger = run_json(away, 'check')['counts']
    restored = run_json(None, 'restore', older['file'], away)
    assert os.path.isdir(restored['replaced']) and restored['replaced'] != away
    assert run_json(away, 'check')['counts']['event'] == older['counts']['event']
    assert run_json(restored['replaced'], 'check')['counts'] == younger
    assert os.listdir(os.path.join(away, 'backups')) == [os.path.basename(older['file'])]
    # Among files of somebody else.
    photos = os.path.join(FOLDER, 'photos')
    os.mkdir(photos)
    write(os.path.join(photos, 'holiday.jpg'), 'x')
    refused = run(None, 'restore', made['file'], photos)
    assert refused.status == 1 and 'other files' in refused.err, refused
    assert os.listdir(photos) == ['holiday.jpg']


def test_renew_key():
    made = run_json(STORE, 'backup')
    away = os.path.join(FOLDER, 'renewed', 'office')
    run_json(None, 'restore', made['file'], away)
    assert run(away, 'renew-key', passphrase=PASSPHRASE + 'x').status == 1
    before = run_json(away, 'check')['counts']
    # By the passphrase: it stays, and the keyring opens the store no more.
    answer = run_json(away, 'renew-key', passphrase=PASSPHRASE)
    assert answer['generation'] > 1 and answer['ways_ended'] >= 1, answer
    assert os.listdir(os.path.dirname(away)) == ['office']
    assert run(away, 'check').status == 1
    assert run_json(away, 'check', passphrase=PASSPHRASE)['counts'] == before
    # The backup of before is opened by what opened the store then.
    assert run_json(None, 'verify', answer['backup'])['reason'] == 'before-key'
    # Once more, in words, by the keyring, which holds a key for each generation.
    third = os.path.join(FOLDER, 'renewed', 'third')
    run_json(None, 'restore', made['file'], third)
    words = run(third, 'renew-key')
    assert words.status == 0 and 'other ways in that have ended: 1' in words.out, words
    assert run_json(third, 'check')['counts'] == before


def test_json_is_documented():
    """Last: by now every answer has been seen once."""
    folder = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'data', 'man')
    run_json(DEMO, 'show', 'area', '1', '--unmask', 'x')
    for page in ('nuanxin-tool.1', 'zh_CN/nuanxin-tool.1'):
        with open(os.path.join(folder, page), encoding='utf-8') as file:
            words = set(re.findall(r'[a-z_]+', file.read().replace('\\', '')))
        missing = sorted(m for m in members_seen if not m.endswith('_label') and m not in words)
        assert not missing, (page, missing)


if __name__ == '__main__':
    sys.exit(run_tests([(name[5:], function) for name, function in list(globals().items())
                        if name.startswith('test_')]))

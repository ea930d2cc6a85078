#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Kills the real tool while it saves, imports, backs up, restores and renews the key, and looks at what is left.
"""tools/torture [--rounds=N] [--seed=S] [--build=DIR]      2,000 rounds when nothing is said

Each round begins one deed on one office and kills it with SIGKILL at a random moment (or lets it end, when the
moment comes too late). Then: the store is sound from page to journal; whatever was answered as done is there;
what was not answered is there whole or not at all; every backup that bears its name is whole; the folder holds
the old store or the restored one, with the old key or the new one. The key lies in a keyring of a session of its own."""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEOPLE_OF_A_TABLE = 7
TEXT = '上午入户，老人在家，精神较好，血压正常，药按时吃。\n' * 20


class Lost(Exception):
    """What must not happen."""


class Office:
    """The store, and what has to be in it."""

    def __init__(self, tool, folder, random_source):
        self.tool, self.folder, self.random = tool, folder, random_source
        self.store = os.path.join(folder, 'office')
        self.text = os.path.join(folder, 'text')
        with open(self.text, 'w', encoding='utf-8') as file:
            file.write(TEXT)
        self.run('init', '--office', '演练服务站', '--area', '210102002001', '--worker', '林晓岚')
        self.run('demo', '--households', '12', '--seed', '3')
        counts = self.check()['counts']
        self.known = {'visits': {row['id'] for row in self.ask('list', 'visits')}, 'persons': counts['person']}
        self.doubtful = {'visits': 0, 'tables': 0}  # begun, not answered
        self.kept = {}  # by path of a backup: what was known then
        self.seen = set()  # paths of backups that were found whole
        self.n_tables = 0
        self.took = {}  # by deed: seconds when it was left alone
        self.n_killed = 0

    def run(self, *arguments):
        done = subprocess.run([self.tool, '--store', self.store, '--json', *arguments], capture_output=True, timeout=300)
        if done.returncode != 0:
            raise Lost(f'{arguments[0]}: {done.stderr.decode()}')
        return done.stdout

    def ask(self, *arguments):
        return json.loads(self.run(*arguments))

    def check(self):
        return self.ask('check')

    def kill(self, name, *arguments):
        """The answer; None when it did not come."""
        deed = subprocess.Popen([self.tool, '--store', self.store, '--json', *arguments], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)
        began = time.monotonic()
        try:
            # The first is left alone; then until its longest time and a little more, so that some end by themselves.
            moment = self.random.random() * 1.15 * self.took[name] if name in self.took else 300
            out, complaint = deed.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            deed.kill()
            deed.communicate()
            self.n_killed += 1
            return None
        if deed.returncode != 0:
            raise Lost(f'{name} failed by itself: {complaint.decode()}')
        self.took[name] = max(self.took.get(name, 0), time.monotonic() - began)
        return json.loads(out)

    # Deeds

    def save(self):
        answer = self.kill('save', 'visit', '1', '--on', 'today', '--kind', 'home', '--text', self.text)
        if answer is None:
            self.doubtful['visits'] += 1
        else:
            self.known['visits'].add(answer['id'])

    def bring_in(self):
        self.n_tables += 1
        table = os.path.join(self.folder, 'table.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('户号,姓名,与户主关系,性别,出生日期,住址\n')
            for n in range(PEOPLE_OF_A_TABLE):
                file.write(f'Y{self.n_tables:05}{n},虚构{self.n_tables}号{n},户主,女,1951-03-08,虚构路{self.n_tables}号{n}\n')
        if self.kill('import', 'import', table) is None:
            self.doubtful['tables'] += 1
        else:
            self.known['persons'] += PEOPLE_OF_A_TABLE

    def back_up(self):
        self.kill('backup', 'backup')

    def restore(self):
        """Over the office itself; before, it is what it says it is."""
        if not self.kept:
            return
        path = self.random.choice(sorted(self.kept))
        before = self.check()['counts']
        self.kill('restore', 'restore', path, self.store)
        after = self.check()['counts']
        wanted = self.kept[path]
        if after == wanted['counts'] and after != before:
            self.known = {'visits': set(wanted['visits']), 'persons': wanted['persons']}
            self.doubtful = {'visits': 0, 'tables': 0}
        elif after != before:
            raise Lost(f'after a restore there is neither the old store nor the new one: {before} {after} {wanted}')
        elif after == wanted['counts']:
            self.known = {'visits': set(wanted['visits']), 'persons': wanted['persons']}
        for name in os.listdir(self.folder):
            if name.startswith('office-') or name.startswith('office.restoring-'):
                shutil.rmtree(os.path.join(self.folder, name))

    def read_generation(self):
        with open(os.path.join(self.store, 'store.keys'), encoding='ascii') as file:
            return json.load(file)['content']['generation']

    def renew_key(self):
        """The keyring of the session holds the key of each generation: whichever it is opens the store."""
        before = self.read_generation()
        answer = self.kill('renew-key', 'renew-key')
        after = self.read_generation()
        if after < before or (answer and after == before):
            raise Lost(f'after a renewal of the key there is generation {after}, before {before}')
        self.check()
        left = [name for name in os.listdir(self.folder) if name.startswith('office.')]
        if left:
            raise Lost(f'what the old key opens was left behind: {left}')

    # What has to be so

    def look(self):
        if not os.path.isdir(self.store):
            raise Lost('the folder of the store is gone')
        check = self.check()
        if not check['ok']:
            raise Lost(f'not sound: {check}')
        self.look_at_visits()
        self.look_at_persons(check['counts']['person'])
        self.look_at_backups(check['counts'])

    def look_at_visits(self):
        there = {row['id'] for row in self.ask('list', 'visits')}
        missing, more = self.known['visits'] - there, there - self.known['visits']
        if missing or len(more) > self.doubtful['visits']:
            raise Lost(f'answered and gone: {missing}; nobody wrote: {more}')
        self.known['visits'], self.doubtful['visits'] = there, 0

    def look_at_persons(self, n_there):
        more = n_there - self.known['persons']
        if more % PEOPLE_OF_A_TABLE != 0 or not 0 <= more <= PEOPLE_OF_A_TABLE * self.doubtful['tables']:
            raise Lost(f'of a table only a part is there: {more} people more')
        self.known['persons'], self.doubtful['tables'] = n_there, 0

    def look_at_backups(self, counts):
        folder = os.path.join(self.store, 'backups')
        names = os.listdir(folder) if os.path.isdir(folder) else []
        there = {os.path.join(folder, name) for name in names if name.endswith('.nxbackup')}
        for path in there - self.seen:
            content = self.ask('verify', path)
            self.seen.add(path)
            # A backup of before an import is older than what is there now.
            if content['counts']['event'] == counts['event']:
                self.kept[path] = {'counts': counts, 'visits': set(self.known['visits']),
                                   'persons': self.known['persons']}
        for path in sorted(there)[:-6]:  # room on the disk
            os.unlink(path)
        for path in set(self.kept) - set(sorted(there)[-6:]):
            del self.kept[path]
        for name in names:
            if name.endswith('.part'):
                os.unlink(os.path.join(folder, name))


def torture(options):
    source = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix='nx-torture-')
    n_lost = 0
    try:
        office = Office(os.path.join(options.build, 'src', 'tool', 'nuanxin-tool'), folder, source)
        deeds = [office.save] * 5 + [office.bring_in] * 3 + [office.back_up] * 3 + [office.restore] * 3 + [office.renew_key] * 2
        for number in range(1, options.rounds + 1):
            source.choice(deeds)()
            office.look()
            if number % 50 == 0:
                print(f'# {number} rounds, {office.n_killed} killed', flush=True)
        print(f'{options.rounds} rounds, {office.n_killed} killed, nothing lost, nothing half done (seed {options.seed})')
    except Lost as what:
        n_lost = 1
        print(f'LOST in {folder} (seed {options.seed}): {what}')
    if n_lost == 0:
        shutil.rmtree(folder)
    return n_lost


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--rounds', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--build', default=os.path.join(SOURCE, '_build'))
    parser.add_argument('--inside', action='store_true', help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return torture(options)
    session = os.path.join(SOURCE, 'tests', 'support', 'session')
    return subprocess.run([session, '--keyring=unlocked', '--no-display', '--locale=en', '--', sys.executable, __file__,
                           '--inside', *sys.argv[1:]]).returncode


if __name__ == '__main__':
    sys.exit(main())

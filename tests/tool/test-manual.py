#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# The manual pages: formatted without a warning, and every command and option that --help lists stands
# in both.
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'tests', 'support'))
from nxtool import Skip, run, run_tests  # noqa: E402

FOLDER = os.path.join(os.environ['NX_TEST_SOURCE_ROOT'], 'data', 'man')
PAGES = ('nuanxin-tool.1', os.path.join('zh_CN', 'nuanxin-tool.1'))


def list_commands():
    return re.findall(r'^  ([a-z-]+) ', run(None, '--help').out.split('Commands:')[1], re.M)


def make_format_test(page):
    def test():
        if shutil.which('man') is None:
            raise Skip('man is not installed')
        done = subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', os.path.join(FOLDER, page)],
                              capture_output=True, timeout=60,
                              env={**os.environ, 'MANWIDTH': '80', 'LC_ALL': 'C.UTF-8'})
        assert done.returncode == 0 and not done.stderr, done.stderr.decode()
        assert len(done.stdout.decode().splitlines()) > 100
    return test


def make_content_test(page):
    def test():
        with open(os.path.join(FOLDER, page), encoding='utf-8') as file:
            text = file.read().replace('\\-', '-')
        commands = list_commands()
        assert len(commands) >= 11
        for command in commands:
            assert re.search(rf'^\.SS {command}\b', text, re.M), command
            for option in set(re.findall(r'--[a-z][a-z-]+', run(None, command, '--help').out)) - {'--help-all'}:
                assert option in text, f'{command} {option}'
        for named in re.findall(r'^\.SS ([a-z-]+)\b.*\[?--', text, re.M):
            assert named in commands, f'{named} is in the manual but not in the tool'
    return test


if __name__ == '__main__':
    sys.exit(run_tests([(f'{name} {page}', make(page)) for page in PAGES for name, make in
                        (('format', make_format_test), ('content', make_content_test))]))

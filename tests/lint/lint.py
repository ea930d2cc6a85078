# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""What the lint checks share: the project's files, and the proof that a check can refuse.

A check is a file check_<what>.py with
    check (tree) -> problems       each "path:line: sentence" or "path: sentence"
    CLEAN = {path: text}           a small tree it must accept
    PLANTED = [(words, {path: text}), …]   changes to CLEAN it must refuse, saying these words
and ends with lint.main (check, CLEAN, PLANTED). Run one by hand: tests/lint/check_heads.py
"""
import fnmatch
import os
import subprocess
import sys
import tempfile

SKIPPED = 77


class Skip(Exception):
    """The check cannot run on this machine; says why."""


class Tree:
    """A source tree: which files belong to it, and what stands in them."""

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.paths = sorted(self._list_known() or self._walk())
        self._texts = {}

    def _list_known(self):
        if not os.path.exists(os.path.join(self.root, '.git')):
            return None
        command = ['git', '-c', 'safe.directory=*', '-C', self.root, 'ls-files', '-z',
                   '--cached', '--others', '--exclude-standard']
        try:
            listed = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        paths = set(listed.stdout.decode().split('\0')) - {''}
        return [path for path in paths if os.path.isfile(self.full(path))]

    def _walk(self):
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders
                          if name not in ('.git', '__pycache__') and not name.startswith(('build', '_build'))]
            found += [os.path.relpath(os.path.join(folder, name), self.root) for name in files]
        return found

    def full(self, path):
        return os.path.join(self.root, path)

    def find(self, *patterns):
        """Paths that fit one of the patterns; * also crosses folders."""
        return [path for path in self.paths if any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)]

    def bytes(self, path):
        with open(self.full(path), 'rb') as file:
            return file.read()

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = self.bytes(path).decode('utf-8', errors='replace')
        return self._texts[path]

    def lines(self, path):
        return enumerate(self.text(path).splitlines(), 1)

    def code_lines(self, path, strings=False):
        """Lines of C without comments, and without what stands in strings unless asked for."""
        return enumerate(strip_c(self.text(path), strings).splitlines(), 1)


def strip_c(text, keep_strings):
    """C text of the same lines with comments blanked, and the inside of string literals too."""
    out = []
    state = None
    i = 0
    while i < len(text):
        two = text[i:i + 2]
        char = text[i]
        if state is None:
            if two in ('/*', '//'):
                state = two
                i += 2
                continue
            if char in '"\'':
                state = char
            out.append(char)
        elif state == '/*':
            if two == '*/':
                state = None
                out.append(' ')
                i += 2
                continue
            if char == '\n':
                out.append(char)
        elif state == '//':
            if char == '\n':
                state = None
                out.append(char)
        elif char == '\\':
            out.append(two if keep_strings else ('\n' if two == '\\\n' else ''))
            i += 2
            continue
        elif char in (state, '\n'):
            state = None
            out.append(char)
        elif keep_strings:
            out.append(char)
        i += 1
    return ''.join(out)


def build_tree(folder, files):
    for path, text in files.items():
        if text is None:
            continue
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
    return Tree(folder)


def prove(check, clean, planted):
    """Problems of the check itself: offences it lets pass, and clean files it refuses."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for problem in check(build_tree(folder, clean)):
            wrong.append(f'refuses a clean tree: {problem}')
    for words, files in planted:
        with tempfile.TemporaryDirectory() as folder:
            problems = check(build_tree(folder, {**clean, **files}))
        if not any(words in problem for problem in problems):
            wrong.append(f'lets pass what it should refuse with “{words}”: {sorted(files)} → {problems}')
    return wrong


def main(check, clean, planted):
    root = os.environ.get('NX_TEST_SOURCE_ROOT') or os.path.join(os.path.dirname(__file__), '..', '..')
    try:
        wrong = prove(check, clean, planted)
        problems = check(Tree(root)) if not wrong else []
    except Skip as reason:
        print(f'SKIP: {reason}')
        sys.exit(SKIPPED)
    for line in wrong:
        print(f'The check itself is broken: it {line}')
    for line in problems:
        print(line)
    print(f'{len(planted)} planted offences refused, {len(problems)} problems found' if not wrong else 'BROKEN')
    sys.exit(1 if wrong or problems else 0)

# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Writes down what others can see of a program while it runs: its windows' properties, its messages on the
# session bus, its arguments, environment and open files.
"""Only inside tests/support/session. The accessibility bus is not listened to: a screen reader has to hear
names."""
import ctypes
import os
import subprocess
import threading
import time

INTERVAL = 0.05
# In the environment of every process of this session, and of no other.
SESSION = b'XDG_RUNTIME_DIR=' + os.fsencode(os.environ['XDG_RUNTIME_DIR'])
# Of a property, in units of four bytes: more than a title ever has.
LONGEST = 16384


class Display:
    """Of the X server: every window, every property of text."""

    def __init__(self):
        self.x = ctypes.CDLL('libX11.so.6')
        word, pointer = ctypes.c_ulong, ctypes.c_void_p
        handler = ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer)
        self.ignore = handler(lambda _display, _error: 0)  # windows go away while they are looked at
        for name, result, arguments in (
                ('XOpenDisplay', pointer, [ctypes.c_char_p]), ('XSetErrorHandler', pointer, [handler]),
                ('XDefaultRootWindow', word, [pointer]), ('XFree', None, [pointer]), ('XFlush', None, [pointer]),
                ('XQueryTree', ctypes.c_int, [pointer, word, *[pointer] * 4]),
                ('XListProperties', ctypes.POINTER(word), [pointer, word, pointer]),
                ('XCreateSimpleWindow', word, [pointer, word, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 3, word, word]),
                ('XStoreName', ctypes.c_int, [pointer, word, ctypes.c_char_p]),
                ('XGetWindowProperty', ctypes.c_int, [pointer, word, word, ctypes.c_long, ctypes.c_long,
                                                      ctypes.c_int, word, *[pointer] * 5])):
            function = getattr(self.x, name)
            function.restype, function.argtypes = result, arguments
        self.x.XSetErrorHandler(self.ignore)
        self.display = self.x.XOpenDisplay(None)
        self.root = self.x.XDefaultRootWindow(self.display)

    def windows(self, above):
        yield above
        root, parent, n = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        if self.x.XQueryTree(self.display, above, *map(ctypes.byref, (root, parent, children, n))) and n.value:
            found = children[:n.value]
            self.x.XFree(children)
            for child in found:
                yield from self.windows(child)

    def texts(self, window):
        n = ctypes.c_int()
        atoms = self.x.XListProperties(self.display, window, ctypes.byref(n))
        found = atoms[:n.value] if atoms else []
        if atoms:
            self.x.XFree(atoms)
        for atom in found:
            kind, unit, n_items = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong()
            rest, data = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_char)()
            status = self.x.XGetWindowProperty(self.display, window, atom, 0, LONGEST, 0, 0,
                                               *map(ctypes.byref, (kind, unit, n_items, rest, data)))
            if status == 0 and data:
                if unit.value == 8:
                    yield data[:n_items.value]
                self.x.XFree(data)

    def read(self):
        return {text for window in self.windows(self.root) for text in self.texts(window)}

    def show_title(self, title):
        """A window that nobody sees, with a title that everybody can read."""
        window = self.x.XCreateSimpleWindow(self.display, self.root, 0, 0, 1, 1, 0, 0, 0)
        self.x.XStoreName(self.display, window, title)
        self.x.XFlush(self.display)


def read_file(path):
    try:
        with open(path, 'rb') as file:
            return file.read()
    except OSError:
        return b''


def core_limits(pid):
    """How large a core file of the process may be, and may be made to be."""
    lines = read_file(f'/proc/{pid}/limits').decode().splitlines()
    return next((line.split()[4:6] for line in lines if line.startswith('Max core file size')), None)


class Watch:
    """From its making to its end. Processes are watched that run a program of the folder in this session, and
    those that are named."""

    def __init__(self, programs, log):
        self.programs = programs
        self.named = set()
        self.seen = {'titles': set(), 'arguments': set(), 'environment': set(), 'open files': set(),
                     'thread names': set(), 'recent files': set()}
        self.maps = set()  # libraries and files that are mapped
        self.is_over = False
        self.display = Display()
        self.log = log
        self.monitor = subprocess.Popen(['dbus-monitor', '--session', '--binary'], stdout=open(log, 'wb'),
                                        stderr=subprocess.DEVNULL)
        while not os.path.getsize(log):  # it listens
            time.sleep(0.01)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.is_over:
            self.seen['titles'] |= self.display.read()
            for name in os.listdir('/proc'):
                if name.isdigit():
                    self.look_at(int(name))
            # Also what is in it for a moment only.
            self.seen['recent files'].add(read_file(os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel')))
            time.sleep(INTERVAL)

    def look_at(self, pid):
        folder = f'/proc/{pid}'
        try:
            if not os.readlink(f'{folder}/exe').startswith(self.programs) and pid not in self.named:
                return
            environment = read_file(f'{folder}/environ')
            # Other tests run the same programs at the same time, in sessions of their own.
            if SESSION not in environment.split(b'\0'):
                return
            for thread in os.listdir(f'{folder}/task'):
                self.seen['thread names'].add(read_file(f'{folder}/task/{thread}/comm'))
            for descriptor in os.listdir(f'{folder}/fd'):
                self.seen['open files'].add(os.fsencode(os.readlink(f'{folder}/fd/{descriptor}')))
        except OSError:
            return  # it ended meanwhile
        self.seen['arguments'].add(read_file(f'{folder}/cmdline'))
        self.seen['environment'].add(environment)
        self.maps |= {line.split(None, 5)[5] for line in read_file(f'{folder}/maps').splitlines()
                      if line.count(b' ') >= 5 and b'/' in line}

    def forget(self, part):
        """What a program was given that the user wrote there."""
        self.seen['arguments'] = {arguments for arguments in self.seen['arguments'] if part not in arguments}

    def end(self):
        """Returns what was seen, by where."""
        self.is_over = True
        self.thread.join()
        self.monitor.terminate()
        self.monitor.wait()
        return {where: b'\n'.join(seen) for where, seen in self.seen.items()} | {'session bus': read_file(self.log)}

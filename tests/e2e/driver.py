# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Starts the program and works it from outside: keys and mouse as a person, reading as a screen reader.
"""Only inside `tests/support/session --accessible`: it needs an X server and the accessibility bus.

Every wait has a deadline and, when it runs out, says what the window showed. Nothing is remembered
between two looks: a node is good for the moment it was found in.
"""
import ctypes
import os
import re
import subprocess
import tempfile
import time

from gi.repository import GLib

import screen

DEADLINE = float(os.environ.get('NX_TEST_DEADLINE', '20'))
FOCUS_SECONDS = 1
SILENT = ('panel', 'filler', 'image', 'scroll bar', 'scroll pane', 'separator')
# The last: GTK's own shortcuts window measures labels of its switcher that have negative margins in
# libadwaita's style; it says so three times each time it opens, also without our style sheet.
# GTK's own as well: for a moment a popover's place may lie beside every monitor, when its row is scrolled on.
NOISE = re.compile(r'SpiRegistry daemon is running|dbind-WARNING|AT-SPI: Error|GtkLabel .* reported min width -[34],'
                   r'|gdk_monitor_get_geometry: assertion')
COMPLAINT = re.compile(r'(Gtk|GLib|GObject|GIO|Gdk|Gsk|Adwaita|Pango|nx-[a-z]+)[A-Za-z-]*-(WARNING|CRITICAL|ERROR)')


class Failure(Exception):
    """What was waited for did not come."""


def run_quietly(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout


def teach_keyboard(words):
    """Gives each character of the words that no key has a key of its own: one that is free, or one of
    those for music and mail. To be done before the program starts, which reads the keyboard then."""
    library = ctypes.CDLL('libX11.so.6')
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XGetKeyboardMapping.restype = ctypes.POINTER(ctypes.c_ulong)
    display = ctypes.c_void_p(library.XOpenDisplay(None))
    first, last, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    library.XDisplayKeycodes(display, ctypes.byref(first), ctypes.byref(last))
    symbols = library.XGetKeyboardMapping(display, ctypes.c_ubyte(first.value), last.value - first.value + 1,
                                          ctypes.byref(width))
    free = [code for code in range(last.value, first.value - 1, -1)
            if symbols[(code - first.value) * width.value] in (0, *range(0x1008FF00, 0x10090000))]
    for letter in sorted(set(words)):
        if ord(letter) > 127:
            pair = (ctypes.c_ulong * 2)(*[0x1000000 + ord(letter)] * 2)
            library.XChangeKeyboardMapping(display, free.pop(), 2, pair, 1)
    library.XCloseDisplay(display)


def plain(name):
    """A label without its mnemonic: `_Save`, `打印(_P)` and what the bus doubles from them."""
    name = re.sub(r'\(_?\w\)', '', name).replace('_', '')
    half = len(name) // 2
    if len(name) % 2 and name[half] == ' ' and name[:half] == name[half + 1:]:
        name = name[:half]
    return name.strip(' …')


class Node:
    """One accessible thing on the screen, as it was when it was looked at; states, texts and places are asked
    for anew each time."""

    def __init__(self, program, path, item=None, above=None):
        self.program = program
        self.screen = program.screen
        self.path = path
        self.item = item  # None: of an event
        self.above = above  # the node that it was come to from

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    __hash__ = None

    @property
    def role(self):
        return self.item.role if self.item else screen.name_role(
            self.screen.call(self.path, screen.ACCESSIBLE, 'GetRole')[0])

    @property
    def name(self):
        return self.item.name if self.item else self.screen.get(self.path, screen.ACCESSIBLE, 'Name')

    @property
    def interfaces(self):
        return self.item.interfaces if self.item else self.screen.call(self.path, screen.ACCESSIBLE, 'GetInterfaces')[0]

    @property
    def text(self):
        """A label's is its name."""
        interface = 'org.a11y.atspi.Text'
        if self.role == 'label' or interface not in self.interfaces:
            return self.name
        n_characters = self.screen.get(self.path, interface, 'CharacterCount')
        return self.screen.call(self.path, interface, 'GetText', GLib.Variant('(ii)', (0, n_characters)))[0]

    def has(self, state):
        return screen.has_state(self.screen.call(self.path, screen.ACCESSIBLE, 'GetState')[0], state)

    def had(self, state):
        """When it was looked at."""
        return screen.has_state(self.item.states, state)

    def box(self):
        """Left, top, width and height in the window."""
        return self.screen.call(self.path, 'org.a11y.atspi.Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def is_placed(self):
        """Whether it has a place in the window; pages behind others never had one."""
        return 'org.a11y.atspi.Component' in self.interfaces and self.box()[2] > 0

    @property
    def children(self):
        return [Node(self.program, child.path, child, self) for child in self.item.children]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self):
        """Everything that can be read in here, top to bottom."""
        words = (node.text for node in self.walk() if node.role in ('label', 'text', 'heading', 'static'))
        return [word for word in words if word]

    def click(self):
        """The node's own action; where it has none, the mouse."""
        interface = 'org.a11y.atspi.Action'
        if interface in self.interfaces and self.screen.get(self.path, interface, 'NActions') > 0:
            self.screen.call(self.path, interface, 'DoAction', GLib.Variant('(i)', (0,)))
        else:
            self.press_mouse()

    def centre(self):
        """On the screen."""
        at_left, at_top, width, height = self.box()
        if width <= 0:
            raise Failure(f'{self.role} “{self.name}” has no place on the screen')
        left, top = self.program.window_place()
        return left + at_left + width // 2, top + at_top + height // 2

    def press_mouse(self, times=1):
        run_quietly('xdotool', 'mousemove', '--sync', *map(str, self.centre()), 'click', '--repeat', str(times), '1')

    def set_text(self, text):
        self.screen.call(self.path, 'org.a11y.atspi.EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))

    def dump(self, depth=0):
        """What has words, indented; boxes around boxes are left out."""
        has_words = self.role not in SILENT and not self.name.startswith(('Gtk', 'Adw', 'Nx'))
        lines = [f"{'  ' * depth}{self.role} “{self.name}” {self.text if self.text != self.name else ''}"] \
            if has_words else []
        for child in self.children:
            lines += child.dump(depth + (1 if has_words else 0))
        return lines


class Program:
    """A running nuanxin. Use as a context manager: whatever happens, it is ended."""

    def __init__(self, *command, **environment):
        self.command = command
        self.environment = {**os.environ, **environment}
        self.log = tempfile.TemporaryFile('w+')
        self.process = None
        self.focus = None  # where the program last said that the keyboard is
        self.next_look = 0  # when nothing was said meanwhile
        self.screen = None

    def __enter__(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=self.log)
        self.screen = screen.Screen(self.process.pid)
        self.screen.on_focus = self.take_focus
        self.wait('a window', self.window_number)
        self.wait('the accessible window', lambda: self.windows())
        self.take_keyboard()
        # A menu that opens below the pointer takes what lies there for chosen.
        run_quietly('xdotool', 'mousemove', '--sync', '0', '0')
        return self

    def __exit__(self, kind, error, trace):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if kind is not None:
            print('# what the program said:\n# ' + self.read_log().replace('\n', '\n# '))

    # --- Looking -----------------------------------------------------------------------------------

    def window_number(self):
        return run_quietly('xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)).split()

    def window_place(self):
        shown = run_quietly('xdotool', 'getwindowgeometry', '--shell', self.window_number()[-1])
        values = dict(line.split('=') for line in shown.split() if '=' in line)
        return int(values['X']), int(values['Y'])

    def windows(self, **limits):
        """As they are now, the oldest first; each look at something in them is a look at this moment."""
        if not self.screen.has_owner():
            return []
        return [Node(self, item.path, item) for item in self.screen.look(**limits)[1]]

    def bare_windows(self):
        """Without what is in them, which takes but a call."""
        return [Node(self, path) for path in self.screen.list_windows()] if self.screen.has_owner() else []

    def look(self, role=None, name=None, within=None, part=None, is_placed=False):
        """The first match now, or None. The newest window is looked at first."""
        if within is not None:
            items = self.screen.look()[0]
            roots = [Node(self, within.path, items[within.path])] if within.path in items else []
        else:
            roots = reversed(self.windows())
        for root in roots:
            for node in root.walk():
                if role is not None and node.role != role:
                    continue
                if name is not None and plain(node.name) != plain(name):
                    continue
                if part is not None and part not in node.name and part not in node.text:
                    continue
                if is_placed and not node.is_placed():
                    continue
                return node
        return None

    def find(self, role=None, name=None, **more):
        what = f'{role or "anything"} “{name or more.get("part") or ""}”'
        return self.wait(what, lambda: self.look(role, name, **more))

    def wait_gone(self, role, name):
        self.wait(f'{role} “{name}” to go', lambda: self.look(role, name) is None)

    def wait(self, what, condition, seconds=None):
        end = time.monotonic() + (seconds or DEADLINE)
        while True:
            try:
                answer = condition()
                if answer:
                    return answer
            except GLib.Error:
                pass  # what was looked at went away meanwhile
            if self.process.poll() is not None:
                raise Failure(f'waiting for {what}: the program ended with {self.process.returncode}')
            if time.monotonic() > end:
                raise Failure(f'{what} did not come; {self.describe_focus()}; the window shows:\n' + self.dump())
            time.sleep(0.02)

    def dump(self):
        lines = []
        for window in self.windows():
            try:
                lines += window.dump()
            except GLib.Error:
                pass
        return '\n'.join(lines)

    def take_focus(self, path):
        self.focus = Node(self, path)
        self.next_look = time.monotonic() + FOCUS_SECONDS

    def has_focus(self, name, role=None):
        """Whether the keyboard is at something whose name begins so."""
        node = self.find_focus()
        return (node is not None and (role is None or node.role == role)
                and plain(node.name).startswith(plain(name)))

    def find_focus(self):
        """As events tell. What nobody has looked at yet tells nothing, so then there is a look."""
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            if self.focus is not None and self.focus.has('FOCUSED'):
                return self.focus
        except GLib.Error:
            pass  # it is gone
        if time.monotonic() < self.next_look:
            return None
        self.next_look = time.monotonic() + FOCUS_SECONDS
        self.focus = next((node for window in self.windows() for node in window.walk() if node.had('FOCUSED')),
                          None)
        return self.focus

    def wait_focus(self, name, role=None):
        self.wait(f'the focus on “{name}”', lambda: self.has_focus(name, role))

    def wait_popup(self):
        """A menu or a drop-down is a window of its own."""
        self.wait('a popup', lambda: len(self.window_number()) > 1)

    def describe_focus(self):
        """Where the keyboard is, for whoever reads a failure."""
        node = self.find_focus()
        active = run_quietly('xdotool', 'getwindowfocus').strip()
        return (f"the focus is on {f'{node.role} “{node.name}”' if node else 'nothing'} "
                f'(window {active} of {self.window_number()})')

    # --- Doing -------------------------------------------------------------------------------------

    def take_keyboard(self):
        """Without a window manager nobody gives it."""
        # A menu is a window too, but its keys go to the one below it, which must keep them.
        windows = [window for window in self.window_number()
                   if 'Override Redirect State: yes' not in run_quietly('xwininfo', '-id', window)]
        if windows and run_quietly('xdotool', 'getwindowfocus').strip() != windows[-1]:
            run_quietly('xdotool', 'windowfocus', '--sync', windows[-1])

    def key(self, *keys):
        for key in keys:
            self.take_keyboard()  # each time: a popover that closes leaves it to nobody
            run_quietly('xdotool', 'key', '--clearmodifiers', key)

    def tab_to(self, part, role, key='Tab', most=30):
        """From wherever the keyboard is; how far it may be is part of what is tested."""
        seen = []
        for _step in range(most):
            before = self.find_focus()
            self.key(key)
            self.wait('the focus to move', lambda: self.find_focus() not in (None, before))
            node = self.focus
            if role in (None, node.role) and part in plain(node.name):
                return node
            seen.append(f'{node.role} “{node.name}”')
        raise AssertionError(f'{part} is more than {most} keys away, past ' + ', '.join(seen))

    def type(self, text):
        """What the keyboard has keys for: ASCII, and what it was taught."""
        self.take_keyboard()
        run_quietly('xdotool', 'type', '--clearmodifiers', '--delay', '8', text)

    def resize(self, width, height):
        run_quietly('xdotool', 'windowsize', '--sync', self.window_number()[0], str(width), str(height))

    def take_picture(self, path):
        """Of the whole screen, which the window fills (ImageMagick)."""
        subprocess.run(['import', '-window', 'root', '-strip', path], check=True)

    def close(self):
        """As a person closes it. Returns the exit status."""
        self.key('ctrl+q')
        try:
            return self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired as error:
            raise Failure('the program did not end') from error

    # --- Afterwards --------------------------------------------------------------------------------

    def read_log(self):
        self.log.seek(0)
        return self.log.read()

    def complaints(self):
        return [line for line in self.read_log().splitlines() if COMPLAINT.search(line) and not NOISE.search(line)]

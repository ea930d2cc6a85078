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

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

DEADLINE = float(os.environ.get('NX_TEST_DEADLINE', '20'))
# A list keeps some 200 rows alive, and a look costs a millisecond a node: the first ones will do.
FIRST_CHILDREN = 60
FIRST_ROWS = 12
LISTS = ('tree table', 'table', 'list')
SILENT = ('panel', 'filler', 'image', 'scroll bar', 'scroll pane', 'separator')
# The last: GTK's own shortcuts window measures labels of its switcher that have negative margins in
# libadwaita's style; it says so three times each time it opens, also without our style sheet.
NOISE = re.compile(r'SpiRegistry daemon is running|dbind-WARNING|AT-SPI: Error|GtkLabel .* reported min width -4,')
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
    """One accessible thing on the screen."""

    def __init__(self, program, accessible):
        self.program = program
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name() or ''

    @property
    def text(self):
        text = self.accessible.get_text_iface()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else self.name

    def has(self, state):
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state))

    def is_placed(self):
        """Whether it has a place in the window; pages behind others never had one."""
        component = self.accessible.get_component_iface()
        return component is not None and Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW).width > 0

    def children(self, limit=FIRST_CHILDREN):
        if limit == FIRST_CHILDREN and self.role in LISTS:
            limit = FIRST_ROWS
        for index in range(min(self.accessible.get_child_count(), limit)):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(self.program, child)

    def walk(self, limit=FIRST_CHILDREN):
        yield self
        for child in self.children(limit):
            yield from child.walk(limit)

    def texts(self):
        """Everything that can be read in here, top to bottom."""
        words = (node.text for node in self.walk() if node.role in ('label', 'text', 'heading', 'static'))
        return [word for word in words if word]

    def click(self):
        """The node's own action; where it has none, the mouse."""
        action = self.accessible.get_action_iface()
        if action is not None and Atspi.Action.get_n_actions(action) > 0:
            Atspi.Action.do_action(action, 0)
        else:
            self.press_mouse()

    def press_mouse(self, times=1):
        box = Atspi.Component.get_extents(self.accessible.get_component_iface(), Atspi.CoordType.WINDOW)
        if box.width <= 0:
            raise Failure(f'{self.role} “{self.name}” has no place on the screen')
        left, top = self.program.window_place()
        run_quietly('xdotool', 'mousemove', '--sync', str(left + box.x + box.width // 2),
                    str(top + box.y + box.height // 2), 'click', '--repeat', str(times), '1')

    def set_text(self, text):
        Atspi.EditableText.set_text_contents(self.accessible.get_editable_text_iface(), text)

    def dump(self, depth=0):
        """What has words, indented; boxes around boxes are left out."""
        has_words = self.role not in SILENT and not self.name.startswith(('Gtk', 'Adw', 'Nx'))
        lines = [f"{'  ' * depth}{self.role} “{self.name}” {self.text if self.text != self.name else ''}"] \
            if has_words else []
        for child in self.children():
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
        self.listener = Atspi.EventListener.new(self.take_focus)
        self.listener.register('object:state-changed:focused')

    def __enter__(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=self.log)
        self.wait('a window', self.window_number)
        self.wait('the accessible window', lambda: self.windows())
        self.take_keyboard()
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

    def windows(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                application.set_cache_mask(Atspi.Cache.NONE)
                return [Node(self, application.get_child_at_index(at))
                        for at in range(application.get_child_count())]
        return []

    def look(self, role=None, name=None, within=None, part=None, is_placed=False,
             limit=FIRST_CHILDREN):
        """The first match now, or None. The newest window is looked at first."""
        for root in [within] if within is not None else reversed(self.windows()):
            for node in root.walk(limit):
                if role is not None and node.role != role:
                    continue
                if name is not None and plain(node.name) != plain(name):
                    continue
                if part is not None and part not in node.text and part not in node.name:
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

    def take_focus(self, event):
        if event.detail1:
            self.focus = Node(self, event.source)

    def has_focus(self, name, role=None):
        """Whether the keyboard is at something whose name begins so. Told by events: no walk."""
        while GLib.MainContext.default().iteration(False):
            pass
        node = self.focus
        return (node is not None and (role is None or node.role == role)
                and plain(node.name).startswith(plain(name)) and node.has('FOCUSED'))

    def wait_focus(self, name, role=None):
        self.wait(f'the focus on “{name}”', lambda: self.has_focus(name, role))

    def wait_popup(self):
        """A menu or a drop-down is a window of its own."""
        self.wait('a popup', lambda: len(self.window_number()) > 1)

    def describe_focus(self):
        """Where the keyboard is, for whoever reads a failure."""
        found = []
        for window in self.windows():
            try:
                found += [f'{node.role} “{node.name}”' for node in window.walk() if node.has('FOCUSED')]
            except GLib.Error:
                pass
        active = run_quietly('xdotool', 'getwindowfocus').strip()
        try:
            if self.has_focus(''):  # a walk sees the first rows of a list only
                found.append(f'{self.focus.role} “{self.focus.name}”')
        except GLib.Error:
            pass
        return f"the focus is on {', '.join(found) or 'nothing'} (window {active} of {self.window_number()})"

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
            before = self.focus
            self.key(key)
            self.wait('the focus to move', lambda: self.has_focus('')
                      and self.focus.accessible != before.accessible)
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

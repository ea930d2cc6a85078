# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
#
# Reads what a program shows over the accessibility bus, a whole window in few calls.
"""A look by the library costs four calls an object and takes seconds; the program's list of objects is one
call. Not in that list is what nobody has asked for yet: such children are asked for first."""
import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
CACHE = '/org/a11y/atspi/cache'
ACCESSIBLE = 'org.a11y.atspi.Accessible'
ANSWER_MS = 10000
LISTS = ('tree table', 'table', 'list')
# A list keeps some 200 rows alive that are all made by the same code: the first ones will do.
FIRST_ROWS = 12
FIRST_CHILDREN = 60


def open_bus():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0,
                                ANSWER_MS, None).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


class Item:
    """What the list says of one object."""

    def __init__(self, packed):
        (_name, self.path), _root, _parent, _index, self.n_children = packed[:5]
        self.interfaces, self.name, role, _description, self.states = packed[5:]
        self.role = name_role(role)
        self.children = []


def has_state(words, name):
    """In two words of 32 bits."""
    return bool((words[0] | words[1] << 32) >> int(getattr(Atspi.StateType, name)) & 1)


def name_role(number):
    return Atspi.role_get_name(Atspi.Role(number))


class Screen:
    """Of one process. Paths of objects are good as long as the object lives."""

    def __init__(self, pid):
        self.pid = pid
        self.bus = open_bus()
        self.owner = None
        self.on_focus = None

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(self.owner, path, interface, method, arguments, None, 0, ANSWER_MS, None).unpack()

    def get(self, path, interface, name):
        return self.call(path, 'org.freedesktop.DBus.Properties', 'Get', GLib.Variant('(ss)', (interface, name)))[0]

    def has_owner(self):
        """Whether the program has come to the bus."""
        if self.owner is None:
            found = self.bus.call_sync('org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren', None, None, 0,
                                       ANSWER_MS, None).unpack()[0]
            for owner, _path in found:
                pid = self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                         'GetConnectionUnixProcessID', GLib.Variant('(s)', (owner,)), None, 0,
                                         ANSWER_MS, None).unpack()[0]
                if pid == self.pid:
                    self.owner = owner
                    self.bus.signal_subscribe(owner, 'org.a11y.atspi.Event.Object', 'StateChanged', None, 'focused',
                                              Gio.DBusSignalFlags.NONE, self.take_focus)
        return self.owner is not None

    def take_focus(self, _bus, _sender, path, _interface, _signal, values):
        if values.unpack()[1] and self.on_focus is not None:
            self.on_focus(path)

    # --- The whole -------------------------------------------------------------------------------

    def list_items(self):
        packed = self.call(CACHE, 'org.a11y.atspi.Cache', 'GetItems')[0]
        return {item.path: item for item in map(Item, packed)}

    def list_windows(self):
        return [path for _owner, path in self.call(ROOT, ACCESSIBLE, 'GetChildren')[0]]

    def look(self, rows=FIRST_ROWS, most=FIRST_CHILDREN):
        """All objects by path, those in a window with their children as far as anybody wants to know, and the
        windows. The list does not tell which children are hidden, so the others are asked who theirs are."""
        items = self.list_items()
        windows = self.list_windows()
        families = {}
        asked = windows
        while asked:
            self.ask_for_children(asked, families, rows, most, items)
            found = [child for path in asked for child in families.get(path, ())]
            if any(path not in items for path in found):
                items = self.list_items()
            asked = [path for path in found if path in items and items[path].n_children > 0]
        for path, children in families.items():
            if path in items:
                items[path].children = [items[child] for child in children if child in items]
        return items, [items[path] for path in windows if path in items]

    def ask_for_children(self, paths, families, rows, most, items):
        """All at once; what went away meanwhile does not answer. Of a list only the first rows are asked for:
        what was asked for once is in the program's list from then on."""
        waiting = [0]

        def ask(path, method, arguments, take):
            def answer(bus, result):
                waiting[0] -= 1
                try:
                    take(bus.call_finish(result).unpack()[0])
                except GLib.Error:
                    pass
            waiting[0] += 1
            self.bus.call(self.owner, path, ACCESSIBLE, method, arguments, None, 0, ANSWER_MS, None, answer)
        for path in paths:
            family = families.setdefault(path, [])
            if path in items and items[path].role in LISTS and items[path].n_children > rows:
                for index in range(rows):
                    ask(path, 'GetChildAtIndex', GLib.Variant('(i)', (index,)), lambda child, family=family:
                        family.append(child[1]))
            else:
                ask(path, 'GetChildren', None, lambda children, family=family:
                    family.extend(child for _owner, child in children[:most]))
        while waiting[0] > 0:
            GLib.MainContext.default().iteration(True)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Nuanxin authors
"""Names that are unsafe, that hide failures, or that GTK 4.8, libadwaita 1.2 and GLib 2.74 lack."""
import fnmatch
import re

import lint

# (pattern, why, files that may) — patterns see code without comments and string contents.
CALL = r'\s*\('
RULES = [
    (r'\b(gets|strcpy|strcat|sprintf|vsprintf|strtok|tmpnam|mktemp|alloca|g_alloca|g_newa0?)' + CALL,
     'is unsafe; take the bounded or allocating one', ()),
    (r'\b(system|popen|g_spawn_command_line_(?:a)?sync)' + CALL, 'runs a shell; use GSubprocess with a list', ('tests/bench/*',)),
    (r'\b(atoi|atol|atof|strtod|strtof)' + CALL, 'does not say when it fails, or depends on the locale', ('tests/bench/*',)),
    (r'\b(localtime|gmtime|ctime|asctime|strftime)' + CALL, 'takes words and zones from the C library; use nx-date', ()),
    (r'\b(rand|srand|random|drand48)' + CALL, 'is no source of secrets; use libsodium or GRand', ()),
    (r'\b(usleep|sleep|nanosleep|g_usleep)' + CALL, 'waits for a time instead of a condition',
     ('tests/bench/*', 'tests/ui/nx-ui-test.h')),
    (r'\bsqlite3_\w+', 'belongs into the nx-*sqlcipher* files', ('src/store/nx-*sqlcipher*', 'tests/store/*', 'tests/bench/*')),
    (r'\bgtk_(dialog_run|main|main_quit|native_dialog_run)' + CALL, 'is not in GTK 4', ()),
    (r'\b(GtkFileDialog|GtkAlertDialog|GtkColumnViewRow|gtk_(?:file|alert)_dialog_\w+|gtk_(?:list|column)_view_scroll_to|'
     r'gtk_column_view_set_(?:row|header)_factory|gtk_list_view_set_header_factory|gtk_accessible_announce|'
     r'gtk_search_entry_set_placeholder_text|gtk_list_item_set_accessible_(?:label|description))\b',
     'is newer than GTK 4.8', ()),
    (r'\b(Adw|adw_)(NavigationView|navigation_view\w*|NavigationSplitView|OverlaySplitView|ToolbarView|toolbar_view\w*|'
     r'Dialog|dialog_\w+|AlertDialog|alert_dialog_\w+|SwitchRow|switch_row\w*|SpinRow|spin_row\w*|Breakpoint|breakpoint_\w+|'
     r'BreakpointBin|Banner|banner_\w+|message_dialog_choose|WrapBox|wrap_box\w*)\b',
     'is newer than libadwaita 1.2', ()),
    (r'\b(g_set_str|g_ptr_array_new_take\w*|g_ptr_array_new_from\w*|g_string_free_and_steal|g_task_set_static_name|g_autofd|'
     r'g_task_return_new_error_literal|g_clear_fd)\b', 'is newer than GLib 2.74', ()),
    (r'\b(GtkSortListModel|gtk_sort_list_model_\w+|GtkFilterListModel|gtk_filter_list_model_\w+)\b',
     'reads every row; sort and filter in SQL', ()),
    (r'\bgtk_widget_dispose_template\b', 'unparents twice under AdwBin; derive from AdwBin or GtkBox', ()),
    (r'\bG_DISABLE_(ASSERT|CHECKS|CAST_CHECKS)\b', 'would switch off checks that protect data', ()),
    (r'\b(g_print|g_printerr|printf|puts)' + CALL, 'writes to the terminal',
     ('src/tool/*', 'tests/*', 'tools/*', 'src/ui/main.c', 'src/ui/nx-application.c')),
    # One line is enough: the formatter breaks such a call only after a whole argument.
    (r'(?:\bN?_|\bN?C_|gettext)\s*\([^)]*\bG_\w+_FORMAT', 'makes a text no catalogue can hold; cast and print with %lld', ()),
    (r'\b(setenv|putenv|g_setenv|g_unsetenv)' + CALL, 'changes the environment under running threads',
     ('tests/*', 'src/base/nx-off-disk.c')),  # that one before the first
]
# SQL put together from values: a placeholder where a value stands. Names of tables and columns, which
# come from the field tables, may be put in.
SQL = re.compile(r'"[^"]*\b(SELECT|INSERT|UPDATE|DELETE|WHERE|VALUES|PRAGMA|ATTACH)\b[^"]*'
                 r"(?:'%|[=<>]\s*%|\bLIKE\s+%|\bLIMIT\s+%|\(\s*%[dilu])")
PRINTF = re.compile(r'\b(?:g_strdup_printf|g_string_(?:append_)?printf|snprintf|g_snprintf|asprintf|sqlite3_mprintf)\b')
SQL_MAY = ('src/store/nx-*sqlcipher*',)
LOG_DATA = re.compile(r'\bg_(?:debug|info|message|warning|critical|error)\s*\([^;]*\b(?:nx_record_get_text|id_number|phones?|narrative)\b')


def may(path, patterns):
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def check(tree):
    problems = []
    for path in tree.find('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h', 'tools/*.c'):
        rules = [(re.compile(pattern), why) for pattern, why, allowed in RULES if not may(path, allowed)]
        for line, text in tree.code_lines(path):
            if text.lstrip().startswith('#') and 'G_DISABLE' not in text:
                continue
            for pattern, why in rules:
                match = pattern.search(text)
                if match:
                    problems.append(f'{path}:{line}: {match[0].rstrip(" (")} {why}')
            if path.startswith('src/') and LOG_DATA.search(text):
                problems.append(f'{path}:{line}: a log line must not carry what stands in a record')
        if path.startswith('src/') and not may(path, SQL_MAY):
            problems += check_sql(tree, path)
    for path in tree.find('resources/*.ui'):
        for line, text in tree.lines(path):
            for pattern, why, _ in RULES:
                match = re.search(r'class="(\w+)"', text)
                if match and re.fullmatch(pattern, match[1]):
                    problems.append(f'{path}:{line}: {match[1]} {why}')
    return problems


def check_sql(tree, path):
    problems = []
    before = ''
    for line, text in tree.code_lines(path, strings=True):
        if SQL.search(text) and (PRINTF.search(text) or PRINTF.search(before)):
            problems.append(f'{path}:{line}: values are bound, never printed into SQL')
        before = text
    return problems


CLEAN = {
    'src/ui/nx-a.c': '/* strcpy (a, b) */ g_strlcpy (a, "sprintf (", 3);\n',
    'src/store/nx-driver-sqlcipher.c': 'sqlite3_step (s);\n',
    'src/tool/nx-tool.c': 'g_print ("%s", x);\n',
    'src/base/nx-off-disk.c': 'g_setenv ("TMPDIR", folder, TRUE);\n',
    'resources/ui/nx-a.ui': '<object class="AdwBin">\n',
}
PLANTED = [
    ('strcpy is unsafe', {'src/ui/nx-a.c': 'strcpy (a, b);\n'}),
    ('runs a shell', {'src/ui/nx-a.c': 'system ("ls");\n'}),
    ('does not say when it fails', {'src/ui/nx-a.c': 'x = atoi (y);\n'}),
    ('localtime', {'src/ui/nx-a.c': 'localtime (&t);\n'}),
    ('instead of a condition', {'tests/ui/test-a.c': 'g_usleep (1);\n'}),
    ('sqlite3_exec belongs', {'src/store/nx-a.c': 'sqlite3_exec (db);\n'}),
    ('is not in GTK 4', {'src/ui/nx-a.c': 'gtk_dialog_run (d);\n'}),
    ('newer than GTK 4.8', {'src/ui/nx-a.c': 'GtkAlertDialog *d;\n'}),
    ('newer than libadwaita 1.2', {'src/ui/nx-a.c': 'AdwBanner *d = adw_banner_new ("");\n'}),
    ('newer than libadwaita 1.2', {'resources/ui/nx-a.ui': '<object class="AdwToolbarView">\n'}),
    ('newer than GLib 2.74', {'src/ui/nx-a.c': 'g_set_str (&a, b);\n'}),
    ('sort and filter in SQL', {'src/ui/nx-a.c': 'gtk_sort_list_model_new (a, b);\n'}),
    ('sort and filter in SQL', {'resources/ui/nx-a.ui': '<object class="GtkSortListModel">\n'}),
    ('unparents twice', {'src/ui/nx-a.c': 'gtk_widget_dispose_template (w, T);\n'}),
    ('switch off checks', {'src/ui/nx-a.c': '#define G_DISABLE_ASSERT\n'}),
    ('writes to the terminal', {'src/ui/nx-a.c': 'g_print ("x");\n'}),
    ('no catalogue can hold', {'src/ui/nx-a.c': 'x = g_strdup_printf (_ ("row %" G_GINT64_FORMAT), n);\n'}),
    ('values are bound', {'src/store/nx-a.c': 'q = g_strdup_printf ("SELECT * FROM t WHERE a = \'%s\'", x);\n'}),
    ('values are bound', {'src/store/nx-a.c': 'q = g_strdup_printf (\n  "DELETE FROM t WHERE a = %d", x);\n'}),
    ('under running threads', {'src/base/nx-a.c': 'g_setenv ("A", b, TRUE);\n'}),
    ('log line', {'src/ui/nx-a.c': 'g_warning ("bad %s", nx_record_get_text (person, NX_PERSON_NAME));\n'}),
]
lint.main(check, CLEAN, PLANTED)

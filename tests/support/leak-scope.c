/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the leak checker from counting what libraries allocate while they are loaded.
 *
 * GLib's first table of quarks is made then. When a program has more than 2,048 of them, GLib moves
 * to a bigger table and drops the first for good, since other threads may still read it. The stack
 * of that allocation ends in g_malloc, so a suppression by name would hide every leak there is. */
#include <sanitizer/lsan_interface.h>

static void
begin_scope (int argc, char **argv, char **environment)
{
  __lsan_disable ();
}

/* The dynamic linker runs this before the constructors of any library. */
__attribute__ ((section (".preinit_array"),
                used)) static void (*const before_libraries) (int, char **, char **)
    = begin_scope;

/* The program's own constructors come after those of its libraries. */
__attribute__ ((constructor)) static void
end_scope (void)
{
  __lsan_enable ();
}

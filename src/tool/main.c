/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Starts nuanxin-tool: language, signals, then the commands. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-off-disk.h"
#include "nx-place.h"
#include "nx-tool.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>

int
main (int argc, char **argv)
{
  g_autofree char *locale_folder = nx_place_dup_locale_folder ();

  nx_off_disk_set_up ();
  setlocale (LC_ALL, "");
  /* A shell without a language still types Chinese: the plain C locale would refuse every name. */
  if (g_str_equal (nl_langinfo (CODESET), "ANSI_X3.4-1968"))
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* A full disk and a closed pipe are errors to be told, not reasons to be killed. */
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  return nx_tool_main (argc, argv);
}

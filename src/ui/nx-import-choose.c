/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The file choosers of an import: which table, and where to save its refused rows. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-choose.h"

#include "nx-recent-guard.h"

#include <glib/gi18n-lib.h>

static void
add_filter (GtkFileChooserNative *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

static GtkFileChooserNative *
show (GtkFileChooserNative *chooser)
{
  nx_recent_guard_start ();
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}

GtkFileChooserNative *
nx_import_choose_table (GtkWidget *parent)
{
  const char *const tables[]
      = { "*.csv", "*.CSV", "*.txt", "*.TXT", "*.tsv", "*.TSV", "*.tab", NULL };
  const char *const all[] = { "*", NULL };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Choose a Table"), GTK_WINDOW (gtk_widget_get_root (parent)), GTK_FILE_CHOOSER_ACTION_OPEN,
      /* TRANSLATORS: button of the file chooser */
      _ ("_Open"), _ ("_Cancel"));

  /* TRANSLATORS: kind of file in the file chooser: CSV and other text tables */
  add_filter (chooser, _ ("Tables (CSV, text)"), tables);
  /* TRANSLATORS: kind of file in the file chooser */
  add_filter (chooser, _ ("All files"), all);
  return show (chooser);
}

GtkFileChooserNative *
nx_import_choose_report (GtkWidget *parent)
{
  const char *const tables[] = { "*.csv", NULL };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save Refused Rows"), GTK_WINDOW (gtk_widget_get_root (parent)),
      GTK_FILE_CHOOSER_ACTION_SAVE,
      /* TRANSLATORS: button of the file chooser */
      _ ("_Save"), _ ("_Cancel"));

  /* TRANSLATORS: kind of file in the file chooser: CSV and other text tables */
  add_filter (chooser, _ ("Tables (CSV, text)"), tables);
  /* TRANSLATORS: the name proposed for a file; keep “.csv” */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("refused rows.csv"));
  return show (chooser);
}

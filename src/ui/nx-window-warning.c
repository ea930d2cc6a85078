/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bar under the pages: what may cost the office its records, until it is mended. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-settings.h"

#include <glib/gi18n-lib.h>

/* Where nobody makes backups by the day, the newest may be this old: our default. */
#define OLDEST_BACKUP (7 * G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND)

/* The worst first: one at a time is said, at every opening. */
typedef enum
{
  WARNING_KEY_FILE,
  WARNING_KEYRING_ALONE,
  WARNING_BACKUP_FAILED,
  WARNING_BACKUP_OLD,
  WARNING_NO_SHEET,
  N_WARNINGS
} Warning;

static const struct
{
  const char *words;
  const char *mend; /* label of the button */
  const char *action;
} warnings[] = {
  [WARNING_KEY_FILE] = { N_ ("The key file could not be read; its older copy opened the office."),
                         N_ ("_Mend…"), "win.ways" },
  [WARNING_KEYRING_ALONE] = { N_ ("Only this account's keyring opens the office. If it is lost, so "
                                  "are the records."),
                              N_ ("_Add a Passphrase…"), "win.ways" },
  [WARNING_BACKUP_FAILED]
  = { N_ ("The backup failed. If this disk breaks, what was written since the last one is lost."),
      N_ ("_See Why…"), "win.backups" },
  [WARNING_BACKUP_OLD]
  = { N_ ("The last backup is more than a week old, and none is made by itself."), N_ ("_Back Up…"),
      "win.backups" },
  [WARNING_NO_SHEET] = { N_ ("There is no recovery sheet yet. With one the office opens even when "
                             "computer and passphrases are lost."),
                         N_ ("_Make a Recovery Sheet…"), "win.recovery-sheet" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (warnings) == N_WARNINGS);

static gboolean
is_backed_up_daily (void)
{
  g_autoptr (GSettings) settings = nx_settings_new ();

  return settings == NULL || g_settings_get_boolean (settings, "backup-daily");
}

/* Where one is made each day there will be one in a minute, or a reason why not. */
static gboolean
is_backup_old (NxWindow *self)
{
  gint64 last = nx_backup_keeper_get_last (self->backup_keeper);

  return last > 0 && g_get_real_time () / G_USEC_PER_SEC - last > OLDEST_BACKUP
         && !is_backed_up_daily ();
}

static gboolean
has_sheet (NxWindow *self)
{
  NxKeyFile *keys = nx_unlock_get_key_file (nx_session_get_unlock (self->session));

  return keys != NULL && nx_key_file_has_kind (keys, NX_KEY_SLOT_RECOVERY);
}

static gboolean
holds (NxWindow *self, Warning warning)
{
  switch (warning)
    {
    case WARNING_KEY_FILE:
      return nx_unlock_is_previous (nx_session_get_unlock (self->session));
    case WARNING_KEYRING_ALONE:
      return nx_session_is_keyring_only (self->session);
    case WARNING_BACKUP_FAILED:
      return nx_backup_keeper_get_error (self->backup_keeper) != NULL;
    case WARNING_BACKUP_OLD:
      return is_backup_old (self);
    case WARNING_NO_SHEET:
      return !has_sheet (self);
    case N_WARNINGS:
      break;
    }
  return FALSE;
}

/* A sample office has no records to lose; its key file is one like any other. */
static Warning
find_warning (NxWindow *self)
{
  Warning end = nx_session_is_sample (self->session) ? WARNING_KEYRING_ALONE : N_WARNINGS;

  for (Warning warning = 0; warning < end; warning++)
    if ((self->closed_warnings & 1u << warning) == 0 && holds (self, warning))
      return warning;
  return N_WARNINGS;
}

void
nx_window_update_warning (NxWindow *self)
{
  Warning found
      = nx_session_get_state (self->session) == NX_SESSION_OPEN && self->backup_keeper != NULL
            ? find_warning (self)
            : N_WARNINGS;
  GtkWidget *button = gtk_widget_get_parent (GTK_WIDGET (self->warning_action));

  /* What goes keeps its words while it slides away. */
  if (found != N_WARNINGS)
    {
      gtk_label_set_label (self->warning_label, _ (warnings[found].words));
      gtk_label_set_label (self->warning_action, _ (warnings[found].mend));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), warnings[found].action);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gtk_label_get_text (self->warning_action), -1);
    }
  gtk_revealer_set_reveal_child (self->warning_revealer, found != N_WARNINGS);
}

/* What is less bad has its turn then. */
void
nx_window_close_warning (NxWindow *self)
{
  Warning found = find_warning (self);

  if (found != N_WARNINGS)
    self->closed_warnings |= 1u << found;
  nx_window_update_warning (self);
}

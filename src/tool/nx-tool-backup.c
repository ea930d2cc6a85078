/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The commands backup, verify and restore: copies of the store that prove themselves. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-backup.h"
#include "nx-restore.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>

/* Answers */

static char *
dup_moment (gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at);

  return g_date_time_format (moment, "%Y-%m-%d %H:%M");
}

static void
add_content (JsonBuilder *object, const NxBackupContent *content)
{
  json_builder_set_member_name (object, "counts");
  json_builder_begin_object (object);
  nx_tool_json_add_int (object, "household", content->n_households);
  nx_tool_json_add_int (object, "person", content->n_persons);
  nx_tool_json_add_int (object, "case", content->n_cases);
  nx_tool_json_add_int (object, "visit", content->n_visits);
  nx_tool_json_add_int (object, "attachment", content->n_attachments);
  nx_tool_json_add_int (object, "event", content->n_events);
  json_builder_end_object (object);
  nx_tool_json_add_text (object, "newest_on", content->newest_on);
}

static void
add_backup (JsonBuilder *object, NxBackup *backup)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (backup->made_at);
  g_autofree char *made_at = g_date_time_format_iso8601 (moment);
  g_autofree char *path = g_filename_to_utf8 (backup->path, -1, NULL, NULL, NULL);

  nx_tool_json_add_text (object, "file", path);
  nx_tool_json_add_text (object, "reason", nx_backup_reason_get_id (backup->reason));
  nx_tool_json_add_text (object, "made_at", made_at);
  nx_tool_json_add_int (object, "bytes", backup->n_bytes);
  nx_tool_json_add_int (object, "schema", backup->schema);
}

static void
tell_content (NxTool *self, NxBackup *backup, const NxBackupContent *content)
{
  g_autofree char *moment = dup_moment (backup->made_at);

  /* TRANSLATORS: when a backup was made, and why ("Daily backup") */
  g_string_append_printf (self->answer, _ ("Made: %1$s (%2$s)\n"), moment,
                          nx_backup_reason_get_label (backup->reason));
  g_string_append_printf (self->answer, _ ("Households: %lld\n"), (long long)content->n_households);
  g_string_append_printf (self->answer, _ ("People: %lld\n"), (long long)content->n_persons);
  g_string_append_printf (self->answer, _ ("Cases: %lld\n"), (long long)content->n_cases);
  g_string_append_printf (self->answer, _ ("Visits: %lld\n"), (long long)content->n_visits);
  if (*content->newest_on != '\0')
    /* TRANSLATORS: %s is a day */
    g_string_append_printf (self->answer, _ ("Newest entry: %s\n"), content->newest_on);
}

/* @store: where it was restored to, or NULL; @replaced: where the one went that was there. */
static void
answer_json (NxTool *self,
             NxBackup *backup,
             const NxBackupContent *content,
             const char *store,
             const char *replaced)
{
  g_autoptr (JsonBuilder) object = nx_tool_json_begin ();
  g_autofree char *shown_store = store != NULL ? g_filename_display_name (store) : NULL;
  g_autofree char *shown_replaced = replaced != NULL ? g_filename_display_name (replaced) : NULL;

  add_backup (object, backup);
  add_content (object, content);
  if (store != NULL)
    {
      nx_tool_json_add_text (object, "store", shown_store);
      nx_tool_json_add_text (object, "replaced", shown_replaced);
    }
  nx_tool_json_end (object, self->answer);
}

static void
answer_words (NxTool *self, NxBackup *backup, const NxBackupContent *content, const char *sentence)
{
  tell_content (self, backup, content);
  g_string_append_printf (self->answer, "%s\n", sentence);
}

static char *
dup_path (const char *argument, GError **error)
{
  g_autofree char *path = g_filename_from_utf8 (argument, -1, NULL, NULL, error);

  return path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
}

/* backup [DIR] */

gboolean
nx_tool_run_backup (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) arguments = nx_tool_parse (self, "backup", NULL, argc, argv, 0, 1, error);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (NxBackup) backup = NULL;
  NxBackupContent content = { 0 };

  if (arguments == NULL || !nx_tool_open (self, error))
    return FALSE;
  if (arguments[0] != NULL)
    {
      folder = dup_path (arguments[0], error);
      if (folder == NULL)
        return FALSE;
    }
  backup = nx_backup_make (self->store, folder, NX_BACKUP_BY_HAND, &content, NULL, error);
  if (backup == NULL)
    return FALSE;
  if (self->is_json)
    {
      answer_json (self, backup, &content, NULL, NULL);
      return TRUE;
    }
  name = g_filename_display_name (backup->path);
  /* TRANSLATORS: %s is a file */
  sentence = g_strdup_printf (_ ("The backup was written and read back whole: %s"), name);
  answer_words (self, backup, &content, sentence);
  return TRUE;
}

/* verify FILE, restore FILE DIR */

static NxBackup *
read_backup (const char *argument, GError **error)
{
  g_autofree char *path = dup_path (argument, error);

  return path != NULL ? nx_backup_read (path, error) : NULL;
}

gboolean
nx_tool_run_verify (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) arguments = nx_tool_parse (self, "verify", NULL, argc, argv, 1, 1, error);
  g_autoptr (NxBackup) backup = arguments != NULL ? read_backup (arguments[0], error) : NULL;
  NxBackupContent content = { 0 };
  GBytes *key = backup != NULL ? nx_tool_open_backup (self, backup, error) : NULL;

  if (key == NULL || !nx_backup_check_whole (backup, key, &content, NULL, error))
    return FALSE;
  if (self->is_json)
    answer_json (self, backup, &content, NULL, NULL);
  else
    answer_words (self, backup, &content, _ ("The backup is whole: every page of it can be read."));
  return TRUE;
}

static char *
dup_restored_sentence (const char *replaced)
{
  g_autofree char *name = replaced != NULL ? g_filename_display_name (replaced) : NULL;

  if (name == NULL)
    return g_strdup (_ ("The store was restored and can be opened."));
  /* TRANSLATORS: %s is a folder */
  return g_strdup_printf (_ ("The store was restored and can be opened. The one that was there "
                             "before is kept in %s"),
                          name);
}

gboolean
nx_tool_run_restore (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) arguments = nx_tool_parse (self, "restore", NULL, argc, argv, 2, 2, error);
  g_autoptr (NxBackup) backup = arguments != NULL ? read_backup (arguments[0], error) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *replaced = NULL;
  g_autofree char *sentence = NULL;
  NxBackupContent content = { 0 };
  GBytes *key = NULL;

  if (backup != NULL)
    folder = dup_path (arguments[1], error);
  if (folder != NULL)
    key = nx_tool_open_backup (self, backup, error);
  if (key == NULL || !nx_restore (backup, key, folder, &content, &replaced, NULL, error))
    return FALSE;
  if (self->is_json)
    {
      answer_json (self, backup, &content, folder, replaced);
      return TRUE;
    }
  sentence = dup_restored_sentence (replaced);
  answer_words (self, backup, &content, sentence);
  return TRUE;
}

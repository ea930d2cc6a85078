/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The key file of a store: its UUID, its key generation and the slots that open it. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file.h"

#include "nx-key-file-private.h"
#include "nx-keys-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (NxKeyFile, nx_key_file, G_TYPE_OBJECT)

typedef struct
{
  char *folder;
  GBytes *content;
  GBytes *expected;
  NxKeyFileExpect expect;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_free (job->folder);
  g_bytes_unref (job->content);
  g_clear_pointer (&job->expected, g_bytes_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveJob, save_job_free)

/* Saving. */

static gboolean
check_has_slots (NxKeyFile *self, GError **error)
{
  if (self->content->slots->len > 0)
    return TRUE;
  g_set_error_literal (
      error, NX_KEYS_ERROR, NX_KEYS_ERROR_LAST_SLOT,
      _ ("A key file without a way in would lock everybody out. It was not saved."));
  return FALSE;
}

static void
note_saved (NxKeyFile *self, GBytes *content)
{
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  self->on_disk = g_bytes_ref (content);
  self->expect = NX_KEY_FILE_EXPECT_SAME;
}

static SaveJob *
save_job_new (NxKeyFile *self)
{
  SaveJob *job = g_new0 (SaveJob, 1);

  job->folder = g_strdup (self->folder);
  job->content = nx_key_file_content_to_bytes (self->content);
  job->expect = self->expect;
  if (self->expect == NX_KEY_FILE_EXPECT_SAME)
    job->expected = g_bytes_ref (self->on_disk);
  return job;
}

gboolean
nx_key_file_save (NxKeyFile *self, GError **error)
{
  g_autoptr (SaveJob) job = NULL;

  g_return_val_if_fail (NX_IS_KEY_FILE (self) && self->folder != NULL, FALSE);

  if (!check_has_slots (self, error))
    return FALSE;
  job = save_job_new (self);
  if (!nx_key_file_disk_write (job->folder, job->content, job->expect, job->expected, error))
    return FALSE;
  note_saved (self, job->content);
  return TRUE;
}

static void
save_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SaveJob *job = data;
  GError *error = NULL;

  if (nx_key_file_disk_write (job->folder, job->content, job->expect, job->expected, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nx_key_file_save_async (NxKeyFile *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (NX_IS_KEY_FILE (self) && self->folder != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, nx_key_file_save_async);
  /* Once written it is written: a late cancel must not look like a failure. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!check_has_slots (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, save_job_new (self), (GDestroyNotify)save_job_free);
  g_task_run_in_thread (task, save_in_worker);
}

gboolean
nx_key_file_save_finish (NxKeyFile *self, GAsyncResult *result, GError **error)
{
  SaveJob *job;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  job = g_task_get_task_data (G_TASK (result));
  note_saved (self, job->content);
  return TRUE;
}

/* The object. */

static void
nx_key_file_finalize (GObject *object)
{
  NxKeyFile *self = NX_KEY_FILE (object);

  g_free (self->folder);
  g_clear_pointer (&self->content, nx_key_file_content_free);
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  G_OBJECT_CLASS (nx_key_file_parent_class)->finalize (object);
}

static void
nx_key_file_class_init (NxKeyFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_key_file_finalize;
}

static void
nx_key_file_init (NxKeyFile *self)
{
}

NxKeyFile *
nx_key_file_new (const char *folder, NxMasterKey *key)
{
  NxKeyFile *self;

  g_return_val_if_fail (folder != NULL && key != NULL, NULL);

  self = g_object_new (NX_TYPE_KEY_FILE, NULL);
  self->folder = g_strdup (folder);
  self->content = nx_key_file_content_new ();
  self->content->store_uid = g_uuid_string_random ();
  self->content->generation = 1;
  self->content->key_id = g_strdup (nx_master_key_get_id (key));
  self->expect = NX_KEY_FILE_EXPECT_NOTHING;
  return self;
}

static NxKeyFile *
new_of_bytes (GBytes *bytes, const char *folder, NxKeyFileExpect expect, GError **error)
{
  g_autoptr (NxKeyFileContent) content = nx_key_file_content_from_bytes (bytes, error);
  NxKeyFile *self;

  if (content == NULL)
    return NULL;
  self = g_object_new (NX_TYPE_KEY_FILE, NULL);
  self->folder = g_strdup (folder);
  self->content = g_steal_pointer (&content);
  self->expect = expect;
  self->on_disk = g_bytes_ref (bytes);
  return self;
}

static NxKeyFile *
load (const char *folder, const char *name, NxKeyFileExpect expect, GError **error)
{
  g_autoptr (GBytes) bytes = nx_key_file_disk_read (folder, name, error);

  return bytes != NULL ? new_of_bytes (bytes, folder, expect, error) : NULL;
}

NxKeyFile *
nx_key_file_load_bytes (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return new_of_bytes (bytes, NULL, NX_KEY_FILE_EXPECT_SAME, error);
}

NxKeyFile *
nx_key_file_load (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return load (folder, NX_KEY_FILE_NAME, NX_KEY_FILE_EXPECT_SAME, error);
}

NxKeyFile *
nx_key_file_load_previous (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return load (folder, NX_KEY_FILE_PREVIOUS_NAME, NX_KEY_FILE_EXPECT_DAMAGED, error);
}

const char *
nx_key_file_get_folder (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  return self->folder;
}

const char *
nx_key_file_get_store_uid (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  return self->content->store_uid;
}

guint
nx_key_file_get_generation (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), 0);
  return self->content->generation;
}

const char *
nx_key_file_get_key_id (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  return self->content->key_id;
}

guint
nx_key_file_get_n_slots (NxKeyFile *self)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), 0);
  return self->content->slots->len;
}

NxKeySlot *
nx_key_file_get_slot (NxKeyFile *self, guint position)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (position < self->content->slots->len, NULL);
  return g_ptr_array_index (self->content->slots, position);
}

NxKeySlot *
nx_key_file_find_slot (NxKeyFile *self, const char *slot_uid)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), NULL);
  g_return_val_if_fail (slot_uid != NULL, NULL);

  for (guint i = 0; i < self->content->slots->len; i++)
    {
      NxKeySlot *slot = g_ptr_array_index (self->content->slots, i);

      if (strcmp (nx_key_slot_get_uid (slot), slot_uid) == 0)
        return slot;
    }
  return NULL;
}

gboolean
nx_key_file_has_kind (NxKeyFile *self, NxKeySlotKind kind)
{
  g_return_val_if_fail (NX_IS_KEY_FILE (self), FALSE);

  for (guint i = 0; i < self->content->slots->len; i++)
    if (nx_key_slot_get_kind (g_ptr_array_index (self->content->slots, i)) == kind)
      return TRUE;
  return FALSE;
}

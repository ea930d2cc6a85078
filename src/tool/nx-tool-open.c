/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens the store of one run: folder, key by keyring or passphrase, and who acts. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-open.h"

#include "nx-keyring-policy.h"
#include "nx-place.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-secret-memory.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

void
nx_tool_settle_folder (NxTool *self)
{
  g_autofree char *given = g_steal_pointer (&self->folder);

  self->folder
      = given != NULL ? g_canonicalize_filename (given, NULL) : nx_place_dup_office_folder ();
}

/* The passphrase */

/* Reads up to the end of the first line into @buffer; -1 for a file that cannot be read, the
 * buffer's size for a line that is too long. */
static gssize
read_line (int fd, char *buffer, gsize size)
{
  gsize n = 0;

  while (n < size)
    {
      gssize got = read (fd, buffer + n, 1);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0 || buffer[n] == '\n')
        break;
      n++;
    }
  if (n > 0 && n < size && buffer[n - 1] == '\r')
    n--;
  return (gssize)n;
}

/* Typed text in locked memory, ended by NUL; NULL with @error. End it with nx_secret_free(). */
static char *
read_secret (int fd, GError **error)
{
  char *typed = nx_secret_alloc (NX_PASSPHRASE_MAX_BYTES + 2);
  gssize length = read_line (fd, typed, NX_PASSPHRASE_MAX_BYTES + 1);

  if (length < 0)
    {
      nx_secret_free (typed);
      nx_tool_refuse (error,
                      _ ("The secret could not be read from file number %d. Nothing was changed. "
                         "Open it for the tool, as in: --passphrase-fd 3 3<FILE"),
                      fd);
      return NULL;
    }
  typed[length] = '\0';
  return typed;
}

/* The code is printed in groups; however it is typed, the room of keys reads it. */
static NxRecoveryCode *
read_recovery_code (NxTool *self, GError **error)
{
  char *typed = read_secret (self->recovery_fd, error);
  NxRecoveryCode *code = NULL;

  if (typed == NULL)
    return NULL;
  code = nx_recovery_code_parse (typed, NULL, error);
  nx_secret_free (typed);
  return code;
}

static NxPassphrase *
refuse_passphrase (GError *failure, GError **error)
{
  /* TRANSLATORS: %s is a sentence that says what is wrong with a passphrase */
  nx_tool_refuse (error,
                  _ ("%s Nothing was changed. The first line of the file given by "
                     "--passphrase-fd is the passphrase."),
                  failure->message);
  g_error_free (failure);
  return NULL;
}

/* @is_new: the rules for a new passphrase hold. */
static NxPassphrase *
take_passphrase (NxTool *self, gboolean is_new, GError **error)
{
  char *typed = read_secret (self->passphrase_fd, error);
  NxPassphrase *passphrase = NULL;
  GError *failure = NULL;

  if (typed == NULL)
    return NULL;
  if (!is_new || nx_passphrase_check (typed, &failure))
    passphrase = nx_passphrase_new (typed, &failure);
  nx_secret_free (typed);
  return failure == NULL ? passphrase : refuse_passphrase (failure, error);
}

NxPassphrase *
nx_tool_read_passphrase (NxTool *self, GError **error)
{
  return take_passphrase (self, FALSE, error);
}

NxPassphrase *
nx_tool_read_new_passphrase (NxTool *self, GError **error)
{
  return take_passphrase (self, TRUE, error);
}

/* The key */

static const char *
get_reason_text (NxUnlockReason reason)
{
  switch (reason)
    {
    case NX_UNLOCK_REASON_NO_SLOT:
      return _ ("This store is not opened by the keyring. Nothing was changed. Give its passphrase "
                "by --passphrase-fd.");
    case NX_UNLOCK_REASON_LOCKED:
    case NX_UNLOCK_REASON_REFUSED:
      return _ ("The system keyring is locked. Nothing was changed. Unlock it by signing in to the "
                "desktop, or give the passphrase by --passphrase-fd.");
    case NX_UNLOCK_REASON_NO_SERVICE:
      return _ ("There is no system keyring here to open the store with. Nothing was changed. Give "
                "the passphrase by --passphrase-fd.");
    case NX_UNLOCK_REASON_HUNG:
      return _ ("The system keyring does not answer. Nothing was changed. Sign in to the desktop "
                "again, or give the passphrase by --passphrase-fd.");
    case NX_UNLOCK_REASON_ITEM_MISSING:
    case NX_UNLOCK_REASON_ITEM_UNFIT:
      return _ ("The system keyring does not hold the key of this store. Nothing was changed. Give "
                "the passphrase by --passphrase-fd.");
    case NX_UNLOCK_REASON_FORBIDDEN:
      return _ ("The system keyring may not open stores on this computer: its administrator "
                "forbids it. Nothing was changed. Give the passphrase by --passphrase-fd.");
    case NX_UNLOCK_REASON_FAILED:
    case NX_UNLOCK_REASON_NONE:
      break;
    }
  return _ ("The system keyring could not open the store. Nothing was changed. Give the passphrase "
            "by --passphrase-fd.");
}

static gboolean
unlock_by_passphrase (NxTool *self, GError **error)
{
  self->passphrase = nx_tool_read_passphrase (self, error);
  return self->passphrase != NULL
         && nx_unlock_passphrase (self->unlock, NULL, self->passphrase, NULL, error);
}

static gboolean
unlock_by_recovery_code (NxTool *self, GError **error)
{
  self->recovery_code = read_recovery_code (self, error);
  return self->recovery_code != NULL
         && nx_unlock_recovery (self->unlock, self->recovery_code, error);
}

static gboolean
refuse_no_store (NxTool *self, GError **error)
{
  if (!g_file_test (self->folder, G_FILE_TEST_EXISTS))
    return nx_tool_refuse (error,
                           _ ("The folder of the store is not there. Nothing was changed. Name the "
                              "right folder by --store, or make a new office with “init” or "
                              "“demo”."));
  return nx_tool_refuse (error, _ ("There is no Nuanxin store in this folder. Nothing was changed. "
                                   "Name the right folder by --store, or make a new office with "
                                   "“init” or “demo”."));
}

/* By what was given, or else by the keyring. */
static gboolean
unlock (NxTool *self, GError **error)
{
  if (!nx_unlock_start (self->unlock, NULL, error))
    return FALSE;
  switch (nx_unlock_get_state (self->unlock))
    {
    case NX_UNLOCK_OPEN:
      return TRUE;
    case NX_UNLOCK_NO_STORE:
      return refuse_no_store (self, error);
    case NX_UNLOCK_BROKEN:
      return nx_tool_refuse (error, "%s", nx_unlock_get_error (self->unlock)->message);
    case NX_UNLOCK_CLOSED:
    case NX_UNLOCK_NEW:
      break;
    }
  if (self->passphrase_fd >= 0)
    return unlock_by_passphrase (self, error);
  if (self->recovery_fd >= 0)
    return unlock_by_recovery_code (self, error);
  return nx_tool_refuse (error, "%s", get_reason_text (nx_unlock_get_reason (self->unlock)));
}

static gboolean
may_use_keyring (NxTool *self)
{
  return self->passphrase_fd < 0 && self->recovery_fd < 0 && nx_keyring_is_allowed ();
}

GBytes *
nx_tool_open_backup (NxTool *self, NxBackup *backup, GError **error)
{
  g_autoptr (NxKeyFile) keys = nx_key_file_load_bytes (backup->keys, error);

  if (keys == NULL)
    return NULL;
  if (g_strcmp0 (nx_key_file_get_store_uid (keys), backup->store_uid) != 0)
    {
      nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
      return NULL;
    }
  self->unlock = nx_unlock_new_for_backup (keys, may_use_keyring (self));
  return unlock (self, error) ? nx_master_key_get_bytes (nx_unlock_get_key (self->unlock)) : NULL;
}

/* Who acts */

typedef struct
{
  const char *owner_uid;
  const char *name; /* of --as, or NULL */
} WhoAsked;

/* The founder's slot is made before there is a worker, so its owner may be nobody: then --as, then
 * the first who works here. */
static gpointer
find_actor (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const WhoAsked *asked = data;
  g_autoptr (GPtrArray) active = NULL;
  g_autoptr (GError) failure = NULL;
  NxRecord *owner = NULL;

  gint64 id = *asked->owner_uid != '\0'
                  ? nx_records_find_uid (db, NX_RECORD_WORKER, asked->owner_uid, &failure)
                  : 0;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (id != 0)
    owner = nx_records_load (db, NX_RECORD_WORKER, id, error);
  if (id != 0)
    return owner;
  active = nx_records_load_by_int (db, NX_RECORD_WORKER, NX_WORKER_IS_ACTIVE, 1, error);
  for (guint i = 0; active != NULL && i < active->len; i++)
    {
      NxRecord *worker = g_ptr_array_index (active, i);

      if (asked->name == NULL
          || g_strcmp0 (nx_record_get_text (worker, NX_WORKER_NAME), asked->name) == 0)
        return g_object_ref (worker);
    }
  if (active != NULL)
    nx_tool_refuse (error, _ ("No worker of this name works here. Nothing was changed. Give the "
                              "name as the office writes it."));
  return NULL;
}

gboolean
nx_tool_settle_actor (NxTool *self, const char *owner_uid, GError **error)
{
  WhoAsked asked = { owner_uid, self->acting_name };
  g_autoptr (NxRecord) worker = nx_tool_read (self, find_actor, &asked, error);

  if (worker == NULL)
    return FALSE;
  if (self->acting_name != NULL
      && g_strcmp0 (nx_record_get_text (worker, NX_WORKER_NAME), self->acting_name) != 0)
    return nx_tool_refuse (error, _ ("This key belongs to another worker than the one named by "
                                     "--as. Nothing was changed. Leave --as out, or use the key of "
                                     "that worker."));
  nx_store_set_actor (self->store, nx_record_get_id (worker));
  return TRUE;
}

/* The store */

static void
tell_warnings (NxTool *self)
{
  const char *const *warnings = nx_store_get_warnings (self->store);

  if (nx_unlock_is_previous (self->unlock))
    nx_tool_warn (_ ("The key file could not be read; the previous one was used. Open the store in "
                     "the window and save the key file again."));
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    nx_tool_warn (warnings[i]);
}

gboolean
nx_tool_open (NxTool *self, GError **error)
{
  GBytes *key = NULL;

  nx_tool_settle_folder (self);
  self->unlock = nx_unlock_new (self->folder, may_use_keyring (self));
  if (!unlock (self, error))
    return FALSE;
  key = nx_master_key_get_bytes (nx_unlock_get_key (self->unlock));
  self->store = nx_store_new (self->folder);
  if (!nx_store_open (self->store, key, error))
    return FALSE;
  if (g_strcmp0 (nx_store_get_uid (self->store),
                 nx_key_file_get_store_uid (nx_unlock_get_key_file (self->unlock)))
      != 0)
    return nx_store_error_set (error, NX_STORE_ERROR_WRONG_KEY);
  tell_warnings (self);
  return nx_tool_settle_actor (self, nx_key_slot_get_owner_uid (nx_unlock_get_slot (self->unlock)),
                               error);
}

void
nx_tool_close (NxTool *self)
{
  /* Whatever was saved is safe already; closing only tidies up. */
  if (self->store != NULL && nx_store_is_open (self->store))
    nx_store_close (self->store, NULL);
  g_clear_object (&self->store);
  g_clear_object (&self->unlock);
  g_clear_pointer (&self->passphrase, nx_passphrase_unref);
  g_clear_pointer (&self->recovery_code, nx_recovery_code_unref);
}

gpointer
nx_tool_read (NxTool *self, NxStoreJob job, gpointer data, GError **error)
{
  return nx_store_read (self->store, job, data, NULL, error);
}

gpointer
nx_tool_write (NxTool *self, NxStoreJob job, gpointer data, GError **error)
{
  return nx_store_write (self->store, job, data, NULL, error);
}

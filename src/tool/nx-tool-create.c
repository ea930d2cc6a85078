/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a new office in the store's folder: key, ways in, store, areas and first worker. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-create.h"

#include "nx-division.h"
#include "nx-keyring-policy.h"
#include "nx-office.h"
#include "nx-pdf.h"
#include "nx-recovery-sheet.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "nx-text.h"
#include "nx-tool-open.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What one creation holds between its steps. */
typedef struct
{
  NxTool *tool;
  const NxToolOffice *office;
  NxPassphrase *passphrase; /* NULL: the keyring alone */
  NxMasterKey *key;
  NxKeyFile *keys;
  NxKeyring *keyring;
  char *worker_uid; /* of the founder, whose slots they are */
  gboolean made_folder;
  gboolean is_saved;
  gboolean is_in_keyring;
  gboolean is_sheet_written;
} Creation;

static void
clear_creation (Creation *self)
{
  g_clear_pointer (&self->passphrase, nx_passphrase_unref);
  g_clear_pointer (&self->key, nx_master_key_unref);
  g_clear_object (&self->keys);
  g_clear_object (&self->keyring);
  g_free (self->worker_uid);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Creation, clear_creation)

/* Takes back what this run made, and only that: while there is no store its key opens nothing. */
static void
take_back (Creation *self)
{
  g_autofree char *path = g_build_filename (self->tool->folder, NX_KEY_FILE_NAME, NULL);

  if (self->is_in_keyring)
    nx_keyring_forget (self->keyring, NULL, NULL);
  if (self->is_saved)
    g_unlink (path);
  if (self->is_sheet_written)
    g_unlink (self->office->recovery_sheet);
  if (self->made_folder)
    g_rmdir (self->tool->folder);
}

static gboolean
refuse_without_keyring (NxKeyringState state, GError **error)
{
  if (state == NX_KEYRING_ABSENT || state == NX_KEYRING_NO_COLLECTION)
    return nx_tool_refuse (error, _ ("There is no system keyring here, so nothing would open the "
                                     "store. No office was made. Give a passphrase by "
                                     "--passphrase-fd."));
  return nx_tool_refuse (error, _ ("The system keyring is locked or does not answer, so nothing "
                                   "would open the store. No office was made. Unlock it and try "
                                   "again, or give a passphrase by --passphrase-fd."));
}

/* The slots bear no name: the key file is in the clear, and with one worker there is nobody to
 * choose between. */
static gboolean
add_keyring (Creation *self, GError **error)
{
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) failure = NULL;
  NxKeyringState state = NX_KEYRING_FAILED;

  if (!nx_keyring_is_allowed ())
    return nx_tool_refuse (error, _ ("The system keyring may not open stores on this computer: its "
                                     "administrator forbids it. No office was made. Give a "
                                     "passphrase by --passphrase-fd, without --keyring."));
  if (nx_key_file_add_keyring (self->keys, self->key, self->worker_uid, "", &secret, error) == NULL)
    return FALSE;
  self->keyring = nx_keyring_new (nx_key_file_get_store_uid (self->keys),
                                  nx_key_file_get_generation (self->keys));
  state = nx_keyring_store (self->keyring, secret, NULL, &failure);
  if (state != NX_KEYRING_FOUND)
    return refuse_without_keyring (state, error);
  self->is_in_keyring = TRUE;
  return TRUE;
}

/* The code is on the paper before it opens anything: a sheet that cannot be written stops the
 * whole.
 */
static gboolean
add_recovery_sheet (Creation *self, GError **error)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  const NxRecoverySheet sheet = { .office = self->office->office,
                                  .store_uid = nx_key_file_get_store_uid (self->keys),
                                  .code = nx_recovery_code_get_text (code),
                                  .on = nx_date_today () };
  g_autoptr (NxPrintDocument) document = NULL;

  if (g_file_test (self->office->recovery_sheet, G_FILE_TEST_EXISTS))
    return nx_tool_refuse (error, _ ("There is a file where the recovery sheet should go. Nothing "
                                     "was made. Give another name."));
  if (nx_key_file_add_recovery (self->keys, self->key, self->worker_uid, "", code, error) == NULL)
    return FALSE;
  document = nx_recovery_sheet_new (&sheet);
  self->is_sheet_written
      = nx_pdf_write_file (document, self->office->recovery_sheet, NULL, NULL, NULL, error);
  return self->is_sheet_written;
}

static gboolean
add_ways_in (Creation *self, GError **error)
{
  if (self->office->recovery_sheet != NULL && !add_recovery_sheet (self, error))
    return FALSE;
  if (self->passphrase != NULL
      && nx_key_file_add_passphrase (self->keys, self->key, self->worker_uid, "", self->passphrase,
                                     NULL, error)
             == NULL)
    return FALSE;
  return (self->passphrase != NULL && !self->office->use_keyring) || add_keyring (self, error);
}

static gboolean
make_folder (Creation *self, GError **error)
{
  if (g_file_test (self->tool->folder, G_FILE_TEST_EXISTS))
    return nx_store_folder_prepare_new (self->tool->folder, error);
  if (!nx_store_folder_prepare_new (self->tool->folder, error))
    return FALSE;
  self->made_folder = TRUE;
  return TRUE;
}

static gboolean
make_keys (Creation *self, GError **error)
{
  self->key = nx_master_key_new_for_folder (self->tool->folder, error);
  if (self->key == NULL || !make_folder (self, error))
    return FALSE;
  self->keys = nx_key_file_new (self->tool->folder, self->key);
  if (!add_ways_in (self, error) || !nx_key_file_save (self->keys, error))
    return FALSE;
  self->is_saved = TRUE;
  return TRUE;
}

/* Proves that a way in opens what was written, before there is anything to lose. */
static gboolean
prove_keys (Creation *self, GError **error)
{
  NxUnlock *unlock = nx_unlock_new (self->tool->folder, self->is_in_keyring);

  self->tool->unlock = unlock;
  if (!nx_unlock_start (unlock, NULL, error))
    return FALSE;
  if (nx_unlock_get_state (unlock) == NX_UNLOCK_OPEN)
    return TRUE;
  if (self->passphrase != NULL && !self->is_in_keyring)
    return nx_unlock_passphrase (unlock, NULL, self->passphrase, NULL, error);
  return nx_tool_refuse (error, _ ("The system keyring did not give back what was stored in it. No "
                                   "office was made. Give a passphrase by --passphrase-fd."));
}

static gpointer
set_up (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Creation *creation = data;
  gint64 id = nx_office_set_up_as (db, creation->office->area, creation->office->worker,
                                   creation->worker_uid, error);

  return id != 0 ? NX_TOOL_DONE : NULL;
}

static gboolean
make_store (Creation *self, GError **error)
{
  NxTool *tool = self->tool;
  NxStoreInfo info
      = { nx_key_file_get_store_uid (self->keys), self->office->office, self->office->area };

  tool->store = nx_store_new (tool->folder);
  return nx_store_create (tool->store, nx_master_key_get_bytes (nx_unlock_get_key (tool->unlock)),
                          &info, error);
}

/* What the set-up of the store would refuse must be known before a key is made. */
static gboolean
check_office (const NxToolOffice *office, GError **error)
{
  g_autoptr (NxDivisionTable) table = NULL;
  NxDivisionLevel level = NX_DIVISION_PROVINCE;

  if (nx_text_is_blank (office->office) || nx_text_is_blank (office->worker))
    return nx_tool_refuse_usage (error, _ ("An office and its first worker need names. Nothing was "
                                           "made."));
  table = nx_division_table_new ();
  if (nx_division_parse_code (office->area, &level, NULL) && level >= NX_DIVISION_COUNTY
      && nx_division_table_find (table, office->area) >= 0)
    return TRUE;
  return nx_tool_refuse (error, _ ("No community has this code. Nothing was made. Give the 12 "
                                   "digits of the community, or the 9 of its street."));
}

gboolean
nx_tool_create (NxTool *self, const NxToolOffice *office, GError **error)
{
  g_auto (Creation) creation = { .tool = self, .office = office };

  if (!check_office (office, error))
    return FALSE;
  if (self->passphrase_fd >= 0)
    {
      creation.passphrase = nx_tool_read_new_passphrase (self, error);
      if (creation.passphrase == NULL)
        return FALSE;
    }
  creation.worker_uid = g_uuid_string_random ();
  if (!make_keys (&creation, error) || !prove_keys (&creation, error)
      || !make_store (&creation, error))
    {
      nx_tool_close (self);
      take_back (&creation);
      return FALSE;
    }
  return nx_tool_write (self, set_up, &creation, error) != NULL
         && nx_tool_settle_actor (self, creation.worker_uid, error);
}

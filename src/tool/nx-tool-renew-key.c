/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command renew-key: another key for the store, so that old ways in open it no more. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-rekey.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>

/* What is written beside the old one. */
typedef struct
{
  NxTool *tool;
  NxKeyFile *old;
  NxMasterKey *key;
  NxKeyFile *keys;
} Renewal;

static void
clear_renewal (Renewal *self)
{
  g_clear_object (&self->keys);
  g_clear_object (&self->old);
  g_clear_pointer (&self->key, nx_master_key_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Renewal, clear_renewal)

/* One item for each generation: until the new store is in its place, the old item opens the old
 * one. That of a renewal that fails opens nothing, and the next try writes over it. */
static gboolean
carry_keyring (Renewal *self, NxKeySlot *slot, GError **error)
{
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (NxKeyring) keyring = NULL;

  if (nx_key_file_add_keyring (self->keys, self->key, nx_key_slot_get_owner_uid (slot),
                               nx_key_slot_get_owner_label (slot), &secret, error)
      == NULL)
    return FALSE;
  keyring = nx_keyring_new (nx_key_file_get_store_uid (self->keys),
                            nx_key_file_get_generation (self->keys));
  return nx_keyring_store (keyring, secret, NULL, NULL) == NX_KEYRING_FOUND
         || nx_tool_refuse (error, _ ("The system keyring did not take the new key. Nothing was "
                                      "changed. Unlock it and try again, or give a passphrase by "
                                      "--passphrase-fd."));
}

/* The way by which this run came in is the one whose secret is at hand. */
static gboolean
carry (Renewal *self, GError **error)
{
  NxTool *tool = self->tool;
  NxKeySlot *slot = nx_unlock_get_slot (tool->unlock);

  switch (nx_key_slot_get_kind (slot))
    {
    case NX_KEY_SLOT_PASSPHRASE:
      return nx_key_file_carry_passphrase (self->keys, self->key, self->old,
                                           nx_key_slot_get_uid (slot), tool->passphrase, NULL,
                                           error);
    case NX_KEY_SLOT_RECOVERY:
      return nx_key_file_carry_recovery (self->keys, self->key, self->old, tool->recovery_code,
                                         error);
    case NX_KEY_SLOT_KEYRING:
      return carry_keyring (self, slot, error);
    }
  g_assert_not_reached ();
}

static void
answer (NxTool *self, Renewal *renewal, NxBackup *backup)
{
  g_autofree char *shown = g_filename_display_name (backup->path);
  guint n_ended = nx_key_file_get_n_slots (renewal->old) - nx_key_file_get_n_slots (renewal->keys);

  if (self->is_json)
    {
      g_autoptr (JsonBuilder) object = nx_tool_json_begin ();

      nx_tool_json_add_int (object, "generation", nx_key_file_get_generation (renewal->keys));
      nx_tool_json_add_int (object, "ways_ended", n_ended);
      nx_tool_json_add_text (object, "backup", shown);
      nx_tool_json_end (object, self->answer);
      return;
    }
  g_string_append_printf (self->answer,
                          _ ("The store has another key. It is opened the way that opened it now; "
                             "other ways in that have ended: %u. Add them again in the window.\n"),
                          n_ended);
  /* TRANSLATORS: %s is a file */
  g_string_append_printf (self->answer,
                          _ ("The old ways in still open the backups of before, such as %s. Delete "
                             "those that must not be read any more.\n"),
                          shown);
}

gboolean
nx_tool_run_renew_key (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) arguments = nx_tool_parse (self, "renew-key", NULL, argc, argv, 0, 0, error);
  g_auto (Renewal) renewal = { .tool = self };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (NxBackup) backup = NULL;
  NxMasterKey *old_key = NULL;

  if (arguments == NULL || !nx_tool_open (self, error) || !nx_store_close (self->store, error))
    return FALSE;
  old_key = nx_unlock_get_key (self->unlock);
  renewal.old = g_object_ref (nx_unlock_get_key_file (self->unlock));
  renewal.key = nx_master_key_new_next (old_key);
  renewal.keys = nx_key_file_new_next (renewal.old, renewal.key);
  if (!carry (&renewal, error))
    return FALSE;
  file = nx_key_file_to_bytes (renewal.keys);
  if (!nx_rekey (self->folder,
                 &(NxRekey){ .old_key = nx_master_key_get_bytes (old_key),
                             .new_key = nx_master_key_get_bytes (renewal.key),
                             .key_file = file },
                 &backup, NULL, error))
    return FALSE;
  answer (self, &renewal, backup);
  return TRUE;
}

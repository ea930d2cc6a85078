/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One way into a store: the master key wrapped for a keyring, a passphrase or a recovery code. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-slot-private.h"

#include "nx-key-file.h"
#include "nx-keys-error.h"
#include "nx-secret-memory.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* The wrapping key comes from the secret and a salt: by Argon2id for a passphrase, by keyed BLAKE2b
 * for the other two, which are random enough that guessing is hopeless. It wraps the master key by
 * XChaCha20-Poly1305 with everything that gives the slot its meaning as associated data: nobody can
 * move a slot to another store, make an old generation look new or change whose slot it is. */

#define WRAP_KEY_SIZE crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define WRAPPED_SIZE (NX_MASTER_KEY_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define SALT_SIZE crypto_pwhash_argon2id_SALTBYTES

/* What a file may ask for; more would let a changed file stop the machine. Our default. */
#define MAX_OPSLIMIT 16
#define MAX_MEMLIMIT (G_GUINT64_CONSTANT (1) << 30)

#define N_MEMBERS 8
#define N_PASSPHRASE_MEMBERS 10

struct _NxKeySlot
{
  gatomicrefcount ref_count;

  char *uid;
  NxKeySlotKind kind;
  char *owner_uid;
  char *owner_label;
  char *created_on;

  NxPassphraseCost cost; /* 0, 0 unless a passphrase */
  guint8 salt[SALT_SIZE];
  guint8 nonce[NONCE_SIZE];
  guint8 wrapped[WRAPPED_SIZE];
};

G_DEFINE_BOXED_TYPE (NxKeySlot, nx_key_slot, nx_key_slot_ref, nx_key_slot_unref)

static const char *const kind_names[] = {
  [NX_KEY_SLOT_KEYRING] = "keyring",
  [NX_KEY_SLOT_PASSPHRASE] = "passphrase",
  [NX_KEY_SLOT_RECOVERY] = "recovery",
};

static gboolean
is_owner_uid (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;
  return length <= NX_KEY_FILE_MAX_OWNER;
}

static gboolean
is_owner_label (const char *text)
{
  glong length = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), length++)
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return length <= NX_KEY_FILE_MAX_OWNER;
}

gboolean
nx_key_slot_check_owner (const char *owner_uid, const char *owner_label, GError **error)
{
  if (is_owner_uid (owner_uid) && is_owner_label (owner_label))
    return TRUE;
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                       _ ("The worker's name cannot stand in the key file: it is too long or holds "
                          "characters that cannot be shown."));
  return FALSE;
}

static gboolean
derive_by_passphrase (NxKeySlot *self, GBytes *secret, guint8 *wrap_key, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (secret, &size);

  if (crypto_pwhash (wrap_key, WRAP_KEY_SIZE, text, size, self->salt, self->cost.opslimit,
                     (size_t)self->cost.memlimit, crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return TRUE;
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FAILED,
                       _ ("There is not enough memory to check a passphrase. Nothing was changed. "
                          "Close other programs and try again."));
  return FALSE;
}

static gboolean
derive (NxKeySlot *self, GBytes *secret, guint8 *wrap_key, GError **error)
{
  /* 16 bytes each, the terminator included: a secret of one kind is nothing to the other. */
  static const guint8 keyring[crypto_generichash_blake2b_PERSONALBYTES] = "nuanxin keyring";
  static const guint8 recovery[crypto_generichash_blake2b_PERSONALBYTES] = "nuanxin recover";
  gsize size;
  const guint8 *data = g_bytes_get_data (secret, &size);
  const guint8 *personal = self->kind == NX_KEY_SLOT_KEYRING ? keyring : recovery;

  if (self->kind == NX_KEY_SLOT_PASSPHRASE)
    return derive_by_passphrase (self, secret, wrap_key, error);
  if (size > 0 && size <= crypto_generichash_blake2b_KEYBYTES_MAX
      && crypto_generichash_blake2b_salt_personal (wrap_key, WRAP_KEY_SIZE, NULL, 0, data, size,
                                                   self->salt, personal)
             == 0)
    return TRUE;
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET,
                       _ ("This does not open the store."));
  return FALSE;
}

/* No text in it can hold a line end, so the joined text has one meaning only. */
static char *
make_associated_data (NxKeySlot *self, const NxKeySlotPlace *place)
{
  return g_strdup_printf ("nuanxin-slot-1\n%s\n%u\n%s\n%s\n%s\n%" G_GUINT64_FORMAT
                          "\n%" G_GUINT64_FORMAT "\n",
                          place->store_uid, place->generation, self->uid, kind_names[self->kind],
                          self->owner_uid, self->cost.opslimit, self->cost.memlimit);
}

static gboolean
wrap (
    NxKeySlot *self, const NxKeySlotPlace *place, NxMasterKey *key, GBytes *secret, GError **error)
{
  guint8 *wrap_key = nx_secret_alloc (WRAP_KEY_SIZE);
  gboolean is_wrapped = derive (self, secret, wrap_key, error);

  if (is_wrapped)
    {
      g_autofree char *associated = make_associated_data (self, place);

      crypto_aead_xchacha20poly1305_ietf_encrypt (
          self->wrapped, NULL, g_bytes_get_data (nx_master_key_get_bytes (key), NULL),
          NX_MASTER_KEY_SIZE, (const guint8 *)associated, strlen (associated), NULL, self->nonce,
          wrap_key);
    }
  nx_secret_free (wrap_key);
  return is_wrapped;
}

NxKeySlot *
nx_key_slot_wrap (const NxKeySlotPlace *place,
                  NxKeySlotKind kind,
                  NxMasterKey *key,
                  GBytes *secret,
                  const char *owner_uid,
                  const char *owner_label,
                  const NxPassphraseCost *cost,
                  GError **error)
{
  static const NxPassphraseCost moderate = {
    crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
    crypto_pwhash_argon2id_MEMLIMIT_MODERATE,
  };
  g_autoptr (NxKeySlot) self = g_new0 (NxKeySlot, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_atomic_ref_count_init (&self->ref_count);
  self->uid = g_uuid_string_random ();
  self->kind = kind;
  self->owner_uid = g_strdup (owner_uid);
  self->owner_label = g_strdup (owner_label);
  self->created_on = g_date_time_format (now, "%Y-%m-%d");
  if (kind == NX_KEY_SLOT_PASSPHRASE)
    self->cost = cost != NULL ? *cost : moderate;
  randombytes_buf (self->salt, sizeof self->salt);
  randombytes_buf (self->nonce, sizeof self->nonce);
  if (!wrap (self, place, key, secret, error))
    return NULL;
  return g_steal_pointer (&self);
}

NxMasterKey *
nx_key_slot_unwrap (NxKeySlot *self, const NxKeySlotPlace *place, GBytes *secret, GError **error)
{
  guint8 *wrap_key = nx_secret_alloc (WRAP_KEY_SIZE);
  NxMasterKey *key = NULL;

  if (derive (self, secret, wrap_key, error))
    {
      g_autofree char *associated = make_associated_data (self, place);
      guint8 *plain = nx_secret_alloc (NX_MASTER_KEY_SIZE);

      if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, self->wrapped,
                                                      WRAPPED_SIZE, (const guint8 *)associated,
                                                      strlen (associated), self->nonce, wrap_key)
          == 0)
        key = nx_master_key_new_take (plain);
      else
        {
          nx_secret_free (plain);
          g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_WRONG_SECRET,
                               _ ("This does not open the store."));
        }
    }
  nx_secret_free (wrap_key);
  return key;
}

static void
add_hex (JsonBuilder *builder, const char *name, const guint8 *data, gsize size)
{
  g_autofree char *text = g_malloc (size * 2 + 1);

  sodium_bin2hex (text, size * 2 + 1, data, size);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
nx_key_slot_write_json (NxKeySlot *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  add_text (builder, "uid", self->uid);
  add_text (builder, "kind", kind_names[self->kind]);
  add_text (builder, "owner-uid", self->owner_uid);
  add_text (builder, "owner-label", self->owner_label);
  add_text (builder, "created-on", self->created_on);
  if (self->kind == NX_KEY_SLOT_PASSPHRASE)
    {
      json_builder_set_member_name (builder, "opslimit");
      json_builder_add_int_value (builder, (gint64)self->cost.opslimit);
      json_builder_set_member_name (builder, "memlimit");
      json_builder_add_int_value (builder, (gint64)self->cost.memlimit);
    }
  add_hex (builder, "salt", self->salt, sizeof self->salt);
  add_hex (builder, "nonce", self->nonce, sizeof self->nonce);
  add_hex (builder, "wrapped", self->wrapped, sizeof self->wrapped);
  json_builder_end_object (builder);
}

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

const char *
nx_key_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gboolean
nx_key_json_get_number (
    JsonObject *object, const char *name, guint64 min, guint64 max, guint64 *value)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);
  gint64 number = node != NULL ? json_node_get_int (node) : -1;

  if (number < 0 || (guint64)number < min || (guint64)number > max)
    return FALSE;
  *value = (guint64)number;
  return TRUE;
}

gboolean
nx_key_json_get_hex (JsonObject *object, const char *name, guint8 *data, gsize size)
{
  const char *text = nx_key_json_get_text (object, name);
  size_t n_read = 0;

  return text != NULL && strlen (text) == size * 2 && strspn (text, "0123456789abcdef") == size * 2
         && sodium_hex2bin (data, size, text, size * 2, NULL, &n_read, NULL) == 0 && n_read == size;
}

static gboolean
is_iso_day (const char *text)
{
  int year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != 10)
    return FALSE;
  year = (int)g_ascii_strtoll (text, NULL, 10);
  month = (int)g_ascii_strtoll (text + 5, NULL, 10);
  day = (int)g_ascii_strtoll (text + 8, NULL, 10);
  return year > 0 && month > 0 && day > 0
         && g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
read_kind (const char *name, NxKeySlotKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (name != NULL && strcmp (name, kind_names[i]) == 0)
      {
        *kind = (NxKeySlotKind)i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_texts (NxKeySlot *self, JsonObject *object)
{
  self->uid = g_strdup (nx_key_json_get_text (object, "uid"));
  self->owner_uid = g_strdup (nx_key_json_get_text (object, "owner-uid"));
  self->owner_label = g_strdup (nx_key_json_get_text (object, "owner-label"));
  self->created_on = g_strdup (nx_key_json_get_text (object, "created-on"));
  return self->uid != NULL && g_uuid_string_is_valid (self->uid) && self->owner_uid != NULL
         && is_owner_uid (self->owner_uid) && self->owner_label != NULL
         && is_owner_label (self->owner_label) && self->created_on != NULL
         && is_iso_day (self->created_on)
         && read_kind (nx_key_json_get_text (object, "kind"), &self->kind);
}

static gboolean
read_cost (NxKeySlot *self, JsonObject *object)
{
  guint n_members = json_object_get_size (object);

  if (self->kind != NX_KEY_SLOT_PASSPHRASE)
    return n_members == N_MEMBERS;
  return n_members == N_PASSPHRASE_MEMBERS
         && nx_key_json_get_number (object, "opslimit", crypto_pwhash_argon2id_OPSLIMIT_MIN,
                                    MAX_OPSLIMIT, &self->cost.opslimit)
         && nx_key_json_get_number (object, "memlimit", crypto_pwhash_argon2id_MEMLIMIT_MIN,
                                    MAX_MEMLIMIT, &self->cost.memlimit);
}

NxKeySlot *
nx_key_slot_read_json (JsonObject *object)
{
  g_autoptr (NxKeySlot) self = g_new0 (NxKeySlot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  if (!read_texts (self, object) || !read_cost (self, object)
      || !nx_key_json_get_hex (object, "salt", self->salt, sizeof self->salt)
      || !nx_key_json_get_hex (object, "nonce", self->nonce, sizeof self->nonce)
      || !nx_key_json_get_hex (object, "wrapped", self->wrapped, sizeof self->wrapped))
    return NULL;
  return g_steal_pointer (&self);
}

NxKeySlot *
nx_key_slot_ref (NxKeySlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_key_slot_unref (NxKeySlot *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->uid);
  g_free (self->owner_uid);
  g_free (self->owner_label);
  g_free (self->created_on);
  g_free (self);
}

const char *
nx_key_slot_get_uid (NxKeySlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->uid;
}

NxKeySlotKind
nx_key_slot_get_kind (NxKeySlot *self)
{
  g_return_val_if_fail (self != NULL, NX_KEY_SLOT_KEYRING);
  return self->kind;
}

const char *
nx_key_slot_get_owner_uid (NxKeySlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->owner_uid;
}

const char *
nx_key_slot_get_owner_label (NxKeySlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->owner_label;
}

const char *
nx_key_slot_get_created_on (NxKeySlot *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->created_on;
}

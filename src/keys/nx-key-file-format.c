/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The content of a key file as bytes: a versioned frame with a checksum around strict JSON. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-key-file-format.h"

#include "nx-key-file.h"
#include "nx-key-slot-private.h"
#include "nx-keys-error.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* The file is one JSON value on one line,
 *
 *   {"format":"nuanxin-store-keys","version":1,"content":{…},"checksum":"…"}
 *
 * with the checksum (BLAKE2b, 256 bits) over every byte before its own comma. Head and tail are
 * compared as bytes and the checksum is proved before any parser sees the content. Later versions
 * keep the head up to the version's number and the tail, so that an older program can tell a newer
 * file from a damaged one. The checksum guards against accidents; against people the slots
 * authenticate themselves. */

#define FORMAT_VERSION 1
#define HEAD "{\"format\":\"nuanxin-store-keys\",\"version\":"
#define CONTENT ",\"content\":"
#define TAIL ",\"checksum\":\""
#define END "\"}\n"
#define DIGEST_SIZE 32
#define TAIL_SIZE (sizeof TAIL - 1 + DIGEST_SIZE * 2 + sizeof END - 1)

/* The parser works by recursion; ours is an object with a list of objects. */
#define MAX_DEPTH 4
#define N_MEMBERS 4

NxKeyFileContent *
nx_key_file_content_new (void)
{
  NxKeyFileContent *self = g_new0 (NxKeyFileContent, 1);

  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_key_slot_unref);
  return self;
}

void
nx_key_file_content_free (NxKeyFileContent *self)
{
  g_free (self->store_uid);
  g_free (self->key_id);
  g_ptr_array_unref (self->slots);
  g_free (self);
}

static void
compute_checksum (const char *data, gsize size, char *text)
{
  guint8 digest[DIGEST_SIZE];

  crypto_generichash_blake2b (digest, sizeof digest, (const guint8 *)data, size, NULL, 0);
  sodium_bin2hex (text, DIGEST_SIZE * 2 + 1, digest, sizeof digest);
}

static char *
build_json (NxKeyFileContent *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "store");
  json_builder_add_string_value (builder, self->store_uid);
  json_builder_set_member_name (builder, "generation");
  json_builder_add_int_value (builder, self->generation);
  json_builder_set_member_name (builder, "key-id");
  json_builder_add_string_value (builder, self->key_id);
  json_builder_set_member_name (builder, "slots");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->slots->len; i++)
    nx_key_slot_write_json (g_ptr_array_index (self->slots, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

GBytes *
nx_key_file_content_to_bytes (NxKeyFileContent *self)
{
  g_autofree char *json = build_json (self);
  GString *text = g_string_new (NULL);
  char checksum[DIGEST_SIZE * 2 + 1];

  g_string_printf (text, HEAD "%d" CONTENT "%s", FORMAT_VERSION, json);
  compute_checksum (text->str, text->len, checksum);
  g_string_append_printf (text, TAIL "%s" END, checksum);
  return g_string_free_to_bytes (text);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_DAMAGED,
                       _ ("The key file is damaged. It was left as it is. Put a copy of it from a "
                          "backup in its place."));
}

static void
set_truncated (GError **error)
{
  g_set_error_literal (
      error, NX_KEYS_ERROR, NX_KEYS_ERROR_TRUNCATED,
      _ ("The key file is cut short: its end is missing. It was left as it is. Put "
         "a copy of it from a backup in its place."));
}

static void
set_foreign (GError **error)
{
  g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_FOREIGN,
                       _ ("What bears the name of the key file was not written by this program. It "
                          "was left as it is."));
}

static gboolean
has_tail (const char *data, gsize size)
{
  const char *tail = data + size - TAIL_SIZE;

  if (size < TAIL_SIZE || memcmp (tail, TAIL, sizeof TAIL - 1) != 0
      || memcmp (data + size - (sizeof END - 1), END, sizeof END - 1) != 0)
    return FALSE;
  for (gsize i = 0; i < DIGEST_SIZE * 2; i++)
    if (!g_ascii_isxdigit (tail[sizeof TAIL - 1 + i]))
      return FALSE;
  return TRUE;
}

static gboolean
check_frame (const char *data, gsize size, GError **error)
{
  const gsize head_size = sizeof HEAD - 1;
  gboolean is_ours = memcmp (data, HEAD, MIN (size, head_size)) == 0;
  char checksum[DIGEST_SIZE * 2 + 1];

  if (size > NX_KEY_FILE_MAX_SIZE)
    set_foreign (error);
  else if (!has_tail (data, size))
    (is_ours ? set_truncated : set_foreign) (error);
  else
    {
      compute_checksum (data, size - TAIL_SIZE, checksum);
      if (is_ours && size > head_size + TAIL_SIZE
          && memcmp (data + size - TAIL_SIZE + sizeof TAIL - 1, checksum, DIGEST_SIZE * 2) == 0)
        return TRUE;
      set_damaged (error);
    }
  return FALSE;
}

/* Moves @data over the version to the content. */
static gboolean
check_version (const char **data, const char *end, GError **error)
{
  guint64 version = 0;
  const char *p = *data + sizeof HEAD - 1;

  while (p < end && g_ascii_isdigit (*p) && version < G_MAXINT)
    version = version * 10 + (guint64)(*p++ - '0');
  if (version > FORMAT_VERSION)
    {
      g_set_error_literal (error, NX_KEYS_ERROR, NX_KEYS_ERROR_NEWER,
                           _ ("The key file was written by a newer version of this program. It was "
                              "left as it is. Install that version to open the store."));
      return FALSE;
    }
  if (version != FORMAT_VERSION || end - p < (gssize)sizeof CONTENT - 1
      || memcmp (p, CONTENT, sizeof CONTENT - 1) != 0)
    {
      set_damaged (error);
      return FALSE;
    }
  *data = p + sizeof CONTENT - 1;
  return TRUE;
}

static gboolean
is_shallow (const char *data, gsize size)
{
  guint depth = 0;
  gboolean is_in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    if (is_in_string && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      is_in_string = !is_in_string;
    else if (is_in_string)
      continue;
    else if ((data[i] == '{' || data[i] == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if ((data[i] == '}' || data[i] == ']') && depth-- == 0)
      return FALSE;
  return depth == 0;
}

static gboolean
has_slot_uid (GPtrArray *slots, const char *uid)
{
  for (guint i = 0; i < slots->len; i++)
    if (strcmp (nx_key_slot_get_uid (g_ptr_array_index (slots, i)), uid) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_slots (NxKeyFileContent *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "slots");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0 || json_array_get_length (array) > NX_KEY_FILE_MAX_SLOTS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (NxKeySlot) slot = NULL;
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        slot = nx_key_slot_read_json (json_node_get_object (element));
      if (slot == NULL || has_slot_uid (self->slots, nx_key_slot_get_uid (slot)))
        return FALSE;
      g_ptr_array_add (self->slots, g_steal_pointer (&slot));
    }
  return TRUE;
}

static gboolean
is_key_id (JsonObject *object)
{
  guint8 id[16];

  return nx_key_json_get_hex (object, "key-id", id, sizeof id);
}

static gboolean
read_content (NxKeyFileContent *self, JsonObject *object)
{
  guint64 generation;

  if (json_object_get_size (object) != N_MEMBERS
      || !nx_key_json_get_number (object, "generation", 1, G_MAXINT, &generation)
      || !is_key_id (object))
    return FALSE;
  self->generation = (guint)generation;
  self->key_id = g_strdup (nx_key_json_get_text (object, "key-id"));
  self->store_uid = g_strdup (nx_key_json_get_text (object, "store"));
  return self->store_uid != NULL && g_uuid_string_is_valid (self->store_uid)
         && read_slots (self, object);
}

NxKeyFileContent *
nx_key_file_content_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (NxKeyFileContent) self = nx_key_file_content_new ();
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end;

  if (size == 0)
    {
      set_truncated (error);
      return NULL;
    }
  if (!check_frame (data, size, error))
    return NULL;
  end = data + size - TAIL_SIZE;
  if (!check_version (&data, end, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (is_shallow (data, (gsize)(end - data))
      && json_parser_load_from_data (parser, data, end - data, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || !read_content (self, json_node_get_object (root)))
    {
      set_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

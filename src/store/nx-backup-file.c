/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One backup as a file: the encrypted database byte by byte, and behind it what belongs to it. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-backup-file.h"

#include "nx-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION 1
#define LINE_FORMAT "nuanxin-backup %04d %010u %s\n"
#define LINE_SIZE (15 + 5 + 11 + 64 + 1)
/* Far more than a key file (64 KiB, in base64) and some numbers need. */
#define MAX_OBJECT (256 * 1024)

G_DEFINE_BOXED_TYPE (NxBackup, nx_backup, nx_backup_ref, nx_backup_unref)

static const struct
{
  const char *id;
  const char *label;
} reasons[NX_N_BACKUP_REASONS] = {
  [NX_BACKUP_DAILY] = { "daily", N_ ("Daily backup") },
  [NX_BACKUP_BY_HAND] = { "by-hand", N_ ("Made by hand") },
  [NX_BACKUP_BEFORE_IMPORT] = { "before-import", N_ ("Before an import") },
  [NX_BACKUP_BEFORE_SCHEMA] = { "before-update", N_ ("Before an update of the program") },
  [NX_BACKUP_BEFORE_KEY] = { "before-key", N_ ("Before a change of the key") },
  [NX_BACKUP_BEFORE_ERASURE] = { "before-erasure", N_ ("Before an erasure") },
};

const char *
nx_backup_reason_get_id (NxBackupReason reason)
{
  g_return_val_if_fail (reason < NX_N_BACKUP_REASONS, NULL);
  return reasons[reason].id;
}

const char *
nx_backup_reason_get_label (NxBackupReason reason)
{
  g_return_val_if_fail (reason < NX_N_BACKUP_REASONS, NULL);
  return _ (reasons[reason].label);
}

NxBackup *
nx_backup_new (const char *path)
{
  NxBackup *self = g_atomic_rc_box_new0 (NxBackup);

  self->path = g_strdup (path);
  return self;
}

NxBackup *
nx_backup_new_same (NxBackup *self, const char *path)
{
  NxBackup *same = nx_backup_new (path);

  same->store_uid = g_strdup (self->store_uid);
  same->reason = self->reason;
  same->made_at = self->made_at;
  same->schema = self->schema;
  same->n_bytes = self->n_bytes;
  same->head_seq = self->head_seq;
  same->head_digest = g_strdup (self->head_digest);
  same->keys = g_bytes_ref (self->keys);
  return same;
}

NxBackup *
nx_backup_ref (NxBackup *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
nx_backup_clear (gpointer data)
{
  NxBackup *self = data;

  g_free (self->path);
  g_free (self->store_uid);
  g_free (self->head_digest);
  g_clear_pointer (&self->keys, g_bytes_unref);
}

void
nx_backup_unref (NxBackup *self)
{
  g_atomic_rc_box_release_full (self, nx_backup_clear);
}

/* Writing */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static char *
to_json (NxBackup *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize size = 0;
  const guint8 *keys = g_bytes_get_data (self->keys, &size);
  g_autofree char *encoded = g_base64_encode (keys, size);

  json_builder_begin_object (builder);
  add_text (builder, "store", self->store_uid);
  add_text (builder, "reason", reasons[self->reason].id);
  add_number (builder, "made_at", self->made_at);
  add_number (builder, "schema", self->schema);
  add_number (builder, "bytes", self->n_bytes);
  add_number (builder, "event", self->head_seq);
  add_text (builder, "digest", self->head_digest);
  add_text (builder, "keys", encoded);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

GBytes *
nx_backup_to_bytes (NxBackup *self)
{
  g_autofree char *json = to_json (self);
  gsize size = strlen (json);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, (gssize)size);
  g_autofree char *line = g_strdup_printf (LINE_FORMAT, VERSION, (guint)size, digest);
  GString *text = g_string_new_len (json, (gssize)size);

  g_string_append (text, line);
  return g_string_free_to_bytes (text);
}

/* Reading */

static gboolean
refuse (GError **error)
{
  return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_BACKUP);
}

/* @n bytes from @at, or FALSE with @error. */
static gboolean
read_at (int fd, char *buffer, gsize n, gint64 at, GError **error)
{
  gsize done = 0;

  while (done < n)
    {
      gssize got = pread (fd, buffer + done, n - done, at + (gint64)done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return nx_store_error_set_errno (error, errno);
      if (got == 0)
        return refuse (error);
      done += (gsize)got;
    }
  return TRUE;
}

/* The line at the end: how long the object before it is and what its digest must be. */
static gboolean
read_line (int fd, gint64 file_size, guint *size, char digest[65], GError **error)
{
  char line[LINE_SIZE + 1] = "";
  g_autofree char *again = NULL;
  int version = 0;

  if (file_size < LINE_SIZE)
    return refuse (error);
  if (!read_at (fd, line, LINE_SIZE, file_size - LINE_SIZE, error))
    return FALSE;
  if (sscanf (line, "nuanxin-backup %4d %10u %64[0-9a-f]", &version, size, digest) != 3)
    return refuse (error);
  if (version > VERSION)
    return nx_store_error_set (error, NX_STORE_ERROR_NEWER_SCHEMA);
  again = g_strdup_printf (LINE_FORMAT, version, *size, digest);
  if (strcmp (line, again) != 0 || version < 1 || *size > MAX_OBJECT
      || *size > file_size - LINE_SIZE)
    return nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
  return TRUE;
}

static gboolean
take_number (JsonObject *object, const char *name, gint64 least, gint64 *number)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_int (node);
  return *number >= least;
}

static const char *
peek_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* What is said for a reason that only a later version knows. */
static NxBackupReason
find_reason (const char *id)
{
  for (guint i = 0; i < NX_N_BACKUP_REASONS; i++)
    if (g_strcmp0 (reasons[i].id, id) == 0)
      return (NxBackupReason)i;
  return NX_BACKUP_BY_HAND;
}

static gboolean
take_object (NxBackup *self, JsonObject *object)
{
  const char *keys = peek_text (object, "keys");
  const char *uid = peek_text (object, "store");
  const char *digest = peek_text (object, "digest");
  gsize size = 0;
  guint8 *decoded = NULL;

  if (keys == NULL || uid == NULL || digest == NULL || !g_uuid_string_is_valid (uid)
      || !take_number (object, "made_at", 0, &self->made_at)
      || !take_number (object, "schema", 1, &self->schema)
      || !take_number (object, "bytes", 1, &self->n_bytes)
      || !take_number (object, "event", 0, &self->head_seq))
    return FALSE;
  self->reason = find_reason (peek_text (object, "reason"));
  self->store_uid = g_strdup (uid);
  self->head_digest = g_strdup (digest);
  decoded = g_base64_decode (keys, &size);
  self->keys = g_bytes_new_take (decoded, size);
  return TRUE;
}

static gboolean
read_object (NxBackup *self, int fd, gint64 file_size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *json = NULL;
  g_autofree char *digest = NULL;
  char expected[65] = "";
  guint size = 0;
  JsonNode *root = NULL;

  if (!read_line (fd, file_size, &size, expected, error))
    return FALSE;
  json = g_malloc (size + 1);
  if (!read_at (fd, json, size, file_size - LINE_SIZE - size, error))
    return FALSE;
  json[size] = '\0';
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, (gssize)size);
  root = strcmp (digest, expected) == 0 && json_parser_load_from_data (parser, json, size, NULL)
             ? json_parser_get_root (parser)
             : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || !take_object (self, json_node_get_object (root))
      || self->n_bytes != file_size - LINE_SIZE - size)
    return nx_store_error_set (error, NX_STORE_ERROR_BAD_BACKUP);
  return TRUE;
}

NxBackup *
nx_backup_read (const char *path, GError **error)
{
  g_autoptr (NxBackup) self = nx_backup_new (path);
  struct stat info;
  gboolean is_read = FALSE;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);

  if (fd < 0)
    {
      nx_store_error_set_errno (error, errno);
      return NULL;
    }
  if (fstat (fd, &info) < 0)
    nx_store_error_set_errno (error, errno);
  else if (!S_ISREG (info.st_mode))
    refuse (error);
  else
    is_read = read_object (self, fd, info.st_size, error);
  g_close (fd, NULL);
  return is_read ? g_steal_pointer (&self) : NULL;
}

static int
compare_newest_first (gconstpointer one, gconstpointer other)
{
  const NxBackup *a = *(NxBackup *const *)one;
  const NxBackup *b = *(NxBackup *const *)other;

  if (a->made_at != b->made_at)
    return a->made_at > b->made_at ? -1 : 1;
  return strcmp (b->path, a->path);
}

GPtrArray *
nx_backup_list (const char *folder, const char *store_uid)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_backup_unref);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (NxBackup) backup = NULL;

      if (!g_str_has_suffix (name, NX_BACKUP_SUFFIX))
        continue;
      backup = nx_backup_read (path, NULL);
      if (backup != NULL && (store_uid == NULL || strcmp (backup->store_uid, store_uid) == 0))
        g_ptr_array_add (backups, g_steal_pointer (&backup));
    }
  g_ptr_array_sort (backups, compare_newest_first);
  return backups;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One backup as a file: the encrypted database byte by byte, and behind it what belongs to it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Layout: the pages of the database; a JSON object in UTF-8; one line
 * that says how long the object is and what its SHA-256 is. Nothing in it is of a person or of the
 * office: the store's UUID, times, numbers, and the key file, which is made to lie open. Because
 * the pages come first, the engine can look into a backup without unpacking it; because the key
 * file is in it, passphrase or recovery code open it on any computer. */
#define NX_BACKUP_SUFFIX ".nxbackup"

typedef enum
{
  NX_BACKUP_DAILY,
  NX_BACKUP_BY_HAND,
  NX_BACKUP_BEFORE_IMPORT,
  NX_BACKUP_BEFORE_SCHEMA,
  NX_BACKUP_BEFORE_KEY,
  NX_BACKUP_BEFORE_ERASURE,
  NX_N_BACKUP_REASONS
} NxBackupReason;

/* The word in the file and in its name ("daily"); never changes. */
const char *nx_backup_reason_get_id (NxBackupReason reason);
/* Whole words for people ("Before an import"). Static. */
const char *nx_backup_reason_get_label (NxBackupReason reason);

/* Immutable once it was read or written; any thread. */
#define NX_TYPE_BACKUP (nx_backup_get_type ())
typedef struct
{
  char *path;
  char *store_uid;
  NxBackupReason reason;
  gint64 made_at;  /* UTC seconds */
  gint64 schema;   /* the last schema step in it */
  gint64 n_bytes;  /* of the database */
  gint64 head_seq; /* the journal's newest event and its digest; 0 and "" when there is none */
  char *head_digest;
  GBytes *keys; /* store.keys as it was */
} NxBackup;

GType nx_backup_get_type (void) G_GNUC_CONST;
NxBackup *nx_backup_new (const char *path); /* the rest is for the caller to fill in */
/* The same backup under another path. */
NxBackup *nx_backup_new_same (NxBackup *self, const char *path);
NxBackup *nx_backup_ref (NxBackup *self);
void nx_backup_unref (NxBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxBackup, nx_backup_unref)

/* What comes behind the pages. */
GBytes *nx_backup_to_bytes (NxBackup *self);

/**
 * nx_backup_read:
 * @path: any file
 *
 * Reads what stands behind the pages; blocks for one small read. Opens no database and needs no
 * key: whether the pages are whole says nx_backup_check().
 *
 * Returns: (transfer full) (nullable): NULL with NX_STORE_ERROR_NOT_A_BACKUP (something else, or
 *   cut short), NEWER_SCHEMA (a later version of the program made it), BAD_BACKUP, or that of
 *   the system
 */
NxBackup *nx_backup_read (const char *path, GError **error);

/**
 * nx_backup_list:
 * @folder: need not exist
 * @store_uid: (nullable): only those of this store
 *
 * Blocks for a small read of each file. What is no backup is left out.
 *
 * Returns: (transfer full) (element-type NxBackup): the newest first
 */
GPtrArray *nx_backup_list (const char *folder, const char *store_uid);

G_END_DECLS

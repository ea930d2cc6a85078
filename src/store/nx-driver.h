/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One handle of a database engine: the only header of the program that names an engine's calls. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A handle belongs to the thread that opened it. Every call asserts this, in release builds too;
 * only nx_driver_interrupt () may come from any thread. */
#define NX_TYPE_DRIVER (nx_driver_get_type ())
G_DECLARE_DERIVABLE_TYPE (NxDriver, nx_driver, NX, DRIVER, GObject)

/* A prepared statement, borrowed from the cache of an NxDatabase. */
typedef struct _NxStatement NxStatement;

typedef enum
{
  NX_DRIVER_OPEN_EXISTING,  /* read and write a file that must be there */
  NX_DRIVER_OPEN_READER,    /* the same file, but every write is refused */
  NX_DRIVER_OPEN_NEW,       /* make a file where none is */
  NX_DRIVER_OPEN_READ_ONLY, /* never writes a byte, not even beside the file (verifying a copy) */
} NxDriverMode;

typedef struct
{
  const char *path;
  NxDriverMode mode;
  GBytes *key;  /* exactly 32 bytes, used raw */
  int cache_kb; /* page cache of this handle */
  /* With OPEN_READ_ONLY: how many bytes of the file, from its beginning, are the database; 0: all.
   * A database looked at this way can be stopped by nx_driver_watch() in the midst of any read. */
  gint64 n_bytes;
} NxDriverTarget;

typedef enum
{
  NX_DRIVER_NUMBER_APPLICATION, /* says whose file it is */
  NX_DRIVER_NUMBER_SCHEMA,      /* the last schema step in the file */
  NX_DRIVER_NUMBER_PAGE_SIZE,   /* in bytes; only read */
  NX_DRIVER_NUMBER_PAGES,       /* how many the database has; only read */
  NX_DRIVER_NUMBER_CACHE,       /* bytes of pages that are kept in memory now; only read */
} NxDriverNumber;

/* The first misses a file cut at the border of a page, the second what is in unused pages. */
typedef enum
{
  NX_DRIVER_CHECK_CIPHER = 1 << 0,    /* every page is one that was written with this key */
  NX_DRIVER_CHECK_STRUCTURE = 1 << 1, /* the pages make a database; takes about twice as long */
  NX_DRIVER_CHECK_ALL = NX_DRIVER_CHECK_CIPHER | NX_DRIVER_CHECK_STRUCTURE,
} NxDriverChecks;

struct _NxDriverClass
{
  GObjectClass parent_class;

  gboolean (*open) (NxDriver *self, const NxDriverTarget *target, GError **error);
  void (*close) (NxDriver *self);

  gboolean (*begin) (NxDriver *self, gboolean for_writing, GError **error);
  gboolean (*commit) (NxDriver *self, GError **error);
  void (*rollback) (NxDriver *self);
  gboolean (*run_script) (NxDriver *self, const char *sql, GError **error);
  gboolean (*checkpoint) (NxDriver *self, int patience_ms, GError **error);
  gboolean (*check_references) (NxDriver *self, GError **error);
  gboolean (*check_pages) (NxDriver *self,
                           NxDriverChecks checks,
                           GPtrArray *problems,
                           GError **error);
  gboolean (*rekey) (NxDriver *self, GBytes *key, GError **error);
  gboolean (*read_number) (NxDriver *self, NxDriverNumber what, gint64 *value, GError **error);
  gboolean (*write_number) (NxDriver *self, NxDriverNumber what, gint64 value, GError **error);

  gint64 (*last_id) (NxDriver *self);
  int (*n_changed) (NxDriver *self);
  void (*set_cache) (NxDriver *self, int cache_kb);
  void (*rest) (NxDriver *self);
  void (*watch) (NxDriver *self, GCancellable *cancellable);
  void (*interrupt) (NxDriver *self, gboolean is_on);

  gpointer (*prepare) (NxDriver *self, const char *name, const char *sql, GError **error);
  void (*finish) (NxDriver *self, gpointer handle);
  void (*reset) (NxDriver *self, gpointer handle);
  gboolean (*bind_int64) (NxDriver *self, gpointer handle, const char *name, gint64 value);
  gboolean (*bind_text) (NxDriver *self, gpointer handle, const char *name, const char *text);
  gboolean (*bind_bytes) (NxDriver *self, gpointer handle, const char *name, GBytes *bytes);
  gboolean (*step) (NxDriver *self, gpointer handle, const char *name, GError **error);
  gint64 (*get_int64) (NxDriver *self, gpointer handle, int column);
  const char *(*get_text) (NxDriver *self, gpointer handle, int column);
  GBytes *(*dup_bytes) (NxDriver *self, gpointer handle, int column);
  gboolean (*is_null) (NxDriver *self, gpointer handle, int column);
};

/* Opens @target on this thread, which owns the handle from now on. Answers each bad file with its
 * own error: missing, empty, clear text, wrong key, damaged, read-only. A driver opens once. */
gboolean nx_driver_open (NxDriver *self, const NxDriverTarget *target, GError **error);

/* Gives the handle back; every statement must have been finished before. Safe to call twice. */
void nx_driver_close (NxDriver *self);

/* Transactions. @for_writing takes the write lock at once, so that a later step cannot lose it. */
gboolean nx_driver_begin (NxDriver *self, gboolean for_writing, GError **error);
gboolean nx_driver_commit (NxDriver *self, GError **error); /* a failed commit has rolled back */
void nx_driver_rollback (NxDriver *self);                   /* without a transaction: nothing */

/* Runs every statement of @sql (comments allowed); for schema steps only. */
gboolean nx_driver_run_script (NxDriver *self, const char *sql, GError **error);

/* How long a statement waits for a lock that another connection holds. */
#define NX_DRIVER_PATIENCE_MS 5000

/* Brings everything committed into the main file and empties the journal beside it; waits for
 * readers at most @patience_ms, then fails with NX_STORE_ERROR_BUSY. */
gboolean nx_driver_checkpoint (NxDriver *self, int patience_ms, GError **error);

/* Fails with NX_STORE_ERROR_CONSTRAINT when a row points to one that is not there. */
gboolean nx_driver_check_references (NxDriver *self, GError **error);

/* Reads the whole file. Adds one untranslated line to @problems for each thing found. */
gboolean nx_driver_check_pages (NxDriver *self,
                                NxDriverChecks checks,
                                GPtrArray *problems,
                                GError **error);

/**
 * nx_driver_rekey:
 * @key: 32 bytes, from now on the key of the file
 *
 * Writes every page again. Not safe against a crash: only for a copy that nobody needs when this
 * fails, opened by nobody else, without a transaction or a statement. Afterwards the handle can
 * only be closed. Cannot be interrupted.
 */
gboolean nx_driver_rekey (NxDriver *self, GBytes *key, GError **error);

gboolean nx_driver_read_number (NxDriver *self, NxDriverNumber what, gint64 *value, GError **error);
gboolean nx_driver_write_number (NxDriver *self, NxDriverNumber what, gint64 value, GError **error);

gint64 nx_driver_last_id (NxDriver *self);
int nx_driver_n_changed (NxDriver *self);

/* How much of the file may be kept in memory from now on, KiB; for a load that is far larger than
 * the work of a day. */
void nx_driver_set_cache (NxDriver *self, int cache_kb);

/* Gives up what is only kept in memory to be faster the next time. */
void nx_driver_rest (NxDriver *self);

/* Statements running from now on stop with G_IO_ERROR_CANCELLED when @cancellable is; NULL ends
 * the watch. */
void nx_driver_watch (NxDriver *self, GCancellable *cancellable);

/* Any thread: TRUE stops the running statement and every later one until FALSE is given. */
void nx_driver_interrupt (NxDriver *self, gboolean is_on);

/* Prepares @sql. @name is a static or interned text for the debug log. Free with
 * nx_statement_free (); NxDatabase does it through its cache. */
NxStatement *nx_driver_prepare (NxDriver *self, const char *name, const char *sql, GError **error);
void nx_statement_free (NxStatement *self);

/* Binding by name, without the colon. What goes wrong here surfaces in the next step. */
void nx_statement_bind_int64 (NxStatement *self, const char *name, gint64 value);
void nx_statement_bind_text (NxStatement *self, const char *name, const char *text); /* copied */
void nx_statement_bind_bytes (NxStatement *self, const char *name, GBytes *bytes);
void nx_statement_bind_null (NxStatement *self, const char *name);

/* TRUE: there is a row. FALSE: done, or @error is set. */
gboolean nx_statement_step (NxStatement *self, GError **error);

/* Steps to the end; TRUE on success. The statement can be bound and run again afterwards. */
gboolean nx_statement_run (NxStatement *self, GError **error);

/* Back to the state before the first step, bindings cleared: for the next round of a loop. */
void nx_statement_reset (NxStatement *self);

/* The row's columns, from 0. Text and NULL-ness are valid until the next step. */
gint64 nx_statement_get_int64 (NxStatement *self, int column);
const char *nx_statement_get_text (NxStatement *self, int column);
GBytes *nx_statement_dup_bytes (NxStatement *self, int column);
gboolean nx_statement_is_null (NxStatement *self, int column);

/* Resets, clears the bindings and gives the statement back to the cache it was borrowed from
 * (frees it when it came straight from nx_driver_prepare ()). */
void nx_statement_release (NxStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxStatement, nx_statement_release)

G_END_DECLS

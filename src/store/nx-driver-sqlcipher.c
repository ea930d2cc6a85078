/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The driver for one encrypted file, by SQLCipher: transactions, statements, checks. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-driver-sqlcipher.h"

#include "nx-sqlcipher-private.h"
#include "nx-sqlcipher-window.h"
#include "nx-store-error.h"

#include <string.h>

/* The handle is opened without the engine's own mutexes, so the rule "one thread" is ours to keep:
 * OWNED asserts it on every entry, in release builds too. */
#define OWNED(self) g_assert ((self)->owner == &this_thread)

/* Its address is another one on each thread, and costs nothing to ask for: every column of every
 * row does. */
static _Thread_local char this_thread;

/* The calls come through the class's own table, so no other type can come; a checked cast for every
 * column is a twentieth of what a page of a list costs. */
static inline NxDriverSqlcipher *
get_self (NxDriver *driver)
{
  return (NxDriverSqlcipher *)driver;
}

/* How many engine steps pass between two looks at the cancellable: some tens of microseconds. */
#define STEPS_BETWEEN_CHECKS 2000

G_DEFINE_FINAL_TYPE (NxDriverSqlcipher, nx_driver_sqlcipher, NX_TYPE_DRIVER)

static int
on_engine_progress_cb (void *data)
{
  NxDriverSqlcipher *self = data;

  return g_atomic_int_get (&self->is_stopped)
         || (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable));
}

static gboolean
run_simple (NxDriverSqlcipher *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || nx_sqlcipher_set_error (error, code, sql);
}

static void
nx_driver_sqlcipher_close (NxDriver *driver)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  int code = SQLITE_OK;

  if (self->db == NULL)
    return;
  OWNED (self);
  g_clear_object (&self->cancellable);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  code = sqlite3_close (self->db);
  /* Only an unfinished statement makes closing fail, and going on would leave the file locked. */
  g_assert (code == SQLITE_OK);
  self->db = NULL;
  self->owner = NULL;
}

static gboolean
nx_driver_sqlcipher_open (NxDriver *driver, const NxDriverTarget *target, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  /* After a key failure a handle is unusable: a new driver is made for a new try. */
  g_assert (!self->was_opened);
  self->was_opened = TRUE;
  self->owner = &this_thread;
  if (!nx_sqlcipher_open (self, target, error))
    {
      self->owner = NULL;
      return FALSE;
    }
  sqlite3_progress_handler (self->db, STEPS_BETWEEN_CHECKS, on_engine_progress_cb, self);
  return TRUE;
}

static gboolean
nx_driver_sqlcipher_begin (NxDriver *driver, gboolean for_writing, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  /* A deferred transaction that writes later gets BUSY_SNAPSHOT at once, whatever the timeout. */
  return run_simple (self, for_writing ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static void
nx_driver_sqlcipher_rollback (NxDriver *driver)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  int code = SQLITE_OK;

  OWNED (self);
  if (sqlite3_get_autocommit (self->db))
    return;
  code = sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    g_debug ("rollback: result %d", code);
  g_assert (sqlite3_get_autocommit (self->db));
}

static gboolean
nx_driver_sqlcipher_commit (NxDriver *driver, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  if (run_simple (self, "COMMIT", error))
    return TRUE;
  nx_driver_sqlcipher_rollback (driver);
  return FALSE;
}

static gboolean
nx_driver_sqlcipher_run_script (NxDriver *driver, const char *sql, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  int code = SQLITE_OK;

  OWNED (self);
  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  /* The text is a schema step of ours, without any person's data, so its mistake can be named. */
  g_debug ("script: %s", sqlite3_errmsg (self->db));
  return nx_sqlcipher_set_error (error, code, "script");
}

static gboolean
nx_driver_sqlcipher_checkpoint (NxDriver *driver, int patience_ms, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  int code = SQLITE_OK;

  OWNED (self);
  sqlite3_busy_timeout (self->db, patience_ms);
  code = sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout (self->db, NX_DRIVER_PATIENCE_MS);
  return code == SQLITE_OK || nx_sqlcipher_set_error (error, code, "checkpoint");
}

/* Runs @sql and calls @row for each row. */
static gboolean
each_row (NxDriverSqlcipher *self,
          const char *sql,
          void (*row) (sqlite3_stmt *stmt, gpointer data),
          gpointer data,
          GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (stmt);
      if (code == SQLITE_ROW)
        row (stmt, data);
    }
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE || nx_sqlcipher_set_error (error, code, sql);
}

static void
count_row (sqlite3_stmt *stmt, gpointer data)
{
  (*(guint *)data)++;
}

static gboolean
nx_driver_sqlcipher_check_references (NxDriver *driver, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  guint n_broken = 0;

  OWNED (self);
  if (!each_row (self, "PRAGMA foreign_key_check", count_row, &n_broken, error))
    return FALSE;
  return n_broken == 0 || nx_store_error_set (error, NX_STORE_ERROR_CONSTRAINT);
}

typedef struct
{
  GPtrArray *problems;
  gboolean is_unreadable;
} PageCheck;

/* Both checks may tell in a row, too, of a page that the disk does not give: the cipher's one in
 * words, the other with the engine's code. That is not damage: the page may be whole. */
static gboolean
is_unreadable_row (const char *text)
{
  static const char mark[] = "error code=";
  const char *code = strstr (text, mark);

  return g_str_has_prefix (text, "error reading")
         || (code != NULL
             && (g_ascii_strtoll (code + strlen (mark), NULL, 10) & 0xff) == SQLITE_IOERR);
}

static void
add_problem_row (sqlite3_stmt *stmt, gpointer data)
{
  PageCheck *check = data;
  const char *text = (const char *)sqlite3_column_text (stmt, 0);

  if (text != NULL && is_unreadable_row (text))
    check->is_unreadable = TRUE;
  else if (g_strcmp0 (text, "ok") != 0)
    g_ptr_array_add (check->problems, g_strdup (text != NULL ? text : "?"));
}

static gboolean
is_of_the_disk (const GError *error)
{
  return g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_DISK)
         || g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_NO_MEMORY)
         || g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_BUSY);
}

/* The cipher's check misses a file cut at a page border, the quick one misses what is in unused
 * pages: both are needed (limits §7). A damaged file answers with rows, with "corrupt", or, once
 * the cipher has met the page, with a plain error: each is a finding; a stop and a failing disk are
 * none. */
static gboolean
nx_driver_sqlcipher_check_pages (NxDriver *driver,
                                 NxDriverChecks checks,
                                 GPtrArray *problems,
                                 GError **error)
{
  static const char *const texts[] = { "PRAGMA cipher_integrity_check", "PRAGMA quick_check" };
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) local_error = NULL;
      PageCheck check = { problems, FALSE };
      gboolean is_done = TRUE;

      nx_sqlcipher_take_io_error ();
      if (checks & (1u << i))
        is_done = each_row (self, texts[i], add_problem_row, &check, &local_error);
      if (nx_sqlcipher_take_io_error ())
        check.is_unreadable = TRUE;
      if (on_engine_progress_cb (self) || check.is_unreadable)
        g_clear_error (&local_error);
      if (on_engine_progress_cb (self))
        nx_sqlcipher_set_error (&local_error, SQLITE_INTERRUPT, texts[i]);
      else if (check.is_unreadable)
        nx_store_error_set (&local_error, NX_STORE_ERROR_DISK);
      if (is_done && local_error == NULL)
        continue;
      if (is_of_the_disk (local_error)
          || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_ptr_array_add (problems, g_strdup_printf ("%s stopped at a damaged page", texts[i] + 7));
    }
  return TRUE;
}

static const char *const number_names[] = {
  [NX_DRIVER_NUMBER_APPLICATION] = "PRAGMA application_id",
  [NX_DRIVER_NUMBER_SCHEMA] = "PRAGMA user_version",
  [NX_DRIVER_NUMBER_PAGE_SIZE] = "PRAGMA page_size",
  [NX_DRIVER_NUMBER_PAGES] = "PRAGMA page_count",
};

static void
take_int64_row (sqlite3_stmt *stmt, gpointer data)
{
  *(gint64 *)data = sqlite3_column_int64 (stmt, 0);
}

static gboolean
read_cache_size (NxDriverSqlcipher *self, gint64 *value, GError **error)
{
  int used = 0, most = 0;
  int code = sqlite3_db_status (self->db, SQLITE_DBSTATUS_CACHE_USED, &used, &most, FALSE);

  *value = used;
  return code == SQLITE_OK || nx_sqlcipher_set_error (error, code, "cache");
}

static gboolean
nx_driver_sqlcipher_rekey (NxDriver *driver, GBytes *key, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  return nx_sqlcipher_rekey (self, key, error);
}

static gboolean
nx_driver_sqlcipher_read_number (NxDriver *driver,
                                 NxDriverNumber what,
                                 gint64 *value,
                                 GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  if (what == NX_DRIVER_NUMBER_CACHE)
    return read_cache_size (self, value, error);
  return each_row (self, number_names[what], take_int64_row, value, error);
}

static gboolean
nx_driver_sqlcipher_write_number (NxDriver *driver,
                                  NxDriverNumber what,
                                  gint64 value,
                                  GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  g_autofree char *sql = NULL;

  OWNED (self);
  /* A pragma takes no parameter; the value is a number of ours. */
  sql = g_strdup_printf ("%s = %" G_GINT64_FORMAT, number_names[what], value);
  return run_simple (self, sql, error);
}

static gint64
nx_driver_sqlcipher_last_id (NxDriver *driver)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  return sqlite3_last_insert_rowid (self->db);
}

static int
nx_driver_sqlcipher_n_changed (NxDriver *driver)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  return sqlite3_changes (self->db);
}

static void
nx_driver_sqlcipher_set_cache (NxDriver *driver, int cache_kb)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  nx_sqlcipher_set_cache (self, cache_kb);
}

static void
nx_driver_sqlcipher_rest (NxDriver *driver)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  sqlite3_db_release_memory (self->db);
}

static void
nx_driver_sqlcipher_watch (NxDriver *driver, GCancellable *cancellable)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  OWNED (self);
  g_set_object (&self->cancellable, cancellable);
  if (self->is_window)
    nx_sqlcipher_window_watch (self->db, cancellable);
}

static void
nx_driver_sqlcipher_interrupt (NxDriver *driver, gboolean is_on)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);

  g_atomic_int_set (&self->is_stopped, is_on);
}

static gpointer
nx_driver_sqlcipher_prepare (NxDriver *driver, const char *name, const char *sql, GError **error)
{
  NxDriverSqlcipher *self = NX_DRIVER_SQLCIPHER (driver);
  sqlite3_stmt *stmt = NULL;
  const char *rest = NULL;
  int code = SQLITE_OK;

  OWNED (self);
  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, &rest);
  /* One statement, nothing after it: what a second one would do must not be lost in silence. */
  if (code == SQLITE_OK && stmt != NULL && rest[strspn (rest, " \n\t;")] == '\0')
    return stmt;
  if (code != SQLITE_OK)
    g_debug ("statement %s: %s", name, sqlite3_errmsg (self->db));
  sqlite3_finalize (stmt);
  nx_sqlcipher_set_error (error, code != SQLITE_OK ? code : SQLITE_MISUSE, name);
  return NULL;
}

static void
nx_driver_sqlcipher_finish (NxDriver *driver, gpointer handle)
{
  OWNED (NX_DRIVER_SQLCIPHER (driver));
  sqlite3_finalize (handle);
}

static void
nx_driver_sqlcipher_reset (NxDriver *driver, gpointer handle)
{
  OWNED (get_self (driver));
  sqlite3_reset (handle);
  sqlite3_clear_bindings (handle);
}

/* Parameters are written :name. Returns 0 when the statement has no such one. They are mostly bound
 * in the order in which they stand, and rows have dozens: the next one is looked at first. */
static int
find_parameter (NxDriverSqlcipher *self, sqlite3_stmt *stmt, const char *name)
{
  int next = stmt == self->bound ? self->parameter + 1 : 1;
  const char *text = sqlite3_bind_parameter_name (stmt, next);
  char full[64];

  self->bound = stmt;
  if (text != NULL && strcmp (text + 1, name) == 0)
    return self->parameter = next;
  if (g_snprintf (full, sizeof full, ":%s", name) >= (int)sizeof full)
    return 0;
  return self->parameter = sqlite3_bind_parameter_index (stmt, full);
}

static gboolean
nx_driver_sqlcipher_bind_int64 (NxDriver *driver, gpointer handle, const char *name, gint64 value)
{
  NxDriverSqlcipher *self = get_self (driver);

  OWNED (self);
  return sqlite3_bind_int64 (handle, find_parameter (self, handle, name), value) == SQLITE_OK;
}

static gboolean
nx_driver_sqlcipher_bind_text (NxDriver *driver,
                               gpointer handle,
                               const char *name,
                               const char *text)
{
  NxDriverSqlcipher *self = get_self (driver);
  int column = 0;

  OWNED (self);
  column = find_parameter (self, handle, name);
  if (text == NULL)
    return sqlite3_bind_null (handle, column) == SQLITE_OK;
  return sqlite3_bind_text64 (handle, column, text, strlen (text), SQLITE_TRANSIENT, SQLITE_UTF8)
         == SQLITE_OK;
}

static gboolean
nx_driver_sqlcipher_bind_bytes (NxDriver *driver, gpointer handle, const char *name, GBytes *bytes)
{
  NxDriverSqlcipher *self = get_self (driver);
  int column = 0;
  gconstpointer data = NULL;
  gsize size = 0;

  OWNED (self);
  column = find_parameter (self, handle, name);
  if (bytes == NULL)
    return sqlite3_bind_null (handle, column) == SQLITE_OK;
  data = g_bytes_get_data (bytes, &size);
  /* An empty value is not NULL. */
  return sqlite3_bind_blob64 (handle, column, data != NULL ? data : "", size, SQLITE_TRANSIENT)
         == SQLITE_OK;
}

static gboolean
nx_driver_sqlcipher_step (NxDriver *driver, gpointer handle, const char *name, GError **error)
{
  NxDriverSqlcipher *self = get_self (driver);
  int code = SQLITE_OK;

  OWNED (self);
  /* Short statements end before the first progress call, so a stopped loop of them is seen here. */
  if (on_engine_progress_cb (self))
    return nx_sqlcipher_set_error (error, SQLITE_INTERRUPT, name);
  code = sqlite3_step (handle);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    nx_sqlcipher_set_error (error, code, name);
  return FALSE;
}

static gint64
nx_driver_sqlcipher_get_int64 (NxDriver *driver, gpointer handle, int column)
{
  OWNED (get_self (driver));
  return sqlite3_column_int64 (handle, column);
}

static const char *
nx_driver_sqlcipher_get_text (NxDriver *driver, gpointer handle, int column)
{
  OWNED (get_self (driver));
  return (const char *)sqlite3_column_text (handle, column);
}

static GBytes *
nx_driver_sqlcipher_dup_bytes (NxDriver *driver, gpointer handle, int column)
{
  const void *data = NULL;

  OWNED (get_self (driver));
  if (sqlite3_column_type (handle, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (handle, column);
  return g_bytes_new (data, (gsize)sqlite3_column_bytes (handle, column));
}

static gboolean
nx_driver_sqlcipher_is_null (NxDriver *driver, gpointer handle, int column)
{
  OWNED (get_self (driver));
  return sqlite3_column_type (handle, column) == SQLITE_NULL;
}

static void
nx_driver_sqlcipher_finalize (GObject *object)
{
  nx_driver_sqlcipher_close (NX_DRIVER (object));
  G_OBJECT_CLASS (nx_driver_sqlcipher_parent_class)->finalize (object);
}

static void
nx_driver_sqlcipher_class_init (NxDriverSqlcipherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  NxDriverClass *driver_class = NX_DRIVER_CLASS (klass);

  object_class->finalize = nx_driver_sqlcipher_finalize;

  driver_class->open = nx_driver_sqlcipher_open;
  driver_class->close = nx_driver_sqlcipher_close;
  driver_class->begin = nx_driver_sqlcipher_begin;
  driver_class->commit = nx_driver_sqlcipher_commit;
  driver_class->rollback = nx_driver_sqlcipher_rollback;
  driver_class->run_script = nx_driver_sqlcipher_run_script;
  driver_class->checkpoint = nx_driver_sqlcipher_checkpoint;
  driver_class->check_references = nx_driver_sqlcipher_check_references;
  driver_class->check_pages = nx_driver_sqlcipher_check_pages;
  driver_class->rekey = nx_driver_sqlcipher_rekey;
  driver_class->read_number = nx_driver_sqlcipher_read_number;
  driver_class->write_number = nx_driver_sqlcipher_write_number;
  driver_class->last_id = nx_driver_sqlcipher_last_id;
  driver_class->n_changed = nx_driver_sqlcipher_n_changed;
  driver_class->set_cache = nx_driver_sqlcipher_set_cache;
  driver_class->rest = nx_driver_sqlcipher_rest;
  driver_class->watch = nx_driver_sqlcipher_watch;
  driver_class->interrupt = nx_driver_sqlcipher_interrupt;
  driver_class->prepare = nx_driver_sqlcipher_prepare;
  driver_class->finish = nx_driver_sqlcipher_finish;
  driver_class->reset = nx_driver_sqlcipher_reset;
  driver_class->bind_int64 = nx_driver_sqlcipher_bind_int64;
  driver_class->bind_text = nx_driver_sqlcipher_bind_text;
  driver_class->bind_bytes = nx_driver_sqlcipher_bind_bytes;
  driver_class->step = nx_driver_sqlcipher_step;
  driver_class->get_int64 = nx_driver_sqlcipher_get_int64;
  driver_class->get_text = nx_driver_sqlcipher_get_text;
  driver_class->dup_bytes = nx_driver_sqlcipher_dup_bytes;
  driver_class->is_null = nx_driver_sqlcipher_is_null;
}

static void
nx_driver_sqlcipher_init (NxDriverSqlcipher *self)
{
}

NxDriver *
nx_driver_sqlcipher_new (void)
{
  return g_object_new (NX_TYPE_DRIVER_SQLCIPHER, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Opens an encrypted file step by step: look at it, key it, prove cipher and key, set the limits.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-sqlcipher-private.h"
#include "nx-sqlcipher-window.h"
#include "nx-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_SIZE 32
#define SALT_SIZE                                                                                  \
  16 /* the first bytes of the file, in clear: what makes the same key another one */
#define PAGE_SIZE 4096
#define CLEAR_TEXT_HEAD "SQLite format 3"

/* That a call to the disk failed on this thread: once the cipher has met that, the engine answers
 * with codes that say nothing. */
static _Thread_local gboolean has_io_error;

/* The engine's messages can hold SQL and paths; the number is enough to find the cause. */
static void
on_engine_log_cb (void *data, int code, const char *message)
{
  g_debug ("engine: result %d", code);
  if ((code & 0xff) == SQLITE_IOERR && code != SQLITE_IOERR_SHORT_READ)
    has_io_error = TRUE;
}

gboolean
nx_sqlcipher_take_io_error (void)
{
  gboolean had = has_io_error;

  has_io_error = FALSE;
  return had;
}

/* Process-wide settings, which the engine takes only before its first use. */
static void
configure_engine_once (void)
{
  static gsize is_done = 0;

  if (!g_once_init_enter (&is_done))
    return;
  sqlite3_config (SQLITE_CONFIG_LOG, on_engine_log_cb, NULL);
  /* Nobody reads its count of bytes, and keeping it locks a mutex at each allocation. */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&is_done, 1);
}

gboolean
nx_driver_sqlcipher_is_matching (void)
{
  return strcmp (SQLITE_SOURCE_ID, sqlite3_sourceid ()) == 0;
}

gboolean
nx_driver_sqlcipher_is_alone (const char *maps)
{
  g_return_val_if_fail (maps != NULL, FALSE);
  return strstr (maps, "/libsqlite3.so") == NULL;
}

/* The library must be the one the build saw, able to encrypt, alone in the process, and must not
 * be built to spill its temporary tables to files in clear text. */
static gboolean
check_library (GError **error)
{
  g_autofree char *maps = NULL;

  if (!g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    g_debug ("the list of loaded libraries cannot be read");
  else if (!nx_driver_sqlcipher_is_alone (maps))
    {
      g_debug ("a second SQLite library is loaded");
      return nx_store_error_set (error, NX_STORE_ERROR_FAILED);
    }
  if (!nx_driver_sqlcipher_is_matching () || sqlite3_compileoption_used ("TEMP_STORE=0")
      || !sqlite3_compileoption_used ("HAS_CODEC"))
    {
      g_debug ("the SQLite library is not the one this program was built for");
      return nx_store_error_set (error, NX_STORE_ERROR_FAILED);
    }
  return TRUE;
}

/* Looks at an existing file before the engine does: an empty one would open with any key as a new
 * database, and a clear one must never be taken for a store. The salt is read here too: an engine
 * that cannot read it makes one up, and calls every page a wrong one. */
static gboolean
check_existing_file (const char *path, guint8 salt[SALT_SIZE], GError **error)
{
  struct stat info;
  ssize_t n_read = 0;
  int saved_errno = 0;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);

  if (fd < 0 || fstat (fd, &info) < 0)
    {
      saved_errno = errno;
      if (fd >= 0)
        g_close (fd, NULL);
      return nx_store_error_set_errno (error, saved_errno);
    }
  if (S_ISREG (info.st_mode))
    {
      errno = 0;
      n_read = pread (fd, salt, SALT_SIZE, 0);
      saved_errno = errno;
    }
  g_close (fd, NULL);
  if (!S_ISREG (info.st_mode))
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_STORE);
  if (n_read < 0)
    return nx_store_error_set_errno (error, saved_errno);
  if (info.st_size == 0)
    return nx_store_error_set (error, NX_STORE_ERROR_EMPTY);
  if (n_read == SALT_SIZE && memcmp (salt, CLEAR_TEXT_HEAD, strlen (CLEAR_TEXT_HEAD)) == 0)
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_A_STORE);
  if (info.st_size < PAGE_SIZE || n_read < SALT_SIZE)
    return nx_store_error_set (error, NX_STORE_ERROR_DAMAGED);
  return TRUE;
}

/* A new file is made here, empty, ours alone and only where none is; the engine then finds it. */
static gboolean
make_new_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return nx_store_error_set_errno (error, errno);
  g_close (fd, NULL);
  return TRUE;
}

/* Without anything in the journal beside it, the file alone is the whole truth, and can be read
 * without making a single file. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  struct stat info;

  return stat (journal, &info) == 0 && info.st_size > 0;
}

static int
open_read_only (NxDriverSqlcipher *self, const char *path, int flags)
{
  g_autofree char *uri = NULL;
  g_autofree char *full = NULL;

  if (has_journal (path))
    return sqlite3_open_v2 (path, &self->db, flags | SQLITE_OPEN_READONLY, NULL);
  uri = g_filename_to_uri (path, NULL, NULL);
  if (uri == NULL)
    return SQLITE_CANTOPEN;
  full = g_strconcat (uri, "?immutable=1", NULL);
  return sqlite3_open_v2 (full, &self->db, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

static int
open_window (NxDriverSqlcipher *self, const NxDriverTarget *target, int flags)
{
  const char *window = nx_sqlcipher_window_get_name ();
  g_autofree char *uri = g_filename_to_uri (target->path, NULL, NULL);
  g_autofree char *full = NULL;
  int code = SQLITE_NOMEM;

  if (uri == NULL || window == NULL)
    return SQLITE_CANTOPEN;
  full = g_strconcat (uri, "?immutable=1", NULL);
  code = sqlite3_open_v2 (full, &self->db, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, window);
  if (code == SQLITE_OK)
    code = nx_sqlcipher_window_set_size (self->db, target->n_bytes);
  self->is_window = code == SQLITE_OK;
  return code;
}

static int
open_file (NxDriverSqlcipher *self, const NxDriverTarget *target, int flags)
{
  if (self->is_read_only && target->n_bytes > 0)
    return open_window (self, target, flags);
  if (self->is_read_only)
    return open_read_only (self, target->path, flags);
  return sqlite3_open_v2 (target->path, &self->db, flags | SQLITE_OPEN_READWRITE, NULL);
}

static gboolean
open_handle (NxDriverSqlcipher *self, const NxDriverTarget *target, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  int code = open_file (self, target, flags);

  if (code != SQLITE_OK)
    return nx_sqlcipher_set_error (error, code, "open");
  /* The engine falls back to reading when it may not write. */
  if (!self->is_read_only && sqlite3_db_readonly (self->db, "main") != 0)
    return nx_store_error_set (error, NX_STORE_ERROR_READ_ONLY);
  return TRUE;
}

static gboolean
run (NxDriverSqlcipher *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || nx_sqlcipher_set_error (error, code, sql);
}

/* The first column of the first row; NULL without error when there is none. */
static char *
read_text (NxDriverSqlcipher *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (code == SQLITE_ROW)
    text = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
  else if (code != SQLITE_DONE)
    nx_sqlcipher_set_error (error, code, sql);
  sqlite3_finalize (stmt);
  return text;
}

static char *
put_digits (char *end, const guint8 *bytes, guint n_bytes)
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < n_bytes; i++)
    {
      *end++ = digits[bytes[i] >> 4];
      *end++ = digits[bytes[i] & 0xf];
    }
  return end;
}

typedef int (*KeyFunc) (sqlite3 *db, const char *schema, const void *key, int size);

/* The key goes in as the hexadecimal digits of its bytes, so that no key derivation runs. The text
 * lives on this stack frame only and is wiped before anything else happens. @salt: NULL for that
 * of the file; a new one gets one of its own. */
static gboolean
give_key (NxDriverSqlcipher *self, KeyFunc give, GBytes *key, const guint8 *salt, GError **error)
{
  char text[2 + KEY_SIZE * 2 + SALT_SIZE * 2 + 1] = "x'";
  char *end = put_digits (text + 2, g_bytes_get_data (key, NULL), KEY_SIZE);
  int code = SQLITE_OK;

  if (salt != NULL)
    end = put_digits (end, salt, SALT_SIZE);
  *end++ = '\'';
  code = give (self->db, "main", text, (int)(end - text));
  explicit_bzero (text, sizeof text);
  return code == SQLITE_OK || nx_sqlcipher_set_error (error, code, "key");
}

/* Wrong key, damaged head and a file of someone else all give the same answer here. */
static gboolean
prove_cipher_and_key (NxDriverSqlcipher *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *version = read_text (self, "PRAGMA cipher_version", &local_error);
  g_autofree char *count = NULL;

  if (local_error == NULL && (version == NULL || *version == '\0'))
    return nx_store_error_set (error, NX_STORE_ERROR_FAILED);
  if (local_error == NULL)
    count = read_text (self, "SELECT count(*) FROM sqlite_schema", &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
set_journal (NxDriverSqlcipher *self, const NxDriverTarget *target, GError **error)
{
  g_autofree char *mode = NULL;

  if (target->mode == NX_DRIVER_OPEN_READ_ONLY)
    return TRUE;
  if (target->mode == NX_DRIVER_OPEN_READER)
    return run (self, "PRAGMA query_only = ON", error);
  mode = read_text (self, "PRAGMA journal_mode = WAL", error);
  if (mode == NULL)
    return FALSE;
  if (g_strcmp0 (mode, "wal") != 0)
    return nx_store_error_set (error, NX_STORE_ERROR_UNSAFE_PLACE);
  return run (self,
              "PRAGMA synchronous = FULL;"
              "PRAGMA wal_autocheckpoint = 1000;"
              "PRAGMA journal_size_limit = 4194304;",
              error);
}

static gboolean
set_limits (NxDriverSqlcipher *self, const NxDriverTarget *target, GError **error)
{
  g_autofree char *cache = g_strdup_printf ("PRAGMA cache_size = -%d", MAX (target->cache_kb, 256));
  g_autofree char *temp_store = NULL;

  if (!run (self, cache, error)
      || !run (self,
               "PRAGMA temp_store = MEMORY;"
               "PRAGMA foreign_keys = ON;"
               "PRAGMA trusted_schema = OFF;"
               "PRAGMA cell_size_check = ON;"
               "PRAGMA secure_delete = ON;",
               error))
    return FALSE;
  temp_store = read_text (self, "PRAGMA temp_store", error);
  if (temp_store == NULL)
    return FALSE;
  /* 2: memory. Anything else could write names in clear text to the temporary folder. */
  return strcmp (temp_store, "2") == 0 || nx_store_error_set (error, NX_STORE_ERROR_FAILED);
}

static gboolean
set_switches (NxDriverSqlcipher *self, GError **error)
{
  static const struct
  {
    int option;
    int value;
  } switches[] = {
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      int is_set = -1;
      int code = sqlite3_db_config (self->db, switches[i].option, switches[i].value, &is_set);

      if (code != SQLITE_OK || is_set != switches[i].value)
        return nx_sqlcipher_set_error (error, code != SQLITE_OK ? code : SQLITE_ERROR, "switches");
    }
  return TRUE;
}

/* Pragmas that only look, or that a schema step needs. Without a value, any pragma only looks. */
static gboolean
is_allowed_pragma (const char *name, const char *value)
{
  static const char *const allowed[] = {
    "application_id", "user_version", "foreign_key_check", "foreign_key_list",
    "quick_check",    "table_info",   "integrity_check",   "cipher_integrity_check",
    "table_xinfo",    "index_list",   "index_info",        "index_xinfo",
    "table_list",     "optimize",     "analysis_limit",    "defer_foreign_keys",
    "wal_checkpoint", NULL,
  };

  /* These act, or show secrets, even without a value. */
  if (g_str_has_prefix (name, "rekey") || g_str_has_prefix (name, "cipher_migrate")
      || g_str_equal (name, "key") || g_str_equal (name, "cipher_export"))
    return FALSE;
  return value == NULL || g_strv_contains (allowed, name);
}

static int
on_engine_authorize_cb (void *data,
                        int action,
                        const char *first,
                        const char *second,
                        const char *database,
                        const char *inner)
{
  switch (action)
    {
    case SQLITE_ATTACH: /* with an empty key it would write clear text */
    case SQLITE_DETACH:
      return SQLITE_DENY;
    case SQLITE_PRAGMA:
      return is_allowed_pragma (first, second) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return g_strcmp0 (second, "load_extension") == 0
                     || g_strcmp0 (second, "sqlcipher_export") == 0
                 ? SQLITE_DENY
                 : SQLITE_OK;
    default:
      return SQLITE_OK;
    }
}

/* The order matters. Waiting first, because even a first pragma can meet a lock; the first read
 * after the cipher's settings; the authorizer last, since it would refuse these very pragmas.
 * Memory security stays off: it locks and unlocks every block the engine allocates, and made the
 * suite of records 24 times slower here. The key's own memory is locked and wiped without it. */
static gboolean
open_in_order (NxDriverSqlcipher *self,
               const NxDriverTarget *target,
               const guint8 *salt,
               GError **error)
{
  if (!open_handle (self, target, error))
    return FALSE;
  sqlite3_busy_timeout (self->db, NX_DRIVER_PATIENCE_MS);
  if (!run (self, "PRAGMA cipher_log_level = NONE", error)
      || !run (self, "PRAGMA cipher_memory_security = OFF", error)
      || !give_key (self, sqlite3_key_v2, target->key, salt, error)
      || !run (self, "PRAGMA cipher_page_size = 4096", error) || !prove_cipher_and_key (self, error)
      || !set_journal (self, target, error) || !set_limits (self, target, error)
      || !set_switches (self, error))
    return FALSE;
  sqlite3_set_authorizer (self->db, on_engine_authorize_cb, self);
  return TRUE;
}

void
nx_sqlcipher_set_cache (NxDriverSqlcipher *self, int cache_kb)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%d", MAX (cache_kb, 256));

  /* The authorizer refuses settings, whoever makes them. */
  sqlite3_set_authorizer (self->db, NULL, NULL);
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_debug ("the cache keeps its size");
  sqlite3_set_authorizer (self->db, on_engine_authorize_cb, self);
}

/* What the cipher makes of a call to the disk that failed is a wrong key or nothing at all. */
static void
name_disk (GError **error)
{
  if (!nx_sqlcipher_take_io_error () || error == NULL
      || (!g_error_matches (*error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY)
          && !g_error_matches (*error, NX_STORE_ERROR, NX_STORE_ERROR_FAILED)))
    return;
  g_clear_error (error);
  nx_store_error_set (error, NX_STORE_ERROR_DISK);
}

/* Without a journal, which would hold every page once more: a failure costs only a copy. The
 * journal's mode must be left first, and the engine refuses to be without one while it defends the
 * file. */
gboolean
nx_sqlcipher_rekey (NxDriverSqlcipher *self, GBytes *key, GError **error)
{
  g_return_val_if_fail (g_bytes_get_size (key) == KEY_SIZE, FALSE);

  sqlite3_set_authorizer (self->db, NULL, NULL);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  nx_sqlcipher_take_io_error ();
  if (run (self,
           "PRAGMA journal_mode = DELETE;"
           "PRAGMA journal_mode = OFF;"
           "PRAGMA synchronous = OFF;",
           error)
      && give_key (self, sqlite3_rekey_v2, key, NULL, error))
    return TRUE;
  name_disk (error);
  return FALSE;
}

gboolean
nx_sqlcipher_open (NxDriverSqlcipher *self, const NxDriverTarget *target, GError **error)
{
  gboolean is_new = target->mode == NX_DRIVER_OPEN_NEW;
  guint8 salt[SALT_SIZE] = { 0 };

  g_return_val_if_fail (g_bytes_get_size (target->key) == KEY_SIZE, FALSE);

  configure_engine_once ();
  self->is_read_only = target->mode == NX_DRIVER_OPEN_READ_ONLY;
  if (!check_library (error)
      || !(is_new ? make_new_file (target->path, error)
                  : check_existing_file (target->path, salt, error)))
    return FALSE;
  nx_sqlcipher_take_io_error ();
  if (open_in_order (self, target, is_new ? NULL : salt, error))
    return TRUE;
  name_disk (error);
  sqlite3_close (self->db);
  self->db = NULL;
  return FALSE;
}

char *
nx_driver_sqlcipher_dup_cipher_version (void)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  char *version = NULL;

  configure_engine_once ();
  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
          == SQLITE_OK
      && sqlite3_prepare_v2 (db, "PRAGMA cipher_version", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    version = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return version;
}

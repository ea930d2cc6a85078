/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests a store with each of its bytes flipped in turn: never a crash, never data that is not true.
 */
#include "config.h"

#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-store-folder.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

#define N_PERSONS 12
#define PAGE_SIZE 4096
/* In the normal run: so many bytes apart, which goes through all places of a page. */
#define STRIDE 1777

typedef struct
{
  StoreFixture base;
  char *path;
  char *content;
  gsize size;
} Fixture;

static char *
make_name (int i)
{
  return g_strdup_printf ("王桂英%d", i);
}

static gpointer
fill_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (nx_office_set_up (db, "210102002001", "林晓岚", error) == 0)
    return NULL;
  for (int i = 1; i <= N_PERSONS; i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);
      g_autofree char *name = make_name (i);

      nx_edit_set_text (edit, NX_PERSON_NAME, name);
      if (nx_records_save (db, edit, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/* Reads all that is there; what comes has to be true. */
static gpointer
read_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 1; i <= N_PERSONS; i++)
    {
      g_autofree char *name = make_name (i);
      g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, i, error);

      if (person == NULL)
        return NULL;
      g_assert_cmpstr (nx_record_get_text (person, NX_PERSON_NAME), ==, name);
    }
  return nx_journal_check (db, error) == 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  NxStore *store = NULL;

  store_fixture_set_up (&self->base, NULL);
  g_clear_pointer (&self->base.migrations, nx_migrations_unref);
  store = store_fixture_create (&self->base);
  g_assert_nonnull (nx_store_write (store, fill_job, NULL, NULL, NULL));
  nx_store_close (store, NULL);
  store_fixture_assert_finalizes (store);
  self->path = store_fixture_path (&self->base, NX_STORE_FILE);
  g_assert_true (g_file_get_contents (self->path, &self->content, &self->size, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->path);
  g_free (self->content);
  store_fixture_tear_down (&self->base, NULL);
}

static void
write_content (Fixture *self)
{
  static const char *const beside[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_strconcat (self->path, beside[i], NULL);

      g_unlink (path);
    }
  g_assert_true (g_file_set_contents_full (self->path, self->content, (gssize)self->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Returns whether it was noticed. */
static gboolean
open_and_read (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  NxStore *store = store_fixture_new (&self->base);
  gboolean is_read = nx_store_open (store, self->base.key, &error)
                     && nx_store_read (store, read_job, NULL, NULL, &error) != NULL;

  nx_store_close (store, NULL);
  store_fixture_assert_finalizes (store);
  if (!is_read)
    {
      g_assert_true (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_DAMAGED)
                     || g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_WRONG_KEY));
      /* Never taken for another one: that would be the end of it. */
      g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
    }
  return !is_read;
}

static void
test_every_byte (Fixture *self, gconstpointer data)
{
  gsize stride = g_test_slow () ? 1 : STRIDE;
  guint n_flips = 0;
  guint n_noticed = 0;

  for (gsize at = 0; at < self->size; at += at < 64 ? 1 : stride)
    {
      self->content[at] ^= 1 << (at % 8);
      write_content (self);
      n_noticed += open_and_read (self);
      self->content[at] ^= 1 << (at % 8);
      n_flips++;
    }
  write_content (self);
  g_assert_false (open_and_read (self));
  g_test_message ("%u flips in %" G_GSIZE_FORMAT " pages, %u noticed by reading", n_flips,
                  self->size / PAGE_SIZE, n_noticed);
  /* The rest lies in pages that were not read. */
  g_assert_cmpuint (n_noticed, >, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/flips/every-byte", Fixture, NULL, set_up, test_every_byte, tear_down);
  return g_test_run ();
}

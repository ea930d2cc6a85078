/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A case of a sample office with many pictures. */
#include "config.h"

#include "bench-pictures.h"

#include "nx-attachments.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define PICTURE_SIZE 160 /* pixels of a thumbnail */

static gint64
ask (NxDatabase *db, const char *name, const char *sql, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (db, name, sql, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : 0;
}

static GBytes *
make_picture (guint n)
{
  g_autoptr (GdkPixbuf) pixbuf
      = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, PICTURE_SIZE, PICTURE_SIZE);
  char *bytes = NULL;
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0x405060ffu + n * 0x03050700u);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, "png", NULL, NULL);
  return g_bytes_new_take (bytes, size);
}

static gpointer
ensure_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *case_id = data;
  gint64 n = 0;

  *case_id
      = ask (db, "pictured", "SELECT max(id) FROM case_file WHERE stage = 'intervention'", error);
  n = ask (db, "n-pictures",
           "SELECT count(*) FROM attachment WHERE archived_at IS NULL AND case_id ="
           " (SELECT max(id) FROM case_file WHERE stage = 'intervention')",
           error);
  for (; n < BENCH_N_PICTURES && *error == NULL; n++)
    {
      g_autoptr (GBytes) picture = make_picture ((guint)n);
      NxAttachmentNew what = { .place = { .case_id = *case_id },
                               .name = "扶手.png",
                               .media_type = "image/png",
                               .bytes = picture,
                               .thumbnail = picture,
                               .width = PICTURE_SIZE,
                               .height = PICTURE_SIZE };

      nx_attachments_add (db, &what, error);
    }
  return NULL;
}

gint64
bench_pictures_ensure (NxStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = 0;

  nx_store_write (store, ensure_job, &case_id, NULL, &error);
  g_assert_no_error (error);
  return case_id;
}

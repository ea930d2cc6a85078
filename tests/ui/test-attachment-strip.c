/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests a strip with many attachments: known at once, shown a few at a time. */
#include "config.h"

#include "nx-attachment-card.h"
#include "nx-attachment-strip.h"
#include "nx-attachments.h"
#include "nx-case-page.h"
#include "nx-client-fixture.h"

typedef struct
{
  Fixture *fixture;
  Clients clients;
  NxStore *store;
} Work;

static GtkWidget *
get_page (Work *self)
{
  return GTK_WIDGET (nx_window_get_page (self->fixture->window));
}

static NxAttachmentStrip *
get_strip (Work *self)
{
  return NX_ATTACHMENT_STRIP (nx_test_find_type (get_page (self), NX_TYPE_ATTACHMENT_STRIP));
}

static guint
count_known (Work *self)
{
  g_autoptr (GArray) ids = nx_attachment_strip_dup_ids (get_strip (self));

  return ids->len;
}

static void
open_case (Work *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.open-case", "x",
                              self->clients.case_id);
  g_assert_true (NX_IS_CASE_PAGE (get_page (self)));
}

#define N_MANY 30

static gpointer
add_many_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF", 4);
  NxAttachmentNew what = { .place = { .case_id = *(const gint64 *)data },
                           .name = "扶手.pdf",
                           .media_type = "application/pdf",
                           .bytes = bytes,
                           .n_pages = 1 };

  for (guint i = 0; i < N_MANY; i++)
    if (nx_attachments_add (db, &what, error) == 0)
      return NULL;
  return NULL;
}

static GArray *
collect_cards (Work *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (GtkWidget *card = nx_test_find_type (GTK_WIDGET (get_strip (self)), NX_TYPE_ATTACHMENT_CARD);
       card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      gint64 id = nx_record_get_id (nx_attachment_card_get_record (NX_ATTACHMENT_CARD (card)));

      g_array_append_val (ids, id);
    }
  return ids;
}

static guint
count_cards (Work *self)
{
  g_autoptr (GArray) ids = collect_cards (self);

  return ids->len;
}

/* The strip knows all of them at once; their cards come some at a time, in the same order, also
 * when the list is read anew meanwhile or the page left. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) cards = NULL;
  g_autoptr (GError) error = NULL;
  gpointer page = NULL;

  work.fixture = fixture;
  open_clients (fixture, &work.clients);
  work.store = nx_session_get_store (fixture->session);
  nx_store_write (work.store, add_many_job, &work.clients.case_id, NULL, &error);
  g_assert_no_error (error);
  open_case (&work);
  nx_test_wait (count_known (&work) == N_MANY);
  g_assert_cmpuint (count_cards (&work), <, N_MANY);
  nx_store_write (work.store, add_many_job, &work.clients.case_id, NULL, &error);
  g_assert_no_error (error);
  nx_test_wait (count_known (&work) == 2 * N_MANY);
  ids = nx_attachment_strip_dup_ids (get_strip (&work));
  nx_test_wait (count_cards (&work) == 2 * N_MANY);
  cards = collect_cards (&work);
  g_assert_cmpmem (cards->data, cards->len * sizeof (gint64), ids->data,
                   ids->len * sizeof (gint64));
  g_assert_true (nx_window_pop_page (fixture->window));
  open_case (&work);
  nx_test_wait (count_known (&work) == 2 * N_MANY);
  page = get_page (&work);
  g_object_add_weak_pointer (page, &page);
  g_assert_true (nx_window_pop_page (fixture->window));
  nx_test_wait (page == NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/attachment-strip/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}

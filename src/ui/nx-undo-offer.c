/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Offers to undo what was saved: the toast, the job that takes it back, and what it says then. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-undo-offer.h"

/* Held by the toast, then by the job and its answer. */
typedef struct
{
  const NxUndoSpec *spec;
  NxStore *store;
  GWeakRef window;
  gpointer undo;
} Offer;

static void
offer_clear (gpointer data)
{
  Offer *offer = data;

  g_object_unref (offer->store);
  g_weak_ref_clear (&offer->window);
  offer->spec->free_undo (offer->undo);
}

static void
offer_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, offer_clear);
}

static gpointer
take_back_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Offer *offer = data;

  offer->spec->take_back (db, offer->undo, error);
  return NULL;
}

static void
took_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Offer *offer = data;
  g_autoptr (NxWindow) window = g_weak_ref_get (&offer->window);
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  if (window != NULL && error != NULL && nx_window_get_page (window) != NULL)
    nx_page_report (nx_window_get_page (window), error);
  else if (window != NULL && error == NULL)
    nx_window_toast (window, offer->spec->get_sentence (offer->undo));
  offer_unref (offer);
}

static void
take_back (gpointer data)
{
  Offer *offer = data;

  nx_store_write_async (offer->store, offer->spec->job_name, take_back_in_worker,
                        g_atomic_rc_box_acquire (offer), offer_unref, NULL, NULL, took_back_cb,
                        g_atomic_rc_box_acquire (offer));
}

void
nx_undo_offer (NxWindow *window,
               NxStore *store,
               const char *sentence,
               const NxUndoSpec *spec,
               gpointer take_undo)
{
  Offer *offer = NULL;

  if (window == NULL)
    {
      spec->free_undo (take_undo);
      return;
    }
  offer = g_atomic_rc_box_new0 (Offer);
  offer->spec = spec;
  offer->store = g_object_ref (store);
  g_weak_ref_init (&offer->window, window);
  offer->undo = take_undo;
  nx_window_toast_undo (window, sentence, take_back, offer, offer_unref);
}

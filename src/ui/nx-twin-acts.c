/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tells two people apart for good, and offers to undo it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-twin-acts.h"

#include "nx-report-place.h"
#include "nx-twin-pairs.h"
#include "nx-undo-offer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MERGE "win.merge-persons"

typedef struct
{
  gint64 a;
  gint64 b;
} Two;

static gpointer
tell_apart_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Two *two = data;

  nx_twin_pairs_tell_apart (db, two->a, two->b, error);
  return NULL;
}

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  const Two *two = undo;

  return nx_twin_pairs_take_back (db, two->a, two->b, error);
}

static const char *
get_sentence_back (gpointer undo)
{
  return _ ("Taken back: the two are compared again.");
}

static const NxUndoSpec undo_spec = {
  .job_name = "told-apart-back",
  .take_back = take_back,
  .free_undo = g_free,
  .get_sentence = get_sentence_back,
};

/* Held by the job and its answer. */
typedef struct
{
  NxReportPlace *place;
  Two two;
} Act;

static void
told_apart_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  if (error != NULL)
    nx_report_place_report (act->place, error);
  else
    nx_undo_offer (nx_report_place_get_window (act->place), NX_STORE (source),
                   _ ("Kept as two people. They will not be compared again."), &undo_spec,
                   g_memdup2 (&act->two, sizeof act->two));
  nx_report_place_free (act->place);
  g_free (act);
}

void
nx_twin_acts_tell_apart (GtkWidget *widget, NxStore *store, gint64 a, gint64 b)
{
  Act *act = g_new0 (Act, 1);

  act->place = nx_report_place_new (widget);
  act->two = (Two){ a, b };
  nx_store_write_async (store, "told-apart", tell_apart_in_worker,
                        g_memdup2 (&act->two, sizeof act->two), g_free, NULL, NULL, told_apart_cb,
                        act);
}

gboolean
nx_twin_acts_can_merge (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GType owner = G_TYPE_INVALID;
  const GVariantType *parameter = NULL;
  const char *name = NULL;
  const char *property = NULL;

  if (root == NULL)
    return FALSE;
  /* GTK 4.8 fills in each of these, wanted or not. */
  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (root), i, &owner, &name,
                                                   &parameter, &property);
       i++)
    if (g_str_equal (name, MERGE))
      return TRUE;
  return G_IS_ACTION_GROUP (root)
         && g_action_group_has_action (G_ACTION_GROUP (root), &MERGE[strlen ("win.")]);
}

void
nx_twin_acts_merge (GtkWidget *widget, gint64 a, gint64 b)
{
  gtk_widget_activate_action (widget, MERGE, "(xx)", a, b);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The duplicates page: pairs of records that may be of one human being, the surest first. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-twins-page.h"

#include "nx-change-set.h"
#include "nx-day-words.h"
#include "nx-twin-acts.h"
#include "nx-twin-pair-card.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* As many as somebody decides in one sitting are drawn; more come on demand. */
#define STEP 20

struct _NxTwinsPage
{
  NxPage parent_instance;

  GtkButton *again_button;
  GtkWidget *stop_button;
  GtkStack *faces;
  GtkLabel *state_label;
  GtkBox *list;
  GtkWidget *more_button;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;

  NxTwinPairList *pairs; /* NULL before the first answer */
  GCancellable *load;    /* reads of what was found */
  GCancellable *scan;    /* the look through the store; NULL: none */
  guint n_shown;
  guint is_loading : 1;
  guint is_stale : 1;   /* something changed while it was read */
  guint is_keeping : 1; /* what was found is being written */
};

G_DEFINE_FINAL_TYPE (NxTwinsPage, nx_twins_page, NX_TYPE_PAGE)

static void load (NxTwinsPage *self);
static void look (NxTwinsPage *self);

gboolean
nx_twins_page_is_settled (NxTwinsPage *self)
{
  g_return_val_if_fail (NX_IS_TWINS_PAGE (self), TRUE);
  return !self->is_loading && self->scan == NULL && !self->is_keeping;
}

/* Showing */

static char *
dup_state (NxTwinsPage *self)
{
  guint n = self->pairs->n_all;
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (self->pairs->scanned_at);
  NxDate day = { (gint16)g_date_time_get_year (at), (guint8)g_date_time_get_month (at),
                 (guint8)g_date_time_get_day_of_month (at) };
  g_autofree char *on
      = nx_day_words_short (day, nx_day_words_today (nx_page_get_store (NX_PAGE (self))));
  g_autofree char *time = g_date_time_format (at, "%H:%M");
  g_autofree char *pairs = g_strdup_printf (ngettext ("%'u pair", "%'u pairs", n), n);

  /* TRANSLATORS: "12 pairs · 3,000 people were compared on 11-22 at 14:03" */
  return g_strdup_printf (ngettext ("%1$s · %2$'u person was compared on %3$s at %4$s",
                                    "%1$s · %2$'u people were compared on %3$s at %4$s",
                                    self->pairs->n_persons),
                          pairs, self->pairs->n_persons, on, time);
}

static void
clear_list (NxTwinsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
}

static void
show_list (NxTwinsPage *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));
  gboolean has_merge = nx_twin_acts_can_merge (GTK_WIDGET (self));
  guint n = MIN (self->pairs->pairs->len, self->n_shown);

  clear_list (self);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->list, nx_twin_pair_card_new (nx_page_get_store (NX_PAGE (self)),
                                                       g_ptr_array_index (self->pairs->pairs, i),
                                                       is_narrow, has_merge));
  gtk_widget_set_visible (self->more_button, self->pairs->n_all > n);
}

static void
show_pairs (NxTwinsPage *self)
{
  gboolean is_empty = self->pairs->pairs->len == 0;
  g_autofree char *state = NULL;

  if (self->pairs->scanned_at == 0)
    {
      gtk_stack_set_visible_child_name (self->faces, "loading");
      if (self->scan == NULL)
        look (self);
      return;
    }
  state = dup_state (self);
  gtk_label_set_text (self->state_label, state);
  adw_status_page_set_description (self->empty_page, state);
  show_list (self);
  gtk_stack_set_visible_child_name (self->faces, is_empty ? "empty" : "pairs");
}

static void
show_error (NxTwinsPage *self, const GError *error)
{
  if (self->pairs == NULL)
    gtk_stack_set_visible_child_name (self->faces, "error");
  nx_page_report (NX_PAGE (self), error);
}

/* Reading what was found */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_twin_pairs_load (db, *(const guint *)data, error);
}

static void
free_list (gpointer list)
{
  nx_twin_pair_list_free (list);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxTwinPairList) pairs = nx_store_read_finish (NX_STORE (source), result, &error);
  NxTwinsPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_loading = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  if (error != NULL)
    show_error (self, error);
  else
    {
      nx_twin_pair_list_free (self->pairs);
      self->pairs = g_steal_pointer (&pairs);
      show_pairs (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (NxTwinsPage *self)
{
  guint limit = self->n_shown;

  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_settled_async (nx_page_get_store (NX_PAGE (self)), "twin-pairs", load_in_worker,
                               g_memdup2 (&limit, sizeof limit), g_free, free_list, self->load,
                               loaded_cb, self);
}

/* Looking through the store */

typedef struct
{
  GArray *pairs;
  guint n_persons;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_array_unref (found->pairs);
  g_free (found);
}

static gpointer
scan_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n_persons = 0;
  GArray *pairs = nx_twin_scan_run (db, &n_persons, error);
  Found *found = NULL;

  if (pairs == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->pairs = pairs;
  found->n_persons = n_persons;
  return found;
}

static gpointer
keep_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Found *found = data;

  nx_twin_pairs_replace (db, found->pairs, found->n_persons, error);
  return NULL;
}

static void
set_looking (NxTwinsPage *self, gboolean is_looking)
{
  gtk_widget_set_visible (self->stop_button, is_looking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "twins.again", !is_looking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "twins.stop", is_looking);
  if (is_looking)
    nx_page_begin_busy (NX_PAGE (self));
  else
    nx_page_end_busy (NX_PAGE (self));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxTwinsPage) self = data;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  self->is_keeping = FALSE;
  if (g_cancellable_is_cancelled (self->load))
    return;
  set_looking (self, FALSE);
  if (error != NULL)
    show_error (self, error);
  else
    load (self);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Found *found = nx_store_read_finish (NX_STORE (source), result, &error);
  g_autoptr (NxTwinsPage) self = data;

  g_clear_object (&self->scan);
  /* The page has gone. */
  if (g_cancellable_is_cancelled (self->load))
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  if (found != NULL)
    {
      self->is_keeping = TRUE;
      nx_store_write_async (NX_STORE (source), "twin-pairs", keep_in_worker, found, found_free,
                            NULL, NULL, kept_cb, g_object_ref (self));
      return;
    }
  set_looking (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
  else if (self->pairs == NULL || self->pairs->scanned_at == 0)
    gtk_stack_set_visible_child_name (self->faces, "stopped");
}

static void
on_progress_cb (guint64 done, guint64 total, gpointer data)
{
  NxTwinsPage *self = data;

  if (self->scan != NULL && !g_cancellable_is_cancelled (self->load))
    nx_page_set_progress (NX_PAGE (self), total > 0 ? (double)done / (double)total : 0);
}

static void
look (NxTwinsPage *self)
{
  if (self->scan != NULL || self->is_keeping)
    return;
  self->scan = g_cancellable_new ();
  if (self->pairs == NULL || self->pairs->scanned_at == 0)
    gtk_stack_set_visible_child_name (self->faces, "loading");
  set_looking (self, TRUE);
  nx_store_read_long_async (nx_page_get_store (NX_PAGE (self)), "twin-scan", scan_in_worker, NULL,
                            NULL, found_free, on_progress_cb, self, self->scan, scanned_cb,
                            g_object_ref (self));
}

/* What people do */

static void
again_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  look (NX_TWINS_PAGE (widget));
}

static void
stop_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxTwinsPage *self = NX_TWINS_PAGE (widget);

  if (self->scan != NULL)
    g_cancellable_cancel (self->scan);
}

static void
more_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxTwinsPage *self = NX_TWINS_PAGE (widget);

  self->n_shown += STEP;
  load (self);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxTwinsPage *self = NX_TWINS_PAGE (widget);

  nx_page_show_error (NX_PAGE (self), NULL);
  load (self);
}

static void
on_narrow_cb (NxTwinsPage *self)
{
  if (self->pairs != NULL && self->pairs->scanned_at != 0)
    show_list (self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxTwinsPage *self)
{
  if (nx_change_set_touches (changes, NX_RECORD_PERSON)
      || nx_change_set_touches (changes, NX_RECORD_MEMBERSHIP))
    load (self);
}

/* The class */

static void
nx_twins_page_constructed (GObject *object)
{
  NxTwinsPage *self = NX_TWINS_PAGE (object);

  G_OBJECT_CLASS (nx_twins_page_parent_class)->constructed (object);
  g_signal_connect_object (nx_page_get_store (NX_PAGE (self)), "changed",
                           G_CALLBACK (on_store_changed_cb), self, 0);
  load (self);
}

static void
nx_twins_page_dispose (GObject *object)
{
  NxTwinsPage *self = NX_TWINS_PAGE (object);

  g_cancellable_cancel (self->load);
  if (self->scan != NULL)
    g_cancellable_cancel (self->scan);
  G_OBJECT_CLASS (nx_twins_page_parent_class)->dispose (object);
}

static void
nx_twins_page_finalize (GObject *object)
{
  NxTwinsPage *self = NX_TWINS_PAGE (object);

  g_clear_object (&self->load);
  g_clear_object (&self->scan);
  nx_twin_pair_list_free (self->pairs);
  G_OBJECT_CLASS (nx_twins_page_parent_class)->finalize (object);
}

static void
nx_twins_page_class_init (NxTwinsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nx_twins_page_constructed;
  object_class->dispose = nx_twins_page_dispose;
  object_class->finalize = nx_twins_page_finalize;

  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-twins-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, list);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, NxTwinsPage, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);

  gtk_widget_class_install_action (widget_class, "twins.again", NULL, again_action_cb);
  gtk_widget_class_install_action (widget_class, "twins.more", NULL, more_action_cb);
  gtk_widget_class_install_action (widget_class, "twins.retry", NULL, retry_action_cb);
  gtk_widget_class_install_action (widget_class, "twins.stop", NULL, stop_action_cb);
}

static void
nx_twins_page_init (NxTwinsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->stop_button, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "twins.stop", FALSE);
  self->load = g_cancellable_new ();
  self->n_shown = STEP;
}

NxPage *
nx_twins_page_new (NxStore *store)
{
  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  return g_object_new (NX_TYPE_TWINS_PAGE, "store", store, NULL);
}

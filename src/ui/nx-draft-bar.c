/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Offers the visits somebody began to write and did not save: go on, or throw away. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-draft-bar.h"

#include "nx-attachment-acts.h"
#include "nx-attachments.h"
#include "nx-draft-undo.h"
#include "nx-drafts.h"
#include "nx-error.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-width-bin.h"
#include "nx-window.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* So many rows; the rest is a number. */
#define N_SHOWN 3

struct _NxDraftBar
{
  AdwBin parent_instance;

  NxStore *store;
  gint64 case_id;
  NxWidthBin *width_bin;
  GtkWidget *rows;
  GtkWidget *more;
  GCancellable *load;
  guint n_drafts;
};

G_DEFINE_FINAL_TYPE (NxDraftBar, nx_draft_bar, ADW_TYPE_BIN)

/* One row, and what its two buttons need. */
typedef struct
{
  gint64 case_id;
  gint64 visit_id; /* 0: a new visit */
  char *client;
  char *title;
  char *place;
  GBytes *data;
  GArray *files; /* ids of its attachments */
  gint64 changed_at;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_free (offer->client);
  g_free (offer->title);
  g_free (offer->place);
  g_bytes_unref (offer->data);
  g_array_unref (offer->files);
  g_free (offer);
}

static Offer *
offer_copy (const Offer *offer)
{
  Offer *copy = g_memdup2 (offer, sizeof *offer);

  copy->client = g_strdup (offer->client);
  copy->title = g_strdup (offer->title);
  copy->place = g_strdup (offer->place);
  copy->data = g_bytes_ref (offer->data);
  copy->files = g_array_copy (offer->files);
  return copy;
}

/* Loading */

/* 0 for a draft whose visit or case is not there any more. */
static gint64
find_case_id (NxDatabase *db, const NxDraft *draft)
{
  g_autoptr (NxRecord) visit = NULL;

  if (draft->record_id == 0)
    return g_str_has_prefix (draft->place, "case:")
               ? g_ascii_strtoll (draft->place + strlen ("case:"), NULL, 10)
               : 0;
  visit = nx_records_find (db, NX_RECORD_VISIT, draft->record_id, NULL);
  return visit != NULL ? nx_record_get_int (visit, NX_VISIT_CASE) : 0;
}

/* Those of a visit that is saved already stay with it. */
static GArray *
find_files (NxDatabase *db, const NxDraft *draft)
{
  g_autoptr (GPtrArray) records
      = draft->record_id == 0 ? nx_attachments_load_draft (db, draft->place, NULL) : NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gint64 id = nx_record_get_id (g_ptr_array_index (records, i));

      g_array_append_val (ids, id);
    }
  return ids;
}

static Offer *
find_offer (NxDatabase *db, const NxDraft *draft, gint64 wanted_case)
{
  gint64 case_id = draft->kind == NX_RECORD_VISIT ? find_case_id (db, draft) : 0;
  g_autoptr (NxRecord) case_file = NULL;
  Offer *offer = NULL;

  if (case_id == 0 || (wanted_case != 0 && case_id != wanted_case))
    return NULL;
  case_file = nx_records_find (db, NX_RECORD_CASE, case_id, NULL);
  if (case_file == NULL)
    return NULL;
  offer = g_new0 (Offer, 1);
  offer->case_id = case_id;
  offer->visit_id = draft->record_id;
  offer->client = g_strdup (nx_record_get_text (case_file, NX_CASE_CLIENT_NAME));
  offer->title = g_strdup (nx_record_get_text (case_file, NX_CASE_TITLE));
  offer->place = g_strdup (draft->place);
  offer->data = g_bytes_ref (draft->data);
  offer->files = find_files (db, draft);
  offer->changed_at = draft->changed_at;
  return offer;
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = nx_drafts_list (db, error);
  GPtrArray *offers = NULL;

  if (drafts == NULL)
    return NULL;
  offers = g_ptr_array_new_with_free_func (offer_free);
  for (guint i = 0; i < drafts->len; i++)
    {
      Offer *offer = find_offer (db, g_ptr_array_index (drafts, i), *(const gint64 *)data);

      if (offer != NULL)
        g_ptr_array_add (offers, offer);
    }
  return offers;
}

/* Rows */

static void
on_go_on_clicked_cb (GtkWidget *button, const Offer *offer)
{
  if (offer->visit_id != 0)
    gtk_widget_activate_action (button, "win.edit-visit", "x", offer->visit_id);
  else
    gtk_widget_activate_action (button, "win.record-visit", "x", offer->case_id);
}

static gpointer
drop_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Offer *offer = data;

  if (nx_drafts_drop (db, NX_RECORD_VISIT, offer->visit_id, offer->place, error)
      && offer->visit_id == 0)
    nx_attachments_discard_draft (db, offer->place, NULL, error);
  return NULL;
}

static void
wrote_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxDraftBar) self = data;
  g_autoptr (GError) error = NULL;
  NxWindow *window = nx_window_of (self);

  nx_store_write_finish (NX_STORE (source), result, &error);
  if (error != NULL && window != NULL)
    nx_page_report (nx_window_get_page (window), error);
  if (self->store != NULL)
    nx_draft_bar_reload (self);
}

static void
on_discard_clicked_cb (GtkWidget *button, const Offer *offer)
{
  NxDraftBar *self = NX_DRAFT_BAR (gtk_widget_get_ancestor (button, NX_TYPE_DRAFT_BAR));
  NxWindow *window = nx_window_of (self);
  NxThrownDraft draft = { offer->visit_id, offer->place, offer->data, offer->files };

  nx_store_write_async (self->store, "draft-discard", drop_in_worker, offer_copy (offer),
                        offer_free, NULL, NULL, wrote_cb, g_object_ref (self));
  if (window != NULL)
    nx_draft_undo_offer (window, self->store, &draft);
}

static GtkWidget *
new_button (const char *label, const char *css_class, GCallback callback, Offer *offer)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", callback, offer);
  return button;
}

/* The page of the case has said already whose it is. */
static char *
dup_text (const Offer *offer, gboolean is_on_case)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (offer->changed_at);
  NxDate day = { (gint16)g_date_time_get_year (when), (guint8)g_date_time_get_month (when),
                 (guint8)g_date_time_get_day_of_month (when) };
  g_autofree char *day_text = nx_date_format (day, NX_DATE_DAY);
  g_autofree char *time = g_date_time_format (when, "%H:%M");
  const char *client = offer->client != NULL ? offer->client : "";

  if (is_on_case && offer->visit_id != 0)
    /* TRANSLATORS: day, time of the day */
    return g_strdup_printf (_ ("Changes of a visit, not saved: %1$s %2$s"), day_text, time);
  if (is_on_case)
    /* TRANSLATORS: day, time of the day */
    return g_strdup_printf (_ ("Unfinished visit: %1$s %2$s"), day_text, time);
  if (offer->visit_id != 0)
    /* TRANSLATORS: client, title of the case, day, time of the day */
    return g_strdup_printf (_ ("Changes of a visit, not saved: %1$s · %2$s · %3$s %4$s"), client,
                            offer->title, day_text, time);
  /* TRANSLATORS: client, title of the case, day, time of the day */
  return g_strdup_printf (_ ("Unfinished visit: %1$s · %2$s · %3$s %4$s"), client, offer->title,
                          day_text, time);
}

/* The buttons stand below the text where it is narrow. */
static void
fit_rows (NxDraftBar *self)
{
  GtkOrientation orientation = nx_width_bin_is_narrow (self->width_bin)
                                   ? GTK_ORIENTATION_VERTICAL
                                   : GTK_ORIENTATION_HORIZONTAL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (row), orientation);
}

static GtkWidget *
new_row (Offer *take, gboolean is_on_case)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *about = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *text = dup_text (take, is_on_case);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (about), icon);
  gtk_box_append (GTK_BOX (about), label);
  gtk_box_append (GTK_BOX (acts), new_button (_ ("_Go On"), "nx-row-action",
                                              G_CALLBACK (on_go_on_clicked_cb), take));
  gtk_box_append (GTK_BOX (acts),
                  new_button (_ ("_Discard"), "flat", G_CALLBACK (on_discard_clicked_cb), take));
  gtk_box_append (GTK_BOX (row), about);
  gtk_box_append (GTK_BOX (row), acts);
  gtk_widget_add_css_class (row, "nx-strip");
  g_object_set_data_full (G_OBJECT (row), "nx-offer", take, offer_free);
  return row;
}

static void
show_offers (NxDraftBar *self, GPtrArray *offers)
{
  guint n_more = offers->len > N_SHOWN ? offers->len - N_SHOWN : 0;
  g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more unfinished visit",
                                                        "%u more unfinished visits", n_more),
                                           n_more);
  GtkWidget *row = NULL;

  self->n_drafts = offers->len;
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; i < MIN (offers->len, N_SHOWN); i++)
    gtk_box_append (GTK_BOX (self->rows),
                    new_row (offer_copy (g_ptr_array_index (offers, i)), self->case_id != 0));
  fit_rows (self);
  gtk_label_set_label (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->more, n_more > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), offers->len > 0);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = nx_store_read_finish (NX_STORE (source), result, &error);

  /* A list of drafts that cannot be read is no reason to bar the page it stands on; opening the
   * case asks for its draft again and says so. */
  if (nx_error_is_cancelled (error) || offers == NULL)
    return;
  show_offers (data, offers);
}

void
nx_draft_bar_reload (NxDraftBar *self)
{
  g_return_if_fail (NX_IS_DRAFT_BAR (self));
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  /* Whoever leaves a visit and comes to a page with this bar finds it there. */
  nx_store_read_settled_async (self->store, "draft-bar", load_in_worker,
                               g_memdup2 (&self->case_id, sizeof self->case_id), g_free,
                               (GDestroyNotify)g_ptr_array_unref, self->load, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxDraftBar *self)
{
  if (nx_change_set_touches (changes, NX_RECORD_VISIT))
    nx_draft_bar_reload (self);
}

static void
nx_draft_bar_dispose (GObject *object)
{
  NxDraftBar *self = NX_DRAFT_BAR (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_draft_bar_parent_class)->dispose (object);
}

static void
nx_draft_bar_class_init (NxDraftBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_draft_bar_dispose;
}

static void
nx_draft_bar_init (NxDraftBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->width_bin = NX_WIDTH_BIN (nx_width_bin_new ());
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->more = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->more), 0);
  gtk_widget_add_css_class (self->more, "nx-dim");
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_widget_set_margin_bottom (box, 6);
  nx_width_bin_set_child (self->width_bin, box);
  nx_width_bin_follow_height (self->width_bin);
  g_signal_connect_object (self->width_bin, "notify::narrow", G_CALLBACK (fit_rows), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->width_bin));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
nx_draft_bar_new (NxStore *store, gint64 case_id)
{
  NxDraftBar *self = g_object_new (NX_TYPE_DRAFT_BAR, NULL);

  self->store = g_object_ref (store);
  self->case_id = case_id;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  nx_draft_bar_reload (self);
  return GTK_WIDGET (self);
}

guint
nx_draft_bar_get_n_drafts (NxDraftBar *self)
{
  g_return_val_if_fail (NX_IS_DRAFT_BAR (self), 0);
  return self->n_drafts;
}

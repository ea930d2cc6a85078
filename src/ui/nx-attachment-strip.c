/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The attachments of a case, a visit or a draft as a row of cards: add, look at, name, delete. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-strip.h"

#include "nx-attachment-job-card.h"
#include "nx-attachment-jobs.h"
#include "nx-attachment-strip-private.h"
#include "nx-error.h"
#include "nx-store-error.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* What fits on the screen comes at once, the others a few at a time when nothing is more urgent. */
#define N_FIRST_CARDS 8
#define N_MORE_CARDS 4

G_DEFINE_FINAL_TYPE (NxAttachmentStrip, nx_attachment_strip, ADW_TYPE_BIN)

typedef enum
{
  PROP_BUSY = 1,
} NxAttachmentStripProps;

static GParamSpec *props[PROP_BUSY + 1];

enum
{
  ATTACHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is seen */

static gboolean
has_child (GtkWidget *box)
{
  return gtk_widget_get_first_child (box) != NULL;
}

static void
update_visible (NxAttachmentStrip *self)
{
  gboolean has_failed = gtk_widget_get_visible (self->failed);
  gboolean has_jobs = has_child (self->waiting) || has_child (self->refused);

  gtk_widget_set_visible (self->scroller, has_child (self->cards) || has_child (self->waiting));
  gtk_widget_set_visible (self->waiting, has_child (self->waiting));
  gtk_widget_set_visible (self->cards, has_child (self->cards));
  gtk_widget_set_visible (self->refused, has_child (self->refused));
  if (self->hint != NULL)
    gtk_widget_set_visible (self->hint, !has_child (self->cards) && !has_jobs && !has_failed);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->style == NX_ATTACHMENTS_IN_FORM || has_jobs
                              || (!self->is_folded && (has_child (self->cards) || has_failed)));
}

/* The cards */

static gboolean
is_focus_inside (NxAttachmentStrip *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* Whoever deleted a card or cancelled a file goes on beside it. */
static void
restore_focus (NxAttachmentStrip *self)
{
  if (is_focus_inside (self))
    return;
  if (self->current != NULL)
    gtk_widget_grab_focus (self->current);
  else if (self->add_button != NULL)
    gtk_widget_grab_focus (self->add_button);
}

static GtkWidget *
find_card (NxAttachmentStrip *self, gint64 id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->cards); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (nx_record_get_id (nx_attachment_card_get_record (NX_ATTACHMENT_CARD (child))) == id)
      return child;
  return NULL;
}

static void
on_card_focus_cb (NxAttachmentStrip *self, GtkEventControllerFocus *controller)
{
  nx_attachment_strip_set_current (
      self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
}

static GtkWidget *
new_card (NxAttachmentStrip *self, const NxAttachmentItem *item)
{
  GtkWidget *card = nx_attachment_card_new (item);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_card_focus_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (card, focus);
  g_signal_connect_object (card, "menu", G_CALLBACK (nx_attachment_strip_on_menu_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "caption-changed", G_CALLBACK (nx_attachment_strip_on_caption_cb),
                           self, G_CONNECT_SWAPPED);
  return card;
}

/* A card that shows the record as it is now stays, with its focus. */
static GtkWidget *
ensure_card (NxAttachmentStrip *self, const NxAttachmentItem *item, GtkWidget *after)
{
  GtkWidget *card = find_card (self, nx_record_get_id (item->record));
  NxRecord *shown = card != NULL ? nx_attachment_card_get_record (NX_ATTACHMENT_CARD (card)) : NULL;
  gboolean was_current = card != NULL && card == self->current;

  if (shown != NULL && nx_record_get_version (shown) != nx_record_get_version (item->record))
    {
      gtk_box_remove (GTK_BOX (self->cards), card);
      card = NULL;
    }
  if (card != NULL)
    {
      gtk_box_reorder_child_after (GTK_BOX (self->cards), card, after);
      return card;
    }
  card = new_card (self, item);
  gtk_box_insert_child_after (GTK_BOX (self->cards), card, after);
  if (was_current)
    nx_attachment_strip_set_current (self, card);
  return card;
}

/* Which takes the place of the card that goes. */
static GtkWidget *
find_neighbour (GtkWidget *card)
{
  GtkWidget *next = gtk_widget_get_next_sibling (card);

  return next != NULL ? next : gtk_widget_get_prev_sibling (card);
}

static void
remove_missing (NxAttachmentStrip *self, GHashTable *ids)
{
  GtkWidget *next = NULL;

  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL; card = next)
    {
      gint64 id = nx_record_get_id (nx_attachment_card_get_record (NX_ATTACHMENT_CARD (card)));

      next = gtk_widget_get_next_sibling (card);
      if (g_hash_table_contains (ids, &id))
        continue;
      if (card == self->current)
        nx_attachment_strip_set_current (self, find_neighbour (card));
      gtk_box_remove (GTK_BOX (self->cards), card);
    }
}

/* The next ones, each behind the one before; FALSE when these were the last. */
static gboolean
show_some (NxAttachmentStrip *self, guint n)
{
  guint end = MIN (self->n_shown + n, self->items->len);
  GtkWidget *after = NULL;

  if (self->n_shown > 0)
    {
      NxAttachmentItem *last = g_ptr_array_index (self->items, self->n_shown - 1);

      after = find_card (self, nx_record_get_id (last->record));
    }
  for (; self->n_shown < end; self->n_shown++)
    after = ensure_card (self, g_ptr_array_index (self->items, self->n_shown), after);
  if (end < self->items->len)
    return TRUE;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  return FALSE;
}

static gboolean
show_more_cb (gpointer data)
{
  NxAttachmentStrip *self = data;

  if (show_some (self, N_MORE_CARDS))
    return G_SOURCE_CONTINUE;
  self->more_source = 0;
  return G_SOURCE_REMOVE;
}

static void
show_items (NxAttachmentStrip *self, GPtrArray *items)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean had_focus = is_focus_inside (self);

  g_clear_handle_id (&self->more_source, g_source_remove);
  g_ptr_array_ref (items);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  self->n_shown = 0;
  for (guint i = 0; i < items->len; i++)
    {
      NxAttachmentItem *item = g_ptr_array_index (items, i);
      gint64 id = nx_record_get_id (item->record);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  remove_missing (self, ids);
  if (show_some (self, N_FIRST_CARDS))
    self->more_source = g_idle_add_full (G_PRIORITY_LOW, show_more_cb, self, NULL);
  /* While nobody works here Tab comes to the newest. */
  if (self->current == NULL || !had_focus)
    nx_attachment_strip_set_current (self, gtk_widget_get_first_child (self->cards));
  update_visible (self);
  if (had_focus)
    restore_focus (self);
}

/* Loading */

static void
show_failure (NxAttachmentStrip *self, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gtk_label_set_label (GTK_LABEL (self->failed_label), sentence);
  /* That a case is confidential is no failure; whoever adds something is told. */
  gtk_widget_set_visible (self->failed,
                          !g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT));
  show_items (self, none);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = nx_attachment_list_finish (NX_STORE (source), result, &error);
  NxAttachmentStrip *self = data;

  if (nx_error_is_cancelled (error))
    return;
  g_clear_object (&self->load);
  if (items == NULL)
    {
      show_failure (self, error);
      return;
    }
  gtk_widget_set_visible (self->failed, FALSE);
  show_items (self, items);
}

static void
load (NxAttachmentStrip *self)
{
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_attachment_list_async (self->store, self->place, self->load, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxAttachmentStrip *self)
{
  if (nx_change_set_touches (changes, NX_RECORD_ATTACHMENT)
      || nx_change_set_lookup (changes, NX_RECORD_CASE, self->place->case_id, NULL))
    load (self);
}

/* Files on their way */

static void
clear (GtkWidget *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
on_jobs_changed_cb (NxAttachmentStrip *self)
{
  GListModel *jobs = nx_attachment_queue_get_jobs (self->queue);
  gboolean had_focus = is_focus_inside (self);

  clear (self->waiting);
  clear (self->refused);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (NxAttachmentJob) job = g_list_model_get_item (jobs, i);

      if (nx_attachment_job_get_state (job) == NX_ATTACHMENT_REFUSED)
        gtk_box_append (GTK_BOX (self->refused), nx_attachment_job_row_new (self->queue, job));
      else
        gtk_box_append (GTK_BOX (self->waiting), nx_attachment_job_card_new (self->queue, job));
    }
  update_visible (self);
  if (had_focus)
    restore_focus (self);
}

static void
on_busy_cb (NxAttachmentStrip *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
on_attached_cb (NxAttachmentStrip *self)
{
  g_signal_emit (self, signals[ATTACHED], 0);
}

static void
on_finished_cb (NxAttachmentStrip *self, GArray *ids)
{
  if (ids->len > 0)
    nx_attachment_strip_tell_added (self, ids);
}

/* Object */

static void
nx_attachment_strip_unmap (GtkWidget *widget)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);

  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  GTK_WIDGET_CLASS (nx_attachment_strip_parent_class)->unmap (widget);
}

static void
nx_attachment_strip_dispose (GObject *object)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_handle_id (&self->more_source, g_source_remove);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  if (self->menu != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->menu));
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->current);
  g_clear_object (&self->queue);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_attachment_strip_parent_class)->dispose (object);
}

static void
nx_attachment_strip_finalize (GObject *object)
{
  nx_attachment_place_free (NX_ATTACHMENT_STRIP (object)->place);
  G_OBJECT_CLASS (nx_attachment_strip_parent_class)->finalize (object);
}

static void
nx_attachment_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxAttachmentStripProps)prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, nx_attachment_strip_is_busy (NX_ATTACHMENT_STRIP (object)));
      break;
    }
}

static void
nx_attachment_strip_class_init (NxAttachmentStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_attachment_strip_dispose;
  object_class->finalize = nx_attachment_strip_finalize;
  object_class->get_property = nx_attachment_strip_get_property;
  props[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[ATTACHED] = g_signal_new ("attached", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  GTK_WIDGET_CLASS (klass)->unmap = nx_attachment_strip_unmap;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  nx_attachment_strip_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
nx_attachment_strip_init (NxAttachmentStrip *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attachments"), -1);
}

/* Building */

static GtkWidget *
new_head (NxAttachmentStrip *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *heading = gtk_label_new (_ ("Attachments"));

  self->add_button = gtk_button_new_with_mnemonic (_ ("Attach _Files…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "attachment.add");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), self->add_button);
  return head;
}

static GtkWidget *
new_hint (void)
{
  GtkWidget *hint
      = gtk_label_new (_ ("Photos and PDF files, also dropped here or pasted. They are "
                          "kept encrypted, without the place where a photo was taken."));

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "nx-dim");
  return hint;
}

static GtkWidget *
new_failed (NxAttachmentStrip *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  self->failed_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->failed_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->failed_label), 0);
  gtk_widget_set_layout_manager (row, nx_wrap_layout_new ());
  g_signal_connect_object (button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (row), self->failed_label);
  gtk_box_append (GTK_BOX (row), button);
  gtk_widget_add_css_class (row, "nx-strip");
  gtk_widget_set_visible (row, FALSE);
  return row;
}

static GtkWidget *
new_scroller (NxAttachmentStrip *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->waiting = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_box_append (GTK_BOX (row), self->waiting);
  gtk_box_append (GTK_BOX (row), self->cards);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), row);
  return scroller;
}

static void
build (NxAttachmentStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->refused = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->scroller = new_scroller (self);
  self->failed = new_failed (self);
  if (self->style == NX_ATTACHMENTS_IN_FORM)
    {
      self->hint = new_hint ();
      gtk_box_append (GTK_BOX (box), new_head (self));
      gtk_box_append (GTK_BOX (box), self->hint);
    }
  gtk_box_append (GTK_BOX (box), self->failed);
  gtk_box_append (GTK_BOX (box), self->refused);
  gtk_box_append (GTK_BOX (box), self->scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
follow_queue (NxAttachmentStrip *self)
{
  g_signal_connect_object (nx_attachment_queue_get_jobs (self->queue), "items-changed",
                           G_CALLBACK (on_jobs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "attached", G_CALLBACK (on_attached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "finished", G_CALLBACK (on_finished_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
nx_attachment_strip_new (NxStore *store,
                         const NxAttachmentPlace *place,
                         NxAttachmentStripStyle style)
{
  NxAttachmentStrip *self = g_object_new (NX_TYPE_ATTACHMENT_STRIP, NULL);

  self->store = g_object_ref (store);
  self->place = nx_attachment_place_copy (place);
  self->style = style;
  self->queue = nx_attachment_queue_new (store, place);
  build (self);
  follow_queue (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  update_visible (self);
  load (self);
  return GTK_WIDGET (self);
}

NxAttachmentQueue *
nx_attachment_strip_get_queue (NxAttachmentStrip *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_STRIP (self), NULL);
  return self->queue;
}

gboolean
nx_attachment_strip_is_busy (NxAttachmentStrip *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_STRIP (self), FALSE);
  return self->queue != NULL && nx_attachment_queue_is_busy (self->queue);
}

GArray *
nx_attachment_strip_dup_ids (NxAttachmentStrip *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      NxAttachmentItem *item = g_ptr_array_index (self->items, i);
      gint64 id = nx_record_get_id (item->record);

      g_array_append_val (ids, id);
    }
  if (self->items != NULL)
    return ids;
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      gint64 id = nx_record_get_id (nx_attachment_card_get_record (NX_ATTACHMENT_CARD (card)));

      g_array_append_val (ids, id);
    }
  return ids;
}

void
nx_attachment_strip_set_folded (NxAttachmentStrip *self, gboolean is_folded)
{
  g_return_if_fail (NX_IS_ATTACHMENT_STRIP (self));
  self->is_folded = is_folded != FALSE;
  update_visible (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The button over a list with the filters that the office has saved for it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-filter-button.h"

#include "nx-error.h"
#include "nx-fit-words.h"
#include "nx-line-layout.h"
#include "nx-saved-filters.h"
#include "nx-undo-offer.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define WIDTH 280
#define HEIGHT_MAX 320

struct _NxFilterButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkBox *lines;
  GtkWidget *none_label;
  GtkWidget *scrolled;
  GtkWidget *entry;
  GtkWidget *save_button;
  GtkWidget *error_label;

  NxStore *store;
  char *list_id;
  NxFilterDup dup;
  gpointer list;
  GCancellable *load;
  gint64 renamed; /* the filter whose name stands in the entry, or 0 */
  gint64 renamed_version;
};

G_DEFINE_FINAL_TYPE (NxFilterButton, nx_filter_button, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
} NxFilterButtonSignals;

static guint signals[SIGNAL_CHOSEN + 1];

/* Drawing anew after each change. */
static void load (NxFilterButton *self);

static void
show_error (NxFilterButton *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? nx_words_for_error (error) : NULL;

  gtk_label_set_label (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);
}

/* Writing */

typedef struct
{
  gint64 id; /* 0: a new one */
  gint64 version;
  gboolean is_deletion;
  char *list_id;
  char *name;
  char *data;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->list_id);
  g_free (change->name);
  g_free (change->data);
  g_free (change);
}

static gpointer
write_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  if (change->is_deletion)
    nx_saved_filters_set_deleted (db, change->id, TRUE, error);
  else if (change->id != 0)
    nx_saved_filters_rename (db, change->id, change->version, change->name, error);
  else
    nx_saved_filters_add (db, change->list_id, change->name, change->data, error);
  return NULL;
}

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  return nx_saved_filters_set_deleted (db, *(const gint64 *)undo, FALSE, error);
}

static const char *
get_sentence_back (gpointer undo)
{
  return _ ("Taken back: the filter is there again.");
}

static const NxUndoSpec undo_spec = {
  .job_name = "saved-filter-back",
  .take_back = take_back,
  .free_undo = g_free,
  .get_sentence = get_sentence_back,
};

typedef struct
{
  NxFilterButton *button; /* referenced */
  gint64 deleted;         /* or 0 */
} Answer;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Answer *answer = data;
  g_autoptr (NxFilterButton) self = answer->button;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  gtk_widget_set_sensitive (self->save_button, TRUE);
  show_error (self, error);
  if (error == NULL && answer->deleted != 0)
    nx_undo_offer (nx_window_of (self), NX_STORE (source),
                   _ ("The filter was deleted for everybody"), &undo_spec,
                   g_memdup2 (&answer->deleted, sizeof answer->deleted));
  if (error == NULL)
    {
      self->renamed = 0;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
    }
  if (self->store != NULL && gtk_widget_get_mapped (self->entry))
    load (self);
}

static void
write_change (NxFilterButton *self, Change *take)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->button = g_object_ref (self);
  answer->deleted = take->is_deletion ? take->id : 0;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  nx_store_write_async (self->store, "saved-filter", write_in_worker, take, change_free, NULL, NULL,
                        written_cb, answer);
}

static void
on_save_cb (NxFilterButton *self)
{
  Change *change = NULL;
  g_autofree char *data = self->renamed == 0 ? self->dup (self->list) : NULL;

  if (self->renamed == 0 && data == NULL)
    return;
  change = g_new0 (Change, 1);
  change->id = self->renamed;
  change->version = self->renamed_version;
  change->list_id = g_strdup (self->list_id);
  change->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  change->data = g_steal_pointer (&data);
  write_change (self, change);
}

/* Each filter is one line */

static const NxSavedFilter *
get_filter (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_parent (button)), "nx-filter");
}

static void
on_choose_cb (NxFilterButton *self, GtkWidget *button)
{
  g_autofree char *data = g_strdup (get_filter (button)->data);

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, data);
}

/* The entry below has the old name then, and saves the new one. */
static void
on_rename_cb (NxFilterButton *self, GtkWidget *button)
{
  const NxSavedFilter *filter = get_filter (button);

  self->renamed = filter->id;
  self->renamed_version = filter->version;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), filter->name);
  gtk_button_set_label (GTK_BUTTON (self->save_button), _ ("_Rename"));
  gtk_widget_set_sensitive (self->save_button, TRUE);
  gtk_widget_set_sensitive (self->entry, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
on_delete_cb (NxFilterButton *self, GtkWidget *button)
{
  Change *change = g_new0 (Change, 1);

  change->id = get_filter (button)->id;
  change->is_deletion = TRUE;
  write_change (self, change);
}

static GtkWidget *
make_act (NxFilterButton *self, const char *icon_name, char *label, GCallback callback)
{
  g_autofree char *name = label;
  GtkWidget *act = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (act, "flat");
  gtk_widget_set_tooltip_text (act, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (act), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (act, "clicked", callback, self, G_CONNECT_SWAPPED);
  return act;
}

static GtkWidget *
make_line (NxFilterButton *self, NxSavedFilter *take)
{
  GtkWidget *line = nx_line_layout_new_box (3);
  GtkWidget *choose = gtk_button_new ();
  GtkWidget *label = gtk_label_new (take->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (choose), label);
  gtk_widget_add_css_class (choose, "flat");
  gtk_widget_set_hexpand (choose, TRUE);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (on_choose_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (line), "nx-filter", take, (GDestroyNotify)nx_saved_filter_free);
  gtk_box_append (GTK_BOX (line), choose);
  gtk_box_append (GTK_BOX (line), make_act (self, "document-edit-symbolic",
                                            /* TRANSLATORS: %s is the name of a saved filter */
                                            g_strdup_printf (_ ("Rename “%s”"), take->name),
                                            G_CALLBACK (on_rename_cb)));
  gtk_box_append (GTK_BOX (line), make_act (self, "user-trash-symbolic",
                                            /* TRANSLATORS: %s is the name of a saved filter */
                                            g_strdup_printf (_ ("Delete “%s”"), take->name),
                                            G_CALLBACK (on_delete_cb)));
  return line;
}

/* Reading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_saved_filters_load (db, data, error);
}

static void
free_filters (gpointer filters)
{
  g_ptr_array_unref (filters);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) filters = nx_store_read_finish (NX_STORE (source), result, &error);
  NxFilterButton *self = data;
  GtkWidget *line = NULL;

  if (nx_error_is_cancelled (error))
    return;
  if (error != NULL)
    show_error (self, error);
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  gtk_widget_set_visible (self->none_label, filters != NULL && filters->len == 0);
  gtk_widget_set_visible (self->scrolled, filters != NULL && filters->len > 0);
  if (filters == NULL)
    return;
  g_ptr_array_set_free_func (filters, NULL);
  for (guint i = 0; i < filters->len; i++)
    gtk_box_append (self->lines, make_line (self, g_ptr_array_index (filters, i)));
}

static void
load (NxFilterButton *self)
{
  g_autofree char *now = self->dup (self->list);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  /* With nothing chosen there is nothing to save. */
  gtk_button_set_label (GTK_BUTTON (self->save_button), _ ("_Save This Filter"));
  gtk_widget_set_sensitive (self->entry, now != NULL);
  gtk_widget_set_sensitive (self->save_button, now != NULL);
  nx_store_read_async (self->store, "saved-filters", load_in_worker, g_strdup (self->list_id),
                       g_free, free_filters, self->load, load_cb, self);
}

static void
on_show_cb (NxFilterButton *self)
{
  show_error (self, NULL);
  self->renamed = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->store != NULL)
    load (self);
}

/* Object */

static void
nx_filter_button_dispose (GObject *object)
{
  NxFilterButton *self = NX_FILTER_BUTTON (object);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_filter_button_parent_class)->dispose (object);
}

static void
nx_filter_button_finalize (GObject *object)
{
  g_free (NX_FILTER_BUTTON (object)->list_id);
  G_OBJECT_CLASS (nx_filter_button_parent_class)->finalize (object);
}

static void
nx_filter_button_class_init (NxFilterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_filter_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_filter_button_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", NX_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1); /* no wider than the others */
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_content (NxFilterButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->scrolled = gtk_scrolled_window_new ();
  g_object_set (self->scrolled, "child", self->lines, "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE, "max-content-height", HEIGHT_MAX, NULL);
  self->none_label = new_label (_ ("No filter has been saved for this list yet."), "nx-dim");
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Name of the filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the filter"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save This Filter"));
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  self->error_label = new_label (NULL, "nx-high");
  gtk_widget_set_visible (self->error_label, FALSE);
  gtk_box_append (GTK_BOX (box),
                  new_label (_ ("Saved filters, for everybody in the office"), "caption-heading"));
  gtk_box_append (GTK_BOX (box), self->none_label);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->error_label);
  gtk_box_append (GTK_BOX (box), self->save_button);
  return nx_fit_words_in_popover (box, WIDTH);
}

static void
nx_filter_button_init (NxFilterButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  /* TRANSLATORS: button over a list: filters that were saved under a name */
  gtk_menu_button_set_label (self->button, _ ("_Filters"));
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Saved filters of this list"));
  gtk_popover_set_child (GTK_POPOVER (popover), make_content (self));
  g_signal_connect_object (popover, "show", G_CALLBACK (on_show_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->button, popover);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

void
nx_filter_button_set_up (
    NxFilterButton *self, NxStore *store, const char *list_id, NxFilterDup dup, gpointer list)
{
  g_return_if_fail (NX_IS_FILTER_BUTTON (self) && self->store == NULL);
  self->store = g_object_ref (store);
  self->list_id = g_strdup (list_id);
  self->dup = dup;
  self->list = list;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of what was done to many records as one step, where each step can be undone. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-operations-page.h"

#include "nx-change-set.h"
#include "nx-code-list.h"
#include "nx-day-words.h"
#include "nx-error.h"
#include "nx-merge-field.h"
#include "nx-operation.h"
#include "nx-record-rows.h"
#include "nx-twin-words.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* Further back nobody undoes. */
#define MOST 100

struct _NxOperationsPage
{
  NxPage parent_instance;

  GtkStack *faces;
  GtkListBox *list;

  GCancellable *load;
  char *shown;       /* what the rows say, to leave them alone when it is the same */
  gint64 undoing_id; /* 0: none */
  gint64 refused_id; /* the one whose undoing was refused last, and why */
  char *refusal;
  guint is_loading : 1;
  guint is_stale : 1;
};

G_DEFINE_FINAL_TYPE (NxOperationsPage, nx_operations_page, NX_TYPE_PAGE)

static void load (NxOperationsPage *self);

/* Words */

static char *
dup_title (const NxOperation *operation)
{
  const NxCode *kind = nx_code_list_find (nx_code_list_get ("operation-kind"), operation->kind);
  const char *label = kind != NULL ? nx_code_label (kind) : operation->kind;

  if (operation->record_name == NULL)
    return g_strdup (label);
  /* TRANSLATORS: what was done, and the name or number of the record it was done to */
  return g_strdup_printf (_ ("%1$s: %2$s"), label, operation->record_name);
}

static char *
dup_moment (NxOperationsPage *self, gint64 seconds)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (seconds);
  NxDate day = { (gint16)g_date_time_get_year (at), (guint8)g_date_time_get_month (at),
                 (guint8)g_date_time_get_day_of_month (at) };
  g_autofree char *on
      = nx_day_words_short (day, nx_day_words_today (nx_page_get_store (NX_PAGE (self))));
  g_autofree char *time = g_date_time_format (at, "%H:%M");

  return g_strjoin (" ", on, time, NULL);
}

static char *
dup_facts (NxOperationsPage *self, const NxOperation *operation)
{
  g_autofree char *at = dup_moment (self, operation->at);
  g_autofree char *many
      = g_strdup_printf (ngettext ("%'u record", "%'u records", (gulong)operation->n_records),
                         (guint)operation->n_records);

  return operation->worker_name != NULL ? g_strjoin (" · ", at, operation->worker_name, many, NULL)
                                        : g_strjoin (" · ", at, many, NULL);
}

/* Undoing */

static gpointer
undo_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  nx_operation_undo (db, *(const gint64 *)data, error);
  return NULL;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxOperationsPage) self = data;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  if (g_cancellable_is_cancelled (self->load))
    return;
  g_clear_pointer (&self->refusal, g_free);
  if (error != NULL)
    self->refusal = nx_words_for_error (error);
  self->refused_id = error != NULL ? self->undoing_id : 0;
  self->undoing_id = 0;
  nx_page_end_busy (NX_PAGE (self));
  load (self);
}

static void
on_undo_clicked_cb (GtkButton *button, NxOperationsPage *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "nx-operation");

  if (self->undoing_id != 0)
    return;
  self->undoing_id = *id;
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_write_async (nx_page_get_store (NX_PAGE (self)), "operation-undo", undo_in_worker,
                        g_memdup2 (id, sizeof *id), g_free, NULL, NULL, undone_cb,
                        g_object_ref (self));
}

/* Showing */

static GtkWidget *
new_undo_button (NxOperationsPage *self, const NxOperation *operation, const char *title)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Undo"));

  gtk_widget_add_css_class (button, "nx-row-action");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  g_object_set_data_full (G_OBJECT (button), "nx-operation",
                          g_memdup2 (&operation->id, sizeof operation->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_undo_clicked_cb), self);
  return button;
}

/* Where the eye is: at the button that was pressed. */
static GtkWidget *
new_refusal (NxOperationsPage *self)
{
  GtkWidget *label = nx_twin_words_new_label (self->refusal, "error");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static void
append_operation (NxOperationsPage *self, const NxOperation *operation)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = nx_merge_field_new_box (6);
  g_autofree char *title = dup_title (operation);
  g_autofree char *facts = dup_facts (self, operation);

  gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (facts, "nx-dim"));
  if (operation->undone_at == 0)
    gtk_box_append (GTK_BOX (box), new_undo_button (self, operation, title));
  else
    {
      g_autofree char *at = dup_moment (self, operation->undone_at);
      /* TRANSLATORS: %s is a day and a time */
      g_autofree char *words = g_strdup_printf (_ ("Undone on %s"), at);

      gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (words, "nx-dim"));
    }
  if (operation->id == self->refused_id)
    gtk_box_append (GTK_BOX (box), new_refusal (self));
  gtk_widget_add_css_class (box, "nx-form-card");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}

static char *
dup_signature (NxOperationsPage *self, GPtrArray *operations)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < operations->len; i++)
    {
      const NxOperation *one = g_ptr_array_index (operations, i);

      g_string_append_printf (all, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", one->id,
                              one->undone_at, one->record_name);
    }
  g_string_append_printf (all, "%" G_GINT64_FORMAT " %s", self->refused_id,
                          self->refusal != NULL ? self->refusal : "");
  return g_string_free (all, FALSE);
}

static void
show (NxOperationsPage *self, GPtrArray *operations)
{
  g_autofree char *signature = dup_signature (self, operations);

  if (g_strcmp0 (signature, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&signature);
  nx_record_rows_clear (self->list);
  for (guint i = 0; i < operations->len; i++)
    append_operation (self, g_ptr_array_index (operations, i));
  gtk_stack_set_visible_child_name (self->faces, operations->len > 0 ? "content" : "empty");
  nx_page_focus_content (NX_PAGE (self));
}

/* Reading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_operations_list (db, MOST, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = nx_store_read_finish (NX_STORE (source), result, &error);
  NxOperationsPage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  self->is_loading = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  if (operations != NULL)
    show (self, operations);
  else
    {
      gtk_stack_set_visible_child_name (self->faces, "failed");
      nx_page_report (NX_PAGE (self), error);
    }
  if (self->is_stale)
    load (self);
}

static void
load (NxOperationsPage *self)
{
  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "operations", load_in_worker, NULL, NULL,
                       (GDestroyNotify)g_ptr_array_unref, self->load, loaded_cb, self);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxOperationsPage *self = NX_OPERATIONS_PAGE (widget);

  nx_page_show_error (NX_PAGE (self), NULL);
  g_clear_pointer (&self->shown, g_free);
  gtk_stack_set_visible_child_name (self->faces, "loading");
  load (self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxOperationsPage *self)
{
  load (self);
}

/* The class */

static void
nx_operations_page_constructed (GObject *object)
{
  NxOperationsPage *self = NX_OPERATIONS_PAGE (object);

  G_OBJECT_CLASS (nx_operations_page_parent_class)->constructed (object);
  g_signal_connect_object (nx_page_get_store (NX_PAGE (self)), "changed",
                           G_CALLBACK (on_store_changed_cb), self, 0);
  load (self);
}

static void
nx_operations_page_dispose (GObject *object)
{
  g_cancellable_cancel (NX_OPERATIONS_PAGE (object)->load);
  G_OBJECT_CLASS (nx_operations_page_parent_class)->dispose (object);
}

static void
nx_operations_page_finalize (GObject *object)
{
  g_clear_object (&NX_OPERATIONS_PAGE (object)->load);
  g_clear_pointer (&NX_OPERATIONS_PAGE (object)->shown, g_free);
  g_clear_pointer (&NX_OPERATIONS_PAGE (object)->refusal, g_free);
  G_OBJECT_CLASS (nx_operations_page_parent_class)->finalize (object);
}

static void
nx_operations_page_class_init (NxOperationsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nx_operations_page_constructed;
  object_class->dispose = nx_operations_page_dispose;
  object_class->finalize = nx_operations_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-operations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxOperationsPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxOperationsPage, list);
  gtk_widget_class_install_action (widget_class, "operations.retry", NULL, retry_action_cb);
}

static void
nx_operations_page_init (NxOperationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->load = g_cancellable_new ();
}

NxPage *
nx_operations_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_OPERATIONS_PAGE, "store", store, NULL);
}

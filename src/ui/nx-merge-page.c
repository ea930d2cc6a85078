/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page that makes one record of two: which stays, what differs, where the person lives now. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-merge-page-private.h"

#include "nx-error.h"
#include "nx-field-values.h"
#include "nx-membership.h"
#include "nx-merge-field.h"
#include "nx-merge-save.h"
#include "nx-person.h"
#include "nx-store-error.h"
#include "nx-window.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NxMergePage, nx_merge_page, NX_TYPE_PAGE)

/* Reading */

typedef struct
{
  NxRecordKind kind;
  gint64 ids[2];
} Query;

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Query *query = data;

  return nx_merge_facts_load (db, query->kind, query->ids[0], query->ids[1], error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxMergeFacts) facts = nx_store_read_finish (NX_STORE (source), result, &error);
  NxMergePage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  nx_page_end_busy (NX_PAGE (self));
  if (facts == NULL)
    {
      gtk_stack_set_visible_child_name (self->faces, "failed");
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  nx_merge_facts_free (self->facts);
  self->facts = g_steal_pointer (&facts);
  nx_merge_page_show (self);
}

static void
load (NxMergePage *self)
{
  Query query = { self->kind, { self->ids[0], self->ids[1] } };

  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "merge-facts", load_in_worker,
                       g_memdup2 (&query, sizeof query), g_free,
                       (GDestroyNotify)nx_merge_facts_free, self->load, loaded_cb, self);
}

/* Merging */

/* What the one does not tell is taken from the other; then what was chosen. The name comes last,
 * since the other one may become a former name. */
static void
fill_edit (NxMergePage *self, NxEdit *edit, NxRecord *merged)
{
  for (guint i = 0; i < nx_edit_get_spec (edit)->n_fields; i++)
    if (nx_merge_field_compare (nx_edit_get_base (edit), merged, i) == NX_MERGE_ONE
        && !nx_edit_is_set (edit, i))
      nx_field_values_take (edit, i, nx_record_peek_values (merged));
  for (guint i = self->fields->len; i > 0; i--)
    nx_merge_field_apply (g_ptr_array_index (self->fields, i - 1), edit);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxMergePage *self = NX_MERGE_PAGE (source);
  NxWindow *window = nx_window_of (self);
  gint64 kept = self->ids[nx_merge_page_get_kept (self)];
  g_autoptr (GError) error = NULL;
  gboolean is_saved = nx_merge_save_finish (result, &error);

  self->is_saving = FALSE;
  if (window == NULL)
    return;
  if (!is_saved)
    {
      nx_merge_page_show_follow (self);
      nx_page_report (NX_PAGE (self), error);
      /* As they are now, to be compared again. */
      if (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE))
        load (self);
      return;
    }
  if (nx_window_get_page (window) != NX_PAGE (self))
    return;
  nx_window_pop_page (window);
  gtk_widget_activate_action (
      GTK_WIDGET (window),
      self->kind == NX_RECORD_PERSON ? "win.open-person" : "win.open-household", "x", kept);
}

static void
merge_persons (NxMergePage *self, NxRecord *kept, NxRecord *merged)
{
  NxPersonMerge *merge = nx_person_merge_new (kept, merged);

  fill_edit (self, merge->kept, merged);
  merge->household_id = nx_merge_page_get_home (self);
  nx_merge_save_persons_async (GTK_WIDGET (self), nx_page_get_store (NX_PAGE (self)), merge,
                               saved_cb, NULL);
}

/* The head is asked for by itself. */
static void
add_relation (GArray *relations, NxEdit *edit, gint64 head_id)
{
  NxMemberRelation one = { nx_edit_get_id (edit),
                           g_intern_string (nx_edit_get_text (edit, NX_MEMBERSHIP_RELATION)) };

  if (one.membership_id != head_id && nx_edit_is_changed (edit, NX_MEMBERSHIP_RELATION))
    g_array_append_val (relations, one);
}

static void
merge_households (NxMergePage *self, NxRecord *kept, NxRecord *merged)
{
  NxHouseholdMerge *merge = nx_household_merge_new (kept, merged);
  NxMemberRelation head = { nx_merge_page_get_home (self), "02" };

  fill_edit (self, merge->kept, merged);
  for (guint i = 0; i < self->relations->len; i++)
    add_relation (merge->relations, g_ptr_array_index (self->relations, i), head.membership_id);
  if (head.membership_id != 0)
    g_array_append_val (merge->relations, head);
  nx_merge_save_households_async (GTK_WIDGET (self), nx_page_get_store (NX_PAGE (self)), merge,
                                  saved_cb, NULL);
}

static void
run_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxMergePage *self = NX_MERGE_PAGE (widget);
  guint kept = 0;

  if (self->facts == NULL || self->is_saving || !nx_merge_page_is_answered (self))
    return;
  kept = nx_merge_page_get_kept (self);
  self->is_saving = TRUE;
  nx_page_show_error (NX_PAGE (self), NULL);
  gtk_widget_action_set_enabled (widget, "merge.run", FALSE);
  if (self->kind == NX_RECORD_PERSON)
    merge_persons (self, self->facts->sides[kept].record, self->facts->sides[1 - kept].record);
  else
    merge_households (self, self->facts->sides[kept].record, self->facts->sides[1 - kept].record);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxMergePage *self = NX_MERGE_PAGE (widget);

  nx_page_show_error (NX_PAGE (self), NULL);
  gtk_stack_set_visible_child_name (self->faces, "loading");
  load (self);
}

/* The class */

static void
nx_merge_page_dispose (GObject *object)
{
  g_cancellable_cancel (NX_MERGE_PAGE (object)->load);
  G_OBJECT_CLASS (nx_merge_page_parent_class)->dispose (object);
}

static void
nx_merge_page_finalize (GObject *object)
{
  NxMergePage *self = NX_MERGE_PAGE (object);

  g_clear_object (&self->load);
  nx_merge_facts_free (self->facts);
  g_array_unref (self->homes);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->fields);
  G_OBJECT_CLASS (nx_merge_page_parent_class)->finalize (object);
}

static void
nx_merge_page_class_init (NxMergePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_merge_page_dispose;
  object_class->finalize = nx_merge_page_finalize;
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-merge-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, follow_label);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, home_heading);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, home_list);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, home_part);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, home_text);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, kept_list);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, merge_button);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, other_list);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, other_part);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, relation_list);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, relation_part);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, same_expander);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, same_label);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, same_list);
  gtk_widget_class_bind_template_child (widget_class, NxMergePage, same_part);
  gtk_widget_class_install_action (widget_class, "merge.run", NULL, run_action_cb);
  gtk_widget_class_install_action (widget_class, "merge.retry", NULL, retry_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "merge.run",
                                       NULL);
}

static void
nx_merge_page_init (NxMergePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.run", FALSE);
  self->load = g_cancellable_new ();
  self->homes = g_array_new (FALSE, FALSE, sizeof (NxMergeHome));
  self->relations = g_ptr_array_new_with_free_func (g_object_unref);
  self->fields = g_ptr_array_new ();
}

NxPage *
nx_merge_page_new (NxStore *store, NxRecordKind kind, gint64 first_id, gint64 second_id)
{
  NxMergePage *self = NULL;

  g_return_val_if_fail (kind == NX_RECORD_PERSON || kind == NX_RECORD_HOUSEHOLD, NULL);
  self
      = g_object_new (NX_TYPE_MERGE_PAGE, "store", store, "title",
                      kind == NX_RECORD_PERSON ? _ ("Merge People") : _ ("Merge Households"), NULL);
  self->kind = kind;
  self->ids[0] = first_id;
  self->ids[1] = second_id;
  load (self);
  return NX_PAGE (self);
}

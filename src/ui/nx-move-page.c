/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page that moves members of a household: who, when, where to, and who is whose then. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-move-page-private.h"

#include "nx-error.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-undo-operation.h"
#include "nx-window.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NxMovePage, nx_move_page, NX_TYPE_PAGE)

static void
clear_member (gpointer data)
{
  g_clear_object (&((NxMoveMember *)data)->edit);
}

/* Reading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_move_facts_load (db, *(const gint64 *)data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxMoveFacts) facts = nx_store_read_finish (NX_STORE (source), result, &error);
  NxMovePage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  nx_page_end_busy (NX_PAGE (self));
  if (facts == NULL)
    {
      gtk_stack_set_visible_child_name (self->faces, "failed");
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  nx_move_facts_free (self->facts);
  self->facts = g_steal_pointer (&facts);
  nx_move_page_show (self);
}

static void
load (NxMovePage *self)
{
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "move-facts", load_in_worker,
                       g_memdup2 (&self->household_id, sizeof self->household_id), g_free,
                       (GDestroyNotify)nx_move_facts_free, self->load, loaded_cb, self);
}

/* The household that is there */

static gpointer
load_target_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_records_load (db, NX_RECORD_HOUSEHOLD, *(const gint64 *)data, error);
}

static void
target_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) target = nx_store_read_finish (NX_STORE (source), result, &error);
  NxMovePage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  if (target == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  g_set_object (&self->target, target);
  nx_move_page_show_follow (self);
  gtk_widget_grab_focus (self->find_button); /* where it was asked */
}

void
nx_move_page_set_target (NxMovePage *self, gint64 household_id)
{
  g_return_if_fail (NX_IS_MOVE_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "move-target", load_target_in_worker,
                       g_memdup2 (&household_id, sizeof household_id), g_free, g_object_unref,
                       self->load, target_cb, self);
}

/* Moving */

static void
add_relation (GArray *list, const NxMoveMember *member)
{
  NxMemberRelation one
      = { nx_record_get_id (member->membership),
          g_intern_string (nx_edit_get_text (member->edit, NX_MEMBERSHIP_RELATION)) };

  g_array_append_val (list, one);
}

static NxMembersMove *
new_move (NxMovePage *self)
{
  NxMembersMove *move = nx_members_move_new (self->household_id,
                                             nx_edit_get_date (self->when, NX_MEMBERSHIP_FROM_ON));
  guint n = nx_move_page_count_moved (self);

  for (guint i = 0; i < self->members->len; i++)
    {
      const NxMoveMember *member = &g_array_index (self->members, NxMoveMember, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (member->button)))
        add_relation (move->moved, member);
      else if (nx_edit_is_changed (member->edit, NX_MEMBERSHIP_RELATION))
        add_relation (move->stayed, member);
    }
  if (nx_move_page_is_new (self))
    move->new_household = nx_edit_copy (self->home->edit);
  else
    move->to_id = nx_record_get_id (self->target);
  move->reason = g_strdup (nx_edit_get_text (self->when, NX_MEMBERSHIP_LEAVE_REASON));
  move->has_household_along
      = n == self->members->len
        && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->along_button));
  return move;
}

typedef struct
{
  gint64 operation_id;
  gint64 to_id;
} Moved;

static gpointer
move_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Moved moved = { 0 };

  moved.operation_id = nx_members_move_run (db, data, &moved.to_id, error);
  return moved.operation_id != 0 ? g_memdup2 (&moved, sizeof moved) : NULL;
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxMovePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree Moved *moved = nx_store_write_finish (NX_STORE (source), result, &error);
  NxWindow *window = nx_window_of (self);

  self->is_saving = FALSE;
  if (window == NULL)
    return;
  if (moved == NULL)
    {
      nx_move_page_show_follow (self);
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  nx_undo_offer (
      window, NX_STORE (source), _ ("The members have moved."), &nx_undo_operation_spec,
      nx_undo_operation_new (moved->operation_id, _ ("Undone: they live where they lived.")));
  if (nx_window_get_page (window) != NX_PAGE (self))
    return;
  nx_window_pop_page (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-household", "x", moved->to_id);
}

/* Rows say themselves what cannot be read. */
static gboolean
are_rows_valid (GtkListBox *list)
{
  gboolean are_valid = TRUE;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (NX_IS_FIELD_ROW (row) && gtk_widget_get_visible (GTK_WIDGET (list)))
      {
        nx_field_row_commit (NX_FIELD_ROW (row));
        are_valid = nx_field_row_is_valid (NX_FIELD_ROW (row)) && are_valid;
      }
  return are_valid;
}

static void
run_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxMovePage *self = NX_MOVE_PAGE (widget);

  if (self->facts == NULL || self->is_saving || !are_rows_valid (self->when_list)
      || !are_rows_valid (self->home_list))
    return;
  self->is_saving = TRUE;
  nx_page_show_error (NX_PAGE (self), NULL);
  gtk_widget_action_set_enabled (widget, "move.run", FALSE);
  nx_store_write_async (nx_page_get_store (NX_PAGE (self)), "move-members", move_in_worker,
                        new_move (self), (GDestroyNotify)nx_members_move_free, g_free, NULL,
                        moved_cb, g_object_ref (self));
}

static void
find_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.choose-home", "x", NX_MOVE_PAGE (widget)->household_id);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxMovePage *self = NX_MOVE_PAGE (widget);

  nx_page_show_error (NX_PAGE (self), NULL);
  gtk_stack_set_visible_child_name (self->faces, "loading");
  load (self);
}

/* The class */

static void
nx_move_page_dispose (GObject *object)
{
  g_cancellable_cancel (NX_MOVE_PAGE (object)->load);
  G_OBJECT_CLASS (nx_move_page_parent_class)->dispose (object);
}

static void
nx_move_page_finalize (GObject *object)
{
  NxMovePage *self = NX_MOVE_PAGE (object);

  g_clear_object (&self->load);
  g_clear_object (&self->when);
  g_clear_object (&self->target);
  g_clear_pointer (&self->home, nx_form_part_free);
  g_array_unref (self->members);
  nx_move_facts_free (self->facts);
  G_OBJECT_CLASS (nx_move_page_parent_class)->finalize (object);
}

static void
nx_move_page_class_init (NxMovePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_move_page_dispose;
  object_class->finalize = nx_move_page_finalize;
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-move-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxMovePage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxMovePage, follow_label);
  gtk_widget_class_bind_template_child (widget_class, NxMovePage, home_list);
  gtk_widget_class_bind_template_child (widget_class, NxMovePage, member_list);
  gtk_widget_class_bind_template_child (widget_class, NxMovePage, target_list);
  gtk_widget_class_bind_template_child (widget_class, NxMovePage, when_list);
  gtk_widget_class_install_action (widget_class, "move.find", NULL, find_action_cb);
  gtk_widget_class_install_action (widget_class, "move.retry", NULL, retry_action_cb);
  gtk_widget_class_install_action (widget_class, "move.run", NULL, run_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "move.run", NULL);
}

static void
nx_move_page_init (NxMovePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "move.run", FALSE);
  self->load = g_cancellable_new ();
  self->members = g_array_new (FALSE, FALSE, sizeof (NxMoveMember));
  g_array_set_clear_func (self->members, clear_member);
}

NxPage *
nx_move_page_new (NxStore *store, gint64 household_id)
{
  NxMovePage *self = g_object_new (NX_TYPE_MOVE_PAGE, "store", store, NULL);

  self->household_id = household_id;
  load (self);
  return NX_PAGE (self);
}

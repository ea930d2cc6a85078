/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The sheet that finds people, cases, households and visits while one types, and opens them. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-sheet.h"

#include "nx-day-words.h"
#include "nx-find-sheet-private.h"
#include "nx-find-source.h"
#include "nx-window.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NX_FIND_MAX_PLACES 10

/* Each keystroke cancels the question before it. The keys are taken in the bubble phase: what an
 * input method uses while it composes, Enter and arrows too, never comes here. */

G_DEFINE_FINAL_TYPE (NxFindSheet, nx_find_sheet, ADW_TYPE_BIN)

const char *
nx_find_sheet_get_typed (NxFindSheet *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* Acting */

/* What was looked for cannot be brought back by Undo, nor is it kept. */
static void
set_text (NxFindSheet *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), TRUE);
}

static void
hide (NxFindSheet *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_busy = FALSE;
  self->pending = NX_FIND_ACT_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  set_text (self, "");
  nx_find_sheet_clear (self);
}

void
nx_find_sheet_note_opened (NxFindSheet *self, NxRecordKind kind, gint64 id)
{
  NxFindPlace place = { kind, id };

  g_return_if_fail (NX_IS_FIND_SHEET (self));
  for (guint i = 0; i < self->places->len; i++)
    {
      const NxFindPlace *old = &g_array_index (self->places, NxFindPlace, i);

      if (old->kind == kind && old->id == id)
        g_array_remove_index (self->places, i--);
    }
  g_array_prepend_val (self->places, place);
  if (self->places->len > NX_FIND_MAX_PLACES)
    g_array_set_size (self->places, NX_FIND_MAX_PLACES);
}

/* A page that is still loading has nothing to take the focus with; its keys work only when it has
 * it. */
static void
focus_page (NxFindSheet *self)
{
  NxWindow *window = nx_window_of (self);
  GtkWidget *page = window != NULL ? GTK_WIDGET (nx_window_get_page (window)) : NULL;
  GtkWidget *focus = window != NULL ? gtk_window_get_focus (GTK_WINDOW (window)) : NULL;

  if (page != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, page)))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static gboolean
open_record (NxFindSheet *self, NxFindItem *item)
{
  const char *action = nx_find_sheet_get_action (self, nx_find_item_get_open_kind (item));

  /* A visit is read where it stands in its case. */
  if (nx_find_item_get_kind (item) == NX_RECORD_VISIT && !self->is_choosing)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case-at", "(xxx)",
                                       nx_find_item_get_open_id (item), nx_find_item_get_id (item),
                                       (gint64)0);
  if (action != NULL && self->other_kind != NX_RECORD_NONE)
    return gtk_widget_activate_action (GTK_WIDGET (self), action, "(xx)", self->other_id,
                                       nx_find_item_get_open_id (item));
  return action != NULL
         && gtk_widget_activate_action (GTK_WIDGET (self), action, "x",
                                        nx_find_item_get_open_id (item));
}

static void
act (NxFindSheet *self, NxFindAct what)
{
  g_autoptr (NxFindItem) item = NULL;
  gint64 case_id = 0;
  gboolean is_done = FALSE;

  if (self->is_busy)
    {
      self->pending = what;
      return;
    }
  if (!g_set_object (&item, gtk_single_selection_get_selected_item (self->selection)))
    return;
  case_id = nx_find_item_get_case_id (item);
  /* Before the sheet goes: the page that comes takes the focus. */
  if (what == NX_FIND_ACT_RECORD_VISIT && case_id != 0 && !self->is_choosing)
    is_done = gtk_widget_activate_action (GTK_WIDGET (self), "win.record-visit", "x", case_id);
  else
    is_done = open_record (self, item);
  if (!is_done)
    return;
  nx_find_sheet_note_opened (self, nx_find_item_get_open_kind (item),
                             nx_find_item_get_open_id (item));
  hide (self);
  focus_page (self);
}

/* Asking */

/* A cancelled question always says that it was, so @self is there whenever it is used. */
static void
find_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxFindSheet *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxFindAnswer) answer = nx_store_read_finish (NX_STORE (source), result, &error);
  NxFindAct pending = NX_FIND_ACT_NONE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_busy = FALSE;
  pending = self->pending;
  self->pending = NX_FIND_ACT_NONE;
  if (answer == NULL)
    {
      nx_find_sheet_show_error (self, error);
      return;
    }
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = g_steal_pointer (&answer->items);
  memcpy (self->counts, answer->counts, sizeof self->counts);
  nx_find_sheet_show_offers (self, (const char *const *)answer->offers);
  nx_find_sheet_show_counts (self);
  nx_find_sheet_fill (self);
  if (pending != NX_FIND_ACT_NONE)
    act (self, pending);
}

static void
ask (NxFindSheet *self)
{
  NxStore *store = nx_session_get_store (self->session);
  g_autofree char *typed = g_strstrip (g_strdup (nx_find_sheet_get_typed (self)));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->pending = NX_FIND_ACT_NONE;
  self->is_busy = FALSE;
  if (store == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  self->cancellable = g_cancellable_new ();
  self->is_busy = TRUE;
  nx_store_read_async (store, "find", nx_find_source_job,
                       nx_find_request_new (typed, self->places, nx_day_words_today (store)),
                       (GDestroyNotify)nx_find_request_free, (GDestroyNotify)nx_find_answer_free,
                       self->cancellable, find_cb, self);
}

/* Callbacks */

static void
on_changed_cb (NxFindSheet *self)
{
  ask (self);
}

static void
on_entry_activate_cb (NxFindSheet *self)
{
  act (self, NX_FIND_ACT_OPEN);
}

void
nx_find_sheet_activate (NxFindSheet *self, guint position)
{
  if (!nx_find_sheet_is_hit (self, position))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  act (self, NX_FIND_ACT_OPEN);
}

static void
on_list_activate_cb (NxFindSheet *self, guint position)
{
  nx_find_sheet_activate (self, position);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NxFindSheet *self)
{
  gboolean has_control = (state & GDK_CONTROL_MASK) != 0;

  if ((state & (GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (has_control
      && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter))
    act (self, NX_FIND_ACT_RECORD_VISIT);
  else if (has_control)
    return GDK_EVENT_PROPAGATE;
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    nx_find_sheet_move_selection (self, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    nx_find_sheet_move_selection (self, -1);
  else if (keyval == GDK_KEY_Escape)
    nx_find_sheet_close (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Beside the card is outside. */
static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NxFindSheet *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (picked != self->card && (picked == NULL || !gtk_widget_is_ancestor (picked, self->card)))
    nx_find_sheet_close (self);
}

static void
on_session_notify_state_cb (NxFindSheet *self)
{
  if (nx_session_get_state (self->session) == NX_SESSION_OPEN)
    return;
  g_array_set_size (self->places, 0);
  g_clear_weak_pointer (&self->previous_focus);
  hide (self);
}

/* Object */

/* The last widget leads to the first: what lies below the sheet is out of reach. */
static gboolean
nx_find_sheet_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NxFindSheet *self = NX_FIND_SHEET (widget);

  if (GTK_WIDGET_CLASS (nx_find_sheet_parent_class)->focus (widget, direction))
    return TRUE;
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  return gtk_widget_grab_focus (self->entry);
}

static void
add_controllers (NxFindSheet *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
nx_find_sheet_dispose (GObject *object)
{
  NxFindSheet *self = NX_FIND_SHEET (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->previous_focus);
  if (self->items != NULL)
    nx_find_sheet_clear (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_find_sheet_parent_class)->dispose (object);
}

static void
nx_find_sheet_finalize (GObject *object)
{
  g_array_unref (NX_FIND_SHEET (object)->places);
  G_OBJECT_CLASS (nx_find_sheet_parent_class)->finalize (object);
}

static void
nx_find_sheet_class_init (NxFindSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_find_sheet_dispose;
  object_class->finalize = nx_find_sheet_finalize;
  widget_class->focus = nx_find_sheet_focus;

  g_type_ensure (NX_TYPE_WIDTH_BIN);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-find-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, card);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, chip_box);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, count_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, entry);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, error_page);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, faces);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, list_view);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, offer_box);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, question_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindSheet, width_bin);
  gtk_widget_class_bind_template_callback (widget_class, nx_find_sheet_close);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
}

static void
nx_find_sheet_init (NxFindSheet *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (NxFindPlace));
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_find_sheet_add_list (self);
  nx_find_sheet_add_chips (self);
  add_controllers (self);
}

GtkWidget *
nx_find_sheet_new (NxSession *session)
{
  NxFindSheet *self = g_object_new (NX_TYPE_FIND_SHEET, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* A question wraps where the hint in the field would be cut off, and stays while one types. */
static void
set_choosing (NxFindSheet *self, const char *question)
{
  self->is_choosing = question != NULL;
  self->other_kind = NX_RECORD_NONE;
  gtk_label_set_label (self->question_label, question != NULL ? question : "");
  gtk_widget_set_visible (GTK_WIDGET (self->question_label), question != NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
      question != NULL ? question : _ ("Find people, households and cases"), -1);
}

static void
begin (NxFindSheet *self, const char *typed)
{
  GtkWidget *sheet = GTK_WIDGET (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (sheet));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, sheet))
    g_set_weak_pointer (&self->previous_focus, focus);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
  gtk_widget_grab_focus (self->entry);
  if (g_str_equal (nx_find_sheet_get_typed (self), typed))
    ask (self);
  set_text (self, typed);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
nx_find_sheet_open (GtkWidget *sheet, const char *typed)
{
  set_choosing (NX_FIND_SHEET (sheet), NULL);
  begin (NX_FIND_SHEET (sheet), typed);
}

void
nx_find_sheet_choose_client (NxFindSheet *self)
{
  g_return_if_fail (NX_IS_FIND_SHEET (self));
  set_choosing (self, _ ("For whom? A person or a household"));
  begin (self, "");
}

void
nx_find_sheet_choose_other (
    NxFindSheet *self, NxRecordKind kind, gint64 id, const char *action, const char *question)
{
  g_return_if_fail (NX_IS_FIND_SHEET (self));
  set_choosing (self, question);
  self->other_kind = kind;
  self->other_id = id;
  self->other_action = action;
  begin (self, "");
}

void
nx_find_sheet_close (NxFindSheet *self)
{
  GtkWidget *focus = NULL;

  g_return_if_fail (NX_IS_FIND_SHEET (self));
  g_set_object (&focus, self->previous_focus);
  g_clear_weak_pointer (&self->previous_focus);
  hide (self);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  g_clear_object (&focus);
}

gboolean
nx_find_sheet_is_busy (NxFindSheet *self)
{
  g_return_val_if_fail (NX_IS_FIND_SHEET (self), FALSE);
  return self->is_busy;
}

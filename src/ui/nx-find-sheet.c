/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The sheet that finds people, cases, households and visits while one types, and opens them. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-sheet.h"

#include "nx-chip.h"
#include "nx-day-words.h"
#include "nx-find-row.h"
#include "nx-find-source.h"
#include "nx-width-bin.h"
#include "nx-window.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define NX_FIND_MAX_PLACES 10

/* Each keystroke cancels the question before it. The keys are taken in the bubble phase: what an
 * input method uses while it composes, Enter and arrows too, never comes here. */
typedef enum
{
  ACT_NONE,
  ACT_OPEN,
  ACT_RECORD_VISIT,
} Act;

static const struct
{
  NxRecordKind kind;
  const char *label;
  const char *action; /* opens one */
} groups[] = {
  /* TRANSLATORS: a chip: hits of every kind */
  { NX_RECORD_NONE, N_ ("All"), NULL },
  /* TRANSLATORS: a group of hits: 人员 */
  { NX_RECORD_PERSON, N_ ("People"), "win.open-person" },
  /* TRANSLATORS: a group of hits: 个案 */
  { NX_RECORD_CASE, N_ ("Cases"), "win.open-case" },
  /* TRANSLATORS: a group of hits: 家庭 */
  { NX_RECORD_HOUSEHOLD, N_ ("Households"), "win.open-household" },
  /* TRANSLATORS: a group of hits: 探访 */
  { NX_RECORD_VISIT, N_ ("Visits"), "win.open-case" },
};

struct _NxFindSheet
{
  AdwBin parent_instance;

  NxSession *session;

  NxWidthBin *width_bin;
  GtkWidget *card;
  GtkWidget *entry;
  GtkWidget *chip_box;
  GtkLabel *count_label;
  GtkStack *faces;
  GtkListView *list_view;
  AdwStatusPage *error_page;

  GtkWidget *chips[G_N_ELEMENTS (groups)];
  GListStore *items; /* NxFindItem with headings, as shown */
  GtkSingleSelection *selection;
  GPtrArray *hits; /* NxFindItem of the last answer, or NULL */
  GArray *places;  /* NxFindPlace, the last first */
  GCancellable *cancellable;
  GtkWidget *previous_focus; /* weak */
  Act pending;               /* Enter came before the answer */
  guint is_busy : 1;
};

G_DEFINE_FINAL_TYPE (NxFindSheet, nx_find_sheet, ADW_TYPE_BIN)

static const char *
get_typed (NxFindSheet *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* Selection */

static gboolean
is_hit (NxFindSheet *self, guint position)
{
  g_autoptr (NxFindItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item != NULL && nx_find_item_get_heading (item) == NULL;
}

static void
select_at (NxFindSheet *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
select_first (NxFindSheet *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < n; i++)
    if (is_hit (self, i))
      {
        gtk_single_selection_set_selected (self->selection, i);
        gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0u);
        return;
      }
}

/* Headings are stepped over; at an end the selection stays. */
static void
move_selection (NxFindSheet *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (at == GTK_INVALID_LIST_POSITION)
    {
      select_first (self);
      return;
    }
  for (gint64 i = (gint64)at + step; i >= 0 && i < n; i += step)
    if (is_hit (self, (guint)i))
      {
        select_at (self, (guint)i);
        return;
      }
}

/* Acting */

static void
hide (NxFindSheet *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_busy = FALSE;
  self->pending = ACT_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
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
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].kind == nx_find_item_get_open_kind (item))
      return gtk_widget_activate_action (GTK_WIDGET (self), groups[i].action, "x",
                                         nx_find_item_get_open_id (item));
  return FALSE;
}

static void
act (NxFindSheet *self, Act what)
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
  if (what == ACT_RECORD_VISIT && case_id != 0)
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

/* Showing */

static void
show_face (NxFindSheet *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (n > 0)
    gtk_stack_set_visible_child_name (self->faces, "hits");
  else
    gtk_stack_set_visible_child_name (self->faces, *get_typed (self) == '\0' ? "start" : "none");
}

static NxRecordKind
get_chosen_kind (NxFindSheet *self)
{
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])))
      return groups[i].kind;
  return NX_RECORD_NONE;
}

static guint
count_kind (NxFindSheet *self, NxRecordKind kind)
{
  guint n = 0;

  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    n += kind == NX_RECORD_NONE
         || nx_find_item_get_kind (g_ptr_array_index (self->hits, i)) == kind;
  return n;
}

static void
add_group (NxFindSheet *self, GPtrArray *shown, NxRecordKind kind, const char *heading)
{
  gboolean has_heading = FALSE;

  for (guint i = 0; i < self->hits->len; i++)
    {
      NxFindItem *item = g_ptr_array_index (self->hits, i);

      if (kind != NX_RECORD_NONE && nx_find_item_get_kind (item) != kind)
        continue;
      if (!has_heading)
        g_ptr_array_add (shown, nx_find_item_new_heading (heading));
      has_heading = TRUE;
      g_ptr_array_add (shown, g_object_ref (item));
    }
}

static void
fill (NxFindSheet *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  NxRecordKind chosen = get_chosen_kind (self);

  if (self->hits == NULL)
    return;
  if (*get_typed (self) == '\0')
    /* TRANSLATORS: heading above the records that were opened last */
    add_group (self, shown, NX_RECORD_NONE, _ ("Opened lately"));
  else
    for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
      if (chosen == NX_RECORD_NONE || chosen == groups[i].kind)
        add_group (self, shown, groups[i].kind, g_dgettext (GETTEXT_PACKAGE, groups[i].label));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       shown->pdata, shown->len);
  select_first (self);
  show_face (self);
}

/* A kind that has no hits any more is not kept chosen. */
static void
show_counts (NxFindSheet *self)
{
  gboolean is_typed = *get_typed (self) != '\0';
  guint n_all = count_kind (self, NX_RECORD_NONE);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->chip_box, is_typed && n_all > 0);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      guint n = count_kind (self, groups[i].kind);

      nx_chip_set_count (NX_CHIP (self->chips[i]), (int)n);
      gtk_widget_set_visible (self->chips[i], i == 0 || n > 0);
      if (n == 0 && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i])))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
    }
  if (is_typed)
    /* TRANSLATORS: told to a screen reader: how many records were found */
    text = g_strdup_printf (ngettext ("%d hit", "%d hits", n_all), (int)n_all);
  gtk_label_set_text (self->count_label, text != NULL ? text : "");
}

static void
show_error (NxFindSheet *self, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);

  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  show_counts (self);
  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->faces, "error");
}

/* Asking */

/* A cancelled question always says that it was, so @self is there whenever it is used. */
static void
find_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxFindSheet *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = nx_store_read_finish (NX_STORE (source), result, &error);
  Act pending = ACT_NONE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_busy = FALSE;
  pending = self->pending;
  self->pending = ACT_NONE;
  if (hits == NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = g_steal_pointer (&hits);
  show_counts (self);
  fill (self);
  if (pending != ACT_NONE)
    act (self, pending);
}

static void
ask (NxFindSheet *self)
{
  NxStore *store = nx_session_get_store (self->session);
  g_autofree char *typed = g_strstrip (g_strdup (get_typed (self)));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->pending = ACT_NONE;
  self->is_busy = FALSE;
  if (store == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  self->cancellable = g_cancellable_new ();
  self->is_busy = TRUE;
  nx_store_read_async (store, "find", nx_find_source_job,
                       nx_find_request_new (typed, self->places, nx_day_words_today (store)),
                       (GDestroyNotify)nx_find_request_free, (GDestroyNotify)g_ptr_array_unref,
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
  act (self, ACT_OPEN);
}

static void
on_chip_toggled_cb (NxFindSheet *self, GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    fill (self);
}

static void
on_list_activate_cb (NxFindSheet *self, guint position)
{
  if (!is_hit (self, position))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  act (self, ACT_OPEN);
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
    act (self, ACT_RECORD_VISIT);
  else if (has_control)
    return GDK_EVENT_PROPAGATE;
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move_selection (self, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    move_selection (self, -1);
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

/* The list */

static void
on_row_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GtkListItem *list_item = data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1)
    on_list_activate_cb (g_object_get_data (G_OBJECT (row), "nx-sheet"),
                         gtk_list_item_get_position (list_item));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxFindSheet *self)
{
  GtkWidget *row = nx_find_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_object_bind_property (self->width_bin, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (row), "nx-sheet", self);
  g_signal_connect_object (click, "released", G_CALLBACK (on_row_released_cb), list_item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxFindSheet *self)
{
  NxFindItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *parent = gtk_widget_get_parent (row);
  gboolean is_heading = nx_find_item_get_heading (item) != NULL;
  g_autofree char *label = nx_find_item_dup_label (item);

  gtk_list_item_set_selectable (list_item, !is_heading);
  gtk_list_item_set_activatable (list_item, !is_heading);
  nx_find_row_bind (NX_FIND_ROW (row), item);
  if (parent == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (is_heading)
    gtk_widget_add_css_class (parent, "nx-heading-row");
  else
    gtk_widget_remove_css_class (parent, "nx-heading-row");
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
add_chips (NxFindSheet *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      self->chips[i] = nx_chip_new (NULL, g_dgettext (GETTEXT_PACKAGE, groups[i].label), 0);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->chips[i]),
                                     GTK_TOGGLE_BUTTON (self->chips[0]));
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
      gtk_widget_add_css_class (self->chips[i], "small");
      gtk_box_append (GTK_BOX (self->chip_box), self->chips[i]);
      g_signal_connect_object (self->chips[i], "toggled", G_CALLBACK (on_chip_toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
add_list (NxFindSheet *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  self->items = g_list_store_new (NX_TYPE_FIND_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
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
  g_clear_pointer (&self->hits, g_ptr_array_unref);
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
  add_list (self);
  add_chips (self);
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

void
nx_find_sheet_open (GtkWidget *sheet, const char *typed)
{
  NxFindSheet *self = NX_FIND_SHEET (sheet);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (sheet));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, sheet))
    g_set_weak_pointer (&self->previous_focus, focus);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[0]), TRUE);
  gtk_widget_grab_focus (self->entry);
  if (g_str_equal (get_typed (self), typed))
    ask (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
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

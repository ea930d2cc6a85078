/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of the page of the day: when, who, why on that day, and what to do about it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-line.h"

#include "nx-badge.h"
#include "nx-case.h"
#include "nx-due-words.h"
#include "nx-line-layout.h"
#include "nx-not-met-popover.h"
#include "nx-page.h"
#include "nx-postpone-popover.h"
#include "nx-visit.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define DAY_WIDTH 82
#define DAY_CHARS 10

enum
{
  RECORD,
  MISSED,
  POSTPONE,
  N_BUTTONS
};

struct _NxDueLine
{
  GtkListBoxRow parent_instance;

  NxDueRow *row;
  NxDate today;

  GtkWidget *frame;
  GtkWidget *day_box;
  GtkWidget *why_box;
  GtkWidget *inline_late; /* stands before the reason where it is narrow */
  GtkWidget *button_box;
  GtkWidget *buttons[N_BUTTONS];
  GtkWidget *popover; /* the one that is open, or NULL */
};

G_DEFINE_FINAL_TYPE (NxDueLine, nx_due_line, GTK_TYPE_LIST_BOX_ROW)

/* Popovers: made when wanted, gone when closed. The focus goes back to the line. One can open
 * another (the menu does), so each is taken away by itself. */

static void
unparent_cb (gpointer data)
{
  g_autoptr (GtkWidget) popover = data;
  GtkWidget *line = gtk_widget_get_parent (popover);

  if (line == NULL)
    return;
  gtk_widget_unparent (popover);
  /* The page may have held back what was new meanwhile. */
  gtk_widget_activate_action (line, "today.settle", NULL);
}

static void
on_popover_closed_cb (GtkWidget *popover, NxDueLine *self)
{
  if (self->popover == popover)
    self->popover = NULL;
  if (self->popover == NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  /* It is still in the middle of its own signal. */
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

/* GTK 4.8 does not know where to put a popover of something that is out of sight. */
static void
bring_into_view (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *inside
      = scrolled != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
  graphene_rect_t bounds;

  if (GTK_IS_VIEWPORT (inside)
      && gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (inside)),
                                    &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                               (double)bounds.origin.y,
                               (double)(bounds.origin.y + bounds.size.height));
}

static void
open_popover (NxDueLine *self, GtkWidget *popover, GtkWidget *at)
{
  graphene_rect_t bounds;

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  bring_into_view (at != NULL ? at : GTK_WIDGET (self));
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (at != NULL && gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (
        GTK_POPOVER (popover), &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                                                (int)bounds.size.width, (int)bounds.size.height });
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_popover_closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static NxStore *
find_store (NxDueLine *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), NX_TYPE_PAGE);

  return page != NULL ? nx_page_get_store (NX_PAGE (page)) : NULL;
}

/* Actions */

static void
record_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxDueLine *self = NX_DUE_LINE (widget);
  NxRecord *planned = self->row->planned;

  /* What was planned for a day that has come becomes what happened; a visit that was begun beside
   * it is gone on with. */
  if (planned != NULL && !self->row->has_draft
      && nx_date_compare (nx_record_get_date (planned, NX_VISIT_ON), self->today) <= 0)
    gtk_widget_activate_action (widget, "win.carry-out-visit", "(xs)", nx_record_get_id (planned),
                                "done");
  else
    gtk_widget_activate_action (widget, "win.record-visit", "x", nx_due_line_get_case_id (self));
}

static void
not_met_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxDueLine *self = NX_DUE_LINE (widget);

  open_popover (self, nx_not_met_popover_new (find_store (self), self->row, self->today),
                self->buttons[MISSED]);
}

static void
postpone_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxDueLine *self = NX_DUE_LINE (widget);

  open_popover (self, nx_postpone_popover_new (find_store (self), self->row, self->today),
                self->buttons[POSTPONE]);
}

static void
open_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.open-case", "x",
                              nx_due_line_get_case_id (NX_DUE_LINE (widget)));
}

static void
open_client_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecord *case_file = NX_DUE_LINE (widget)->row->case_file;
  gint64 person = nx_record_get_int (case_file, NX_CASE_CLIENT_PERSON);

  if (person != 0)
    gtk_widget_activate_action (widget, "win.open-person", "x", person);
  else
    gtk_widget_activate_action (widget, "win.open-household", "x",
                                nx_record_get_int (case_file, NX_CASE_CLIENT_HOUSEHOLD));
}

static GMenuModel *
new_menu (NxDueLine *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenu) records = g_menu_new ();

  g_menu_append (acts, nx_due_words_record (self->row), "due.record-visit");
  g_menu_append (acts, nx_due_words_missed (self->row), "due.not-met");
  g_menu_append (acts, _ ("Postpone…"), "due.postpone");
  g_menu_append (records, _ ("Open Case"), "due.open-case");
  g_menu_append (records, _ ("Open Client"), "due.open-client");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (records));
  return G_MENU_MODEL (menu);
}

static void
menu_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxDueLine *self = NX_DUE_LINE (widget);
  g_autoptr (GMenuModel) menu = new_menu (self);

  open_popover (self, gtk_popover_menu_new_from_model (menu), NULL);
}

static void
on_secondary_pressed_cb (NxDueLine *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "due.menu", NULL);
}

/* Parts */

static GtkWidget *
new_label (const char *text, const char *css_class, gboolean is_wrapping)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), is_wrapping);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One below the other. */
static void
stack (GtkWidget *box, int spacing)
{
  gtk_widget_set_layout_manager (box, nx_line_layout_new (spacing));
  nx_line_layout_set_stacked (box, TRUE);
}

static GtkWidget *
new_day_box (NxDueLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *day = nx_due_words_day (self->row, self->today);
  g_autofree char *late = nx_due_words_late (self->row, self->today);
  gboolean is_overdue = nx_due_words_is_overdue (self->row, self->today);
  GtkWidget *large = new_label (day, "heading", FALSE);
  GtkWidget *small = new_label (late, "caption", FALSE);

  gtk_widget_add_css_class (large, "numeric");
  gtk_widget_add_css_class (large, is_overdue ? "nx-high" : "nx-plain");
  gtk_widget_add_css_class (small, is_overdue ? "nx-high" : "nx-dim");
  gtk_label_set_xalign (GTK_LABEL (large), 0.5);
  gtk_label_set_xalign (GTK_LABEL (small), 0.5);
  gtk_label_set_wrap (GTK_LABEL (small), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (small), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (small), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (small), DAY_CHARS);
  stack (box, 0);
  gtk_widget_set_size_request (box, DAY_WIDTH, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), large);
  gtk_box_append (GTK_BOX (box), small);
  return box;
}

static GtkWidget *
new_head (NxDueLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *badge = nx_badge_new ("plain", NULL, "");
  g_autofree char *name = nx_due_words_name (self->row);
  g_autofree char *facts = nx_due_words_facts (self->row, self->today);

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  gtk_widget_add_css_class (box, "nx-due-head");
  gtk_box_append (GTK_BOX (box), new_label (name, "nx-due-name", FALSE));
  gtk_box_append (GTK_BOX (box), new_label (facts, "nx-dim", TRUE));
  nx_badge_set_risk (NX_BADGE (badge), nx_record_get_text (self->row->case_file, NX_CASE_RISK),
                     FALSE);
  gtk_box_append (GTK_BOX (box), badge);
  if (nx_record_get_int (self->row->case_file, NX_CASE_IS_CONFIDENTIAL) != 0)
    gtk_box_append (GTK_BOX (box),
                    nx_badge_new ("plain", "changes-prevent-symbolic", _ ("Confidential")));
  /* The name and the subject of somebody else's case never stand together. */
  if (self->row->is_mine)
    {
      GtkWidget *title
          = new_label (nx_record_peek_text (self->row->case_file, NX_CASE_TITLE), "caption", TRUE);

      gtk_widget_add_css_class (title, "nx-dim");
      gtk_box_append (GTK_BOX (box), title);
    }
  return box;
}

static const char *
find_icon (const NxDueRow *row)
{
  const char *rule = nx_record_peek_text (row->case_file, NX_CASE_NEXT_RULE);

  if (row->attempt != NULL)
    return "nx-door-symbolic";
  if (nx_due_row_is_call (row))
    return "nx-phone-symbolic";
  if (g_str_equal (rule, "urgent"))
    return "emblem-important-symbolic";
  return g_str_equal (rule, "agreed") ? "nx-household-symbolic" : "nx-late-symbolic";
}

static GtkWidget *
new_why (NxDueLine *self)
{
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (find_icon (self->row));
  g_autofree char *late = nx_due_words_late (self->row, self->today);
  g_autofree char *day = nx_due_words_day (self->row, self->today);
  gboolean is_overdue = nx_due_words_is_overdue (self->row, self->today);
  g_autofree char *why = nx_due_row_dup_why (self->row);
  GtkWidget *label = new_label (why, "nx-due-why", TRUE);

  self->inline_late = new_label (is_overdue ? late : day, "nx-due-why", FALSE);
  gtk_widget_add_css_class (self->inline_late, "heading");
  if (is_overdue)
    {
      gtk_widget_add_css_class (icon, "nx-high");
      gtk_widget_add_css_class (self->inline_late, "nx-high");
    }
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_valign (self->inline_late, GTK_ALIGN_START);
  gtk_widget_set_visible (self->inline_late, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  self->why_box = nx_line_layout_new_box (6);
  gtk_box_append (GTK_BOX (mark), icon);
  gtk_box_append (GTK_BOX (mark), self->inline_late);
  gtk_box_append (GTK_BOX (self->why_box), mark);
  gtk_box_append (GTK_BOX (self->why_box), label);
  return self->why_box;
}

/* Each says whose line it acts on, for whoever hears the buttons only. */
static GtkWidget *
new_button (NxDueLine *self, const char *label, const char *action, const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = nx_due_words_name (self->row);
  /* TRANSLATORS: a button's label and the name of a client, for a screen reader */
  g_autofree char *whole = g_strdup_printf (_ ("%1$s: %2$s"), label, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, css_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole,
                                  -1);
  return button;
}

static void
add_buttons (NxDueLine *self)
{
  const char *const labels[]
      = { nx_due_words_record (self->row), nx_due_words_missed (self->row), _ ("Postpone…") };
  static const char *const actions[] = { "due.record-visit", "due.not-met", "due.postpone" };

  self->button_box = nx_line_layout_new_box (6);
  gtk_widget_set_valign (self->button_box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < N_BUTTONS; i++)
    {
      self->buttons[i]
          = new_button (self, labels[i], actions[i], i == RECORD ? "nx-row-action" : "flat");
      gtk_box_append (GTK_BOX (self->button_box), self->buttons[i]);
    }
}

static void
fill (NxDueLine *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *whole = nx_due_words_line (self->row, self->today);

  self->frame = nx_line_layout_new_box (12);
  self->day_box = new_day_box (self);
  stack (body, 3);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_widget_set_valign (body, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (body), new_head (self));
  gtk_box_append (GTK_BOX (body), new_why (self));
  add_buttons (self);
  gtk_box_append (GTK_BOX (self->frame), self->day_box);
  gtk_box_append (GTK_BOX (self->frame), body);
  gtk_box_append (GTK_BOX (self->frame), self->button_box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->frame);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

/* Also one that was closed a moment ago. */
static void
drop_popovers (NxDueLine *self)
{
  GtkWidget *next = NULL;

  self->popover = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
    }
}

static void
nx_due_line_dispose (GObject *object)
{
  drop_popovers (NX_DUE_LINE (object));
  G_OBJECT_CLASS (nx_due_line_parent_class)->dispose (object);
}

static void
nx_due_line_finalize (GObject *object)
{
  g_clear_pointer (&NX_DUE_LINE (object)->row, nx_due_row_free);
  G_OBJECT_CLASS (nx_due_line_parent_class)->finalize (object);
}

static void
nx_due_line_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (nx_due_line_parent_class)->size_allocate (widget, width, height, baseline);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

/* Tab goes on to the next line; the buttons of a line are reached by the arrows. A popover of the
 * line keeps it inside. */
static gboolean
nx_due_line_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && NX_DUE_LINE (widget)->popover == NULL
      && (gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL))
    return FALSE;
  return GTK_WIDGET_CLASS (nx_due_line_parent_class)->focus (widget, direction);
}

static void
nx_due_line_class_init (NxDueLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_due_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_due_line_finalize;
  widget_class->focus = nx_due_line_move_focus;
  widget_class->size_allocate = nx_due_line_size_allocate;
  gtk_widget_class_install_action (widget_class, "due.menu", NULL, menu_action_cb);
  gtk_widget_class_install_action (widget_class, "due.not-met", NULL, not_met_action_cb);
  gtk_widget_class_install_action (widget_class, "due.open-case", NULL, open_case_action_cb);
  gtk_widget_class_install_action (widget_class, "due.open-client", NULL, open_client_action_cb);
  gtk_widget_class_install_action (widget_class, "due.postpone", NULL, postpone_action_cb);
  gtk_widget_class_install_action (widget_class, "due.record-visit", NULL, record_visit_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "due.open-case", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "due.open-case", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "due.record-visit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "due.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "due.menu", NULL);
}

static void
nx_due_line_init (NxDueLine *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-due-line");
}

GtkWidget *
nx_due_line_new (NxDueRow *take, NxDate today)
{
  NxDueLine *self = g_object_new (NX_TYPE_DUE_LINE, NULL);

  self->row = take;
  self->today = today;
  fill (self);
  return GTK_WIDGET (self);
}

gint64
nx_due_line_get_case_id (NxDueLine *self)
{
  g_return_val_if_fail (NX_IS_DUE_LINE (self), 0);
  return nx_record_get_id (self->row->case_file);
}

const NxDueRow *
nx_due_line_get_row (NxDueLine *self)
{
  g_return_val_if_fail (NX_IS_DUE_LINE (self), NULL);
  return self->row;
}

NxDate
nx_due_line_get_today (NxDueLine *self)
{
  g_return_val_if_fail (NX_IS_DUE_LINE (self), NX_DATE_NONE);
  return self->today;
}

/* Children side by side, or as many as fit. */
static void
set_wrapping (GtkWidget *box, gboolean is_wrapping, gboolean is_homogeneous)
{
  GtkLayoutManager *layout
      = is_wrapping ? g_object_new (NX_TYPE_WRAP_LAYOUT, "homogeneous", is_homogeneous, NULL)
                    : nx_line_layout_new (6);

  gtk_widget_set_layout_manager (box, layout);
}

void
nx_due_line_set_narrow (NxDueLine *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_DUE_LINE (self));
  g_object_set (gtk_widget_get_layout_manager (self->frame), "stacked", is_narrow, "spacing",
                is_narrow ? 8 : 12, NULL);
  gtk_widget_set_visible (self->day_box, !is_narrow);
  gtk_widget_set_visible (self->inline_late, is_narrow);
  set_wrapping (self->button_box, is_narrow, TRUE);
  set_wrapping (self->why_box, is_narrow, FALSE);
}

gboolean
nx_due_line_is_busy (NxDueLine *self)
{
  g_return_val_if_fail (NX_IS_DUE_LINE (self), FALSE);
  return self->popover != NULL;
}

int
nx_due_line_get_focus_button (NxDueLine *self)
{
  g_return_val_if_fail (NX_IS_DUE_LINE (self), -1);
  for (int i = 0; i < N_BUTTONS; i++)
    if (gtk_widget_is_focus (self->buttons[i]))
      return i;
  return -1;
}

void
nx_due_line_focus (NxDueLine *self, int button)
{
  g_return_if_fail (NX_IS_DUE_LINE (self));
  gtk_widget_grab_focus (button >= 0 && button < N_BUTTONS ? self->buttons[button]
                                                           : GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of the day in hand: who, when, in which state, and what to do about it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-row.h"

#include "nx-badge.h"
#include "nx-calendar-acts.h"
#include "nx-calendar-chip.h"
#include "nx-calendar-words.h"
#include "nx-due-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

struct _NxCalendarRow
{
  GtkListBoxRow parent_instance;

  NxCalendarEntry *entry;
  NxDueRow *row;
  NxDate today;
};

G_DEFINE_FINAL_TYPE (NxCalendarRow, nx_calendar_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
get_tone (NxCalendarRow *self)
{
  const char *css_class = nx_calendar_words_class (self->entry, self->today);

  return css_class + 3; /* behind "nx-" */
}

static GtkWidget *
new_head (NxCalendarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *badge = nx_badge_new (get_tone (self), nx_calendar_words_icon (self->entry->state),
                                   nx_calendar_words_state (self->entry->state));
  g_autofree char *name = nx_calendar_words_name (self->entry);

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  gtk_box_append (GTK_BOX (box), new_label (name, "nx-due-name"));
  gtk_box_append (GTK_BOX (box), badge);
  return box;
}

/* Each says whose line it acts on, for whoever hears the buttons only. */
static void
add_button (NxCalendarRow *self,
            GtkWidget *box,
            const char *label,
            const char *action,
            const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = nx_calendar_words_name (self->entry);
  /* TRANSLATORS: a button's label and the name of a client, for a screen reader */
  g_autofree char *whole = g_strdup_printf (_ ("%1$s: %2$s"), label, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole,
                                  -1);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_buttons (NxCalendarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  if (!nx_calendar_entry_is_movable (self->entry))
    {
      add_button (self, box, _ ("Open Visit"), "entry.open", "flat");
      return box;
    }
  add_button (self, box, nx_due_words_record (self->row), "entry.record", "nx-row-action");
  add_button (self, box, nx_due_words_missed (self->row), "entry.not-met", "flat");
  if (self->entry->state == NX_CALENDAR_DUE)
    add_button (self, box, _ ("Postpone…"), "entry.postpone", "flat");
  else
    add_button (self, box, _ ("Move…"), "entry.move", "flat");
  return box;
}

static void
fill (NxCalendarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLayoutManager *stacked = nx_wrap_layout_new ();
  g_autofree char *facts = nx_calendar_words_facts (self->entry);
  g_autofree char *why
      = self->entry->state == NX_CALENDAR_DUE ? nx_due_row_dup_why (self->row) : NULL;
  g_autofree char *line = nx_calendar_words_line (self->entry);
  g_autofree char *whole = why != NULL ? g_strconcat (line, ". ", why, NULL) : NULL;

  g_object_set (stacked, "vertical", TRUE, "line-spacing", 3, NULL);
  gtk_widget_set_layout_manager (box, stacked);
  gtk_box_append (GTK_BOX (box), new_head (self));
  if (*facts != '\0')
    gtk_box_append (GTK_BOX (box), new_label (facts, "nx-dim"));
  if (why != NULL && *why != '\0')
    gtk_box_append (GTK_BOX (box), new_label (why, "nx-due-why"));
  gtk_box_append (GTK_BOX (box), new_buttons (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whole != NULL ? whole : line, -1);
}

static void
nx_calendar_row_finalize (GObject *object)
{
  NxCalendarRow *self = NX_CALENDAR_ROW (object);

  g_clear_pointer (&self->entry, nx_calendar_entry_unref);
  g_clear_pointer (&self->row, nx_due_row_free);
  G_OBJECT_CLASS (nx_calendar_row_parent_class)->finalize (object);
}

static void
nx_calendar_row_class_init (NxCalendarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_calendar_row_finalize;
}

static void
nx_calendar_row_init (NxCalendarRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-due-line");
}

GtkWidget *
nx_calendar_row_new (NxCalendarEntry *entry, NxDueRow *take, NxDate today)
{
  NxCalendarRow *self = g_object_new (NX_TYPE_CALENDAR_ROW, NULL);

  self->entry = nx_calendar_entry_ref (entry);
  self->row = take;
  self->today = today;
  fill (self);
  nx_calendar_chip_make_draggable (GTK_WIDGET (self), entry);
  nx_calendar_acts_attach (GTK_WIDGET (self), entry, take, today);
  return GTK_WIDGET (self);
}

NxCalendarEntry *
nx_calendar_row_get_entry (NxCalendarRow *self)
{
  g_return_val_if_fail (NX_IS_CALENDAR_ROW (self), NULL);
  return self->entry;
}

gboolean
nx_calendar_row_is_same (NxCalendarRow *self, NxCalendarEntry *entry, NxDueRow *row, NxDate today)
{
  NxRecord *before = self->entry->visit;

  return nx_calendar_entry_is_same (self->entry, entry) && self->entry->state == entry->state
         && nx_date_compare (self->entry->on, entry->on) == 0
         && nx_date_compare (self->today, today) == 0 && nx_due_row_is_same (self->row, row)
         && (before == NULL
             || nx_record_get_version (before) == nx_record_get_version (entry->visit));
}

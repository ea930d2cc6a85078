/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives names to the parts inside GTK's own widgets that can have the focus, for a screen reader.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-accessible.h"

#include "nx-page.h"

#include <glib/gi18n-lib.h>

/* A row is heard whole; what is longer than this is read from inside. */
#define MAX_LABELS 16

/* A list makes two hundred rows at once; naming them all before they are painted would take as long
 * as making them. */
#define NAMING_MS 4

/* A row whose record is still being read has no words yet. */
#define LATE_MS 250
#define MAX_LATE_TRIES 40

struct _NxAccessibleWatch
{
  gulong hook;
  guint source;
  GQueue waiting; /* widgets, referenced, as they came on the screen */
  GQueue late;    /* rows, referenced, that had no words when it was their turn */
  guint late_source;
  guint n_tries; /* since the last one came */
};

/* No public type; GTK 4.8 has no other way to say what a row is called. */
static gboolean
is_list_item (GtkWidget *widget)
{
  static GType type = 0;

  if (type == 0)
    type = g_type_from_name ("GtkListItemWidget");
  return type != 0 && G_OBJECT_TYPE (widget) == type;
}

static gboolean
has_label (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* The list of a group without a title is "labelled" by that title. */
static gboolean
is_named_by_nothing (GtkWidget *widget)
{
  GtkWidget *group = GTK_IS_LIST_BOX (widget)
                         ? gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP)
                         : NULL;

  return group != NULL && *adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)) == '\0';
}

static gboolean
is_named (GtkWidget *widget)
{
  if (has_label (widget))
    return TRUE;
  return !is_named_by_nothing (widget)
         && gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* The words inside, in order; the list borrows the widgets. */
static GList *
collect_labels (GtkWidget *widget, GList *labels)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return labels;
  /* One that never had words yet would be read as "GtkLabel". */
  if (GTK_IS_LABEL (widget) && !has_label (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (widget)), -1);
  if (has_label (widget))
    return g_list_append (labels, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    labels = collect_labels (child, labels);
  return labels;
}

/* Takes the list. GTK forgets a label that goes away, and follows one that changes. */
static void
label_by (GtkWidget *widget, GList *labels)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_LABELLED_BY;
  GValue value = G_VALUE_INIT;
  GList *rest = g_list_nth (labels, MAX_LABELS);

  if (labels == NULL)
    return;
  if (rest != NULL)
    {
      rest->prev->next = NULL;
      rest->prev = NULL;
      g_list_free (rest);
    }
  gtk_accessible_relation_init_value (relation, &value);
  g_value_set_pointer (&value, labels);
  gtk_accessible_update_relation_value (GTK_ACCESSIBLE (widget), 1, &relation, &value);
  g_value_unset (&value);
}

static void
name_by_words (GtkWidget *widget)
{
  GList *labels = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    labels = collect_labels (child, labels);
  label_by (widget, labels);
}

/* "Re_cord Visit" and "记录探访(_C)" as they are said. */
static char *
dup_spoken (const char *label)
{
  GString *spoken = g_string_new (NULL);

  for (const char *at = label; *at != '\0'; at++)
    if (at[0] == '(' && at[1] == '_' && at[2] != '\0' && at[3] == ')')
      at += 3;
    else if (at[0] != '_' || (at[1] == '_' && at++))
      g_string_append_c (spoken, *at);
  return g_string_free (spoken, FALSE);
}

static const char *
peek_button_label (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  return gtk_button_get_label (GTK_BUTTON (widget));
}

/* GTK gives a button its label with the underscore, and the label itself besides: all would be said
 * twice. A name that somebody gave is said alone. */
static void
name_once (GtkWidget *button)
{
  const char *label = peek_button_label (button);
  g_autofree char *differs = NULL;

  if (label != NULL)
    differs = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button),
                                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  if (label != NULL && differs == NULL)
    {
      g_autofree char *spoken = dup_spoken (label);

      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
  if (GTK_IS_BUTTON (button))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  /* With another label GTK gives the name again. */
  g_signal_handlers_disconnect_by_func (button, name_once, NULL);
  g_signal_connect (button, "notify::label", G_CALLBACK (name_once), NULL);
}

/* GTK says that a button is labelled by its picture, also where that has no name. */
static gboolean
is_named_by_picture (GtkWidget *button)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  return GTK_IS_IMAGE (child) && !has_label (child) && !has_label (button);
}

/* No public type either. */
static gboolean
is_in_toast (GtkWidget *widget)
{
  GType type = g_type_from_name ("AdwToastWidget");

  return type != 0 && gtk_widget_get_ancestor (widget, type) != NULL;
}

static void
name_picture_button (GtkWidget *button)
{
  const char *words = gtk_widget_get_tooltip_text (button);

  /* The only one in GTK's own windows that we show, and the only one in libadwaita's toast. */
  if (words == NULL && GTK_IS_SHORTCUTS_WINDOW (gtk_widget_get_root (button)))
    words = _ ("Find");
  else if (words == NULL && is_in_toast (button))
    words = _ ("Close this message");
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
}

static void
name_row (GtkWidget *widget)
{
  name_by_words (widget);
  /* What a choice shows of the chosen row is part of its button. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_TOGGLE_BUTTON) != NULL)
    gtk_widget_set_focusable (widget, FALSE);
}

/* The button inside is what has the focus: "Sort by: Name". */
static void
name_choice (GtkWidget *choice)
{
  GtkWidget *button = gtk_widget_get_first_child (choice);
  GList *labels = NULL;

  if (button == NULL || has_label (button))
    return;
  labels = collect_labels (button, NULL);
  if (has_label (choice))
    labels = g_list_prepend (labels, choice);
  else
    labels = g_list_concat (gtk_widget_list_mnemonic_labels (choice), labels);
  label_by (button, labels);
  /* Nothing chosen is said by another label than something. */
  g_signal_handlers_disconnect_by_func (choice, name_choice, NULL);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (name_choice), NULL);
}

static const char *
find_title (GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, NX_TYPE_PAGE);
  GtkWidget *group = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP);
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *title = NULL;

  if (group != NULL)
    title = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group));
  if ((title == NULL || *title == '\0') && page != NULL)
    title = nx_page_get_title (NX_PAGE (page));
  if ((title == NULL || *title == '\0') && GTK_IS_WINDOW (root))
    title = gtk_window_get_title (GTK_WINDOW (root));
  return title != NULL && *title != '\0' ? title : _ ("Nuanxin");
}

/* A container takes the name of what it belongs to. */
static void
name_container (GtkWidget *widget)
{
  GtkWidget *table = gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *choice = gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN);

  if (table != NULL && has_label (table))
    label_by (widget, g_list_prepend (NULL, table));
  else if (choice != NULL && has_label (choice))
    label_by (widget, g_list_prepend (NULL, choice));
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    find_title (widget), -1);
}

/* A label with a mnemonic is added to the name that a field was given. */
static gboolean
is_field (GtkWidget *widget)
{
  return GTK_IS_SWITCH (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget)
         || GTK_IS_TEXT_VIEW (widget);
}

void
nx_accessible_name (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  if (is_field (widget) && has_label (widget))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  else if (GTK_IS_DROP_DOWN (widget))
    name_choice (widget);
  else if (GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget)) && GTK_IS_BUTTON (widget))
    name_choice (gtk_widget_get_parent (widget));
  else if (is_list_item (widget))
    {
      if (!is_named (widget))
        name_row (widget);
    }
  else if ((GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)) && has_label (widget))
    name_once (widget);
  else if (GTK_IS_BUTTON (widget) && is_named_by_picture (widget))
    name_picture_button (widget);
  else if (GTK_IS_BUTTON (widget) && !is_named (widget))
    name_by_words (widget);
  else if ((GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_LIST_VIEW (widget)
            || GTK_IS_LIST_BOX (widget))
           && !is_named (widget))
    name_container (widget);
}

/* The watch */

static gboolean
may_be_nameless (GtkWidget *widget)
{
  return is_list_item (widget) || is_field (widget) || GTK_IS_BUTTON (widget)
         || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget)
         || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_LIST_VIEW (widget)
         || GTK_IS_LIST_BOX (widget);
}

static gboolean name_some_cb (gpointer data);

static gboolean
try_late_cb (gpointer data)
{
  NxAccessibleWatch *self = data;
  GtkWidget *row = NULL;

  self->late_source = 0;
  while ((row = g_queue_pop_head (&self->late)) != NULL)
    g_queue_push_tail (&self->waiting, row);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, name_some_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
name_or_wait (NxAccessibleWatch *self, GtkWidget *widget)
{
  nx_accessible_name (widget);
  if (!is_list_item (widget) || is_named (widget) || self->n_tries > MAX_LATE_TRIES)
    return;
  g_queue_push_tail (&self->late, g_object_ref (widget));
  if (self->late_source != 0)
    return;
  self->n_tries++;
  self->late_source = g_timeout_add_full (G_PRIORITY_LOW, LATE_MS, try_late_cb, self, NULL);
}

/* Some at a time, and again when nothing else waits. */
static gboolean
name_some_cb (gpointer data)
{
  NxAccessibleWatch *self = data;
  gint64 end = g_get_monotonic_time () + NAMING_MS * G_TIME_SPAN_MILLISECOND;

  while (!g_queue_is_empty (&self->waiting) && g_get_monotonic_time () < end)
    {
      g_autoptr (GtkWidget) widget = g_queue_pop_head (&self->waiting);

      /* A button may be behind another page again, but can still be found there. */
      if (gtk_widget_get_mapped (widget)
          || (GTK_IS_BUTTON (widget) && gtk_widget_get_root (widget) != NULL))
        name_or_wait (self, widget);
    }
  if (!g_queue_is_empty (&self->waiting))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* Who hears what has the focus now hears its name, too. */
static void
on_focus_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus != NULL)
    nx_accessible_name (focus);
}

static gboolean
on_map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  NxAccessibleWatch *self = data;
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_WINDOW (widget))
    {
      g_signal_handlers_disconnect_by_func (widget, on_focus_cb, NULL);
      g_signal_connect (widget, "notify::focus-widget", G_CALLBACK (on_focus_cb), NULL);
    }
  if (!may_be_nameless (widget))
    return TRUE;
  g_queue_push_tail (&self->waiting, g_object_ref (widget));
  self->n_tries = 0;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, name_some_cb, self, NULL);
  return TRUE;
}

NxAccessibleWatch *
nx_accessible_watch (void)
{
  NxAccessibleWatch *self = g_new0 (NxAccessibleWatch, 1);

  g_queue_init (&self->waiting);
  g_queue_init (&self->late);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  self->hook = g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map_cb,
                                           self, NULL);
  return self;
}

void
nx_accessible_unwatch (NxAccessibleWatch *self)
{
  g_return_if_fail (self != NULL);
  g_signal_remove_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), self->hook);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->late_source, g_source_remove);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_queue_clear_full (&self->late, g_object_unref);
  g_free (self);
}

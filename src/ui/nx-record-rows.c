/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Rows of cards for records that stand on another record's page: classes, cases, memberships. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-rows.h"

#include "nx-badge.h"
#include "nx-case.h"
#include "nx-day-words.h"
#include "nx-line-layout.h"
#include "nx-membership.h"
#include "nx-record-forms.h"
#include "nx-support.h"

#include <glib/gi18n-lib.h>

#define SOON_DAYS 30 /* a review this near is marked: our default */

/* The box of the two labels of an action row: GtkBox gives two labels that wrap too little room in
 * height for width, and the row's end is cut off. */
static void
stack_words (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BOX (child) && gtk_widget_has_css_class (child, "title"))
      {
        gtk_widget_set_layout_manager (child, nx_line_layout_new (3));
        nx_line_layout_set_stacked (child, TRUE);
      }
    else
      stack_words (child);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, "title-lines", 0, "subtitle-lines", 0, NULL);

  stack_words (row);
  return row;
}

static void
set_action (GtkWidget *row, const char *action, gint64 id)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

/* Facts one behind the other, without the empty ones. */
static void
add_word (GString *line, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, word);
}

/* The day stands in the text; the badge only says that it is near or past. */
static void
add_review_badge (GtkWidget *row, NxRecord *support, NxDate today)
{
  NxDate review = nx_record_get_date (support, NX_SUPPORT_REVIEW_ON);
  int n_days = nx_date_days_between (today, review);
  GtkWidget *badge = NULL;

  if (!nx_date_is_set (review) || !nx_support_holds_on (support, today) || n_days > SOON_DAYS)
    return;
  if (n_days < 0)
    badge = nx_badge_new ("high", "nx-late-symbolic", _ ("Review overdue"));
  else
    badge = nx_badge_new ("mid", "nx-late-symbolic", _ ("Review soon"));
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
}

static void
add_review (GString *line, NxRecord *support, NxDate today)
{
  g_autofree char *day
      = nx_day_words_short (nx_record_get_date (support, NX_SUPPORT_REVIEW_ON), today);
  g_autofree char *text = NULL;

  if (*day == '\0' || !nx_support_holds_on (support, today))
    return;
  /* TRANSLATORS: %s is the day of the next review of a support class: 11-30 复核 */
  text = g_strdup_printf (_ ("review %s"), day);
  add_word (line, text);
}

static void
on_edit_clicked_cb (GtkWidget *button, NxRecord *record)
{
  nx_record_forms_edit (button, record, TRUE);
}

/* Ending a class or a membership is entering its last day. */
static void
add_edit_button (GtkWidget *row, NxRecord *record, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_edit_clicked_cb), g_object_ref (record),
                         (GClosureNotify)(void (*) (void))g_object_unref, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

GtkWidget *
nx_record_rows_support (NxRecord *support, NxDate today, gboolean with_name)
{
  g_autofree char *class_name = nx_record_dup_display (support, NX_SUPPORT_CLASS);
  g_autofree char *period = nx_day_words_period (nx_record_get_date (support, NX_SUPPORT_FROM_ON),
                                                 nx_record_get_date (support, NX_SUPPORT_TO_ON));
  const char *name = nx_record_get_text (support, NX_SUPPORT_PERSON_NAME);
  g_autoptr (GString) title = g_string_new (class_name);
  g_autoptr (GString) line = g_string_new (NULL);
  GtkWidget *row = NULL;

  add_word (title, nx_record_get_text (support, NX_SUPPORT_LEVEL));
  if (with_name)
    add_word (title, name);
  add_word (line, period);
  add_review (line, support, today);
  add_word (line, nx_record_get_text (support, NX_SUPPORT_EVIDENCE));
  row = make_row (title->str, line->str);
  if (!nx_support_holds_on (support, today))
    gtk_widget_add_css_class (row, "nx-dim");
  add_review_badge (row, support, today);
  add_edit_button (row, support, _ ("Edit or end this support class"));
  return row;
}

static char *
dup_case_line (NxRecord *case_file, NxDate today)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *stage = nx_record_dup_display (case_file, NX_CASE_STAGE);
  g_autofree char *due
      = nx_day_words_due (nx_record_get_date (case_file, NX_CASE_NEXT_ON), today, NULL);
  g_autofree char *next = NULL;

  add_word (line, nx_record_get_text (case_file, NX_CASE_CLIENT_NAME));
  add_word (line, stage);
  if (*due != '\0')
    {
      /* TRANSLATORS: %s is the day of the next visit, perhaps with "2 days overdue" */
      next = g_strdup_printf (_ ("next visit %s"), due);
      add_word (line, next);
    }
  add_word (line, nx_record_get_text (case_file, NX_CASE_WORKER_NAME));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static GtkWidget *
make_visit_button (NxRecord *case_file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("nx-visit-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "nx-row-action");
  gtk_widget_set_tooltip_text (button, _ ("Record visit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Record visit"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.record-visit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", nx_record_get_id (case_file));
  return button;
}

GtkWidget *
nx_record_rows_case (NxRecord *case_file, NxDate today)
{
  g_autofree char *line = dup_case_line (case_file, today);
  GtkWidget *row = make_row (nx_record_peek_text (case_file, NX_CASE_TITLE), line);
  GtkWidget *badge = nx_badge_new ("plain", NULL, "");

  nx_badge_set_risk (NX_BADGE (badge), nx_record_get_text (case_file, NX_CASE_RISK), TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  if (nx_case_is_open (case_file))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  else
    g_object_unref (g_object_ref_sink (badge));
  if (nx_case_is_open (case_file))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_visit_button (case_file));
  set_action (row, "win.open-case", nx_record_get_id (case_file));
  return row;
}

GtkWidget *
nx_record_rows_membership (NxRecord *membership)
{
  g_autofree char *relation = nx_record_dup_display (membership, NX_MEMBERSHIP_RELATION);
  NxDate to = nx_record_get_date (membership, NX_MEMBERSHIP_TO_ON);
  g_autofree char *period
      = nx_day_words_period (nx_record_get_date (membership, NX_MEMBERSHIP_FROM_ON), to);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *address = nx_record_peek_text (membership, NX_MEMBERSHIP_HOUSEHOLD_ADDRESS);
  GtkWidget *row = NULL;

  add_word (line, relation);
  add_word (line, period);
  add_word (line, nx_record_get_text (membership, NX_MEMBERSHIP_LEAVE_REASON));
  row = make_row (
      *address != '\0' ? address : nx_record_peek_text (membership, NX_MEMBERSHIP_HOUSEHOLD_NUMBER),
      line->str);
  if (nx_date_is_set (to))
    gtk_widget_add_css_class (row, "nx-dim");
  set_action (row, "win.open-household", nx_record_get_int (membership, NX_MEMBERSHIP_HOUSEHOLD));
  add_edit_button (row, membership, _ ("Edit or end this membership"));
  return row;
}

void
nx_record_rows_clear (GtkListBox *list)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

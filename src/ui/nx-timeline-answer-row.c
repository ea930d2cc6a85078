/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The entry and button an answer is typed with, for as long as its line of the timeline is bound.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-answers.h"

#include <glib/gi18n-lib.h>

/* Lives as long as the row. */
typedef struct
{
  NxTimelineAnswers *answers;
  gint64 case_id;
  gint64 visit_id;
  GtkWidget *entry;
  GtkWidget *button;
} RowData;

static void
row_data_free (gpointer data)
{
  g_object_unref (((RowData *)data)->answers);
  g_free (data);
}

/* Shut while it is on its way; the focus stays where it is. */
static void
show (RowData *data)
{
  /* A copy: setting it is a change of what is typed. */
  g_autofree char *text = g_strdup (nx_timeline_answers_get_text (data->answers, data->visit_id));
  gboolean is_sending = nx_timeline_answers_is_sending (data->answers, data->visit_id);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (data->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (data->entry), text);
  gtk_editable_set_editable (GTK_EDITABLE (data->entry), !is_sending);
  gtk_widget_set_sensitive (data->button, !is_sending);
}

static void
on_answers_changed_cb (GtkWidget *row, gint64 visit_id)
{
  RowData *data = g_object_get_data (G_OBJECT (row), "nx-answer");

  if (visit_id == data->visit_id)
    show (data);
}

static void
on_entry_changed_cb (GtkWidget *row)
{
  RowData *data = g_object_get_data (G_OBJECT (row), "nx-answer");

  nx_timeline_answers_set_text (data->answers, data->visit_id,
                                gtk_editable_get_text (GTK_EDITABLE (data->entry)));
}

static void
send_cb (GtkWidget *row)
{
  RowData *data = g_object_get_data (G_OBJECT (row), "nx-answer");

  nx_timeline_answers_send (data->answers, data->case_id, data->visit_id, row);
}

GtkWidget *
nx_timeline_answer_row_new (NxTimelineAnswers *answers, gint64 case_id, gint64 visit_id)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  RowData *data = g_new0 (RowData, 1);

  data->answers = g_object_ref (answers);
  data->case_id = case_id;
  data->visit_id = visit_id;
  data->entry = gtk_entry_new ();
  data->button = gtk_button_new_with_mnemonic (_ ("_Answer"));
  g_object_set_data_full (G_OBJECT (row), "nx-answer", data, row_data_free);
  gtk_entry_set_placeholder_text (GTK_ENTRY (data->entry),
                                  _ ("Write an answer; it shows only at this visit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (data->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Answer to this visit"), -1);
  gtk_widget_set_hexpand (data->entry, TRUE);
  gtk_box_append (GTK_BOX (row), data->entry);
  gtk_box_append (GTK_BOX (row), data->button);
  show (data);
  g_signal_connect_object (data->entry, "changed", G_CALLBACK (on_entry_changed_cb), row,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (data->entry, "activate", G_CALLBACK (send_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (data->button, "clicked", G_CALLBACK (send_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (answers, "changed", G_CALLBACK (on_answers_changed_cb), row,
                           G_CONNECT_SWAPPED);
  return row;
}

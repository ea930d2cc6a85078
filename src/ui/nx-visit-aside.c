/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What stands beside a visit while it is written: what was agreed, the last record, questions. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-aside.h"

#include "nx-record-kinds.h"
#include "nx-visit-rule.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A heading with its day, and a card with the text below; nothing when there is no text. */
static void
append_part (GtkBox *box, const char *title, const char *facts, const char *text)
{
  GtkWidget *card = NULL;

  if (text == NULL || *text == '\0')
    return;
  gtk_box_append (box, new_label (title, "heading"));
  if (facts != NULL && *facts != '\0')
    gtk_box_append (box, new_label (facts, "nx-dim"));
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "nx-form-card");
  gtk_box_append (GTK_BOX (card), new_label (text, NULL));
  gtk_box_append (box, card);
}

static char *
dup_facts (NxRecord *visit)
{
  NxDate on = nx_record_get_date (visit, NX_VISIT_ON);
  g_autofree char *day = nx_date_is_full (on) ? nx_date_format (on, NX_DATE_DAY) : g_strdup ("");

  return g_strdup_printf ("%s · %s", day, nx_record_peek_text (visit, NX_VISIT_WORKER_NAME));
}

static void
append_comments (GtkBox *box, GPtrArray *comments)
{
  for (guint i = 0; comments != NULL && i < comments->len; i++)
    {
      NxRecord *comment = g_ptr_array_index (comments, i);
      g_autofree char *kind = nx_record_dup_display (comment, NX_COMMENT_KIND);

      append_part (box, kind, nx_record_get_text (comment, NX_COMMENT_AUTHOR_NAME),
                   nx_record_get_text (comment, NX_COMMENT_TEXT));
    }
}

GtkWidget *
nx_visit_aside_new (const NxVisitStart *start)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autofree char *reason = nx_visit_rule_dup_reason (start->case_file);

  gtk_widget_add_css_class (box, "nx-aside");
  append_part (GTK_BOX (box), _ ("Why now"), NULL, reason);
  if (start->last != NULL)
    {
      g_autofree char *facts = dup_facts (start->last);
      g_autofree char *missed = nx_record_dup_display (start->last, NX_VISIT_NOT_MET_REASON);

      append_part (GTK_BOX (box), _ ("Agreed last time"), facts,
                   nx_record_get_text (start->last, NX_VISIT_NEXT_STEPS));
      append_part (GTK_BOX (box), _ ("Not met last time"), facts, missed);
      append_part (GTK_BOX (box), _ ("Last record"), facts,
                   nx_record_get_text (start->last, NX_VISIT_NARRATIVE));
      append_comments (GTK_BOX (box), start->comments);
    }
  append_part (GTK_BOX (box), _ ("Presenting problem"), NULL,
               nx_record_get_text (start->case_file, NX_CASE_PROBLEM));
  return box;
}

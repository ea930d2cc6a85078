/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Builds what an open timeline entry shows below its text: states, goods, questions and answers. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-detail.h"

#include "nx-attachment-strip.h"
#include "nx-badge.h"
#include "nx-record-kinds.h"
#include "nx-remark-box.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

const char *
nx_timeline_detail_get_icon (NxTimelineEntry *entry)
{
  const char *kind = NULL;

  switch (entry->kind)
    {
    case NX_TIMELINE_VISIT:
    case NX_TIMELINE_PLAN:
      kind = nx_record_get_text (entry->record, NX_VISIT_KIND);
      return g_strcmp0 (kind, "phone") == 0 || g_strcmp0 (kind, "online") == 0
                 ? "nx-phone-symbolic"
                 : "nx-visit-symbolic";
    case NX_TIMELINE_NOT_MET:
      return "nx-door-symbolic";
    case NX_TIMELINE_STAGE:
      return "nx-stage-symbolic";
    case NX_TIMELINE_MEMBER:
      return "nx-person-symbolic";
    case NX_TIMELINE_CLASS:
      return "nx-flag-symbolic";
    case NX_TIMELINE_COMMENT:
      return "nx-ear-symbolic";
    case NX_TIMELINE_FILE:
      return nx_attachment_is_pdf (entry->record) ? "x-office-document-symbolic"
                                                  : "image-x-generic-symbolic";
    case NX_TIMELINE_EDIT:
    case NX_TIMELINE_ALL:
      break;
    }
  return "document-edit-symbolic";
}

const char *
nx_timeline_detail_get_tone (NxTimelineEntry *entry)
{
  switch (entry->kind)
    {
    case NX_TIMELINE_VISIT:
      return g_str_equal (nx_timeline_detail_get_icon (entry), "nx-phone-symbolic") ? "info"
                                                                                    : "accent";
    case NX_TIMELINE_NOT_MET:
      return "mid";
    case NX_TIMELINE_STAGE:
      return "stage";
    case NX_TIMELINE_COMMENT:
      return "info";
    case NX_TIMELINE_CLASS:
      return "ok";
    case NX_TIMELINE_MEMBER:
    case NX_TIMELINE_EDIT:
    case NX_TIMELINE_PLAN:
    case NX_TIMELINE_FILE:
    case NX_TIMELINE_ALL:
      break;
    }
  return "plain";
}

static GtkWidget *
new_text (const char *text, gboolean is_caption)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (is_caption)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "nx-dim");
    }
  return label;
}

/* "Problems found" in small dim letters, the text below. */
static void
append_section (GtkBox *box, NxRecord *visit, guint field)
{
  g_autofree char *text = nx_record_dup_display (visit, field);

  if (*text == '\0')
    return;
  gtk_box_append (box, new_text (nx_field_get_label (&nx_visit_spec.fields[field]), TRUE));
  gtk_box_append (box, new_text (text, FALSE));
}

static const char *
tone_of_observation (const char *code)
{
  if (g_strcmp0 (code, "good") == 0)
    return "ok";
  if (g_strcmp0 (code, "fair") == 0)
    return "mid";
  if (g_strcmp0 (code, "poor") == 0)
    return "high";
  return "plain";
}

static const char *
icon_of_observation (const char *code)
{
  if (g_strcmp0 (code, "good") == 0)
    return "object-select-symbolic";
  if (g_strcmp0 (code, "fair") == 0)
    return "value-decrease-symbolic";
  if (g_strcmp0 (code, "poor") == 0)
    return "dialog-warning-symbolic";
  return "nx-unknown-symbolic";
}

static void
append_observations (GtkBox *box, NxRecord *visit)
{
  static const guint fields[]
      = { NX_VISIT_BODY, NX_VISIT_MOOD, NX_VISIT_HOME, NX_VISIT_MONEY, NX_VISIT_CARE_STATE };
  GtkWidget *wrap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean has_any = FALSE;

  gtk_widget_set_layout_manager (wrap, nx_wrap_layout_new ());
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *code = nx_record_get_text (visit, fields[i]);
      g_autofree char *value = nx_record_dup_display (visit, fields[i]);
      g_autofree char *text = NULL;

      if (code == NULL)
        continue;
      has_any = TRUE;
      /* TRANSLATORS: what was observed and how it was: "Mood: good" */
      text = g_strdup_printf (_ ("%1$s: %2$s"),
                              nx_field_get_label (&nx_visit_spec.fields[fields[i]]), value);
      gtk_box_append (GTK_BOX (wrap),
                      nx_badge_new (tone_of_observation (code), icon_of_observation (code), text));
    }
  if (has_any)
    gtk_box_append (box, wrap);
  else
    g_object_unref (g_object_ref_sink (wrap));
}

static void
append_comment (GtkBox *box, NxRecord *comment)
{
  g_autofree char *kind = nx_record_dup_display (comment, NX_COMMENT_KIND);
  g_autofree char *when = nx_record_dup_display (comment, NX_COMMENT_AT);
  g_autofree char *head = g_strdup_printf (
      "%s · %s · %s", nx_record_peek_text (comment, NX_COMMENT_AUTHOR_NAME), kind, when);

  gtk_box_append (box, new_text (head, TRUE));
  gtk_box_append (box, new_text (nx_record_peek_text (comment, NX_COMMENT_TEXT), FALSE));
}

static void
append_visit_buttons (GtkBox *box, NxRecord *visit)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *edit = gtk_button_new_with_mnemonic (_ ("_Edit Visit"));
  GtkWidget *print = gtk_button_new_with_mnemonic (_ ("_Print Summary"));

  gtk_widget_set_layout_manager (row, nx_wrap_layout_new ());
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "win.edit-visit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "x", nx_record_get_id (visit));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "win.print-visit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (print), "x", nx_record_get_id (visit));
  gtk_box_append (GTK_BOX (row), edit);
  gtk_box_append (GTK_BOX (row), print);
  gtk_box_append (box, row);
}

/* What is added by an edit of the visit. */
static void
append_files (GtkBox *box, NxTimelineEntry *entry, NxRemarks *remarks)
{
  NxAttachmentPlace place
      = { .case_id = entry->case_id, .visit_id = nx_record_get_id (entry->record) };

  if (entry->n_files > 0)
    gtk_box_append (box, nx_attachment_strip_new (nx_remarks_get_store (remarks), &place,
                                                  NX_ATTACHMENTS_SHOWN));
}

static GtkWidget *
new_open_button (NxTimelineEntry *entry)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Open"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-attachment");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xxxs)",
                                    nx_record_get_id (entry->record), entry->case_id, (gint64)0,
                                    "");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

/* Where one asks, answers and notes. */
static GtkWidget *
new_remark_box (NxTimelineEntry *entry, NxRemarks *remarks)
{
  NxRecord *visit = entry->record;
  gboolean is_own = nx_record_get_int (visit, NX_VISIT_WORKER)
                    == nx_store_get_actor (nx_remarks_get_store (remarks));
  GtkWidget *box
      = nx_remark_box_new (nx_remarks_get (remarks, entry->case_id, nx_record_get_id (visit)));

  nx_remark_box_set_comments (NX_REMARK_BOX (box), entry->comments, is_own);
  return box;
}

/* A question on the case as a whole is answered below it. */
static GtkWidget *
new_case_remark_box (NxTimelineEntry *entry, NxRemarks *remarks, GPtrArray *case_comments)
{
  GtkWidget *box = NULL;

  if (case_comments == NULL
      || g_strcmp0 (nx_record_get_text (entry->record, NX_COMMENT_KIND), "question") != 0)
    return NULL;
  box = nx_remark_box_new (nx_remarks_get (remarks, entry->case_id, 0));
  nx_remark_box_set_comments (NX_REMARK_BOX (box), case_comments, TRUE);
  return box;
}

static void
append_visit (GtkBox *box, NxTimelineEntry *entry, NxRemarks *remarks)
{
  append_observations (box, entry->record);
  append_section (box, entry->record, NX_VISIT_NEW_RISKS);
  append_section (box, entry->record, NX_VISIT_SERVICES);
  append_section (box, entry->record, NX_VISIT_PROBLEMS);
  append_section (box, entry->record, NX_VISIT_NEXT_STEPS);
  append_section (box, entry->record, NX_VISIT_REFLECTION);
  append_files (box, entry, remarks);
  for (guint i = 0; entry->comments != NULL && i < entry->comments->len; i++)
    append_comment (box, g_ptr_array_index (entry->comments, i));
  gtk_box_append (box, new_remark_box (entry, remarks));
  append_visit_buttons (box, entry->record);
}

GtkWidget *
nx_timeline_detail_new (NxTimelineEntry *entry, NxRemarks *remarks, GPtrArray *case_comments)
{
  GtkWidget *box = NULL;

  if (entry->kind == NX_TIMELINE_FILE)
    return new_open_button (entry);
  if (entry->kind == NX_TIMELINE_COMMENT)
    return new_case_remark_box (entry, remarks, case_comments);
  if (!(entry->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET)))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  append_visit (GTK_BOX (box), entry, remarks);
  return box;
}

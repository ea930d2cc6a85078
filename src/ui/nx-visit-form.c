/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The form of a visit: cards with the fields of an edit, in the order a visit is written. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-form.h"

#include "nx-date-field.h"
#include "nx-field-widgets.h"
#include "nx-text.h"
#include "nx-validation.h"
#include "nx-visit-rule.h"
#include "nx-visit.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define LABEL_WIDTH 84
#define N_KINDS_SHOWN 4
#define N_PURPOSES_SHOWN 6
#define N_RISKS_SHOWN 4

struct _NxVisitForm
{
  AdwBin parent_instance;

  NxEdit *edit;
  GtkWidget *problems[NX_N_VISIT_FIELDS]; /* labels below the fields; NULL for fields not shown */
  GtkWidget *widgets[NX_N_VISIT_FIELDS];
  GPtrArray *rows; /* GtkBox of label and field, borrowed */
  GtkWidget *narrative;
  GtkWidget *count;
  GtkWidget *when_met;     /* cards of a visit that was done */
  GtkWidget *when_not_met; /* the card of an attempt */
  GtkWidget *rule_label;
  GtkWidget *rule_button;

  char *risk;
  NxDate ruled; /* what the rule proposed last */
};

G_DEFINE_FINAL_TYPE (NxVisitForm, nx_visit_form, ADW_TYPE_BIN)

static const char *
label_of (guint field)
{
  return nx_field_get_label (&nx_visit_spec.fields[field]);
}

static GtkWidget *
new_problem_label (NxVisitForm *self, guint field)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_visible (label, FALSE);
  self->problems[field] = label;
  return label;
}

static GtkWidget *
new_card (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "nx-form-card");
  return card;
}

/* A row: the field's label, its widget, and the place for a finding below. */
static void
add_row (NxVisitForm *self, GtkWidget *card, guint field, const char *label, GtkWidget *widget)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = gtk_label_new (label != NULL ? label : label_of (field));

  gtk_widget_set_size_request (text, LABEL_WIDTH, -1);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 12);
  gtk_widget_set_valign (text, GTK_ALIGN_START);
  gtk_widget_set_margin_top (text, 6);
  gtk_widget_add_css_class (text, "nx-dim");
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), widget);
  gtk_box_append (GTK_BOX (column), new_problem_label (self, field));
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), column);
  gtk_box_append (GTK_BOX (card), row);
  g_ptr_array_add (self->rows, row);
  self->widgets[field] = widget;
}

static GtkWidget *
new_time_box (NxVisitForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const guint fields[] = { NX_VISIT_START_TIME, NX_VISIT_END_TIME };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *entry = nx_field_entry_new (self->edit, fields[i]);

      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 5);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "14:00");
      if (i == 1)
        gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
      gtk_box_append (GTK_BOX (box), entry);
      self->widgets[fields[i]] = entry;
    }
  return box;
}

static GtkWidget *
new_first_card (NxVisitForm *self)
{
  GtkWidget *card = new_card ();

  add_row (self, card, NX_VISIT_STATE, NULL, nx_field_chips_new (self->edit, NX_VISIT_STATE, 0));
  add_row (self, card, NX_VISIT_KIND, NULL,
           nx_field_chips_new (self->edit, NX_VISIT_KIND, N_KINDS_SHOWN));
  add_row (self, card, NX_VISIT_ON, _ ("Day"), nx_field_date_new (self->edit, NX_VISIT_ON));
  add_row (self, card, NX_VISIT_END_TIME, _ ("Time"), new_time_box (self));
  self->problems[NX_VISIT_START_TIME] = self->problems[NX_VISIT_END_TIME];
  add_row (self, card, NX_VISIT_PLACE, NULL, nx_field_entry_new (self->edit, NX_VISIT_PLACE));
  add_row (self, card, NX_VISIT_PERSONS_SEEN, NULL,
           nx_field_entry_new (self->edit, NX_VISIT_PERSONS_SEEN));
  add_row (self, card, NX_VISIT_COMPANIONS, NULL,
           nx_field_entry_new (self->edit, NX_VISIT_COMPANIONS));
  add_row (self, card, NX_VISIT_PURPOSE, NULL,
           nx_field_chips_new (self->edit, NX_VISIT_PURPOSE, N_PURPOSES_SHOWN));
  return card;
}

static void
update_count (NxVisitForm *self)
{
  const char *text = nx_edit_get_text (self->edit, NX_VISIT_NARRATIVE);
  guint n = text != NULL ? nx_text_count_graphemes (text) : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u character", "%u characters", n), n);

  gtk_label_set_label (GTK_LABEL (self->count), words);
}

static GtkWidget *
new_narrative (NxVisitForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (label_of (NX_VISIT_NARRATIVE));
  GtkWidget *hint = gtk_label_new (_ ("First what you saw and heard, then what you think"));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "nx-dim");
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_set_hexpand (hint, TRUE);
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "caption");
  gtk_widget_add_css_class (self->count, "nx-dim");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  g_ptr_array_add (self->rows, head);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), hint);
  gtk_box_append (GTK_BOX (head), self->count);
  self->narrative = nx_field_text_new (self->edit, NX_VISIT_NARRATIVE, 7);
  self->widgets[NX_VISIT_NARRATIVE] = nx_field_text_get_view (self->narrative);
  gtk_widget_add_css_class (self->narrative, "card");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->narrative);
  gtk_box_append (GTK_BOX (box), new_problem_label (self, NX_VISIT_NARRATIVE));
  return box;
}

static void
add_text_row (NxVisitForm *self, GtkWidget *card, guint field, int min_lines)
{
  GtkWidget *text = nx_field_text_new (self->edit, field, min_lines);

  gtk_widget_add_css_class (text, "nx-inset");
  add_row (self, card, field, NULL, text);
  self->widgets[field] = nx_field_text_get_view (text);
}

static GtkWidget *
new_states_card (NxVisitForm *self)
{
  static const guint fields[]
      = { NX_VISIT_BODY, NX_VISIT_MOOD, NX_VISIT_HOME, NX_VISIT_MONEY, NX_VISIT_CARE_STATE };
  GtkWidget *card = new_card ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_row (self, card, fields[i], NULL, nx_field_states_new (self->edit, fields[i]));
  add_row (self, card, NX_VISIT_NEW_RISKS, NULL,
           nx_field_chips_new (self->edit, NX_VISIT_NEW_RISKS, N_RISKS_SHOWN));
  add_text_row (self, card, NX_VISIT_PROBLEMS, 2);
  return card;
}

static GtkWidget *
new_services_card (NxVisitForm *self)
{
  GtkWidget *card = new_card ();

  add_text_row (self, card, NX_VISIT_SERVICES, 2);
  add_text_row (self, card, NX_VISIT_NEXT_STEPS, 2);
  return card;
}

static GtkWidget *
new_not_met_card (NxVisitForm *self)
{
  GtkWidget *card = new_card ();

  add_row (self, card, NX_VISIT_NOT_MET_REASON, NULL,
           nx_field_chips_new (self->edit, NX_VISIT_NOT_MET_REASON, 0));
  add_text_row (self, card, NX_VISIT_NOT_MET_NOTE, 3);
  return card;
}

/* The next date */

static gboolean
is_attempt (NxVisitForm *self)
{
  return g_strcmp0 (nx_edit_get_text (self->edit, NX_VISIT_STATE), "attempted") == 0;
}

static NxDate
get_ruled (NxVisitForm *self)
{
  NxDate on = nx_edit_get_date (self->edit, NX_VISIT_ON);

  if (!nx_date_is_full (on))
    return NX_DATE_NONE;
  return nx_visit_rule_next_after (self->risk, nx_edit_get_text (self->edit, NX_VISIT_NEW_RISKS),
                                   on, !is_attempt (self));
}

/* Beside the date stands why; another date than the rule's can be turned back into it. */
static void
show_rule (NxVisitForm *self)
{
  gboolean is_ruled
      = nx_date_compare (nx_edit_get_date (self->edit, NX_VISIT_NEXT_ON), self->ruled) == 0;
  g_autofree char *words = nx_visit_rule_dup_words (
      self->risk, nx_edit_get_text (self->edit, NX_VISIT_NEW_RISKS), !is_attempt (self));
  g_autofree char *day
      = nx_date_is_full (self->ruled) ? nx_date_format (self->ruled, NX_DATE_DAY) : NULL;
  /* TRANSLATORS: %s is a day: what the rule of visits would propose */
  g_autofree char *back = day != NULL ? g_strdup_printf (_ ("By the rule: %s"), day) : NULL;

  gtk_label_set_label (GTK_LABEL (self->rule_label), words);
  gtk_widget_set_visible (self->rule_label, is_ruled && day != NULL);
  if (back != NULL)
    gtk_button_set_label (GTK_BUTTON (self->rule_button), back);
  gtk_widget_set_visible (self->rule_button, !is_ruled && day != NULL);
}

static void
follow_rule (NxVisitForm *self)
{
  NxDate before = self->ruled;
  NxDate next = nx_edit_get_date (self->edit, NX_VISIT_NEXT_ON);

  self->ruled = get_ruled (self);
  if (nx_date_is_full (self->ruled) && nx_date_compare (next, before) == 0)
    nx_edit_set_date (self->edit, NX_VISIT_NEXT_ON, self->ruled);
  show_rule (self);
}

static void
on_rule_clicked_cb (NxVisitForm *self)
{
  nx_edit_set_date (self->edit, NX_VISIT_NEXT_ON, self->ruled);
  gtk_widget_grab_focus (self->widgets[NX_VISIT_NEXT_ON]);
}

static GtkWidget *
new_next_card (NxVisitForm *self)
{
  GtkWidget *card = new_card ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *day = nx_field_date_new (self->edit, NX_VISIT_NEXT_ON);

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  self->rule_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->rule_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->rule_label), 0);
  self->rule_button = gtk_button_new ();
  gtk_widget_add_css_class (self->rule_button, "flat");
  gtk_widget_set_valign (self->rule_button, GTK_ALIGN_START);
  g_signal_connect_object (self->rule_button, "clicked", G_CALLBACK (on_rule_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), day);
  gtk_box_append (GTK_BOX (box), self->rule_label);
  gtk_box_append (GTK_BOX (box), self->rule_button);
  add_row (self, card, NX_VISIT_NEXT_ON, NULL, box);
  self->widgets[NX_VISIT_NEXT_ON] = day;
  add_row (self, card, NX_VISIT_NEXT_REASON, NULL,
           nx_field_entry_new (self->edit, NX_VISIT_NEXT_REASON));
  return card;
}

static GtkWidget *
new_reflection (NxVisitForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("view-conceal-symbolic");
  GtkWidget *title = gtk_label_new (label_of (NX_VISIT_REFLECTION));
  GtkWidget *promise = gtk_label_new (_ ("Never printed; only you and your supervisor can see it"));
  GtkWidget *text = nx_field_text_new (self->edit, NX_VISIT_REFLECTION, 2);

  gtk_widget_set_layout_manager (head, nx_wrap_layout_new ());
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (promise, "caption");
  gtk_widget_add_css_class (promise, "nx-dim");
  gtk_label_set_wrap (GTK_LABEL (promise), TRUE);
  gtk_label_set_xalign (GTK_LABEL (promise), 0);
  gtk_widget_set_hexpand (promise, TRUE);
  gtk_widget_add_css_class (text, "nx-inset");
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), promise);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_add_css_class (box, "nx-private");
  self->widgets[NX_VISIT_REFLECTION] = nx_field_text_get_view (text);
  return box;
}

/* An attempt has no narrative, and a visit that was done no reason for missing. */
static void
update_state (NxVisitForm *self)
{
  gtk_widget_set_visible (self->when_met, !is_attempt (self));
  gtk_widget_set_visible (self->when_not_met, is_attempt (self));
}

static void
on_edit_changed_cb (NxVisitForm *self, guint field)
{
  if (self->problems[field] != NULL)
    gtk_widget_set_visible (self->problems[field], FALSE);
  if (field == NX_VISIT_STATE)
    update_state (self);
  if (field == NX_VISIT_NARRATIVE)
    update_count (self);
  if (field == NX_VISIT_STATE || field == NX_VISIT_ON || field == NX_VISIT_NEW_RISKS)
    follow_rule (self);
  if (field == NX_VISIT_NEXT_ON)
    show_rule (self);
}

void
nx_visit_form_show_problems (NxVisitForm *self, GPtrArray *problems)
{
  gboolean has_focus = FALSE;

  for (guint field = 0; field < NX_N_VISIT_FIELDS; field++)
    if (self->problems[field] != NULL)
      gtk_widget_set_visible (self->problems[field], FALSE);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i);
      GtkWidget *label = self->problems[problem->field];
      gboolean is_error = problem->severity == NX_PROBLEM_ERROR;

      if (label == NULL)
        continue;
      gtk_label_set_label (GTK_LABEL (label), problem->message);
      gtk_widget_remove_css_class (label, is_error ? "nx-mid" : "nx-high");
      gtk_widget_add_css_class (label, is_error ? "nx-high" : "nx-mid");
      gtk_widget_set_visible (label, TRUE);
      if (is_error && !has_focus && self->widgets[problem->field] != NULL)
        has_focus = gtk_widget_grab_focus (self->widgets[problem->field]);
    }
}

void
nx_visit_form_set_narrow (NxVisitForm *self, gboolean is_narrow)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      gtk_orientable_set_orientation (GTK_ORIENTABLE (row), is_narrow ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_spacing (GTK_BOX (row), is_narrow ? 3 : 12);
    }
}

gboolean
nx_visit_form_is_readable (NxVisitForm *self)
{
  static const guint days[] = { NX_VISIT_ON, NX_VISIT_NEXT_ON };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (!nx_date_field_is_valid (NX_DATE_FIELD (self->widgets[days[i]])))
      {
        gtk_widget_child_focus (self->widgets[days[i]], GTK_DIR_TAB_FORWARD);
        return FALSE;
      }
  return TRUE;
}

void
nx_visit_form_focus_text (NxVisitForm *self)
{
  gtk_widget_grab_focus (
      self->widgets[is_attempt (self) ? NX_VISIT_NOT_MET_NOTE : NX_VISIT_NARRATIVE]);
}

static void
nx_visit_form_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&NX_VISIT_FORM (object)->edit);
  G_OBJECT_CLASS (nx_visit_form_parent_class)->dispose (object);
}

static void
nx_visit_form_finalize (GObject *object)
{
  g_ptr_array_unref (NX_VISIT_FORM (object)->rows);
  g_free (NX_VISIT_FORM (object)->risk);
  G_OBJECT_CLASS (nx_visit_form_parent_class)->finalize (object);
}

static void
nx_visit_form_class_init (NxVisitFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_visit_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_visit_form_finalize;
}

static void
nx_visit_form_init (NxVisitForm *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
nx_visit_form_new (NxEdit *edit, const char *risk)
{
  NxVisitForm *self = g_object_new (NX_TYPE_VISIT_FORM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->edit = g_object_ref (edit);
  self->risk = g_strdup (risk);
  self->when_met = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (box), new_first_card (self));
  gtk_box_append (GTK_BOX (self->when_met), new_narrative (self));
  gtk_box_append (GTK_BOX (self->when_met), new_states_card (self));
  gtk_box_append (GTK_BOX (self->when_met), new_services_card (self));
  gtk_box_append (GTK_BOX (box), self->when_met);
  self->when_not_met = new_not_met_card (self);
  gtk_box_append (GTK_BOX (box), self->when_not_met);
  gtk_box_append (GTK_BOX (box), new_next_card (self));
  gtk_box_append (GTK_BOX (box), new_reflection (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (edit, "changed", G_CALLBACK (on_edit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  update_count (self);
  self->ruled = get_ruled (self);
  show_rule (self);
  return GTK_WIDGET (self);
}

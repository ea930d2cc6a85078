/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows what was read of a case: client, badges, steps, when next and why. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-page-private.h"

#include "nx-badge.h"
#include "nx-code-list.h"
#include "nx-day-words.h"
#include "nx-record-kinds.h"
#include "nx-stepper.h"
#include "nx-visit-rule.h"

#include <glib/gi18n-lib.h>

static NxDate
get_today (NxCasePage *self)
{
  return nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
}

static int
find_step (const char *stage)
{
  NxCodeList *stages = nx_code_list_get ("case-stage");
  const NxCode *code = stage != NULL ? nx_code_list_find (stages, stage) : NULL;

  return code != NULL ? nx_code_get_extra_int (code, "step", 0) : 0;
}

static void
show_stepper (NxCasePage *self)
{
  int step = find_step (nx_record_get_text (self->case_file, NX_CASE_STAGE));
  NxDate since = nx_record_get_date (self->case_file, NX_CASE_STAGE_SINCE_ON);
  gboolean is_open = nx_case_is_open (self->case_file);
  g_autofree char *note = NULL;

  nx_stepper_set_now (NX_STEPPER (self->stepper),
                      is_open ? (guint)step : (guint)(step > 0 ? step + 1 : 0));
  if (!is_open || step <= 0 || !nx_date_is_full (since))
    return;
  /* TRANSLATORS: how many days the case has been in its stage */
  note = g_strdup_printf (_ ("Day %d"), nx_date_days_between (since, get_today (self)) + 1);
  nx_stepper_set_note (NX_STEPPER (self->stepper), (guint)step, note);
}

static void
show_badges (NxCasePage *self)
{
  GtkWidget *child = NULL;
  GtkWidget *risk = nx_badge_new ("plain", NULL, "");
  g_autofree char *stage = nx_record_dup_display (self->case_file, NX_CASE_STAGE);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->badges))) != NULL)
    gtk_box_remove (self->badges, child);
  nx_badge_set_risk (NX_BADGE (risk), nx_record_get_text (self->case_file, NX_CASE_RISK), FALSE);
  gtk_box_append (self->badges, risk);
  if (find_step (nx_record_get_text (self->case_file, NX_CASE_STAGE)) == 0
      || !nx_case_is_open (self->case_file))
    gtk_box_append (self->badges, nx_badge_new ("stage", NULL, stage));
  if (nx_record_get_int (self->case_file, NX_CASE_IS_CONFIDENTIAL) != 0)
    gtk_box_append (self->badges,
                    nx_badge_new ("plain", "changes-prevent-symbolic", _ ("Confidential")));
}

static char *
dup_facts (NxRecord *case_file, NxDate today)
{
  g_autofree char *sex = nx_record_dup_display (case_file, NX_CASE_CLIENT_SEX);
  int age = nx_date_age_on (nx_record_get_date (case_file, NX_CASE_CLIENT_BIRTH_ON), today);

  if (age < 0)
    return g_steal_pointer (&sex);
  /* TRANSLATORS: sex and age in full years of a person: "Female · 89" */
  return g_strdup_printf (_ ("%1$s · %2$d"), sex, age);
}

static void
append_part (GString *line, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

static char *
dup_about (NxRecord *case_file)
{
  GString *line = g_string_new (NULL);
  const char *supervisor = nx_record_get_text (case_file, NX_CASE_SUPERVISOR_NAME);
  /* TRANSLATORS: %s is the name of the worker in charge */
  g_autofree char *worker
      = g_strdup_printf (_ ("Worker %s"), nx_record_peek_text (case_file, NX_CASE_WORKER_NAME));
  g_autofree char *supervised
      /* TRANSLATORS: %s is the name of the supervisor */
      = supervisor != NULL ? g_strdup_printf (_ ("Supervisor %s"), supervisor) : NULL;

  append_part (line, nx_record_get_text (case_file, NX_CASE_TITLE));
  append_part (line, nx_record_get_text (case_file, NX_CASE_NUMBER));
  append_part (line, nx_record_get_text (case_file, NX_CASE_AREA_NAME));
  append_part (line, nx_record_get_text (case_file, NX_CASE_FULL_ADDRESS));
  append_part (line, worker);
  append_part (line, supervised);
  return g_string_free (line, FALSE);
}

static char *
dup_next (NxDate next, NxDate today)
{
  g_autofree char *day = nx_date_format (next, NX_DATE_DAY);
  int n_days = nx_date_days_between (next, today);

  if (n_days > 0)
    /* TRANSLATORS: day of the next visit, number of days since then */
    return g_strdup_printf (ngettext ("Next visit %1$s · %2$d day overdue",
                                      "Next visit %1$s · %2$d days overdue", n_days),
                            day, n_days);
  if (n_days == 0)
    return g_strdup (_ ("Next visit today"));
  /* TRANSLATORS: day of the next visit */
  return g_strdup_printf (_ ("Next visit %s"), day);
}

static void
show_next (NxCasePage *self)
{
  NxDate today = get_today (self);
  NxDate next = nx_record_get_date (self->case_file, NX_CASE_NEXT_ON);
  gboolean is_overdue = nx_date_is_full (next) && nx_date_compare (next, today) < 0;
  g_autofree char *text = nx_date_is_full (next) ? dup_next (next, today) : NULL;
  g_autofree char *reason = nx_visit_rule_dup_reason (self->case_file);

  /* Asking and noting stand beside it, so it is there for closed cases too. */
  gtk_widget_set_visible (self->not_home_button, text != NULL);
  gtk_widget_set_visible (self->postpone_button, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), text != NULL);
  gtk_label_set_label (self->next_label, text != NULL ? text : _ ("No visit is due"));
  gtk_label_set_label (self->reason_label, text != NULL ? reason : "");
  if (is_overdue)
    gtk_widget_add_css_class (GTK_WIDGET (self->next_label), "nx-high");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_label), "nx-high");
}

void
nx_case_page_show_case (NxCasePage *self)
{
  const char *name = nx_record_peek_text (self->case_file, NX_CASE_CLIENT_NAME);
  g_autofree char *facts = dup_facts (self->case_file, get_today (self));
  g_autofree char *about = dup_about (self->case_file);

  nx_page_set_title (NX_PAGE (self), name);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->facts_label, facts);
  gtk_label_set_label (self->about_label, about);
  show_badges (self);
  show_stepper (self);
  show_next (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.record-visit",
                                 nx_case_is_open (self->case_file));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.not-at-home",
                                 nx_case_is_open (self->case_file));
  gtk_stack_set_visible_child_name (self->faces, "case");
  nx_page_focus_content (NX_PAGE (self));
}

void
nx_case_page_set_steps (NxCasePage *self)
{
  NxCodeList *steps = nx_code_list_get ("case-step");
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < nx_code_list_get_n (steps); i++)
    g_ptr_array_add (labels, (gpointer)nx_code_label (nx_code_list_nth (steps, i)));
  g_ptr_array_add (labels, NULL);
  nx_stepper_set_steps (NX_STEPPER (self->stepper), (const char *const *)labels->pdata);
}

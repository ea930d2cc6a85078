/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of one case: who, how risky, where in the work, when next, what happened. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-page.h"

#include "nx-badge.h"
#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-draft-bar.h"
#include "nx-error.h"
#include "nx-person.h"
#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save-edit.h"
#include "nx-save.h"
#include "nx-stepper.h"
#include "nx-visit-rule.h"
#include "nx-window.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

struct _NxCasePage
{
  NxPage parent_instance;

  GtkStack *faces;
  GtkBox *head_box;
  GtkBox *name_box;
  GtkToggleButton *details_button;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkBox *badges;
  GtkLabel *about_label;
  AdwBin *stepper_place;
  GtkWidget *next_strip;
  GtkWidget *next_icon;
  GtkLabel *next_label;
  GtkLabel *reason_label;
  AdwBin *postpone_place;
  GtkEntry *postpone_reason;
  GtkPopover *postpone_popover;
  GtkBox *timeline_place;
  GtkEntry *note_entry;
  GtkPopover *note_popover;

  gint64 case_id;
  NxRecord *case_file;
  GtkWidget *stepper;
  GtkWidget *postpone_field;
  GtkWidget *draft_bar;
  GtkWidget *timeline;
  GCancellable *load;
};

G_DEFINE_FINAL_TYPE (NxCasePage, nx_case_page, NX_TYPE_PAGE)

static void load (NxCasePage *self);

/* Showing */

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
  note = g_strdup_printf (_ ("Day %d"), nx_date_days_between (since, nx_date_today ()) + 1);
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
dup_facts (NxRecord *case_file)
{
  g_autofree char *sex = nx_record_dup_display (case_file, NX_CASE_CLIENT_SEX);
  int age
      = nx_date_age_on (nx_record_get_date (case_file, NX_CASE_CLIENT_BIRTH_ON), nx_date_today ());

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
dup_next (NxDate next)
{
  NxDate today = nx_date_today ();
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
  NxDate next = nx_record_get_date (self->case_file, NX_CASE_NEXT_ON);
  gboolean is_overdue = nx_date_is_full (next) && nx_date_compare (next, nx_date_today ()) < 0;
  g_autofree char *text = nx_date_is_full (next) ? dup_next (next) : NULL;
  g_autofree char *reason = nx_visit_rule_dup_reason (self->case_file);

  gtk_widget_set_visible (self->next_strip, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_label (self->next_label, text);
  gtk_label_set_label (self->reason_label, reason);
  if (is_overdue)
    gtk_widget_add_css_class (GTK_WIDGET (self->next_label), "nx-high");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_label), "nx-high");
}

static void
show_case (NxCasePage *self)
{
  const char *name = nx_record_peek_text (self->case_file, NX_CASE_CLIENT_NAME);
  g_autofree char *facts = dup_facts (self->case_file);
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
}

/* Loading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_records_load (db, NX_RECORD_CASE, *(gint64 *)data, error);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) case_file = nx_store_read_finish (NX_STORE (source), result, &error);
  NxCasePage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  g_clear_object (&self->load);
  nx_page_end_busy (NX_PAGE (self));
  if (case_file == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      if (self->case_file == NULL)
        gtk_stack_set_visible_child_name (self->faces, "error");
      return;
    }
  g_set_object (&self->case_file, case_file);
  show_case (self);
}

static void
load (NxCasePage *self)
{
  /* A load that is overtaken answers nothing; its busy mark goes with it. */
  if (self->load != NULL)
    {
      g_cancellable_cancel (self->load);
      nx_page_end_busy (NX_PAGE (self));
    }
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "case-page", load_in_worker,
                       g_memdup2 (&self->case_id, sizeof self->case_id), g_free, g_object_unref,
                       self->load, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxCasePage *self)
{
  if (nx_change_set_lookup (changes, NX_RECORD_CASE, self->case_id, NULL)
      || nx_change_set_touches (changes, NX_RECORD_PERSON))
    load (self);
}

static void
on_retry_clicked_cb (NxCasePage *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  load (self);
}

/* Where it is narrow the button and the acts stand below the text instead of beside it, and what
 * one knows of the case is folded away, so that there is room for the timeline. */
static void
on_narrow_cb (NxCasePage *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));
  gboolean has_details = !is_narrow || gtk_toggle_button_get_active (self->details_button);
  GtkOrientation orientation = is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head_box), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->next_strip), orientation);
  gtk_box_set_spacing (self->head_box, is_narrow ? 6 : 15);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !is_narrow);
  gtk_widget_set_visible (self->next_icon, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->details_button), is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), has_details);
  gtk_widget_set_visible (GTK_WIDGET (self->stepper_place), has_details);
}

/* Postponing */

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxCasePage) self = data;
  g_autoptr (GError) error = NULL;

  nx_save_edit_finish (NX_STORE (source), result, &error);
  nx_page_report (NX_PAGE (self), error);
}

static void
save_edit (NxCasePage *self, NxEdit *edit)
{
  nx_save_edit_async (nx_page_get_store (NX_PAGE (self)), "case-save", edit, save_cb,
                      g_object_ref (self));
}

/* What undoing a postponement needs: the case as it was, for the page that may be gone by then. */
typedef struct
{
  NxStore *store;
  gint64 case_id;
  char *next_on;
  char *reason;
  char *rule;
} PostponeUndo;

static void
postpone_undo_free (gpointer data)
{
  PostponeUndo *undo = data;

  g_object_unref (undo->store);
  g_free (undo->next_on);
  g_free (undo->reason);
  g_free (undo->rule);
  g_free (undo);
}

static gpointer
take_back_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  PostponeUndo *undo = data;
  g_autoptr (NxRecord) now = nx_records_load (db, NX_RECORD_CASE, undo->case_id, error);
  g_autoptr (NxEdit) edit = NULL;

  if (now == NULL)
    return NULL;
  edit = nx_edit_new (NX_RECORD_CASE, now);
  nx_edit_set_text (edit, NX_CASE_NEXT_ON, undo->next_on);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON, undo->reason);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, undo->rule);
  nx_records_save (db, edit, error);
  return NULL;
}

static void
take_back (gpointer data)
{
  PostponeUndo *undo = data;
  PostponeUndo *job = g_new0 (PostponeUndo, 1);

  job->store = g_object_ref (undo->store);
  job->case_id = undo->case_id;
  job->next_on = g_strdup (undo->next_on);
  job->reason = g_strdup (undo->reason);
  job->rule = g_strdup (undo->rule);
  nx_store_write_async (undo->store, "postpone-undo", take_back_in_worker, job, postpone_undo_free,
                        NULL, NULL, NULL, NULL);
}

static void
on_postpone_clicked_cb (NxCasePage *self)
{
  NxDate day = nx_date_field_get_date (NX_DATE_FIELD (self->postpone_field));
  g_autoptr (NxEdit) edit = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  PostponeUndo *undo = NULL;

  if (self->case_file == NULL || !nx_date_is_full (day))
    {
      gtk_widget_grab_focus (self->postpone_field);
      return;
    }
  undo = g_new0 (PostponeUndo, 1);
  undo->store = g_object_ref (nx_page_get_store (NX_PAGE (self)));
  undo->case_id = self->case_id;
  undo->next_on = g_strdup (nx_record_get_text (self->case_file, NX_CASE_NEXT_ON));
  undo->reason = g_strdup (nx_record_get_text (self->case_file, NX_CASE_NEXT_REASON));
  undo->rule = g_strdup (nx_record_get_text (self->case_file, NX_CASE_NEXT_RULE));
  edit = nx_edit_new (NX_RECORD_CASE, self->case_file);
  nx_edit_set_date (edit, NX_CASE_NEXT_ON, day);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON,
                    gtk_editable_get_text (GTK_EDITABLE (self->postpone_reason)));
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, "postponed");
  save_edit (self, edit);
  gtk_popover_popdown (self->postpone_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->postpone_reason), "");
  before = nx_date_format (nx_record_get_date (self->case_file, NX_CASE_NEXT_ON), NX_DATE_SHORT);
  text = nx_date_format (day, NX_DATE_SHORT);
  if (nx_window_of (self) != NULL)
    {
      /* TRANSLATORS: old and new day of a visit */
      g_autofree char *sentence = g_strdup_printf (_ ("Postponed: %1$s → %2$s"), before, text);

      nx_window_toast_undo (nx_window_of (self), sentence, take_back, undo, postpone_undo_free);
    }
  else
    postpone_undo_free (undo);
}

/* Notes */

/* A note on its way into the store. */
typedef struct
{
  NxCasePage *page;
  char *text;
} Noting;

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Noting *noting = data;
  g_autoptr (NxCasePage) self = noting->page;
  g_autofree char *text = noting->text;
  g_autoptr (GError) error = NULL;
  GtkEditable *entry = GTK_EDITABLE (self->note_entry);

  nx_save_edit_finish (NX_STORE (source), result, &error);
  nx_page_report (NX_PAGE (self), error);
  /* What is not in the store stays where it was typed. */
  if (error == NULL && g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, "");
}

static void
on_note_activate_cb (NxCasePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->note_entry));
  g_autoptr (NxEdit) edit = NULL;
  Noting *noting = NULL;

  if (*text == '\0')
    return;
  edit = nx_edit_new (NX_RECORD_COMMENT, NULL);
  nx_edit_set_int (edit, NX_COMMENT_CASE, self->case_id);
  nx_edit_set_text (edit, NX_COMMENT_KIND, "note");
  nx_edit_set_text (edit, NX_COMMENT_TEXT, text);
  noting = g_new0 (Noting, 1);
  noting->page = g_object_ref (self);
  noting->text = g_strdup (text);
  nx_page_show_error (NX_PAGE (self), NULL);
  nx_save_edit_async (nx_page_get_store (NX_PAGE (self)), "case-note", edit, noted_cb, noting);
  gtk_popover_popdown (self->note_popover);
}

/* Actions */

static void
record_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.record-visit", "x", NX_CASE_PAGE (widget)->case_id);
}

static void
not_at_home_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.not-at-home", "x", NX_CASE_PAGE (widget)->case_id);
}

static void
print_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.print-timeline", "x", NX_CASE_PAGE (widget)->case_id);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (NX_CASE_PAGE (widget)->case_file != NULL)
    nx_record_forms_edit (widget, NX_CASE_PAGE (widget)->case_file, TRUE);
}

static void
open_client_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxCasePage *self = NX_CASE_PAGE (widget);
  gint64 person_id = 0;

  if (self->case_file == NULL)
    return;
  person_id = nx_record_get_int (self->case_file, NX_CASE_CLIENT_PERSON);
  if (person_id != 0)
    gtk_widget_activate_action (widget, "win.open-person", "x", person_id);
  else
    gtk_widget_activate_action (widget, "win.open-household", "x",
                                nx_record_get_int (self->case_file, NX_CASE_CLIENT_HOUSEHOLD));
}

static void
nx_case_page_dispose (GObject *object)
{
  NxCasePage *self = NX_CASE_PAGE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->case_file);
  G_OBJECT_CLASS (nx_case_page_parent_class)->dispose (object);
}

static void
nx_case_page_shown (NxPage *page)
{
  nx_draft_bar_reload (NX_DRAFT_BAR (NX_CASE_PAGE (page)->draft_bar));
}

static void
nx_case_page_class_init (NxCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_case_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_case_page_shown;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, about_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, badges);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, facts_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, head_box);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, details_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, name_box);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, name_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, next_icon);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, next_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, next_strip);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, note_entry);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, note_popover);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_place);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_popover);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_reason);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, stepper_place);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, timeline_place);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_note_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_postpone_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_install_action (widget_class, "case.edit", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "case.not-at-home", NULL, not_at_home_action_cb);
  gtk_widget_class_install_action (widget_class, "case.open-client", NULL, open_client_action_cb);
  gtk_widget_class_install_action (widget_class, "case.print", NULL, print_action_cb);
  gtk_widget_class_install_action (widget_class, "case.record-visit", NULL, record_visit_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "case.record-visit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "case.print",
                                       NULL);
}

static void
set_steps (NxCasePage *self)
{
  NxCodeList *steps = nx_code_list_get ("case-step");
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < nx_code_list_get_n (steps); i++)
    g_ptr_array_add (labels, (gpointer)nx_code_label (nx_code_list_nth (steps, i)));
  g_ptr_array_add (labels, NULL);
  nx_stepper_set_steps (NX_STEPPER (self->stepper), (const char *const *)labels->pdata);
}

static void
nx_case_page_init (NxCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->badges), nx_wrap_layout_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->name_box), nx_wrap_layout_new ());
  self->stepper = nx_stepper_new ();
  adw_bin_set_child (self->stepper_place, self->stepper);
  set_steps (self);
  self->postpone_field = nx_date_field_new (_ ("New day of the visit"));
  adw_bin_set_child (self->postpone_place, self->postpone_field);
}

NxPage *
nx_case_page_new (NxStore *store, gint64 case_id)
{
  NxCasePage *self = g_object_new (NX_TYPE_CASE_PAGE, "store", store, NULL);

  self->case_id = case_id;
  self->draft_bar = nx_draft_bar_new (store, case_id);
  gtk_widget_set_margin_start (self->draft_bar, 18);
  gtk_widget_set_margin_end (self->draft_bar, 18);
  gtk_box_append (self->timeline_place, self->draft_bar);
  self->timeline = nx_timeline_view_new (store);
  gtk_widget_set_vexpand (self->timeline, TRUE);
  gtk_box_append (self->timeline_place, self->timeline);
  g_object_bind_property (self, "narrow", self->timeline, "narrow", G_BINDING_SYNC_CREATE);
  nx_timeline_view_set_case (NX_TIMELINE_VIEW (self->timeline), case_id);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  load (self);
  return NX_PAGE (self);
}

NxTimelineView *
nx_case_page_get_timeline (NxCasePage *self)
{
  return NX_TIMELINE_VIEW (self->timeline);
}

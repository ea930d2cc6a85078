/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The actions of NxWindow that open the page of a record: case, visit, household, person. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-attachment-page.h"
#include "nx-case-page.h"
#include "nx-find-sheet.h"
#include "nx-household-page.h"
#include "nx-merge-page.h"
#include "nx-missing-page.h"
#include "nx-move-page.h"
#include "nx-operations-page.h"
#include "nx-person-page.h"
#include "nx-record-forms.h"
#include "nx-twins-page.h"
#include "nx-visit-editor.h"

#include <glib/gi18n-lib.h>

static NxStore *
get_store (NxWindow *self)
{
  return nx_session_get_store (nx_window_get_session (self));
}

static void
open_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_case_page_new (get_store (self), g_variant_get_int64 (target)));
}

/* The case, at a visit, else at a remark on the case, else ready to write one. */
static void
open_case_at_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  gint64 case_id = 0;
  gint64 visit_id = 0;
  gint64 comment_id = 0;
  NxPage *page = NULL;

  g_variant_get (target, "(xxx)", &case_id, &visit_id, &comment_id);
  if (get_store (self) == NULL)
    return;
  page = nx_case_page_new (get_store (self), case_id);
  nx_window_push_page (self, page);
  nx_case_page_go_to (NX_CASE_PAGE (page), visit_id, comment_id);
}

static void
push_visit_editor (NxWindow *self, gint64 case_id, gint64 visit_id, const char *state)
{
  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_visit_editor_new (get_store (self), case_id, visit_id, state));
}

static void
record_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_visit_editor (NX_WINDOW (widget), g_variant_get_int64 (target), 0, "done");
}

static void
not_at_home_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_visit_editor (NX_WINDOW (widget), g_variant_get_int64 (target), 0, "attempted");
}

static void
edit_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_visit_editor (NX_WINDOW (widget), 0, g_variant_get_int64 (target), "done");
}

static void
carry_out_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  gint64 visit_id = 0;
  const char *state = NULL;

  g_variant_get (target, "(x&s)", &visit_id, &state);
  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_visit_editor_new_carry_out (get_store (self), visit_id, state));
}

static void
plan_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  gint64 case_id = 0;
  const char *iso = NULL;
  NxDate day = NX_DATE_NONE;

  g_variant_get (target, "(x&s)", &case_id, &iso);
  if (get_store (self) != NULL && nx_date_from_iso (iso, &day))
    nx_window_push_page (self, nx_visit_editor_new_plan (get_store (self), case_id, day));
}

static void
open_household_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self,
                         nx_household_page_new (get_store (self), g_variant_get_int64 (target)));
}

static void
missing_data_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_missing_page_new (get_store (self)));
}

static void
operations_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_operations_page_new (get_store (self)));
}

static void
push_merge (NxWindow *self, NxRecordKind kind, GVariant *target)
{
  gint64 first = 0;
  gint64 second = 0;

  g_variant_get (target, "(xx)", &first, &second);
  if (get_store (self) != NULL && first != second)
    nx_window_push_page (self, nx_merge_page_new (get_store (self), kind, first, second));
}

static void
merge_persons_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_merge (NX_WINDOW (widget), NX_RECORD_PERSON, target);
}

static void
merge_households_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  push_merge (NX_WINDOW (widget), NX_RECORD_HOUSEHOLD, target);
}

static void
open_person_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_person_page_new (get_store (self), g_variant_get_int64 (target)));
}

/* Which, and among which: a case's, a visit's, or what was added to a draft. */
static void
open_attachment_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  NxAttachmentPlace place = { 0 };
  gint64 id = 0;

  g_variant_get (target, "(xxx&s)", &id, &place.case_id, &place.visit_id, &place.draft_place);
  if (*place.draft_place == '\0')
    place.draft_place = NULL;
  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_attachment_page_new (get_store (self), id, &place));
}

static void
open_duplicates_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_twins_page_new (get_store (self)));
}

static void
new_household_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (get_store (NX_WINDOW (widget)) != NULL)
    nx_record_forms_new_household (widget);
}

static void
new_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (get_store (NX_WINDOW (widget)) != NULL)
    nx_record_forms_new_case (widget, g_variant_get_int64 (target));
}

static void
new_person_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (get_store (NX_WINDOW (widget)) != NULL)
    nx_record_forms_new_person_case (widget, g_variant_get_int64 (target));
}

/* The client is found first, with everything find knows. */
static void
choose_client_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) == NULL || !NX_IS_FIND_SHEET (self->find_sheet))
    return;
  gtk_widget_set_visible (self->find_sheet, TRUE);
  nx_find_sheet_choose_client (NX_FIND_SHEET (self->find_sheet));
}

/* The other record, too. */
static void
choose_other (
    NxWindow *self, NxRecordKind kind, gint64 id, const char *action, const char *question)
{
  if (get_store (self) == NULL || !NX_IS_FIND_SHEET (self->find_sheet))
    return;
  gtk_widget_set_visible (self->find_sheet, TRUE);
  nx_find_sheet_choose_other (NX_FIND_SHEET (self->find_sheet), kind, id, action, question);
}

static void
choose_twin_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gint32 kind = 0;
  gint64 id = 0;

  g_variant_get (target, "(ix)", &kind, &id);
  if (kind == NX_RECORD_PERSON)
    choose_other (NX_WINDOW (widget), NX_RECORD_PERSON, id, "win.merge-persons",
                  _ ("Which is the other record of this person?"));
  else
    choose_other (NX_WINDOW (widget), NX_RECORD_HOUSEHOLD, id, "win.merge-households",
                  _ ("Which is the other record of this household?"));
}

static void
choose_home_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  choose_other (NX_WINDOW (widget), NX_RECORD_HOUSEHOLD, g_variant_get_int64 (target),
                "win.move-to", _ ("To which household do they move?"));
}

static void
move_members_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);

  if (get_store (self) != NULL)
    nx_window_push_page (self, nx_move_page_new (get_store (self), g_variant_get_int64 (target)));
}

/* What was found goes to the page that asked. */
static void
move_to_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxPage *page = nx_window_get_page (NX_WINDOW (widget));
  gint64 from = 0;
  gint64 to = 0;

  g_variant_get (target, "(xx)", &from, &to);
  if (NX_IS_MOVE_PAGE (page))
    nx_move_page_set_target (NX_MOVE_PAGE (page), to);
}

void
nx_window_install_record_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.edit-visit", "x", edit_visit_action_cb);
  gtk_widget_class_install_action (klass, "win.carry-out-visit", "(xs)", carry_out_visit_action_cb);
  gtk_widget_class_install_action (klass, "win.plan-visit", "(xs)", plan_visit_action_cb);
  gtk_widget_class_install_action (klass, "win.choose-home", "x", choose_home_action_cb);
  gtk_widget_class_install_action (klass, "win.choose-twin", "(ix)", choose_twin_action_cb);
  gtk_widget_class_install_action (klass, "win.choose-client", NULL, choose_client_action_cb);
  gtk_widget_class_install_action (klass, "win.new-case", "x", new_case_action_cb);
  gtk_widget_class_install_action (klass, "win.new-person-case", "x", new_person_case_action_cb);
  gtk_widget_class_install_action (klass, "win.new-household", NULL, new_household_action_cb);
  gtk_widget_class_install_action (klass, "win.not-at-home", "x", not_at_home_action_cb);
  gtk_widget_class_install_action (klass, "win.open-attachment", "(xxxs)",
                                   open_attachment_action_cb);
  gtk_widget_class_install_action (klass, "win.open-case", "x", open_case_action_cb);
  gtk_widget_class_install_action (klass, "win.open-case-at", "(xxx)", open_case_at_action_cb);
  gtk_widget_class_install_action (klass, "win.open-duplicates", NULL, open_duplicates_action_cb);
  gtk_widget_class_install_action (klass, "win.open-household", "x", open_household_action_cb);
  gtk_widget_class_install_action (klass, "win.merge-households", "(xx)",
                                   merge_households_action_cb);
  gtk_widget_class_install_action (klass, "win.merge-persons", "(xx)", merge_persons_action_cb);
  gtk_widget_class_install_action (klass, "win.move-members", "x", move_members_action_cb);
  gtk_widget_class_install_action (klass, "win.move-to", "(xx)", move_to_action_cb);
  gtk_widget_class_install_action (klass, "win.missing-data", NULL, missing_data_action_cb);
  gtk_widget_class_install_action (klass, "win.open-person", "x", open_person_action_cb);
  gtk_widget_class_install_action (klass, "win.operations", NULL, operations_action_cb);
  gtk_widget_class_install_action (klass, "win.record-visit", "x", record_visit_action_cb);
}

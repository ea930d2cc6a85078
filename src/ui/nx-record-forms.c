/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The forms of the register: edit a record, new household, new member, support class, case. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-forms.h"

#include "nx-case.h"
#include "nx-day-words.h"
#include "nx-facts-box.h"
#include "nx-household-facts.h"
#include "nx-household.h"
#include "nx-membership.h"
#include "nx-person.h"
#include "nx-records.h"
#include "nx-support.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

static const char *
get_edit_title (NxRecordKind kind)
{
  switch (kind)
    {
    case NX_RECORD_HOUSEHOLD:
      return _ ("Edit Household");
    case NX_RECORD_PERSON:
      return _ ("Edit Person");
    case NX_RECORD_MEMBERSHIP:
      return _ ("Edit Membership");
    case NX_RECORD_SUPPORT:
      return _ ("Edit Support Class");
    case NX_RECORD_CASE:
      return _ ("Edit Case");
    case NX_RECORD_AREA:
    case NX_RECORD_WORKER:
    case NX_RECORD_VISIT:
    case NX_RECORD_COMMENT:
    case NX_RECORD_ATTACHMENT:
    case NX_RECORD_EVENT:
    case NX_RECORD_NONE:
    case NX_N_RECORD_KINDS:
      break;
    }
  return _ ("Edit");
}

NxRecordForm *
nx_record_forms_make_edit (NxStore *store, NxRecord *record, gboolean is_full)
{
  NxRecordForm *form = nx_record_form_new (store, get_edit_title (nx_record_get_kind (record)));

  nx_record_form_add (form, nx_record_get_kind (record), record, "", NULL);
  for (guint i = 0; !is_full && i < nx_record_get_spec (record)->n_fields; i++)
    if (nx_facts_box_is_masked (record, i))
      {
        nx_record_form_hide (form, i);
        nx_record_form_set_note (form, _ ("Numbers that are masked are not in this form. To change "
                                          "them, choose “Show in full…” on the page first."));
      }
  nx_record_form_start (form);
  return form;
}

NxRecordForm *
nx_record_forms_make_household (NxStore *store)
{
  NxRecordForm *form = nx_record_form_new (store, _ ("New Household"));
  NxEdit *edit = nx_record_form_add (form, NX_RECORD_HOUSEHOLD, NULL, "households", NULL);

  nx_edit_set_text (edit, NX_HOUSEHOLD_STATUS, "occupied");
  nx_edit_set_date (edit, NX_HOUSEHOLD_REGISTERED_ON, nx_day_words_today (store));
  nx_edit_set_int (edit, NX_HOUSEHOLD_WORKER, nx_store_get_actor (store));
  nx_record_form_set_then (form, "win.open-household");
  nx_record_form_start (form);
  return form;
}

static char *
dup_place (const char *word, gint64 id)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, word, id);
}

NxRecordForm *
nx_record_forms_make_member (NxStore *store, gint64 household_id)
{
  NxRecordForm *form = nx_record_form_new (store, _ ("New Member"));
  g_autofree char *place = dup_place ("household", household_id);
  NxEdit *membership = NULL;

  nx_record_form_add (form, NX_RECORD_PERSON, NULL, place, _ ("Person"));
  membership = nx_record_form_add (form, NX_RECORD_MEMBERSHIP, NULL, place,
                                   /* TRANSLATORS: heading of a form: relation to the head, since
                                      when */
                                   _ ("In this household"));
  nx_record_form_link (form, 1, NX_MEMBERSHIP_PERSON, 0);
  /* What must be said comes before all that may be said of a person. */
  nx_record_form_begin_with (form, 1);
  nx_edit_set_int (membership, NX_MEMBERSHIP_HOUSEHOLD, household_id);
  nx_record_form_hide (form, NX_MEMBERSHIP_TO_ON);
  nx_record_form_hide (form, NX_MEMBERSHIP_LEAVE_REASON);
  nx_record_form_start (form);
  return form;
}

NxRecordForm *
nx_record_forms_make_known_member (NxStore *store, NxEdit *membership, NxRecord *person)
{
  static const guint taken[]
      = { NX_MEMBERSHIP_RELATION, NX_MEMBERSHIP_FROM_ON, NX_MEMBERSHIP_NOTE };
  NxRecordForm *form = nx_record_form_new (store, _ ("New Member"));
  g_autofree char *place = dup_place ("person", nx_record_get_id (person));
  NxEdit *edit = nx_record_form_add (form, NX_RECORD_MEMBERSHIP, NULL, place, NULL);
  g_autofree char *note = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    nx_edit_set_text (edit, taken[i], nx_edit_get_text (membership, taken[i]));
  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD,
                   nx_edit_get_int (membership, NX_MEMBERSHIP_HOUSEHOLD));
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, nx_record_get_id (person));
  nx_record_form_hide (form, NX_MEMBERSHIP_TO_ON);
  nx_record_form_hide (form, NX_MEMBERSHIP_LEAVE_REASON);
  note = g_strdup_printf (
      nx_record_get_int (person, NX_PERSON_HOUSEHOLD) != 0
          /* TRANSLATORS: %s is the name of a person */
          ? _ ("%s is in the office already, as a member of another household. If they have moved, "
               "end that membership too.")
          /* TRANSLATORS: %s is the name of a person */
          : _ ("%s is in the office already and becomes a member of this household."),
      nx_record_peek_text (person, NX_PERSON_NAME));
  nx_record_form_set_note (form, note);
  nx_record_form_start (form);
  return form;
}

NxRecordForm *
nx_record_forms_make_support (NxStore *store, gint64 household_id, gint64 person_id)
{
  NxRecordForm *form = nx_record_form_new (store, _ ("New Support Class"));
  g_autofree char *place
      = person_id != 0 ? dup_place ("person", person_id) : dup_place ("household", household_id);
  NxEdit *edit = nx_record_form_add (form, NX_RECORD_SUPPORT, NULL, place, NULL);

  if (person_id != 0)
    nx_edit_set_int (edit, NX_SUPPORT_PERSON, person_id);
  else
    nx_edit_set_int (edit, NX_SUPPORT_HOUSEHOLD, household_id);
  nx_record_form_hide (form, NX_SUPPORT_REASON);
  nx_record_form_start (form);
  return form;
}

/* What every new case begins with. */
static void
start_case (NxRecordForm *form, NxEdit *edit, NxStore *store)
{
  static const guint later[] = { NX_CASE_STAGE, NX_CASE_CLOSED_ON, NX_CASE_CLOSURE_REASON };

  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    nx_record_form_hide (form, later[i]);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intake");
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, nx_day_words_today (store));
  nx_edit_set_int (edit, NX_CASE_WORKER, nx_store_get_actor (store));
  nx_record_form_set_then (form, "win.open-case");
  nx_record_form_start (form);
}

NxRecordForm *
nx_record_forms_make_case (NxStore *store, gint64 household_id, GPtrArray *members)
{
  NxRecordForm *form = nx_record_form_new (store, _ ("New Case"));
  g_autofree char *place = dup_place ("household", household_id);
  NxEdit *edit = nx_record_form_add (form, NX_RECORD_CASE, NULL, place, NULL);
  g_autoptr (NxChoices) clients = nx_choices_new (_ ("The whole household"));
  NxDate today = nx_day_words_today (store);

  for (guint i = 0; i < members->len; i++)
    {
      NxRecord *member = g_ptr_array_index (members, i);

      if (nx_membership_holds_on (member, today))
        nx_choices_add_id (clients, nx_record_get_int (member, NX_MEMBERSHIP_PERSON),
                           nx_record_peek_text (member, NX_MEMBERSHIP_PERSON_NAME));
    }
  nx_record_form_offer (form, NX_CASE_CLIENT_PERSON, clients);
  nx_record_form_set_otherwise (form, NX_CASE_CLIENT_PERSON, NX_CASE_CLIENT_HOUSEHOLD,
                                household_id);
  nx_edit_set_int (edit, NX_CASE_CLIENT_HOUSEHOLD, household_id);
  start_case (form, edit, store);
  return form;
}

NxRecordForm *
nx_record_forms_make_person_case (NxStore *store, NxRecord *person)
{
  NxRecordForm *form = nx_record_form_new (store, _ ("New Case"));
  g_autofree char *place = dup_place ("person", nx_record_get_id (person));
  NxEdit *edit = nx_record_form_add (form, NX_RECORD_CASE, NULL, place, NULL);

  nx_page_set_subtitle (NX_PAGE (form), nx_record_peek_text (person, NX_PERSON_NAME));
  nx_record_form_hide (form, NX_CASE_CLIENT_PERSON);
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, nx_record_get_id (person));
  start_case (form, edit, store);
  return form;
}

static void
push (NxWindow *window, NxRecordForm *form)
{
  nx_window_push_page (window, NX_PAGE (form));
}

static NxStore *
get_store (NxWindow *window)
{
  return nx_session_get_store (nx_window_get_session (window));
}

void
nx_record_forms_edit (GtkWidget *from, NxRecord *record, gboolean is_full)
{
  NxWindow *window = nx_window_of (from);

  if (window != NULL)
    push (window, nx_record_forms_make_edit (get_store (window), record, is_full));
}

void
nx_record_forms_edit_at (GtkWidget *from, NxRecord *record, guint field)
{
  NxWindow *window = nx_window_of (from);
  NxRecordForm *form = NULL;

  if (window == NULL)
    return;
  form = nx_record_forms_make_edit (get_store (window), record, FALSE);
  nx_record_form_begin_at (form, field);
  push (window, form);
}

void
nx_record_forms_new_household (GtkWidget *from)
{
  NxWindow *window = nx_window_of (from);

  if (window != NULL)
    push (window, nx_record_forms_make_household (get_store (window)));
}

void
nx_record_forms_add_member (GtkWidget *from, gint64 household_id)
{
  NxWindow *window = nx_window_of (from);

  if (window != NULL)
    push (window, nx_record_forms_make_member (get_store (window), household_id));
}

void
nx_record_forms_add_support (GtkWidget *from, gint64 household_id, gint64 person_id)
{
  NxWindow *window = nx_window_of (from);

  if (window != NULL)
    push (window, nx_record_forms_make_support (get_store (window), household_id, person_id));
}

/* What is read before a form can be made. The window may be gone, or locked, when it comes. */
static void
read_first (NxWindow *window,
            const char *name,
            NxStoreJob job,
            gint64 id,
            GDestroyNotify free_read,
            GAsyncReadyCallback then)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, window);
  nx_store_read_async (get_store (window), name, job, g_memdup2 (&id, sizeof id), g_free, free_read,
                       NULL, then, ref);
}

/* The window that still shows @store, or NULL, after it was told what went wrong. */
static NxWindow *
end_reading (GWeakRef *ref, NxStore *store, const GError *error)
{
  g_autoptr (NxWindow) window = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);
  if (window == NULL || get_store (window) != store)
    return NULL;
  if (error == NULL)
    return g_steal_pointer (&window);
  nx_page_report (nx_window_get_page (window), error);
  return NULL;
}

static gpointer
load_household_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_household_facts_load (db, *(const gint64 *)data, error);
}

static void
new_case_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxHouseholdFacts) facts = nx_store_read_finish (NX_STORE (source), result, &error);
  g_autoptr (NxWindow) window = end_reading (data, NX_STORE (source), error);

  if (window != NULL)
    push (window, nx_record_forms_make_case (NX_STORE (source), nx_record_get_id (facts->household),
                                             facts->memberships));
}

void
nx_record_forms_new_case (GtkWidget *from, gint64 household_id)
{
  NxWindow *window = nx_window_of (from);

  if (window != NULL)
    read_first (window, "new-case", load_household_in_worker, household_id,
                (GDestroyNotify)nx_household_facts_free, new_case_cb);
}

static gpointer
load_person_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_records_load (db, NX_RECORD_PERSON, *(const gint64 *)data, error);
}

static void
new_person_case_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) person = nx_store_read_finish (NX_STORE (source), result, &error);
  g_autoptr (NxWindow) window = end_reading (data, NX_STORE (source), error);

  if (window != NULL)
    push (window, nx_record_forms_make_person_case (NX_STORE (source), person));
}

void
nx_record_forms_new_person_case (GtkWidget *from, gint64 person_id)
{
  NxWindow *window = nx_window_of (from);

  if (window != NULL)
    read_first (window, "new-person-case", load_person_in_worker, person_id, g_object_unref,
                new_person_case_cb);
}

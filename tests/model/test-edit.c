/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests records, edits, drafts and validation: values, undo, what is refused and why. */
#include "config.h"

#include "nx-edit.h"
#include "nx-record-kinds.h"
#include "nx-validation.h"

#include <gio/gio.h>

static const NxDate today = { 2026, 11, 22 };

static NxRecord *
make_person (void)
{
  NxValues *values = nx_values_new (NX_RECORD_PERSON);

  nx_values_set_text (values, NX_PERSON_NAME, "单小明");
  nx_values_set_text (values, NX_PERSON_SEX, "1");
  nx_values_set_text (values, NX_PERSON_BIRTH_ON, "1935-08-09");
  return nx_record_new (NX_RECORD_PERSON, 7, "0193-uid", 3, FALSE, values);
}

static void
assert_refused (NxEdit *edit, guint field, NxSeverity severity)
{
  g_autoptr (GPtrArray) problems = nx_validation_run (edit, today);

  for (guint i = 0; i < problems->len; i++)
    {
      NxProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field == field && problem->severity == severity)
        {
          g_assert_cmpstr (problem->message, !=, "");
          return;
        }
    }
  g_error ("no finding on field %u", field);
}

static void
assert_accepted (NxEdit *edit)
{
  g_autoptr (GPtrArray) problems = nx_validation_run (edit, today);
  const NxProblem *first = nx_validation_first_error (problems);

  g_assert_cmpstr (first != NULL ? first->message : NULL, ==, NULL);
}

static void
test_every_kind (void)
{
  for (guint kind = 1; kind < NX_N_RECORD_KINDS; kind++)
    {
      const NxRecordSpec *spec = nx_record_spec (kind);
      NxRecord *record = nx_record_new (kind, 1, "u", 1, FALSE, nx_values_new (kind));

      g_assert_cmpuint (nx_record_kind_from_table (spec->table), ==, kind);
      for (guint field = 0; field < spec->n_fields; field++)
        {
          GValue value = G_VALUE_INIT;
          g_autofree char *shown = nx_record_dup_display (record, field);

          g_assert_cmpstr (shown, ==, "");
          g_object_get_property (G_OBJECT (record), spec->fields[field].name, &value);
          g_value_unset (&value);
        }
      g_assert_finalize_object (record);
    }
}

static void
test_display_and_mask (void)
{
  NxRecord *person = make_person ();
  g_autofree char *sex = nx_record_dup_display (person, NX_PERSON_SEX);
  g_autofree char *name = nx_record_dup_masked (person, NX_PERSON_NAME);
  g_autofree char *birth = nx_record_dup_masked (person, NX_PERSON_BIRTH_ON);

  g_assert_cmpstr (sex, ==, "Male");
  g_assert_cmpstr (name, ==, "单*明");
  g_assert_cmpstr (birth, ==, "1935-**-**");
  g_assert_cmpint (nx_person_get_age_on (person, today), ==, 91);
  g_assert_finalize_object (person);
}

static void
test_undo (void)
{
  NxRecord *person = make_person ();
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, person);

  g_assert_false (nx_edit_is_dirty (edit));
  g_assert_false (nx_edit_undo (edit));
  nx_edit_set_text (edit, NX_PERSON_NAME, "单小");
  nx_edit_set_text (edit, NX_PERSON_NAME, "单小亮");
  nx_edit_set_text (edit, NX_PERSON_SEX, "2");
  nx_edit_set_text (edit, NX_PERSON_SEX, "2");
  g_assert_true (nx_edit_is_changed (edit, NX_PERSON_SEX));
  g_assert_true (nx_edit_undo (edit));
  g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_SEX), ==, "1");
  g_assert_true (nx_edit_undo (edit)); /* both keystrokes of the name at once */
  g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_NAME), ==, "单小明");
  g_assert_false (nx_edit_is_dirty (edit));
  g_assert_true (nx_edit_redo (edit));
  g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_NAME), ==, "单小亮");
  g_assert_finalize_object (edit);
  g_assert_finalize_object (person);
}

static void
test_codes (void)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_toggle_code (edit, NX_VISIT_PURPOSE, "one", TRUE);
  nx_edit_toggle_code (edit, NX_VISIT_PURPOSE, "two", TRUE);
  nx_edit_toggle_code (edit, NX_VISIT_PURPOSE, "one", TRUE);
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_PURPOSE), ==, "one two");
  nx_edit_toggle_code (edit, NX_VISIT_PURPOSE, "one", FALSE);
  g_assert_cmpstr (nx_edit_get_text (edit, NX_VISIT_PURPOSE), ==, "two");
  nx_edit_toggle_code (edit, NX_VISIT_PURPOSE, "two", FALSE);
  g_assert_false (nx_edit_is_set (edit, NX_VISIT_PURPOSE));
  g_assert_finalize_object (edit);
}

static void
test_draft (void)
{
  NxRecord *person = make_person ();
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, person);
  NxEdit *again = NULL;
  NxRecordKind kind = NX_RECORD_NONE;
  gint64 id = 0;
  gint64 version = 0;
  g_autoptr (GBytes) draft = NULL;
  g_autoptr (GError) error = NULL;

  nx_edit_set_text (edit, NX_PERSON_NOTE, "一行\n又一行");
  nx_edit_clear (edit, NX_PERSON_SEX);
  draft = nx_edit_to_draft (edit);
  g_assert_true (nx_edit_peek_draft (draft, &kind, &id, &version));
  g_assert_cmpint (kind, ==, NX_RECORD_PERSON);
  g_assert_cmpint (id, ==, 7);
  g_assert_cmpint (version, ==, 3);
  again = nx_edit_from_draft (draft, person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nx_edit_get_text (again, NX_PERSON_NOTE), ==, "一行\n又一行");
  g_assert_false (nx_edit_is_set (again, NX_PERSON_SEX));
  g_assert_cmpstr (nx_edit_get_text (again, NX_PERSON_NAME), ==, "单小明");
  g_assert_finalize_object (again);
  g_assert_finalize_object (edit);
  g_assert_finalize_object (person);
}

static void
test_damaged_draft (void)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);
  g_autoptr (GBytes) draft = NULL;
  gsize size = 0;
  const guint8 *data = NULL;

  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人在家。");
  draft = nx_edit_to_draft (edit);
  data = g_bytes_get_data (draft, &size);
  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (NxEdit) read = nx_edit_from_draft (cut, NULL, &error);

      g_assert_true (read != NULL || error != NULL);
    }
  for (gsize at = 0; at < size; at++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (NxEdit) read = NULL;

      copy[at] ^= 0xff;
      flipped = g_bytes_new (copy, size);
      read = nx_edit_from_draft (flipped, NULL, NULL);
    }
  g_assert_finalize_object (edit);
}

static void
test_person_rules (void)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  assert_refused (edit, NX_PERSON_NAME, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_PERSON_NAME, "阿依古丽·买买提");
  assert_accepted (edit);
  nx_edit_set_text (edit, NX_PERSON_ID_NUMBER, "210102193508090038");
  assert_refused (edit, NX_PERSON_ID_NUMBER, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_PERSON_ID_NUMBER, "210102193508090037");
  assert_accepted (edit);
  nx_edit_set_text (edit, NX_PERSON_SEX, "2");
  assert_refused (edit, NX_PERSON_SEX, NX_PROBLEM_WARNING);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1936-08-09");
  assert_refused (edit, NX_PERSON_BIRTH_ON, NX_PROBLEM_WARNING);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1936-02-30");
  assert_refused (edit, NX_PERSON_BIRTH_ON, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1936");
  nx_edit_set_text (edit, NX_PERSON_DIED_ON, "1930");
  assert_refused (edit, NX_PERSON_DIED_ON, NX_PROBLEM_ERROR);
  nx_edit_clear (edit, NX_PERSON_DIED_ON);
  nx_edit_set_text (edit, NX_PERSON_SEX, "7");
  assert_refused (edit, NX_PERSON_SEX, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_PERSON_SEX, "1");
  nx_edit_set_text (edit, NX_PERSON_PINYIN, "Ayi Guli");
  assert_refused (edit, NX_PERSON_PINYIN, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_PERSON_PINYIN, "a yi gu li");
  assert_accepted (edit);
  g_assert_finalize_object (edit);
}

static void
test_visit_rules (void)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, 1);
  nx_edit_set_int (edit, NX_VISIT_WORKER, 1);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, today);
  assert_refused (edit, NX_VISIT_NARRATIVE, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人在家，精神好。");
  assert_accepted (edit);
  nx_edit_set_date (edit, NX_VISIT_ON, nx_date_add_days (today, 1));
  assert_refused (edit, NX_VISIT_ON, NX_PROBLEM_ERROR);
  nx_edit_set_date (edit, NX_VISIT_ON, today);
  nx_edit_set_text (edit, NX_VISIT_START_TIME, "14:40");
  nx_edit_set_text (edit, NX_VISIT_END_TIME, "14:00");
  assert_refused (edit, NX_VISIT_END_TIME, NX_PROBLEM_ERROR);
  nx_edit_set_text (edit, NX_VISIT_END_TIME, "25:00");
  assert_refused (edit, NX_VISIT_END_TIME, NX_PROBLEM_ERROR);
  nx_edit_clear (edit, NX_VISIT_END_TIME);
  nx_edit_set_text (edit, NX_VISIT_STATE, "attempted");
  assert_refused (edit, NX_VISIT_NOT_MET_REASON, NX_PROBLEM_ERROR);
  g_assert_finalize_object (edit);
}

static void
test_case_rules (void)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_NUMBER, "210102002001-2025-0007");
  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_text (edit, NX_CASE_STAGE, "intake");
  nx_edit_set_text (edit, NX_CASE_RISK, "high");
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, today);
  nx_edit_set_int (edit, NX_CASE_WORKER, 1);
  assert_refused (edit, NX_CASE_CLIENT_PERSON, NX_PROBLEM_ERROR);
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, 4);
  assert_accepted (edit);
  nx_edit_set_int (edit, NX_CASE_SUPERVISOR, 1);
  assert_refused (edit, NX_CASE_SUPERVISOR, NX_PROBLEM_ERROR);
  nx_edit_set_int (edit, NX_CASE_SUPERVISOR, 2);
  nx_edit_set_text (edit, NX_CASE_STAGE, "closed");
  assert_refused (edit, NX_CASE_CLOSURE_REASON, NX_PROBLEM_ERROR);
  g_assert_finalize_object (edit);
}

static void
test_membership_days (void)
{
  NxValues *values = nx_values_new (NX_RECORD_MEMBERSHIP);
  NxRecord *membership = NULL;

  nx_values_set_text (values, NX_MEMBERSHIP_FROM_ON, "2019-05");
  nx_values_set_text (values, NX_MEMBERSHIP_TO_ON, "2024-09-01");
  membership = nx_record_new (NX_RECORD_MEMBERSHIP, 1, "u", 1, FALSE, values);
  g_assert_false (nx_membership_holds_on (membership, (NxDate){ 2019, 4, 30 }));
  g_assert_true (nx_membership_holds_on (membership, (NxDate){ 2020, 1, 1 }));
  g_assert_true (nx_membership_holds_on (membership, (NxDate){ 2024, 8, 31 }));
  g_assert_false (nx_membership_holds_on (membership, (NxDate){ 2024, 9, 1 }));
  g_assert_finalize_object (membership);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/every-kind", test_every_kind);
  g_test_add_func ("/record/display-and-mask", test_display_and_mask);
  g_test_add_func ("/edit/undo", test_undo);
  g_test_add_func ("/edit/codes", test_codes);
  g_test_add_func ("/edit/draft", test_draft);
  g_test_add_func ("/edit/damaged-draft", test_damaged_draft);
  g_test_add_func ("/validation/person", test_person_rules);
  g_test_add_func ("/validation/visit", test_visit_rules);
  g_test_add_func ("/validation/case", test_case_rules);
  g_test_add_func ("/membership/days", test_membership_days);
  return g_test_run ();
}

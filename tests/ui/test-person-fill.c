/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests filling a person from the identity number one key at a time: nothing is believed too early.
 */
#include "config.h"

#include "nx-person-fill.h"
#include "nx-person.h"

static const NxDate today = { 2026, 11, 22 };

static void
type_number (NxEdit *edit, const char *number)
{
  for (gsize n = 1; n <= strlen (number); n++)
    {
      g_autofree char *typed = g_strndup (number, n);

      nx_edit_set_text (edit, NX_PERSON_ID_NUMBER, typed);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    const char *number;
    const char *kind;
    const char *birth;
    const char *sex;
  } numbers[] = {
    /* On its way it passes for a permit of 8 digits and for an old number of 15. */
    { "210102200503020120", "id_card", "2005-03-02", "2" },
    { "21010219520101002X", "id_card", "1952-01-01", "2" },
    { "810000198801010012", "hmt_permit", "1988-01-01", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, NULL);

      nx_person_fill_watch (edit, today);
      type_number (edit, numbers[i].number);
      g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_ID_KIND), ==, numbers[i].kind);
      g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_BIRTH_ON), ==, numbers[i].birth);
      g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_SEX), ==, numbers[i].sex);
      g_assert_finalize_object (edit);
    }
}

static void
test_kept (void)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_person_fill_watch (edit, today);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1950");
  type_number (edit, "21010219520101002X");
  g_assert_cmpstr (nx_edit_get_text (edit, NX_PERSON_BIRTH_ON), ==, "1950");
  g_assert_finalize_object (edit);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-fill/typed", test_typed);
  g_test_add_func ("/person-fill/kept", test_kept);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests phone numbers, alone and several in a cell, and identifiers. */
#include "nx-error.h"
#include "nx-phone.h"
#include "nx-uid.h"

static void
test_normalise (void)
{
  static const struct
  {
    const char *text;
    const char *number;
    NxPhoneKind kind;
  } cases[] = {
    { "13800001111", "13800001111", NX_PHONE_MOBILE },
    { "138 0000 1111", "13800001111", NX_PHONE_MOBILE },
    { "138-0000-1111", "13800001111", NX_PHONE_MOBILE },
    { "+86 138 0000 1111", "13800001111", NX_PHONE_MOBILE },
    { "008613800001111", "13800001111", NX_PHONE_MOBILE },
    { "8613800001111", "13800001111", NX_PHONE_MOBILE },
    { "013800001111", "13800001111", NX_PHONE_MOBILE },
    { "１３８００００１１１１", "13800001111", NX_PHONE_MOBILE },
    { "024-22860000", "024-22860000", NX_PHONE_LANDLINE },
    { "02422860000", "024-22860000", NX_PHONE_LANDLINE },
    { "（024）22860000", "024-22860000", NX_PHONE_LANDLINE },
    { "024 2286 0000", "024-22860000", NX_PHONE_LANDLINE },
    { "024-22860000转801", "024-22860000-801", NX_PHONE_LANDLINE },
    { "024-22860000-801", "024-22860000-801", NX_PHONE_LANDLINE },
    { "0417-2860000", "0417-2860000", NX_PHONE_LANDLINE },
    { "04172860000", "0417-2860000", NX_PHONE_LANDLINE },
    { "0411-82860000", "0411-82860000", NX_PHONE_LANDLINE },
    { "22860000", "22860000", NX_PHONE_LANDLINE },
    { "+852 9123 4567", "+85291234567", NX_PHONE_HK_MACAO },
    { "0912-345-678", "0912345678", NX_PHONE_TAIWAN },
    { "+886 912 345 678", "0912345678", NX_PHONE_TAIWAN },
    { "+49 30 1234567", "+49301234567", NX_PHONE_FOREIGN },
    { "12345", "12345", NX_PHONE_SERVICE },
    { "400-123-4567", "4001234567", NX_PHONE_SERVICE },
    { "1380000111", NULL, NX_PHONE_INVALID },
    { "12800001111", NULL, NX_PHONE_INVALID },
    { "138000011112", NULL, NX_PHONE_INVALID },
    { "1.38E+10", NULL, NX_PHONE_INVALID },
    { "女儿", NULL, NX_PHONE_INVALID },
    { "210102193508090037", NULL, NX_PHONE_INVALID },
    { "", NULL, NX_PHONE_INVALID },
    { NULL, NULL, NX_PHONE_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NxPhoneKind kind;
      g_autofree char *number = nx_phone_normalise (cases[i].text, &kind);

      if (g_strcmp0 (number, cases[i].number) != 0 || kind != cases[i].kind)
        g_error ("case %u gave %s, kind %d", i, number, kind);
    }
}

static void
test_split (void)
{
  /* number:note, one after the other */
  static const struct
  {
    const char *cell;
    const char *expected;
  } cases[] = {
    { "13800001111、13900002222", "13800001111: 13900002222:" },
    { "13800001111/024-22860000", "13800001111: 024-22860000:" },
    { "13800001111，13900002222；13700003333", "13800001111: 13900002222: 13700003333:" },
    { "13800001111 13900002222", "13800001111: 13900002222:" },
    { "138 0000 1111 139 0000 2222", "13800001111: 13900002222:" },
    { "13800001111（女儿）", "13800001111:女儿" },
    { "13800001111(女儿) 13900002222(儿子)", "13800001111:女儿 13900002222:儿子" },
    { "女儿13800001111 儿子13900002222", "13800001111:女儿 13900002222:儿子" },
    { "女儿：13800001111，儿子：13900002222", "13800001111:女儿 13900002222:儿子" },
    { "13800001111女儿\n13900002222儿子", "13800001111:女儿 13900002222:儿子" },
    { "024-22860000转801", "024-22860000-801:" },
    { "(024)22860000", "024-22860000:" },
    { "", "" },
    { "无", "" },
    { "1380000111", "1380000111:!" },
    { "问邻居", ":问邻居!" },
    { "13800001111、138000", "13800001111: 138000:!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) phones = nx_phone_split (cases[i].cell);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < phones->len; j++)
        {
          const NxPhone *phone = g_ptr_array_index (phones, j);

          g_string_append_printf (text, "%s%s:%s%s", j > 0 ? " " : "", phone->number, phone->note,
                                  phone->kind == NX_PHONE_INVALID ? "!" : "");
        }
      if (g_strcmp0 (text->str, cases[i].expected) != 0)
        g_error ("“%s” gave “%s”", cases[i].cell, text->str);
    }
}

static void
test_noise (void)
{
  static const char *const bits[]
      = { "1", "38", "0000", " ", "-", "(", ")", "转", "女", "、", "+", "\xff", "x", "*", "." };
  g_autoptr (GRand) rand = g_rand_new_with_seed (138);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) phones = NULL;

      for (int n = g_rand_int_range (rand, 1, 14); n > 0; n--)
        g_string_append (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
      phones = nx_phone_split (text->str);
      for (guint j = 0; j < phones->len; j++)
        {
          const NxPhone *phone = g_ptr_array_index (phones, j);

          g_assert_true (g_utf8_validate (phone->number, -1, NULL));
          g_assert_true (g_utf8_validate (phone->note, -1, NULL));
        }
    }
}

static void
test_uid (void)
{
  g_autofree char *first = nx_uid_new ();
  g_autofree char *second = nx_uid_new ();
  g_autofree char *random = nx_uid_new_random ();

  g_assert_true (nx_uid_is_valid (first));
  g_assert_true (nx_uid_is_valid (random));
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpint (first[14], ==, '7');
  g_assert_cmpint (random[14], ==, '4');
  g_assert_true (g_uuid_string_is_valid (first));
  g_assert_false (nx_uid_is_valid (NULL));
  g_assert_false (nx_uid_is_valid (""));
  g_assert_false (nx_uid_is_valid ("0198F000-0000-7000-8000-000000000000"));
  g_assert_false (nx_uid_is_valid ("0198f000-0000-7000-8000-0000000000000"));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "");

  g_assert_true (nx_error_is_cancelled (cancelled));
  g_assert_false (nx_error_is_cancelled (other));
  g_assert_false (nx_error_is_cancelled (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/normalise", test_normalise);
  g_test_add_func ("/phone/split", test_split);
  g_test_add_func ("/phone/noise", test_noise);
  g_test_add_func ("/uid", test_uid);
  g_test_add_func ("/error/cancelled", test_cancelled);
  return g_test_run ();
}

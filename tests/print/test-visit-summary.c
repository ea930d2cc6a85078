/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the visit summary: what each copy shows and hides, its layout and its page breaks. */
#include "config.h"

#include "nx-print-probe.h"
#include "nx-print-samples.h"
#include "nx-privacy.h"
#include "nx-visit-summary.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#define ID_NUMBER "210102193610040048"

/* Prints a copy and returns its text without blanks. */
static char *
print_copy (NxVisitSheet *sheet, const NxPrintOptions *options, guint n_pages)
{
  g_autoptr (NxPrintDocument) document = nx_visit_summary_new (sheet, options);
  NxPrintProbe probe;
  char *text;

  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  g_assert_cmpuint (nx_print_document_n_pages (document), ==, n_pages);
  g_assert_cmpuint (nx_print_document_get_missing (document)->len, ==, 0);
  nx_print_probe_check (&probe);
  text = nx_print_probe_read_tight (&probe, 0);
  nx_print_probe_clear (&probe);
  return text;
}

static char *
print_sample (const NxPrintOptions *options, guint n_pages)
{
  NxPrintSamples samples = { 0 };
  NxVisitSheet sheet = { 0 };
  char *text;

  nx_print_samples_init (&samples);
  nx_print_samples_fill_visit (&samples, &sheet);
  text = print_copy (&sheet, options, n_pages);
  nx_visit_sheet_clear (&sheet);
  nx_print_samples_clear (&samples);
  return text;
}

static void
assert_has (const char *text, const char *word)
{
  if (strstr (text, word) == NULL)
    g_error ("%s is not on the paper: %s", word, text);
}

static void
assert_lacks (const char *text, const char *word)
{
  if (strstr (text, word) != NULL)
    g_error ("%s is on the paper: %s", word, text);
}

static void
test_client_copy (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  g_autofree char *text = print_sample (&options, 1);

  assert_has (text, "王桂英"); /* in full on what she signs */
  assert_has (text, "210102********0048");
  assert_has (text, "138****5678");
  assert_lacks (text, ID_NUMBER);
  assert_lacks (text, "13900002222"); /* inside the narrative too */
  assert_has (text, "139****2222");
  assert_lacks (text, "李梅");
  assert_has (text, "女儿在家"); /* she appears by her relation */
  assert_lacks (text, "501");
  assert_lacks (text, "SECRETREFLECTION");
  assert_has (text, "卫生间扶手定于11月20日上午9点安装，已与施工方通话确认。");
  assert_has (text, "210102002001-2025-0007-12");
  assert_has (text, "2025-000418");
  assert_has (text, "1支");
}

static void
test_file_copy (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_FILE);
  g_autofree char *text = print_sample (&options, 1);

  assert_has (text, "王桂英与女儿李梅在家");
  assert_has (text, "3号楼2单元501");
  assert_lacks (text, ID_NUMBER);
  assert_lacks (text, "13800005678");
  assert_lacks (text, "SECRETREFLECTION");
}

static void
test_unmasked_copy (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_FILE);
  g_autofree char *text = NULL, *blank_reason = NULL;

  options.unmask_reason = "医保报销要用";
  text = print_sample (&options, 1);
  assert_has (text, ID_NUMBER);
  assert_has (text, "13800005678");
  options.unmask_reason = "  ";
  blank_reason = print_sample (&options, 1);
  assert_lacks (blank_reason, ID_NUMBER);
}

static void
test_redacted_copy (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_FILE);
  g_autofree char *text = NULL;

  options.is_redacted = TRUE;
  options.unmask_reason = "无论如何";
  text = print_sample (&options, 1);
  assert_lacks (text, "王桂英");
  assert_lacks (text, "李梅");
  assert_lacks (text, ID_NUMBER);
  assert_lacks (text, "0048");
  assert_lacks (text, "5678");
  assert_lacks (text, "2222");
  assert_lacks (text, "3号楼");
  assert_has (text, "丰泽社区");
}

static void
test_blank_form (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_BLANK);
  g_autofree char *text = print_sample (&options, 1);
  g_autofree char *empty = print_copy (NULL, &options, 1);

  assert_has (text, "王桂英");
  assert_lacks (text, "扶手");
  assert_lacks (text, "☑");
  assert_has (text, "☐");
  assert_lacks (empty, "王桂英");
  assert_lacks (empty, "☑");
}

static void
test_sections_stay_when_empty (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  NxVisitSheet sheet = { .minutes = -1 };
  g_autofree char *text = NULL;
  const char *place;

  sheet.subject.age = -1;
  sheet.subject.name = g_strdup ("阿依古丽·买买提");
  text = print_copy (&sheet, &options, 1);
  assert_has (text, "阿依古丽·买买提");
  place = text;
  for (guint i = 1; i <= 5; i++)
    { /* in order, and each says that there is none (but "situation", which has its boxes) */
      g_autofree char *number = g_strdup_printf ("%u.", i);

      place = strstr (place, number);
      g_assert_nonnull (place);
    }
  nx_visit_sheet_clear (&sheet);
}

static void
test_long_story_goes_on (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  NxVisitSheet sheet = { .minutes = -1 };

  sheet.subject.age = 89;
  sheet.subject.name = g_strdup ("王桂英");
  for (guint n = 10; n < 120; n += 7)
    {
      g_autoptr (NxPrintDocument) document = NULL;
      g_autofree char *last = NULL;
      GString *story = g_string_new (NULL);
      NxPrintProbe probe;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (story, "第%u句说家里情况还好。", i);
      g_free (sheet.narrative);
      sheet.narrative = g_string_free (story, FALSE);
      document = nx_visit_summary_new (&sheet, &options);
      nx_print_probe_init (&probe);
      nx_print_probe_print (&probe, document);
      last = nx_print_probe_read_tight (&probe, nx_print_document_n_pages (document));
      g_assert_nonnull (strstr (last, "(seal)"));
      /* something of the content stands on the page of the signatures */
      g_assert_true (strstr (last, "句说家里") != NULL || strstr (last, "5.") != NULL
                     || strstr (last, "None") != NULL);
      nx_print_probe_check (&probe);
      nx_print_probe_clear (&probe);
    }
  nx_visit_sheet_clear (&sheet);
}

static void
test_small_paper (void)
{
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  g_autofree char *text = NULL;

  options.paper = NX_PAPER_A5;
  text = print_sample (&options, 2);
  assert_has (text, "Page2of2");
}

/* In Chinese the sample stands on one page. Where the catalogue lacks the papers there is nothing
 * to look at. */
static void
test_chinese_paper (void)
{
  if (g_test_subprocess ())
    {
      NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
      g_autofree char *text = NULL;

      setlocale (LC_ALL, "zh_CN.UTF-8");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("NX_TEST_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      if (strcmp (g_dgettext (GETTEXT_PACKAGE, "Record of Home Visit"), "Record of Home Visit")
          == 0)
        return;
      text = print_sample (&options, 1);
      assert_has (text, "一、");
      assert_has (text, "第1页/共1页");
      assert_has (text, "2025年11月19日");
      assert_has (text, "女89岁");
      return;
    }
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("LANGUAGE");
  g_test_trap_assert_passed ();
}

/* Numbers are found wherever they stand in a text, in groups and by digits of any width. */
static void
test_numbers_in_texts (void)
{
  const struct
  {
    const char *typed;
    const char *secret; /* must not be there any more; NULL: nothing changes */
  } cases[] = {
    { "身份证11010519491231002X，已核对。", "19491231" },
    { "身份证 110105 1949 1231 002X", "1949" },
    { "旧证130503670401001。", "670401" },
    { "电话１３８００００１１１１", "００００１１１１" },
    { "手机+86 13876541111，晚上打。", "7654" },
    { "座机024-22860000。", "22860000" },
    { "血压150/90，血糖6.1，服药14天。", NULL },
    { "2025年11月19日走访3次。", NULL },
  };
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  NxSubject subject = { .age = -1 };
  NxPrivacy privacy;

  nx_privacy_init (&privacy, &options, &subject);
  /* Twice: what was made for the first text serves the next. */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      guint n = i % G_N_ELEMENTS (cases);
      g_autofree char *shown = nx_privacy_text (&privacy, cases[n].typed);

      if (cases[n].secret == NULL)
        g_assert_cmpstr (shown, ==, cases[n].typed);
      else
        g_assert_null (strstr (shown, cases[n].secret));
    }
  nx_subject_clear (&subject);
}

/* However a name and its relation stand together, the relation is there once and the name never. */
static void
test_relation_once (void)
{
  const struct
  {
    const char *typed;
    const char *shown;
  } cases[] = {
    { "邓艳红（妻子）在家。", "妻子在家。" },
    { "邓艳红 (妻，52岁) 在家。", "妻，52岁 在家。" },
    { "妻子邓艳红在家。", "妻子在家。" },
    { "邓艳红在家。", "妻在家。" },
    { "邓艳红（高血压）在家。", "妻（高血压）在家。" },
  };
  NxPrintOptions options = nx_print_samples_options (NX_COPY_CLIENT);
  NxSubject subject = { .age = -1 };
  NxPrivacy privacy;

  nx_subject_add_known (&subject, "邓艳红", "妻");
  nx_privacy_init (&privacy, &options, &subject);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = nx_privacy_text (&privacy, cases[i].typed);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
  nx_subject_clear (&subject);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/visit-summary/client-copy", test_client_copy);
  g_test_add_func ("/print/visit-summary/file-copy", test_file_copy);
  g_test_add_func ("/print/visit-summary/numbers-in-texts", test_numbers_in_texts);
  g_test_add_func ("/print/visit-summary/unmasked", test_unmasked_copy);
  g_test_add_func ("/print/visit-summary/redacted", test_redacted_copy);
  g_test_add_func ("/print/visit-summary/blank", test_blank_form);
  g_test_add_func ("/print/visit-summary/sections-stay", test_sections_stay_when_empty);
  g_test_add_func ("/print/visit-summary/long-story", test_long_story_goes_on);
  g_test_add_func ("/print/visit-summary/a5", test_small_paper);
  g_test_add_func ("/print/visit-summary/relation-once", test_relation_once);
  g_test_add_func ("/print/visit-summary/chinese", test_chinese_paper);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the PDF: fonts, text, metadata, and what happens when it cannot be written. */
#include "config.h"

#include "nx-pdf.h"
#include "nx-print-document.h"
#include "nx-print-error.h"
#include "nx-print-probe.h"
#include "nx-text-block.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static NxPrintDocument *
new_document (const char *text)
{
  NxPrintDocument *document = nx_print_document_new (NX_PAPER_A4);
  NxRichText *rich = nx_rich_text_new (text);

  nx_rich_text_append_form (rich, " [ ]好 [x]一般 {4}");
  nx_print_document_set_title (document, "入户探访记录单");
  nx_print_document_set_printed_at (document, 1763535720);
  nx_print_document_set_head (document, "新华街道丰泽社区社会工作服务站", "编号");
  nx_print_document_set_foot (document, "打印人 林晓岚", "请妥善保管");
  nx_print_document_add (document, nx_text_block_new (NX_TEXT_BODY, rich));
  return document;
}

static void
test_text_comes_back (void)
{
  g_autoptr (NxPrintDocument) document
      = new_document ("莫𡐓村的王桂英说：“直骨门”，血压 "
                      "142/84。阿依古丽·买买提\t㛃䶮𬭎𠅤");
  NxPrintProbe probe;
  g_autofree char *text = NULL, *info = NULL;

  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  text = nx_print_probe_read_tight (&probe, 1);
  g_assert_nonnull (strstr (text, "莫𡐓村的王桂英说：“直骨门”，血压142/84。阿依古丽·买买提"));
  g_assert_nonnull (strstr (text, "㛃䶮𬭎𠅤"));
  g_assert_nonnull (strstr (text, "☐好☑一般"));
  g_assert_nonnull (strstr (text, "Page1of1"));
  g_assert_null (nx_print_document_dup_missing_text (document));

  info = nx_print_probe_run (&probe, "pdfinfo");
  g_assert_nonnull (strstr (info, "入户探访记录单"));
  g_assert_null (strstr (info, "Author"));
  g_assert_nonnull (strstr (info, "(A4)"));
  g_assert_nonnull (strstr (info, "CreationDate:    Wed Nov 19"));
  nx_print_probe_check (&probe);
  nx_print_probe_clear (&probe);
}

static void
test_missing_character_is_named (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("輋𣒍村，私用字，再一次𣒍");
  NxPrintProbe probe;
  g_autofree char *text = NULL, *list = NULL;

  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  list = nx_print_document_dup_missing_text (document);
  g_assert_cmpstr (list, ==, "U+E001, U+2348D");
  g_assert_cmpuint (nx_print_document_get_missing (document)->len, ==, 2);
  text = nx_print_probe_read (&probe, 1);
  g_assert_nonnull (strstr (text, "U+E001, U+2348D"));
  nx_print_probe_clear (&probe);
}

static void
test_bad_bytes_are_harmless (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("a\xff\xfe"
                                                       "b\x01\x02 \xe2\x80\xae"
                                                       "c\xef\xbf\xbc"
                                                       "d\r\n\xe4\xba");
  NxPrintProbe probe;
  g_autofree char *text = NULL;

  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  text = nx_print_probe_read_tight (&probe, 1);
  g_assert_nonnull (strstr (text, "a"));
  g_assert_null (strstr (text, "\xe2\x80\xae")); /* no text printed backwards */
  nx_print_probe_clear (&probe);
}

static void
assert_only_file (NxPrintProbe *probe, const char *content)
{
  g_autoptr (GDir) folder = g_dir_open (probe->folder, 0, NULL);
  g_autofree char *found = NULL;
  const char *name = g_dir_read_name (folder);

  g_assert_cmpstr (name, ==, content != NULL ? "paper.pdf" : NULL);
  g_assert_null (g_dir_read_name (folder));
  if (content == NULL)
    return;
  g_assert_true (g_file_get_contents (probe->path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, content);
}

static void
test_full_disk_keeps_the_old_file (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("王桂英");
  g_autoptr (GError) error = NULL;
  struct rlimit old, tight = { 100, RLIM_INFINITY };
  NxPrintProbe probe;
  gboolean is_written;

  nx_print_probe_init (&probe);
  g_assert_true (g_file_set_contents (probe.path, "old", -1, NULL));
  getrlimit (RLIMIT_FSIZE, &old);
  tight.rlim_max = old.rlim_max;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &tight);
  is_written = nx_pdf_write_file (document, probe.path, NULL, NULL, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &old);

  g_assert_false (is_written);
  g_assert_error (error, NX_PRINT_ERROR, NX_PRINT_ERROR_NO_SPACE);
  g_assert_null (strstr (error->message, probe.folder));
  assert_only_file (&probe, "old");
  nx_print_probe_clear (&probe);
}

static void
test_full_device (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("王桂英");
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    {
      g_test_skip ("no /dev/full");
      return;
    }
  stream = g_unix_output_stream_new (fd, TRUE);
  g_assert_false (nx_pdf_write_stream (document, stream, NULL, NULL, NULL, &error));
  g_assert_error (error, NX_PRINT_ERROR, NX_PRINT_ERROR_NO_SPACE);
}

static void
test_place_not_writable (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("王桂英");
  g_autoptr (GError) missing = NULL, folder = NULL, file = NULL;
  g_autofree char *deep = NULL, *below_file = NULL;
  NxPrintProbe probe;

  nx_print_probe_init (&probe);
  deep = g_build_filename (probe.folder, "no", "paper.pdf", NULL);
  g_assert_false (nx_pdf_write_file (document, deep, NULL, NULL, NULL, &missing));
  g_assert_error (missing, NX_PRINT_ERROR, NX_PRINT_ERROR_NOT_WRITABLE);
  g_assert_false (nx_pdf_write_file (document, probe.folder, NULL, NULL, NULL, &folder));
  g_assert_error (folder, NX_PRINT_ERROR, NX_PRINT_ERROR_NOT_WRITABLE);
  assert_only_file (&probe, NULL);

  g_assert_true (g_file_set_contents (probe.path, "old", -1, NULL));
  below_file = g_build_filename (probe.path, "paper.pdf", NULL);
  g_assert_false (nx_pdf_write_file (document, below_file, NULL, NULL, NULL, &file));
  g_assert_error (file, NX_PRINT_ERROR, NX_PRINT_ERROR_NOT_WRITABLE);
  assert_only_file (&probe, "old");
  nx_print_probe_clear (&probe);
}

static void
cancel_after_first (guint done, guint total, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancel_leaves_nothing (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("王桂英");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  NxPrintProbe probe;

  nx_print_probe_init (&probe);
  for (guint i = 0; i < 100; i++)
    nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_BODY, "一行"));
  g_assert_cmpuint (nx_print_document_n_pages (document), >, 1);
  g_assert_false (nx_pdf_write_file (document, probe.path, cancel_after_first, cancellable,
                                     cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_only_file (&probe, NULL);
  nx_print_probe_clear (&probe);
}

static void
test_file_is_private (void)
{
  g_autoptr (NxPrintDocument) document = new_document ("王桂英");
  NxPrintProbe probe;
  GStatBuf status;

  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  g_assert_cmpint (g_stat (probe.path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  nx_print_probe_clear (&probe);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/pdf/text-comes-back", test_text_comes_back);
  g_test_add_func ("/print/pdf/missing-character", test_missing_character_is_named);
  g_test_add_func ("/print/pdf/bad-bytes", test_bad_bytes_are_harmless);
  g_test_add_func ("/print/pdf/full-disk", test_full_disk_keeps_the_old_file);
  g_test_add_func ("/print/pdf/full-device", test_full_device);
  g_test_add_func ("/print/pdf/not-writable", test_place_not_writable);
  g_test_add_func ("/print/pdf/cancel", test_cancel_leaves_nothing);
  g_test_add_func ("/print/pdf/private", test_file_is_private);
  return g_test_run ();
}

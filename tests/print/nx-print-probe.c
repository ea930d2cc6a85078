/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a printed PDF back with poppler's tools, so that tests judge what stands on the paper. */
#define G_LOG_DOMAIN "nx-print-test"

#include "config.h"

#include "nx-pdf.h"
#include "nx-print-probe.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOLERANCE 0.6 /* points two boxes may share: poppler adds the font's whole height */

typedef struct
{
  double x_min, y_min, x_max, y_max;
} Box;

void
nx_print_probe_init (NxPrintProbe *probe)
{
  g_autoptr (GError) error = NULL;

  probe->folder = g_dir_make_tmp ("nuanxin-print-XXXXXX", &error);
  g_assert_no_error (error);
  probe->path = g_build_filename (probe->folder, "paper.pdf", NULL);
}

void
nx_print_probe_clear (NxPrintProbe *probe)
{
  g_unlink (probe->path);
  g_assert_cmpint (g_rmdir (probe->folder), ==, 0); /* nothing else was left behind */
  g_clear_pointer (&probe->path, g_free);
  g_clear_pointer (&probe->folder, g_free);
}

void
nx_print_probe_print (NxPrintProbe *probe, NxPrintDocument *document)
{
  const char *keep = g_getenv ("NX_TEST_KEEP_PDF");
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_pdf_write_file (document, probe->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  if (keep != NULL)
    { /* for a look at the paper itself */
      g_autofree char *name = g_strdelimit (g_strdup (g_test_get_path ()), "/", '-');
      g_autofree char *path = g_strdup_printf ("%s/%s.pdf", keep, name + 1);

      g_assert_true (nx_pdf_write_file (document, path, NULL, NULL, NULL, &error));
    }
}

static char *
run (const char *const *arguments)
{
  g_autofree char *output = NULL, *complaints = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                &complaints, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (complaints, ==, ""); /* poppler found the file in order */
  return g_steal_pointer (&output);
}

char *
nx_print_probe_read (NxPrintProbe *probe, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  const char *one[] = { "pdftotext", "-f", number, "-l", number, probe->path, "-", NULL };
  const char *all[] = { "pdftotext", probe->path, "-", NULL };

  return run (page == 0 ? all : one);
}

static char *
drop_blanks (const char *text)
{
  GString *tight = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (tight, g_utf8_get_char (p));
  return g_string_free (tight, FALSE);
}

char *
nx_print_probe_read_tight (NxPrintProbe *probe, guint page)
{
  g_autofree char *text = nx_print_probe_read (probe, page);

  return drop_blanks (text);
}

char *
nx_print_probe_read_rows (NxPrintProbe *probe)
{
  const char *arguments[] = { "pdftotext", "-layout", probe->path, "-", NULL };
  g_autofree char *text = run (arguments);

  return drop_blanks (text);
}

char *
nx_print_probe_run (NxPrintProbe *probe, const char *program)
{
  const char *arguments[] = { program, probe->path, NULL };

  return run (arguments);
}

static double
attribute (const char *tag, const char *name)
{
  const char *found = strstr (tag, name);

  g_assert_nonnull (found);
  return g_ascii_strtod (found + strlen (name), NULL);
}

static void
check_box (const Box *box, const GArray *others, double width, double height)
{
  g_assert_cmpfloat (box->x_min, >=, 0);
  g_assert_cmpfloat (box->y_min, >=, 0);
  g_assert_cmpfloat (box->x_max, <=, width);
  g_assert_cmpfloat (box->y_max, <=, height);
  for (guint i = 0; i < others->len; i++)
    {
      const Box *other = &g_array_index (others, Box, i);
      double across = MIN (box->x_max, other->x_max) - MAX (box->x_min, other->x_min);
      double down = MIN (box->y_max, other->y_max) - MAX (box->y_min, other->y_min);

      if (across > TOLERANCE && down > TOLERANCE)
        g_error ("lines overlap: %.1f %.1f and %.1f %.1f", box->x_min, box->y_min, other->x_min,
                 other->y_min);
    }
}

static guint
check_lines (NxPrintProbe *probe)
{
  const char *arguments[] = { "pdftotext", "-bbox-layout", probe->path, "-", NULL };
  g_autofree char *markup = run (arguments);
  g_auto (GStrv) lines = g_strsplit (markup, "\n", -1);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  double width = 0, height = 0;
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tag = g_strchug (lines[i]);

      if (g_str_has_prefix (tag, "<page "))
        {
          width = attribute (tag, "width=\"");
          height = attribute (tag, "height=\"");
          g_array_set_size (boxes, 0);
        }
      else if (g_str_has_prefix (tag, "<line "))
        {
          Box box = { attribute (tag, "xMin=\""), attribute (tag, "yMin=\""),
                      attribute (tag, "xMax=\""), attribute (tag, "yMax=\"") };

          check_box (&box, boxes, width, height);
          g_array_append_val (boxes, box);
          n++;
        }
    }
  return n;
}

static void
check_fonts (NxPrintProbe *probe)
{
  g_autofree char *fonts = nx_print_probe_run (probe, "pdffonts");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple ("\\byes\\s+yes\\s+yes\\b", lines[i], 0, 0));
}

guint
nx_print_probe_check (NxPrintProbe *probe)
{
  check_fonts (probe);
  return check_lines (probe);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the recovery sheet: every group can be read off it, its QR code is the code, on one page.
 */
#include "config.h"

#include "nx-print-page.h"
#include "nx-print-probe.h"
#include "nx-qr-block.h"
#include "nx-recovery-sheet.h"

#include <qrencode.h>
#include <string.h>

#define CODE "7K3M-Q0V9-X2TB-4HGN-8WZC-1RYD-5PEJ-6FAS-M7K2-Q9X4-T1B3"
#define SCALE 4 /* pixels of a point */

static void
test_text (void)
{
  const NxRecoverySheet sheet = { .office = "丰泽社区社会工作服务站",
                                  .store_uid = "6f1c2c1e-5d0b-4a53-9a2f-0d7a5c4e1b11",
                                  .code = CODE,
                                  .on = { .year = 2026, .month = 11, .day = 23 } };
  NxPrintDocument *document = nx_recovery_sheet_new (&sheet);
  g_auto (GStrv) groups = g_strsplit (CODE, "-", -1);
  NxPrintProbe probe;
  g_autofree char *text = NULL;

  g_assert_cmpuint (nx_print_document_n_pages (document), ==, 1);
  nx_print_probe_init (&probe);
  nx_print_probe_print (&probe, document);
  nx_print_probe_check (&probe);
  text = nx_print_probe_read_tight (&probe, 0);
  for (guint i = 0; groups[i] != NULL; i++)
    g_assert_nonnull (strstr (text, groups[i]));
  g_assert_nonnull (strstr (text, "丰泽社区社会工作服务站"));
  g_assert_nonnull (strstr (text, "6f1c2c1e"));
  g_assert_null (strstr (text, "5d0b"));
  nx_print_probe_clear (&probe);
  g_object_unref (document);
}

/* What stands in the middle of each module is what the library says. */
static void
test_modules (void)
{
  double side = nx_mm (46);
  int pixels = (int)(side * SCALE) + 1;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, pixels, pixels);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (NxBlock) block = nx_qr_block_new (CODE, 46);
  QRcode *code = QRcode_encodeString (CODE, 0, QR_ECLEVEL_M, QR_MODE_8, TRUE);
  const NxPart part = { .to = { 1, 0 }, .height = side, .is_last = TRUE };
  double module = side / (code->width + 2 * NX_QR_QUIET);
  const guint8 *data = NULL;
  int stride = 0;

  cairo_scale (cairo, SCALE, SCALE);
  nx_block_draw (block, NULL, cairo, 0, 0, side, &part);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = -NX_QR_QUIET; y < code->width + NX_QR_QUIET; y++)
    for (int x = -NX_QR_QUIET; x < code->width + NX_QR_QUIET; x++)
      {
        gboolean is_inside = x >= 0 && y >= 0 && x < code->width && y < code->width;
        gboolean is_dark = is_inside && (code->data[y * code->width + x] & 1);
        int at_x = (int)((x + NX_QR_QUIET + 0.5) * module * SCALE);
        int at_y = (int)((y + NX_QR_QUIET + 0.5) * module * SCALE);

        g_assert_cmpint (data[at_y * stride + at_x] > 127, ==, is_dark);
      }
  QRcode_free (code);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery-sheet/text", test_text);
  g_test_add_func ("/recovery-sheet/modules", test_modules);
  return g_test_run ();
}

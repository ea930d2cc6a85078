/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a printed PDF back with poppler's tools, so that tests judge what stands on the paper. */
#pragma once

#include "nx-print-document.h"

#include <glib.h>

G_BEGIN_DECLS

/* A folder of this test, and a PDF in it. */
typedef struct
{
  char *folder;
  char *path;
} NxPrintProbe;

void nx_print_probe_init (NxPrintProbe *probe);
void nx_print_probe_clear (NxPrintProbe *probe);

/* Prints `document` into the probe's file. */
void nx_print_probe_print (NxPrintProbe *probe, NxPrintDocument *document);

/* What stands on page `page` (from 1; 0: all pages), in the order of the content. */
char *nx_print_probe_read (NxPrintProbe *probe, guint page);

/* The same with every blank and line break taken out, to look for wrapped text. */
char *nx_print_probe_read_tight (NxPrintProbe *probe, guint page);

/* The same line by line across the columns of a table. */
char *nx_print_probe_read_rows (NxPrintProbe *probe);

/* Output of pdfinfo or pdffonts. */
char *nx_print_probe_run (NxPrintProbe *probe, const char *program);

/* Asserts that no two lines overlap, none leaves the paper and all fonts are embedded with a map
 * back to Unicode. Returns the number of lines seen. */
guint nx_print_probe_check (NxPrintProbe *probe);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Remembers where a job was asked for, so that its failure is told even when that page has gone. */
#pragma once

#include "nx-window.h"

G_BEGIN_DECLS

/* Holds neither the page nor the window. Main thread. */
typedef struct _NxReportPlace NxReportPlace;

/* The page @widget stands on, and its window; either may be missing. */
NxReportPlace *nx_report_place_new (GtkWidget *widget);
void nx_report_place_free (NxReportPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxReportPlace, nx_report_place_free)

/* On the page that asked, else on the one in front; nowhere when the window is locked or closed.
 * NULL and cancelled errors are silent. */
void nx_report_place_report (NxReportPlace *self, const GError *error);

/* NULL once it is closed. */
NxWindow *nx_report_place_get_window (NxReportPlace *self);

G_END_DECLS

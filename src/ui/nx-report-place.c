/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Remembers where a job was asked for, so that its failure is told even when that page has gone. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-report-place.h"

struct _NxReportPlace
{
  NxPage *page;     /* weak */
  NxWindow *window; /* weak */
};

NxReportPlace *
nx_report_place_new (GtkWidget *widget)
{
  NxReportPlace *self = g_new0 (NxReportPlace, 1);

  g_set_weak_pointer (&self->page, (NxPage *)gtk_widget_get_ancestor (widget, NX_TYPE_PAGE));
  g_set_weak_pointer (&self->window, nx_window_of (widget));
  return self;
}

void
nx_report_place_free (NxReportPlace *self)
{
  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->window);
  g_free (self);
}

void
nx_report_place_report (NxReportPlace *self, const GError *error)
{
  NxPage *page = self->page;

  /* A page that was left may live on for a while, but nobody sees it. */
  if (page == NULL || gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    page = self->window != NULL ? nx_window_get_page (self->window) : NULL;
  if (page != NULL && error != NULL)
    nx_page_report (page, error);
}

NxWindow *
nx_report_place_get_window (NxReportPlace *self)
{
  return self->window;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of the office itself: its name, who is in, and where to begin. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-office-page.h"

#include <glib/gi18n-lib.h>

struct _NxOfficePage
{
  NxPage parent_instance;
};

G_DEFINE_FINAL_TYPE (NxOfficePage, nx_office_page, NX_TYPE_PAGE)

static void
nx_office_page_class_init (NxOfficePageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/nuanxin/Nuanxin/ui/nx-office-page.ui");
}

static void
nx_office_page_init (NxOfficePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

NxPage *
nx_office_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_OFFICE_PAGE, "store", store, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The file choosers of an import: which table, and where to save its refused rows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shown already; keep the reference until the response. */
GtkFileChooserNative *nx_import_choose_table (GtkWidget *parent);
/* The name it proposes says nothing about anybody. */
GtkFileChooserNative *nx_import_choose_report (GtkWidget *parent);

G_END_DECLS

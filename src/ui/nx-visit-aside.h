/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What stands beside a visit while it is written: what was agreed, the last record, questions. */
#pragma once

#include <gtk/gtk.h>

#include "nx-visit-start.h"

G_BEGIN_DECLS

GtkWidget *nx_visit_aside_new (const NxVisitStart *start);

G_END_DECLS

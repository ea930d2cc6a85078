/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets files be dropped on a whole page and pasted there, for the strip of attachments on it. */
#pragma once

#include "nx-attachment-strip.h"

G_BEGIN_DECLS

/* A drop highlights the page with the class "nx-drop-here". Ctrl+V takes files or a picture; while
 * the focus is where one types, text that is on the clipboard goes there instead. Ctrl+O opens the
 * chooser. All for as long
 * as @page lives; @strip may go before. A second call for the page changes the strip. */
void nx_attachment_take_install (GtkWidget *page, NxAttachmentStrip *strip);

G_END_DECLS

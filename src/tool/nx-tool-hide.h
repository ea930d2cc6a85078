/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides what the tool shows of a record, and notes in the journal when it shows all. */
#pragma once

#include "nx-record.h"
#include "nx-tool.h"

G_BEGIN_DECLS

/* FALSE for fields that stay out of every answer or, without a reason to unmask, of this one. */
gboolean nx_tool_shows_field (NxTool *self, const NxField *field);

/* The value as the tool may show it; "" when not set. Names and addresses are shown in full, since
 * this is the office's own tool; identity, disability and phone numbers are masked, inside texts
 * too, unless there is a reason. @is_for_reading: code labels and days in words. Free with g_free.
 */
char *nx_tool_dup_value (NxTool *self, NxRecord *record, guint field, gboolean is_for_reading);

/* Running text with the numbers in it masked. Free with g_free. */
char *nx_tool_dup_text (NxTool *self, const char *text);

/* The phones of a person, one an element, masked as above. Free with g_strfreev. */
GStrv nx_tool_dup_phones (NxTool *self, const char *phones);

/* Writes one event `unmasked` with the reason for each record of @records (NxRecord), when there is
 * a reason. Must have gone well before anything is shown. */
gboolean nx_tool_note_unmasked (NxTool *self, GPtrArray *records, GError **error);

G_END_DECLS

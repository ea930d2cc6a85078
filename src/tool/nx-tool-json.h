/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes records as JSON objects by their field tables, with numbers masked. */
#pragma once

#include "nx-record.h"
#include "nx-tool.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An object that is open for members; end frees nothing and appends it to @out with a newline. */
JsonBuilder *nx_tool_json_begin (void);
void nx_tool_json_end (JsonBuilder *object, GString *out);

/* NULL and unset days become null. */
void nx_tool_json_add_text (JsonBuilder *object, const char *name, const char *text);
void nx_tool_json_add_int (JsonBuilder *object, const char *name, gint64 number);
void nx_tool_json_add_bool (JsonBuilder *object, const char *name, gboolean is_true);
void nx_tool_json_add_day (JsonBuilder *object, const char *name, NxDate day);

/* All members of a record: kind, id, uid, version, is_archived, then its fields. Left out are what
 * only the program needs, private reflections and, while @self has no reason to unmask, sensitive
 * fields that have no mask. */
void nx_tool_json_add_record (NxTool *self, JsonBuilder *object, NxRecord *record);

/* An array under @name of objects of records (NxRecord). */
void nx_tool_json_add_records (NxTool *self,
                               JsonBuilder *object,
                               const char *name,
                               GPtrArray *records);

/* Starts and ends an array whose elements are appended one by one, so that a long list never stands
 * in memory as a tree. */
void nx_tool_json_open_list (GString *out);
void nx_tool_json_add_to_list (JsonBuilder *object, GString *out);
void nx_tool_json_close_list (GString *out);

/* How the kind is called in JSON and on the command line: "case". Static. */
const char *nx_tool_kind_name (NxRecordKind kind);
/* The other way, plural too; NX_RECORD_NONE for an unknown word. */
NxRecordKind nx_tool_kind_parse (const char *word);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays out answers for people on a terminal: aligned columns and labelled lines. */
#pragma once

#include "nx-record.h"
#include "nx-tool.h"

G_BEGIN_DECLS

/* Columns are as wide as their widest cell, Chinese characters counting two. */
typedef struct _NxToolTable NxToolTable;

/* @heads: labels in the user's language, one a column. */
NxToolTable *nx_tool_table_new (const char *const *heads, guint n_columns);
void nx_tool_table_free (NxToolTable *self);
/* Cells from left to right; line ends in them become spaces. */
void nx_tool_table_add (NxToolTable *self, const char *cell);
void nx_tool_table_take (NxToolTable *self, char *cell);
/* Appends the table; @empty is the sentence that stands for one without rows. */
void nx_tool_table_print (NxToolTable *self, const char *empty, GString *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxToolTable, nx_tool_table_free)

/* Columns a terminal needs for @text. */
guint nx_tool_text_width (const char *text);

/* Every set field the tool may show, a line each: label, value. */
void nx_tool_text_add_record (NxTool *self, NxRecord *record);

/* A table of records of one kind with the columns people tell them apart by. */
void nx_tool_text_add_list (NxTool *self, NxRecordKind kind, GPtrArray *records);

/* @text with every line moved in by @indent columns. */
void nx_tool_text_add_indented (const char *text, guint indent, GString *out);

G_END_DECLS

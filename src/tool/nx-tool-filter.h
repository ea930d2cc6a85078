/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what --filter says ("risk=high,community=…") into a filter. */
#pragma once

#include "nx-filter.h"
#include "nx-tool.h"

G_BEGIN_DECLS

/* What a filter was said to be; names are looked up later, inside the store. */
typedef struct
{
  NxFilter *filter;
  char *area; /* words on the command line, or NULL */
  char *worker;
  char *household;
  char *person;
  char *case_file;
} NxToolFilter;

void nx_tool_filter_clear (NxToolFilter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxToolFilter, nx_tool_filter_clear)

/* @pieces: each --filter as given, or NULL; @order a word or NULL. FALSE with a USAGE @error for a
 * name or word that does not exist or does not go with the kind. */
gboolean nx_tool_filter_parse (
    NxToolFilter *self, NxRecordKind kind, char **pieces, const char *order, GError **error);

/* Inside a job: puts the ids of the words into the filter. */
gboolean nx_tool_filter_resolve (NxToolFilter *self, NxDatabase *db, GError **error);

G_END_DECLS

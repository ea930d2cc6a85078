/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The papers that print knows: for each, how its records are gathered and how it is laid out. */
#pragma once

#include "nx-print-document.h"
#include "nx-print-options.h"
#include "nx-tool-sources.h"
#include "nx-tool.h"

G_BEGIN_DECLS

typedef struct _NxToolPaper NxToolPaper;

/* One print, from what was asked to the gathered records. Words are borrowed. */
typedef struct
{
  NxTool *tool;
  const NxToolPaper *paper;
  NxPrintOptions options;
  const char *word; /* id, number or day; may be NULL */
  const char *household;
  const char *worker;
  NxTimelineQuery query;
  NxDate day; /* of a route, and today for the others */

  NxToolSources sources;
  NxRouteDay route;
  char *office;
  char *printed_by;
  NxRecord *subject; /* what the journal says was printed; one of the sources */
} NxToolPrinting;

void nx_tool_printing_clear (NxToolPrinting *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxToolPrinting, nx_tool_printing_clear)

/* Static. */
struct _NxToolPaper
{
  const char *name; /* on the command line */
  NxStoreJob load;  /* with the NxToolPrinting as its data; NX_TOOL_DONE or NULL with @error */
  NxPrintDocument *(*make) (NxToolPrinting *printing);
  NxCopy copy;        /* the usual one */
  gboolean is_of_day; /* and not of a record */
  gboolean is_of_household_too;
};

/* NULL for an unknown name. */
const NxToolPaper *nx_tool_paper_find (const char *name);

G_END_DECLS

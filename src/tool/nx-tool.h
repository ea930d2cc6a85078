/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What all commands of nuanxin-tool share: global options, the table of commands, answers. */
#pragma once

#include "nx-store.h"
#include "nx-unlock.h"

G_BEGIN_DECLS

/* FAILED ends with status 1, USAGE with 2. The message is a whole sentence for the user; so is that
 * of every other domain, which ends with status 1. */
#define NX_TOOL_ERROR (nx_tool_error_quark ())
GQuark nx_tool_error_quark (void);

typedef enum
{
  NX_TOOL_ERROR_FAILED,
  NX_TOOL_ERROR_USAGE,
} NxToolError;

/* One run of the program. */
typedef struct
{
  /* Options */
  char *folder;      /* absolute path of the store's folder */
  int passphrase_fd; /* -1: not given */
  int recovery_fd;   /* the same, for a recovery code */
  gboolean is_json;
  char *acting_name;   /* of --as */
  char *unmask_reason; /* of --unmask, for commands that have it */

  /* While a store is open */
  NxUnlock *unlock;
  NxStore *store;
  NxPassphrase *passphrase;      /* what was given to open it; NULL for another way */
  NxRecoveryCode *recovery_code; /* the same */

  GString *answer; /* what goes to standard output at the end, UTF-8 */
} NxTool;

typedef gboolean (*NxToolFunc) (NxTool *self, int argc, char **argv, GError **error);

/* One row for one command. */
typedef struct
{
  const char *name;
  const char *summary; /* English source of one line */
  const char *usage;   /* what follows the name: "TEXT" */
  NxToolFunc run;
} NxToolCommand;

/* Runs the command of the arguments; returns the exit status. */
int nx_tool_main (int argc, char **argv);

/* Reads the options of the command @name (whose arguments start with the name) and returns the
 * plain arguments that are left, from @n_least to @n_most of them, in UTF-8. NULL with a USAGE
 * @error. --help prints the usage and ends the program. @entries may be NULL. Free with
 * g_strfreev. */
GStrv nx_tool_parse (NxTool *self,
                     const char *name,
                     const GOptionEntry *entries,
                     int argc,
                     char **argv,
                     guint n_least,
                     guint n_most,
                     GError **error);

/* The option --unmask, for the entries of a command that has it. */
#define NX_TOOL_UNMASK_ENTRY(tool)                                                                 \
  {                                                                                                \
    "unmask", 0, 0, G_OPTION_ARG_STRING, &(tool)->unmask_reason,                                   \
        N_ ("Show numbers in full; the reason is written into the journal"), N_ ("REASON")         \
  }

/* Set a USAGE or FAILED @error; always FALSE, so that a caller can return it. */
gboolean nx_tool_refuse_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean nx_tool_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A sentence on standard error that is no failure. */
void nx_tool_warn (const char *message);

/* @text as people write days; FALSE with an @error that names the option. NULL @text leaves
 * @date unset. */
gboolean nx_tool_parse_day (const char *text, const char *option, NxDate *date, GError **error);

/* The kinds of timeline entries in @words ("visit,stage") added to the bits of @kinds; NULL adds
 * none. FALSE with a USAGE @error. */
gboolean nx_tool_parse_kinds (const char *words, guint *kinds, GError **error);

/* The functions of the commands, one file each. */
gboolean nx_tool_run_init (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_demo (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_import (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_undo_import (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_list (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_find (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_show (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_case (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_visit (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_timeline (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_due (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_print (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_backup (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_verify (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_restore (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_renew_key (NxTool *self, int argc, char **argv, GError **error);
gboolean nx_tool_run_check (NxTool *self, int argc, char **argv, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds what keeps an edit from being saved, and what should make the user look twice. */
#pragma once

#include "nx-date.h"
#include "nx-edit.h"
#include "nx-types.h"

G_BEGIN_DECLS

typedef enum
{
  NX_PROBLEM_WARNING, /* may be saved: the user is shown why it looks wrong */
  NX_PROBLEM_ERROR,   /* the store refuses it */
} NxSeverity;

/* One finding about one field. The message is a whole sentence in the user's language and holds no
 * value of the record. */
typedef struct
{
  guint field;
  NxSeverity severity;
  char *message;
} NxProblem;

void nx_problem_free (NxProblem *problem);

/* Runs the field checks and the rules between fields of the kind, with @today for "in the future".
 * Returns an array of NxProblem, empty when all is well. Free with g_ptr_array_unref. */
GPtrArray *nx_validation_run (NxEdit *edit, NxDate today);

/* The first error among @problems, or NULL. Borrowed. */
const NxProblem *nx_validation_first_error (GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxProblem, nx_problem_free)

G_END_DECLS

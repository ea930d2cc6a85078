/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One call to the keyring while it lasts, shared by the files of its steps. */
#pragma once

#include "nx-keyring-private.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define NX_KEYRING_GENERATION "generation"

typedef struct
{
  NxKeyringOperation operation;

  GCancellable *cancellable; /* our own: ended by the caller's or by the clock */
  GSource *timer;
  GSource *watch; /* of the caller's cancellable */
  gboolean is_answered;

  SecretService *service;
  SecretCollection *collection;
  GList *items;
  SecretItem *item; /* the one that fits; borrowed from items */

  GBytes *secret; /* to be stored, or what was read */
} NxKeyringJob;

/* nx-keyring-job.c */

/* Becomes the task data of @task; its clock runs from now. @secret: to be stored, else NULL. */
void nx_keyring_job_new (GTask *task, NxKeyringOperation operation, GBytes *secret);
void nx_keyring_job_clear_found (NxKeyringJob *job);

/* Whoever is first answers: a step, the clock or the caller's cancel. The steps cannot be relied on
 * to end by themselves, since connecting to a bus that hangs takes no notice of a cancellable; what
 * they say afterwards is dropped. */
void nx_keyring_answer (GTask *task, NxKeyringState state);

/* Takes @error. */
void nx_keyring_answer_error (GTask *task, GError *error);

/* Turns what a step failed with into a state, or into an error of ours. Takes @error. */
void nx_keyring_answer_failure (GTask *task, GError *error);

/* Whether nobody is there to answer. */
gboolean nx_keyring_is_absence (const GError *error);

/* nx-keyring-steps.c */

/* One item for each generation of a store's key. */
const SecretSchema *nx_keyring_get_schema (void);

/* Takes @task. */
void nx_keyring_start_steps (GTask *task);

gboolean nx_keyring_job_has_locked_item (NxKeyringJob *job);

/* nx-keyring-acts.c */

/* The call's own act, after the steps that all share. Takes @task. */
void nx_keyring_act (GTask *task, NxKeyringState state);

G_END_DECLS

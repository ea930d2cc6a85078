/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A disk that fails when it is told to: between the engine and the files, for every thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_READ,
  FAULT_SHORT_READ, /* zeros, and the engine is told so */
  FAULT_FULL,       /* a write finds no room */
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_TRUNCATE,
  FAULT_OPEN,
  FAULT_DELETE,
  FAULT_LOCK,
  FAULT_SHARED, /* the index of the journal, which connections share */
  N_FAULTS
} FaultKind;

extern const char *const fault_names[N_FAULTS];

/* Once, before the first store is opened. */
void faulty_disk_set_up (void);

/* The @n-th call of that kind from now on fails; with @is_lasting all after it too. */
void faulty_disk_arm (FaultKind kind, int n, gboolean is_lasting);

/* Returns how many calls have failed since it was armed; from now on none does. */
int faulty_disk_disarm (void);

G_END_DECLS

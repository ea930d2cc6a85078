/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * An open office with four clients whose names sound alike; for tests of find and of paper. */
#pragma once

#include "nx-office-fixture.h"

typedef struct
{
  gint64 mine;      /* 王桂英 of one's own case */
  gint64 namesake;  /* 王桂英, somebody else */
  gint64 similar;   /* 王国颖 */
  gint64 sounding;  /* 汪桂荧 */
  gint64 household; /* where the first lives */
  gint64 case_id;   /* of the first */
  gint64 visit_id;
} Clients;

/* Answers the questions of the first run and saves the clients. */
void open_clients (Fixture *self, Clients *clients);

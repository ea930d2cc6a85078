/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The orders a list of each kind can have, and the index or the way by which each is walked. */
#pragma once

#include "nx-filter.h"

G_BEGIN_DECLS

/* An order is a walk over an index, so that its beginning is there before its end has been looked
 * at. Static. In @select and @other the table of the kind is `t`. */
typedef struct
{
  NxRecordKind kind;
  NxOrder order;
  const char *select;    /* up to and with the first condition; gives the id first */
  const char *other;     /* walked beside it and put in by the same columns, or NULL */
  const char *forward;   /* ORDER BY */
  const char *backward;  /* the same the other way round */
  gboolean is_partial;   /* the walk misses some: they follow in the first order of the kind */
  int wins;              /* the walk may come by twice, and the first time counts when it goes
                            forward (1), backward (-1); 0: it comes by once, or no matter */
  const char *key;       /* the pinyin of the name, in an order by it, in @select */
  const char *other_key; /* and in @other */
  const char *once; /* a condition that leaves the one that counts; or NULL. All of them are had
                       sooner by walking the other way and turning the list round */
} NxIdOrder;

/* The order a filter asks for, or the first of its kind; never NULL for a kind that has lists. */
const NxIdOrder *nx_id_order_find (NxRecordKind kind, NxOrder order);

/* The first order of the kind. */
const NxIdOrder *nx_id_order_first (NxRecordKind kind);

G_END_DECLS

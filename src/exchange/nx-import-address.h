/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes a written address apart into street, building, unit and room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Parts of one address as stored; NULL where it has none. Clear with nx_import_address_clear(). */
typedef struct
{
  char *street; /* what stands before the building, or everything when nothing else is known */
  char *building;
  char *unit;
  char *room;
} NxImportAddress;

/* Understands a tail such as building-unit-room by words (3号楼2单元501室) or by numbers (3-2-501);
 * anything else stays in the street part, so nothing is lost. @text may be blank. */
void nx_import_address_parse (const char *text, NxImportAddress *address);
void nx_import_address_clear (NxImportAddress *address);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxImportAddress, nx_import_address_clear)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Invented dwellings on real communities, no two households in the same flat. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-division.h"
#include "nx-sample-data.h"

#include <string.h>

#define FIRST_TOWNSHIP "210102002" /* 新华街道 of 和平区 in 沈阳 */
#define FIRST_COUNTY "210102"
#define FIRST_CITY "2101"
#define PER_COMMUNITY 800

/* Flats of one community: compounds × buildings × units × floors × doors. */
#define N_COMPOUNDS 4
#define N_BUILDINGS 13
#define N_UNITS 4
#define N_FLOORS 6
#define N_DOORS 3
#define N_FLATS (N_COMPOUNDS * N_BUILDINGS * N_UNITS * N_FLOORS * N_DOORS)
#define STRIDE                                                                                     \
  1747 /* no divisor in common with N_FLATS: every flat comes once before one comes twice */

static const char *const compounds[] = {
  "金秋小区", "和顺家园", "铁西里",   "春晓花园", "工人新村", "安居小区", "向阳里",   "明珠家园",
  "北苑小区", "康宁花园", "建设新村", "福临家园", "馨园小区", "长青里",   "枫林花园", "东湖家园",
  "平安里",   "锦绣花园", "南湖小区", "站前新村", "花园里",   "虹桥小区", "祥和家园", "机床新村",
};

static const char *const roads[] = {
  "光荣街", "团结路", "文化路", "民主路", "胜利街",
  "昆山路", "桂林街", "砂川街", "中兴街", "延安路",
};

static void
free_community (gpointer data)
{
  NxSampleCommunity *community = data;

  g_free (community->code);
  g_free (community->name);
  g_free (community->county);
  g_free (community->township);
  g_free (community);
}

static void
add_community (NxSampleOffice *self, const NxDivisionTable *table, const NxDivision *row)
{
  NxSampleCommunity *community = g_new0 (NxSampleCommunity, 1);
  const NxDivision *township = nx_division_table_nth (table, (guint)row->parent);
  const NxDivision *county = nx_division_table_nth (table, (guint)township->parent);

  community->code = g_strdup (row->code);
  community->name = nx_division_dup_short_name (row->name);
  community->township = g_strdup (township->name);
  community->county = g_strdup (county->name);
  g_ptr_array_add (self->communities, community);
}

/* Residents' committees (001–199) whose code begins with @with but not with @without. */
static void
add_communities (NxSampleOffice *self,
                 const NxDivisionTable *table,
                 const char *with,
                 const char *without,
                 guint wanted)
{
  for (guint i = 0; i < nx_division_table_get_n (table) && self->communities->len < wanted; i++)
    {
      const NxDivision *row = nx_division_table_nth (table, i);

      if (row->level == NX_DIVISION_COMMUNITY && row->code[9] < '2'
          && g_str_has_prefix (row->code, with)
          && (without == NULL || !g_str_has_prefix (row->code, without)))
        add_community (self, table, row);
    }
}

NxSampleOffice *
nx_sample_office_new (guint households, guint64 seed, NxDate today)
{
  NxSampleOffice *self = g_new0 (NxSampleOffice, 1);
  g_autoptr (NxDivisionTable) table = nx_division_table_new ();
  guint wanted = CLAMP (households / 20, 3, 10);

  wanted = MAX (wanted, households / PER_COMMUNITY + 1);
  self->seed = seed;
  self->today = today;
  self->communities = g_ptr_array_new_with_free_func (free_community);
  self->id_numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  add_communities (self, table, FIRST_TOWNSHIP, NULL, wanted);
  add_communities (self, table, FIRST_COUNTY, FIRST_TOWNSHIP, wanted);
  add_communities (self, table, FIRST_CITY, FIRST_COUNTY, wanted);
  return self;
}

void
nx_sample_office_free (NxSampleOffice *self)
{
  g_return_if_fail (self != NULL);
  g_ptr_array_unref (self->communities);
  g_hash_table_unref (self->id_numbers);
  g_free (self);
}

void
nx_sample_place_household (NxSampleOffice *office, GRand *rand, NxSampleHousehold *household)
{
  guint area = office->n_households % office->communities->len;
  NxSampleCommunity *community = g_ptr_array_index (office->communities, area);
  guint number = community->n_households++;
  guint flat = (number * STRIDE) % N_FLATS;
  guint round = number / N_FLATS; /* a community larger than its flats gets further buildings */
  guint compound = flat / (N_FLATS / N_COMPOUNDS);
  guint building = flat / (N_UNITS * N_FLOORS * N_DOORS) % N_BUILDINGS + 1 + round * N_BUILDINGS;

  office->n_households++;
  household->area = area;
  household->number = g_strdup_printf ("%s-H%05u", community->code, number + 1);
  household->address
      = g_strdup_printf ("%s%s", roads[(area * 3 + compound) % G_N_ELEMENTS (roads)],
                         compounds[(area * N_COMPOUNDS + compound) % G_N_ELEMENTS (compounds)]);
  household->building = g_strdup_printf ("%u号楼", building);
  household->unit = g_strdup_printf ("%u单元", flat / (N_FLOORS * N_DOORS) % N_UNITS + 1);
  household->room = g_strdup_printf ("%u0%u", flat / N_DOORS % N_FLOORS + 1, flat % N_DOORS + 1);
  household->grid = g_strdup_printf ("第%u网格", compound * 2 + building % 2 + 1);
}

char *
nx_sample_dup_full_address (NxSampleOffice *office, const NxSampleHousehold *household)
{
  const NxSampleCommunity *community = g_ptr_array_index (office->communities, household->area);

  return g_strconcat ("沈阳市", community->county, household->address, household->building,
                      household->unit, household->room, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds who looks after somebody in a made-up family, and the word for that relative. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-data.h"

static gboolean
is_man (const NxSamplePerson *person)
{
  return *person->sex == '1';
}

static const char *
grandparent_word (const NxSampleGroup *group, const NxSamplePerson *self, int other)
{
  const NxSamplePerson *elder = NX_SAMPLE_PERSON (group, other);
  const int parents[] = { self->father, self->mother };

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      const NxSamplePerson *parent = parents[i] >= 0 ? NX_SAMPLE_PERSON (group, parents[i]) : NULL;

      if (parent != NULL && (parent->father == other || parent->mother == other))
        return i == 0 ? (is_man (elder) ? "爷爷" : "奶奶") : (is_man (elder) ? "姥爷" : "姥姥");
    }
  return NULL;
}

const char *
nx_sample_kin_word (const NxSampleGroup *group, int person, int other)
{
  const NxSamplePerson *self = NX_SAMPLE_PERSON (group, person);
  const NxSamplePerson *kin = NX_SAMPLE_PERSON (group, other);
  const NxSamplePerson *partner = kin->spouse >= 0 ? NX_SAMPLE_PERSON (group, kin->spouse) : NULL;

  if (self->spouse == other)
    return self->age >= 60 ? "老伴" : is_man (kin) ? "丈夫" : "妻子";
  if (kin->father == person || kin->mother == person)
    return is_man (kin) ? "儿子" : "女儿";
  if (self->father == other || self->mother == other)
    return is_man (kin) ? "父亲" : "母亲";
  if (partner != NULL && (partner->father == person || partner->mother == person))
    return is_man (kin) ? "女婿" : "儿媳";
  if (grandparent_word (group, self, other) != NULL)
    return grandparent_word (group, self, other);
  if (grandparent_word (group, kin, person) != NULL)
    return is_man (kin) ? "孙子" : "孙女";
  return "家人";
}

/* The spouse before a child, a woman before a man, and never a child or somebody who needs care. */
int
nx_sample_find_carer (const NxSampleGroup *group, int person, int household)
{
  int best = -1;
  int best_rank = 0;

  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *other = NX_SAMPLE_PERSON (group, i);
      int rank = 1 + (is_man (other) ? 0 : 1);

      if ((int)i == person || other->age < 18 || other->age > 84
          || !nx_sample_lives_in (group, (int)i, household))
        continue;
      if (NX_SAMPLE_PERSON (group, person)->spouse == (int)i)
        rank += 4;
      if (other->disability_level != NULL)
        rank -= 2;
      if (rank > best_rank)
        {
          best = (int)i;
          best_rank = rank;
        }
    }
  return best;
}

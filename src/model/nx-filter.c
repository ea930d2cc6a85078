/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the user asked a list to show: which records, in which order. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-filter.h"

G_DEFINE_BOXED_TYPE (NxFilter, nx_filter, nx_filter_copy, nx_filter_free)

NxFilter *
nx_filter_new (NxRecordKind kind)
{
  NxFilter *self = g_new0 (NxFilter, 1);

  self->kind = kind;
  return self;
}

NxFilter *
nx_filter_copy (const NxFilter *self)
{
  NxFilter *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->status = g_strdup (self->status);
  copy->stage = g_strdup (self->stage);
  copy->risk = g_strdup (self->risk);
  copy->support = g_strdup (self->support);
  copy->state = g_strdup (self->state);
  return copy;
}

void
nx_filter_free (NxFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->status);
  g_free (self->stage);
  g_free (self->risk);
  g_free (self->support);
  g_free (self->state);
  g_free (self);
}

gboolean
nx_filter_is_narrow (const NxFilter *self)
{
  return self->text != NULL || self->area_id != 0 || self->worker_id != 0
         || self->responsible_id != 0 || self->lacks != 0 || self->household_id != 0
         || self->person_id != 0 || self->case_id != 0 || self->initial != 0 || self->status != NULL
         || self->stage != NULL || self->risk != NULL || self->support != NULL
         || self->state != NULL || self->cases != NX_CASES_ALL || nx_date_is_set (self->due_until)
         || nx_date_is_set (self->quiet_since) || nx_date_is_set (self->from)
         || nx_date_is_set (self->to);
}

void
nx_filter_set (char **place, const char *text)
{
  char *kept = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  g_free (*place);
  *place = kept;
}

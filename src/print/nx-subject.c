/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers who a paper is about, and the names of the people around who must not be on every copy.
 */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-subject.h"

#include "nx-household.h"
#include "nx-membership.h"
#include "nx-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CODE_HEAD "02" /* GB/T 4761: head of the household */

static void
known_person_free (gpointer data)
{
  NxKnownPerson *known = data;

  g_free (known->name);
  g_free (known->relation);
  g_free (known);
}

void
nx_subject_clear (NxSubject *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sex, g_free);
  g_clear_pointer (&self->id_number, g_free);
  g_clear_pointer (&self->phone, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->community, g_free);
  g_clear_pointer (&self->known, g_ptr_array_unref);
}

/* Longer names first: 欧阳华 must not be found inside 欧阳华英. */
static int
compare_length (gconstpointer a, gconstpointer b)
{
  const NxKnownPerson *left = *(NxKnownPerson *const *)a, *right = *(NxKnownPerson *const *)b;
  gsize n = strlen (left->name), m = strlen (right->name);

  return n > m ? -1 : n < m;
}

void
nx_subject_add_known (NxSubject *self, const char *name, const char *relation)
{
  NxKnownPerson *known;

  if (name == NULL || g_utf8_strlen (name, -1) < 2)
    return;
  if (self->known == NULL)
    self->known = g_ptr_array_new_with_free_func (known_person_free);
  known = g_new0 (NxKnownPerson, 1);
  known->name = g_strdup (name);
  known->relation = g_strdup (relation);
  g_ptr_array_add (self->known, known);
  g_ptr_array_sort (self->known, compare_length);
}

static void
fill_person (NxSubject *self, NxRecord *person, NxDate on)
{
  self->name = g_strdup (nx_record_get_text (person, NX_PERSON_NAME));
  self->sex = nx_record_dup_display (person, NX_PERSON_SEX);
  self->age = nx_person_get_age_on (person, on);
  self->id_number = g_strdup (nx_record_get_text (person, NX_PERSON_ID_NUMBER));
  self->phone = nx_person_dup_first_phone (person);
  self->address = g_strdup (nx_record_get_text (person, NX_PERSON_FULL_ADDRESS));
  self->community = g_strdup (nx_record_get_text (person, NX_PERSON_AREA_NAME));
  nx_subject_add_known (self, nx_record_get_text (person, NX_PERSON_GUARDIAN), NULL);
}

static void
fill_household (NxSubject *self, NxRecord *household)
{
  const char *area = nx_record_peek_text (household, NX_HOUSEHOLD_AREA_NAME);

  if (self->name == NULL)
    self->name = g_strdup (nx_record_get_text (household, NX_HOUSEHOLD_HEAD_NAME));
  if (self->community == NULL)
    self->community = g_strdup (area);
  if (self->address == NULL)
    {
      g_autofree char *door = nx_household_dup_full_address (household);

      self->address
          = g_str_has_prefix (door, area) ? g_strdup (door) : g_strconcat (area, door, NULL);
    }
}

/* The standard says "child, female" in one character; in a sentence people say "daughter". */
static char *
dup_relation (NxRecord *membership)
{
  const char *code = nx_record_peek_text (membership, NX_MEMBERSHIP_RELATION);

  if (strcmp (code, "20") == 0)
    return g_strdup (C_ ("in a sentence", "son"));
  if (strcmp (code, "30") == 0)
    return g_strdup (C_ ("in a sentence", "daughter"));
  return nx_record_dup_display (membership, NX_MEMBERSHIP_RELATION);
}

/* A relation is written down towards the head, so it says something only if the client is it. */
static void
fill_known (NxSubject *self, NxRecord *person, GPtrArray *memberships)
{
  gint64 client = person != NULL ? nx_record_get_id (person) : 0;
  gboolean client_is_head = FALSE;

  for (guint i = 0; i < memberships->len; i++)
    {
      NxRecord *membership = g_ptr_array_index (memberships, i);

      if (nx_record_get_int (membership, NX_MEMBERSHIP_PERSON) == client
          && nx_record_has_code (membership, NX_MEMBERSHIP_RELATION, CODE_HEAD))
        client_is_head = TRUE;
    }
  for (guint i = 0; i < memberships->len; i++)
    {
      NxRecord *membership = g_ptr_array_index (memberships, i);
      const char *name = nx_record_get_text (membership, NX_MEMBERSHIP_PERSON_NAME);
      g_autofree char *relation = dup_relation (membership);

      if (nx_record_get_int (membership, NX_MEMBERSHIP_PERSON) != client
          && g_strcmp0 (name, self->name) != 0)
        nx_subject_add_known (self, name, client_is_head && *relation != '\0' ? relation : NULL);
    }
}

void
nx_subject_fill (
    NxSubject *self, NxRecord *person, NxRecord *household, GPtrArray *memberships, NxDate on)
{
  nx_subject_clear (self);
  self->age = -1;
  if (person != NULL)
    fill_person (self, person, on);
  if (household != NULL)
    fill_household (self, household);
  if (memberships != NULL)
    fill_known (self, person, memberships);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills a person's birth date, sex and kind of document from the identity number while it is typed.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-person-fill.h"

#include "nx-id-number.h"
#include "nx-person.h"

#include <string.h>

/* Characters of a citizen's number and of a residence permit (GB 11643). */
#define WHOLE_LENGTH 18

/* The code of the list id-document-kind. */
static const char *
get_document_kind (NxIdNumberKind kind)
{
  switch (kind)
    {
    case NX_ID_NUMBER_CITIZEN:
    case NX_ID_NUMBER_CITIZEN_OLD:
      return "id_card";
    case NX_ID_NUMBER_HK_MACAO_RESIDENT:
    case NX_ID_NUMBER_TAIWAN_RESIDENT:
      return "hmt_permit";
    case NX_ID_NUMBER_HK_MACAO_PERMIT:
      return "hm_travel";
    case NX_ID_NUMBER_TAIWAN_PERMIT:
      return "tw_travel";
    case NX_ID_NUMBER_UNKNOWN:
    case NX_ID_NUMBER_FOREIGN_RESIDENT:
      break;
    }
  return NULL;
}

static void
on_changed_cb (NxEdit *edit, guint field, gpointer data)
{
  const NxDate *today = data;
  NxIdNumber number;
  const char *document = NULL;

  /* Only a whole number is believed: on the way to its 18 characters a typed one passes for a
   * permit of 8 digits and for an old number of 15. */
  if (field != NX_PERSON_ID_NUMBER
      || !nx_id_number_parse (nx_edit_get_text (edit, NX_PERSON_ID_NUMBER), *today, &number)
      || number.kind == NX_ID_NUMBER_CITIZEN_OLD || strlen (number.text) != WHOLE_LENGTH)
    return;
  document = get_document_kind (number.kind);
  if (nx_date_is_set (number.birth) && !nx_edit_is_set (edit, NX_PERSON_BIRTH_ON))
    nx_edit_set_date (edit, NX_PERSON_BIRTH_ON, number.birth);
  if (*number.sex != '\0' && !nx_edit_is_set (edit, NX_PERSON_SEX))
    nx_edit_set_text (edit, NX_PERSON_SEX, number.sex);
  if (document != NULL && !nx_edit_is_set (edit, NX_PERSON_ID_KIND))
    nx_edit_set_text (edit, NX_PERSON_ID_KIND, document);
}

static void
free_today (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
nx_person_fill_watch (NxEdit *person, NxDate today)
{
  g_return_if_fail (NX_IS_EDIT (person) && nx_edit_get_kind (person) == NX_RECORD_PERSON);
  g_signal_connect_data (person, "changed", G_CALLBACK (on_changed_cb),
                         g_memdup2 (&today, sizeof today), free_today, 0);
}

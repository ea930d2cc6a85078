/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Why two records may be of one human being, in the user's language. */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-twin-score.h"

#include <glib/gi18n-lib.h>

/* TRANSLATORS: all of these say what two records of people have in common, or not; several of them
   stand in one line */
static const char *const labels[NX_N_TWIN_REASONS] = {
  [NX_TWIN_ID_SAME] = N_ ("Same identity number"),
  [NX_TWIN_ID_ONE_OFF] = N_ ("Identity number differs in one digit"),
  [NX_TWIN_ID_SWAPPED] = N_ ("Two digits of the identity number exchanged"),
  [NX_TWIN_NAME_SAME] = N_ ("Same name"),
  [NX_TWIN_NAME_VARIANT] = N_ ("Same name in other forms of the characters"),
  [NX_TWIN_NAME_SOUND] = N_ ("Name sounds the same"),
  [NX_TWIN_NAME_FORMER] = N_ ("Same as a former name"),
  [NX_TWIN_NAME_ONE_OFF] = N_ ("Name differs in one character"),
  [NX_TWIN_BIRTH_SAME] = N_ ("Born on the same day"),
  [NX_TWIN_BIRTH_SWAPPED] = N_ ("Day and month of birth exchanged"),
  [NX_TWIN_BIRTH_LUNAR] = N_ ("Same birth date by the lunar calendar"),
  [NX_TWIN_BIRTH_PART] = N_ ("Born in the same year"),
  [NX_TWIN_BIRTH_ONE_OFF] = N_ ("Birth date differs in one digit"),
  [NX_TWIN_PHONE_SAME] = N_ ("Same phone"),
  [NX_TWIN_HOUSEHOLD_SAME] = N_ ("Same household"),
  [NX_TWIN_ADDRESS_SAME] = N_ ("Same room"),
  [NX_TWIN_ID_OTHER] = N_ ("Different identity numbers"),
  [NX_TWIN_NAME_OTHER] = N_ ("Different names"),
  [NX_TWIN_SEX_OTHER] = N_ ("Different sex"),
  [NX_TWIN_BIRTH_OTHER] = N_ ("Different birth dates"),
  [NX_TWIN_BIRTH_FAR] = N_ ("Born years apart"),
  [NX_TWIN_SIBLINGS] = N_ ("Perhaps twins born together"),
};

const char *
nx_twin_reason_get_label (NxTwinReason reason)
{
  g_return_val_if_fail (reason < NX_N_TWIN_REASONS, "");
  return g_dgettext (GETTEXT_PACKAGE, labels[reason]);
}

const char *
nx_twin_certainty_get_label (NxTwinCertainty certainty)
{
  switch (certainty)
    {
    case NX_TWIN_ALMOST_SURE:
      /* TRANSLATORS: how sure it is that two records are one person */
      return C_ ("same person", "Almost certain");
    case NX_TWIN_LIKELY:
      /* TRANSLATORS: how sure it is that two records are one person */
      return C_ ("same person", "Likely");
    case NX_TWIN_POSSIBLE:
      /* TRANSLATORS: how sure it is that two records are one person */
      return C_ ("same person", "Possible");
    case NX_TWIN_UNLIKELY:
      break;
    }
  /* TRANSLATORS: how sure it is that two records are one person */
  return C_ ("same person", "Unlikely");
}

static char *
join_labels (NxTwinScore score, NxTwinReason from, NxTwinReason to)
{
  GString *text = g_string_new (NULL);

  for (NxTwinReason reason = from; reason < to; reason++)
    if (nx_twin_score_has (score, reason))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              nx_twin_reason_get_label (reason));
  return g_string_free (text, FALSE);
}

char *
nx_twin_score_dup_reasons (NxTwinScore score)
{
  return join_labels (score, 0, NX_TWIN_ID_OTHER);
}

char *
nx_twin_score_dup_doubts (NxTwinScore score)
{
  return join_labels (score, NX_TWIN_ID_OTHER, NX_N_TWIN_REASONS);
}

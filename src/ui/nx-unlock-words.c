/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says why an office is locked, why its keyring did not open it, and which way is whose. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-unlock-words.h"

#include "nx-date.h"
#include "nx-keys-error.h"

#include <glib/gi18n-lib.h>

const char *
nx_unlock_words_for_lock (NxLockReason reason)
{
  switch (reason)
    {
    case NX_LOCK_START:
      return NULL;
    case NX_LOCK_USER:
      return _ ("What you were writing is kept, encrypted.");
    case NX_LOCK_IDLE:
      return _ ("Nobody was at the keys for a while. What you were writing is kept, encrypted.");
    case NX_LOCK_SCREEN:
      return _ ("The screen was locked. What you were writing is kept, encrypted.");
    case NX_LOCK_SLEEP:
      return _ ("The computer went to sleep. What you were writing is kept, encrypted.");
    }
  return NULL;
}

const char *
nx_unlock_words_for_reason (NxUnlockReason reason)
{
  switch (reason)
    {
    case NX_UNLOCK_REASON_NONE:
    case NX_UNLOCK_REASON_NO_SLOT:
      return NULL;
    case NX_UNLOCK_REASON_FORBIDDEN:
      return _ ("The system keyring may not be used on this computer.");
    case NX_UNLOCK_REASON_LOCKED:
      return _ ("The system keyring is locked. Unlock it, or use another way.");
    case NX_UNLOCK_REASON_REFUSED:
      return _ ("The system keyring was not unlocked. Try again, or use another way.");
    case NX_UNLOCK_REASON_NO_SERVICE:
      return _ ("This computer has no keyring at the moment. Use another way; nothing is lost.");
    case NX_UNLOCK_REASON_HUNG:
      return _ ("The system keyring does not answer. Use another way, or try again later.");
    case NX_UNLOCK_REASON_FAILED:
      return _ ("The system keyring failed. Use another way, or try again later.");
    case NX_UNLOCK_REASON_ITEM_MISSING:
      return _ (
          "The system keyring holds nothing for this office. Use another way; nothing is lost.");
    case NX_UNLOCK_REASON_ITEM_UNFIT:
      return _ (
          "What the system keyring holds does not fit this office. Use another way; nothing is "
          "lost.");
    }
  return NULL;
}

const char *
nx_unlock_words_for_title (const GError *error)
{
  if (error == NULL)
    return _ ("Locked");
  if (g_error_matches (error, NX_KEYS_ERROR, NX_KEYS_ERROR_NO_FILE))
    return _ ("The key file is missing");
  return _ ("The office could not be opened");
}

/* The key file lies in the clear, so new ways carry no name: their day tells them apart. */
char *
nx_unlock_words_dup_slot (NxKeySlot *slot)
{
  const char *label = nx_key_slot_get_owner_label (slot);
  NxDate date;
  g_autofree char *day = NULL;

  if (*label != '\0' || !nx_date_from_iso (nx_key_slot_get_created_on (slot), &date))
    return g_strdup (label);
  day = nx_date_format (date, NX_DATE_LONG);
  /* TRANSLATORS: one of several passphrases; %s is the day it was added */
  return g_strdup_printf (_ ("Passphrase since %s"), day);
}

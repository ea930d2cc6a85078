/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Turns errors into whole sentences for the user: what happened, what was kept, what to do. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-words.h"

#include "nx-date.h"
#include "nx-decode.h"
#include "nx-exchange-error.h"
#include "nx-keys-error.h"
#include "nx-print-error.h"
#include "nx-store-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static const char *
words_for_io (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NO_SPACE:
      return _ ("The disk is full. What was saved before is safe. Make room and try again.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return _ ("This folder may not be written. Nothing was changed. Choose another folder or "
                "ask whoever looks after this computer.");
    case G_IO_ERROR_NOT_FOUND:
      return _ ("The folder or file is not there. Nothing was changed. Is the disk connected?");
    case G_IO_ERROR_EXISTS:
    case G_IO_ERROR_NOT_EMPTY:
      return _ ("There is something in this folder already. Nothing was changed. Choose an empty "
                "folder.");
    case G_IO_ERROR_BUSY:
      return _ ("Another program is using it. Nothing was changed. Close the other window and try "
                "again.");
    case G_IO_ERROR_TIMED_OUT:
      return _ ("There was no answer in time. Nothing was changed. Try again.");
    default:
      return NULL;
    }
}

char *
nx_words_for_error (const GError *error)
{
  const char *sentence = NULL;

  g_return_val_if_fail (error != NULL, NULL);
  if (error->domain == G_IO_ERROR)
    sentence = words_for_io (error->code);
  /* These rooms write whole translated sentences without personal data themselves. */
  else if (error->domain == NX_STORE_ERROR || error->domain == NX_KEYS_ERROR
           || error->domain == NX_DATE_ERROR || error->domain == NX_PRINT_ERROR
           || error->domain == NX_EXCHANGE_ERROR || error->domain == NX_DECODE_ERROR)
    sentence = error->message;
  if (sentence == NULL)
    sentence
        = _ ("That did not work. What was saved before is safe and unchanged. Try again; if it "
             "happens again, show “Troubleshooting” in “About” to whoever helps you.");
  g_debug ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  return g_strdup (sentence);
}

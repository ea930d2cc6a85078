/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says in whole sentences why a file was not taken or a page cannot be shown. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-decode-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nx - decode - error - quark, nx_decode_error)

static NxDecodeError
code_of (NxDecodeStatus status)
{
  switch (status)
    {
    case NX_DECODE_STATUS_KIND:
      return NX_DECODE_ERROR_KIND;
    case NX_DECODE_STATUS_BYTES:
    case NX_DECODE_STATUS_PIXELS:
    case NX_DECODE_STATUS_PAGES:
      return NX_DECODE_ERROR_TOO_LARGE;
    case NX_DECODE_STATUS_DAMAGED:
      return NX_DECODE_ERROR_DAMAGED;
    case NX_DECODE_STATUS_LOCKED:
      return NX_DECODE_ERROR_LOCKED;
    case NX_DECODE_STATUS_LIMIT:
      return NX_DECODE_ERROR_LIMIT;
    case NX_DECODE_STATUS_OK:
    case NX_DECODE_STATUS_FAILED:
    case NX_DECODE_N_STATUS:
    default:
      return NX_DECODE_ERROR_FAILED;
    }
}

static const char *
words_for_file (NxDecodeStatus status)
{
  switch (status)
    {
    case NX_DECODE_STATUS_KIND:
      return _ ("This kind of file cannot be attached; nothing was attached. Photos as JPEG or PNG "
                "and documents as PDF can be. Save a HEIC photo as JPEG on the phone first.");
    case NX_DECODE_STATUS_BYTES:
      return _ (
          "The file is larger than 20 MB; nothing was attached. Make it smaller, or attach it "
          "in parts.");
    case NX_DECODE_STATUS_PIXELS:
      return _ (
          "The picture has more than 64 million pixels; nothing was attached. Save it smaller "
          "and attach that.");
    case NX_DECODE_STATUS_PAGES:
      return _ ("The PDF has more than 500 pages; nothing was attached. Attach only the pages that "
                "matter.");
    case NX_DECODE_STATUS_DAMAGED:
      return _ ("The file is damaged or not complete; nothing was attached. Open it where it came "
                "from, send it again and attach that.");
    case NX_DECODE_STATUS_LOCKED:
      return _ (
          "The PDF is locked with a password; nothing was attached. Save it without a password "
          "and attach that.");
    case NX_DECODE_STATUS_LIMIT:
      return _ ("Reading the file takes too much time or memory; nothing was attached. Save it "
                "smaller or simpler, for instance as a photo of the page, and attach that.");
    case NX_DECODE_STATUS_OK:
    case NX_DECODE_STATUS_FAILED:
    case NX_DECODE_N_STATUS:
    default:
      return _ ("The file could not be read safely; nothing was attached. Try again; if it happens "
                "with every file, reinstall the program.");
    }
}

static const char *
words_for_page (NxDecodeStatus status)
{
  switch (status)
    {
    case NX_DECODE_STATUS_LIMIT:
      return _ (
          "Showing this takes too much time or memory. It is kept as it was; save it as a file "
          "to open it in another program.");
    case NX_DECODE_STATUS_FAILED:
      return _ (
          "This could not be shown safely. It is kept as it was. Try again; if it happens with "
          "every file, reinstall the program.");
    case NX_DECODE_STATUS_OK:
    case NX_DECODE_STATUS_KIND:
    case NX_DECODE_STATUS_BYTES:
    case NX_DECODE_STATUS_PIXELS:
    case NX_DECODE_STATUS_PAGES:
    case NX_DECODE_STATUS_DAMAGED:
    case NX_DECODE_STATUS_LOCKED:
    case NX_DECODE_N_STATUS:
    default:
      return _ (
          "This cannot be shown: it is damaged, or of a kind this program does not show. It is "
          "kept as it was.");
    }
}

GError *
nx_decode_words_new_error (NxDecodeVerb verb, NxDecodeStatus status)
{
  return g_error_new_literal (NX_DECODE_ERROR, code_of (status),
                              verb == NX_DECODE_VERB_FILE ? words_for_file (status)
                                                          : words_for_page (status));
}

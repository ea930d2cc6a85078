/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A photo or a PDF on a case or on one of its visits: everything but its bytes. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-attachment.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (
    NxAttachment, nx_attachment, ATTACHMENT, "attachment", N_ ("Attachment"), NX_ATTACHMENT_FIELDS)

gboolean
nx_attachment_is_pdf (NxRecord *self)
{
  return g_strcmp0 (nx_record_get_text (self, NX_ATTACHMENT_MEDIA_TYPE), "application/pdf") == 0;
}

const char *
nx_attachment_peek_title (NxRecord *self)
{
  const char *caption = nx_record_get_text (self, NX_ATTACHMENT_CAPTION);

  return caption != NULL ? caption : nx_record_peek_text (self, NX_ATTACHMENT_NAME);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says in words what an attachment is: for cards, pages and screen readers. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-words.h"

#include "nx-attachment.h"

#include <glib/gi18n-lib.h>

static char *
dup_size (NxRecord *attachment)
{
  return g_format_size ((guint64)nx_record_get_int (attachment, NX_ATTACHMENT_N_BYTES));
}

char *
nx_attachment_words_dup_facts (NxRecord *attachment)
{
  int n_pages = (int)nx_record_get_int (attachment, NX_ATTACHMENT_N_PAGES);
  g_autofree char *day
      = nx_date_format (nx_record_get_date (attachment, NX_ATTACHMENT_ON), NX_DATE_SHORT);
  g_autofree char *size = dup_size (attachment);

  if (nx_attachment_is_pdf (attachment))
    /* TRANSLATORS: a PDF below its small picture: number of pages, short date */
    return g_strdup_printf (ngettext ("%1$d page · %2$s", "%1$d pages · %2$s", (gulong)n_pages),
                            n_pages, day);
  /* TRANSLATORS: a photo below its small picture: size ("2.1 MB"), short date */
  return g_strdup_printf (_ ("%1$s · %2$s"), size, day);
}

char *
nx_attachment_words_dup_name (NxRecord *attachment)
{
  const char *title = nx_attachment_peek_title (attachment);
  g_autofree char *day
      = nx_date_format (nx_record_get_date (attachment, NX_ATTACHMENT_ON), NX_DATE_LONG);

  if (nx_attachment_is_pdf (attachment))
    /* TRANSLATORS: for a screen reader: caption or file name, day */
    return g_strdup_printf (_ ("PDF, %1$s, %2$s"), title, day);
  /* TRANSLATORS: for a screen reader: caption or file name, day */
  return g_strdup_printf (_ ("Photo, %1$s, %2$s"), title, day);
}

char *
nx_attachment_words_dup_origin (NxRecord *attachment)
{
  g_autofree char *when = nx_record_dup_display (attachment, NX_ATTACHMENT_AT);
  g_autofree char *size = dup_size (attachment);

  /* TRANSLATORS: worker's name, day and time, size of the file ("2.1 MB") */
  return g_strdup_printf (_ ("Attached by %1$s, %2$s · %3$s"),
                          nx_record_peek_text (attachment, NX_ATTACHMENT_AUTHOR_NAME), when, size);
}

char *
nx_attachment_words_dup_file_name (NxRecord *attachment)
{
  const char *type = nx_record_peek_text (attachment, NX_ATTACHMENT_MEDIA_TYPE);
  g_autofree char *day = nx_date_to_iso (nx_record_get_date (attachment, NX_ATTACHMENT_ON));
  /* TRANSLATORS: the name proposed for a file, without its ending; %s is a day */
  g_autofree char *photo = g_strdup_printf (_ ("photo %s"), day);

  if (nx_attachment_is_pdf (attachment))
    /* TRANSLATORS: the name proposed for a file; %s is a day; keep “.pdf” */
    return g_strdup_printf (_ ("attachment %s.pdf"), day);
  return g_strconcat (photo, g_str_equal (type, "image/png") ? ".png" : ".jpg", NULL);
}

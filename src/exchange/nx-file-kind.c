/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the table of magic bytes and the advice for each kind of file. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-file-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  NxFileKind kind;
  const char *magic;
  gsize length;
} magics[] = {
  { NX_FILE_KIND_ZIP, "PK\x03\x04", 4 },
  { NX_FILE_KIND_ZIP, "PK\x05\x06", 4 },
  { NX_FILE_KIND_OLE, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 },
  { NX_FILE_KIND_PDF, "%PDF-", 5 },
  { NX_FILE_KIND_IMAGE, "\x89PNG\r\n\x1A\n", 8 },
  { NX_FILE_KIND_IMAGE, "\xFF\xD8\xFF", 3 },
  { NX_FILE_KIND_IMAGE, "GIF8", 4 },
  { NX_FILE_KIND_IMAGE, "II*\0", 4 },
  { NX_FILE_KIND_IMAGE, "MM\0*", 4 },
  { NX_FILE_KIND_ARCHIVE, "Rar!\x1A\x07", 6 },
  { NX_FILE_KIND_ARCHIVE, "7z\xBC\xAF\x27\x1C", 6 },
  { NX_FILE_KIND_ARCHIVE, "\x1F\x8B\x08", 3 },
  { NX_FILE_KIND_RTF, "{\\rtf", 5 },
  { NX_FILE_KIND_DATABASE, "SQLite format 3", 15 },
};

/* Markup may follow a byte order mark and white space, in any case of letters. */
static gboolean
is_markup (const char *bytes, gsize length)
{
  static const char *const starts[] = { "<html", "<!doctype", "<table", "<?xml", "<head", "<meta" };
  gsize i = 0;

  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (bytes[i]))
    i++;
  for (guint s = 0; s < G_N_ELEMENTS (starts); s++)
    if (length - i >= strlen (starts[s])
        && g_ascii_strncasecmp (bytes + i, starts[s], strlen (starts[s])) == 0)
      return TRUE;
  return FALSE;
}

NxFileKind
nx_file_kind_recognise (const char *bytes, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (bytes, magics[i].magic, magics[i].length) == 0)
      return magics[i].kind;
  return is_markup (bytes, length) ? NX_FILE_KIND_WEB_PAGE : NX_FILE_KIND_TEXT;
}

const char *
nx_file_kind_advice (NxFileKind kind)
{
  switch (kind)
    {
    case NX_FILE_KIND_ZIP:
      return _ (
          "This is not a text table; it looks like an xlsx workbook or a zip archive. Open it in a "
          "spreadsheet program and save it as CSV.");
    case NX_FILE_KIND_OLE:
      return _ (
          "This is not a text table; it looks like an old xls workbook or an encrypted document. "
          "Open it in a spreadsheet program and save it as CSV.");
    case NX_FILE_KIND_PDF:
      return _ (
          "This is not a text table; it looks like a PDF. Ask for the table itself, saved as CSV.");
    case NX_FILE_KIND_IMAGE:
      return _ ("This is not a text table; it looks like an image. Ask for the table itself, saved "
                "as CSV.");
    case NX_FILE_KIND_ARCHIVE:
      return _ ("This is not a text table; it looks like a compressed archive. Unpack it first and "
                "choose "
                "the table inside.");
    case NX_FILE_KIND_WEB_PAGE:
      return _ ("This is not a text table; it looks like a web page, as some systems write under "
                "the name "
                "xls. Open it in a spreadsheet program and save it as CSV.");
    case NX_FILE_KIND_RTF:
      return _ ("This is not a text table; it looks like a word processor's document. Copy the "
                "table into "
                "a spreadsheet program and save it as CSV.");
    case NX_FILE_KIND_DATABASE:
      return _ (
          "This is not a text table; it looks like a database. Export the table from it as CSV.");
    case NX_FILE_KIND_TEXT:
    default:
      return "";
    }
}

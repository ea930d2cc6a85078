/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a text that a command is given as a file. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-file.h"

#include "nx-encoding.h"
#include "nx-file-kind.h"
#include "nx-text.h"
#include "nx-tool.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* At most one byte more than allowed, so that too much is known without reading it all. */
static GByteArray *
read_all (const char *path)
{
  gboolean is_input = g_str_equal (path, "-");
  FILE *file = is_input ? stdin : fopen (path, "rbe");
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (NX_TOOL_MAX_TEXT + 1);
  gsize n = 0;
  gboolean has_failed = file == NULL;

  g_byte_array_set_size (bytes, NX_TOOL_MAX_TEXT + 1);
  if (file != NULL)
    {
      n = fread (bytes->data, 1, NX_TOOL_MAX_TEXT + 1, file);
      has_failed = ferror (file) != 0;
    }
  if (file != NULL && !is_input)
    fclose (file);
  g_byte_array_set_size (bytes, (guint)n);
  return has_failed ? NULL : g_steal_pointer (&bytes);
}

static char *
decode (GByteArray *bytes, GError **error)
{
  NxEncodingReport report = { 0 };
  gsize length = 0;
  NxFileKind kind = nx_file_kind_recognise ((const char *)bytes->data, bytes->len);
  g_autofree char *text = NULL;

  if (kind != NX_FILE_KIND_TEXT)
    {
      nx_tool_refuse (error, _ ("The text of the visit is in a file that holds no plain text. "
                                "Nothing was saved. Save it as a text file in UTF-8."));
      return NULL;
    }
  text = nx_encoding_decode ((const char *)bytes->data, bytes->len, NX_ENCODING_AUTO, &length,
                             &report);
  if (report.n_undecodable > 0 || strlen (text) != length)
    {
      nx_tool_refuse (error, _ ("The text of the visit holds bytes that are no text in UTF-8, "
                                "UTF-16 or GB18030. Nothing was saved. Save the file again as "
                                "UTF-8."));
      return NULL;
    }
  return nx_text_clean_lines (text);
}

char *
nx_tool_file_read_text (const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = read_all (path);
  char *text = NULL;

  if (bytes == NULL)
    nx_tool_refuse (error, _ ("The file with the text of the visit could not be read. Nothing was "
                              "saved. Look at the name given to --text."));
  else if (bytes->len > NX_TOOL_MAX_TEXT)
    nx_tool_refuse (error, _ ("The text of the visit is larger than 256 KiB. Nothing was saved. "
                              "Shorten it, or look whether it is the right file."));
  else if ((text = decode (bytes, error)) != NULL && nx_text_is_blank (text))
    {
      g_clear_pointer (&text, g_free);
      nx_tool_refuse (error, _ ("The file with the text of the visit is empty. Nothing was saved. "
                                "Write down what happened and what was seen."));
    }
  return text;
}

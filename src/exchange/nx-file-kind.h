/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Recognises by their first bytes the files that people take for text tables. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NX_FILE_KIND_TEXT, /* nothing else was recognised */
  NX_FILE_KIND_ZIP,  /* xlsx, docx, ods and plain archives */
  NX_FILE_KIND_OLE,  /* old xls and doc, et, encrypted xlsx */
  NX_FILE_KIND_PDF,
  NX_FILE_KIND_IMAGE,
  NX_FILE_KIND_ARCHIVE,  /* rar, 7z, gzip */
  NX_FILE_KIND_WEB_PAGE, /* also XML spreadsheets: what many old systems call ".xls" */
  NX_FILE_KIND_RTF,
  NX_FILE_KIND_DATABASE,
} NxFileKind;

/* @bytes is the start of a file; 512 bytes are enough. */
NxFileKind nx_file_kind_recognise (const char *bytes, gsize length);
/* Why such a file cannot be read as a text table and what to do: a whole sentence for the user. ""
 * for NX_FILE_KIND_TEXT. Static text. */
const char *nx_file_kind_advice (NxFileKind kind);

G_END_DECLS

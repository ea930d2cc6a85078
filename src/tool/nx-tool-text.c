/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lays out answers for people on a terminal: aligned columns and labelled lines. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-text.h"

#include "nx-record-kinds.h"
#include "nx-tool-hide.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GAP 2

struct _NxToolTable
{
  guint n_columns;
  GPtrArray *cells; /* char *, row by row, the heads first */
};

guint
nx_tool_text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
append_padding (GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

/* Tables */

NxToolTable *
nx_tool_table_new (const char *const *heads, guint n_columns)
{
  NxToolTable *self = g_new0 (NxToolTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_columns; i++)
    nx_tool_table_add (self, heads[i]);
  return self;
}

void
nx_tool_table_free (NxToolTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
nx_tool_table_take (NxToolTable *self, char *cell)
{
  g_ptr_array_add (self->cells, g_strdelimit (cell, "\n\t", ' '));
}

void
nx_tool_table_add (NxToolTable *self, const char *cell)
{
  nx_tool_table_take (self, g_strdup (cell != NULL ? cell : ""));
}

static guint
get_column_width (NxToolTable *self, guint column)
{
  guint width = 0;

  for (guint i = column; i < self->cells->len; i += self->n_columns)
    width = MAX (width, nx_tool_text_width (g_ptr_array_index (self->cells, i)));
  return width;
}

void
nx_tool_table_print (NxToolTable *self, const char *empty, GString *out)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  if (self->cells->len == self->n_columns)
    {
      g_string_append_printf (out, "%s\n", empty);
      return;
    }
  for (guint column = 0; column < self->n_columns; column++)
    widths[column] = get_column_width (self, column);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *cell = g_ptr_array_index (self->cells, i);
      guint column = i % self->n_columns;

      g_string_append (out, cell);
      if (column + 1 < self->n_columns)
        append_padding (out, widths[column] - nx_tool_text_width (cell) + GAP);
      else
        g_string_append_c (out, '\n');
    }
}

/* Lists: which columns tell records of a kind apart. */

#define MAX_COLUMNS 7

static const struct
{
  NxRecordKind kind;
  guint n;
  guint fields[MAX_COLUMNS];
} columns[] = {
  { NX_RECORD_HOUSEHOLD,
    6,
    { NX_HOUSEHOLD_NUMBER, NX_HOUSEHOLD_HEAD_NAME, NX_HOUSEHOLD_N_MEMBERS, NX_HOUSEHOLD_AREA_NAME,
      NX_HOUSEHOLD_ADDRESS, NX_HOUSEHOLD_NEXT_ON } },
  { NX_RECORD_PERSON,
    6,
    { NX_PERSON_NAME, NX_PERSON_SEX, NX_PERSON_BIRTH_ON, NX_PERSON_ID_NUMBER, NX_PERSON_AREA_NAME,
      NX_PERSON_FULL_ADDRESS } },
  { NX_RECORD_CASE,
    7,
    { NX_CASE_NUMBER, NX_CASE_CLIENT_NAME, NX_CASE_TITLE, NX_CASE_STAGE, NX_CASE_RISK,
      NX_CASE_NEXT_ON, NX_CASE_WORKER_NAME } },
  { NX_RECORD_VISIT,
    6,
    { NX_VISIT_ON, NX_VISIT_CASE_NUMBER, NX_VISIT_CLIENT_NAME, NX_VISIT_KIND, NX_VISIT_STATE,
      NX_VISIT_WORKER_NAME } },
};

/* The doors of a household are fields of their own. */
static char *
dup_cell (NxTool *self, NxRecord *record, guint field)
{
  const NxField *spec = &nx_record_get_spec (record)->fields[field];

  if (nx_record_get_kind (record) == NX_RECORD_HOUSEHOLD && field == NX_HOUSEHOLD_ADDRESS)
    return g_strconcat (nx_record_peek_text (record, NX_HOUSEHOLD_ADDRESS),
                        nx_record_peek_text (record, NX_HOUSEHOLD_BUILDING),
                        nx_record_peek_text (record, NX_HOUSEHOLD_UNIT),
                        nx_record_peek_text (record, NX_HOUSEHOLD_ROOM), NULL);
  if (spec->kind == NX_FIELD_DAY)
    return g_strdup (nx_record_peek_text (record, field));
  return nx_tool_dup_value (self, record, field, TRUE);
}

void
nx_tool_text_add_list (NxTool *self, NxRecordKind kind, GPtrArray *records)
{
  const NxRecordSpec *spec = nx_record_spec (kind);
  const char *heads[MAX_COLUMNS + 1] = { NULL };
  g_autoptr (NxToolTable) table = NULL;
  guint at = 0;

  while (columns[at].kind != kind)
    at++;
  /* TRANSLATORS: head of the column with the numbers that commands take */
  heads[0] = C_ ("column", "id");
  for (guint i = 0; i < columns[at].n; i++)
    heads[i + 1] = nx_field_get_label (&spec->fields[columns[at].fields[i]]);
  table = nx_tool_table_new (heads, columns[at].n + 1);
  for (guint row = 0; row < records->len; row++)
    {
      NxRecord *record = g_ptr_array_index (records, row);

      nx_tool_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, nx_record_get_id (record)));
      for (guint i = 0; i < columns[at].n; i++)
        nx_tool_table_take (table, dup_cell (self, record, columns[at].fields[i]));
    }
  nx_tool_table_print (table, _ ("Nothing matches."), self->answer);
}

/* One record */

void
nx_tool_text_add_indented (const char *text, guint indent, GString *out)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      append_padding (out, *lines[i] != '\0' ? indent : 0);
      g_string_append_printf (out, "%s\n", lines[i]);
    }
}

static void
add_line (const char *label, const char *value, guint width, GString *out)
{
  if (strchr (value, '\n') != NULL)
    {
      g_string_append_printf (out, "%s\n", label);
      nx_tool_text_add_indented (value, GAP, out);
      return;
    }
  g_string_append (out, label);
  append_padding (out, width - nx_tool_text_width (label) + GAP);
  g_string_append_printf (out, "%s\n", value);
}

/* References are shown by the names read along with them. */
static gboolean
is_line (NxTool *self, NxRecord *record, guint field)
{
  const NxField *spec = &nx_record_get_spec (record)->fields[field];

  return nx_tool_shows_field (self, spec) && nx_record_is_set (record, field)
         && spec->kind != NX_FIELD_REFERENCE;
}

void
nx_tool_text_add_record (NxTool *self, NxRecord *record)
{
  const NxRecordSpec *spec = nx_record_get_spec (record);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, nx_record_get_id (record));
  const char *kind = nx_record_kind_get_label (spec->kind);
  guint width = nx_tool_text_width (kind);

  for (guint field = 0; field < spec->n_fields; field++)
    if (is_line (self, record, field))
      width = MAX (width, nx_tool_text_width (nx_field_get_label (&spec->fields[field])));
  add_line (kind, id, width, self->answer);
  for (guint field = 0; field < spec->n_fields; field++)
    {
      g_autofree char *value = NULL;

      if (!is_line (self, record, field))
        continue;
      value = nx_tool_dup_value (self, record, field, TRUE);
      add_line (nx_field_get_label (&spec->fields[field]), value, width, self->answer);
    }
}

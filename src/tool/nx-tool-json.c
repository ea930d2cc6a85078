/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes records as JSON objects by their field tables, with numbers masked. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-json.h"

#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-tool-hide.h"

#include <string.h>

/* Objects */

JsonBuilder *
nx_tool_json_begin (void)
{
  JsonBuilder *object = json_builder_new ();

  json_builder_begin_object (object);
  return object;
}

static void
append_object (JsonBuilder *object, GString *out)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (object);
  root = json_builder_get_root (object);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  g_string_append (out, text);
}

void
nx_tool_json_end (JsonBuilder *object, GString *out)
{
  append_object (object, out);
  g_string_append_c (out, '\n');
}

void
nx_tool_json_open_list (GString *out)
{
  g_string_append_c (out, '[');
}

void
nx_tool_json_add_to_list (JsonBuilder *object, GString *out)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  g_string_append_c (out, '\n');
  append_object (object, out);
}

void
nx_tool_json_close_list (GString *out)
{
  g_string_append (out, out->str[out->len - 1] != '[' ? "\n]\n" : "]\n");
}

void
nx_tool_json_add_text (JsonBuilder *object, const char *name, const char *text)
{
  json_builder_set_member_name (object, name);
  if (text != NULL)
    json_builder_add_string_value (object, text);
  else
    json_builder_add_null_value (object);
}

void
nx_tool_json_add_int (JsonBuilder *object, const char *name, gint64 number)
{
  json_builder_set_member_name (object, name);
  json_builder_add_int_value (object, number);
}

void
nx_tool_json_add_bool (JsonBuilder *object, const char *name, gboolean is_true)
{
  json_builder_set_member_name (object, name);
  json_builder_add_boolean_value (object, is_true);
}

void
nx_tool_json_add_day (JsonBuilder *object, const char *name, NxDate day)
{
  g_autofree char *text = nx_date_to_iso (day);

  nx_tool_json_add_text (object, name, text);
}

/* Records */

/* Fields whose JSON name is not their column: what scripts ask for most has a plain name, and
 * "kind" always says what kind of record it is. */
static const struct
{
  NxRecordKind kind; /* NX_RECORD_NONE: any */
  const char *column;
  const char *name;
} names[] = {
  { NX_RECORD_NONE, "birth_on", "birth_date" },
  { NX_RECORD_NONE, "client_birth_on", "client_birth_date" },
  { NX_RECORD_NONE, "person_birth_on", "person_birth_date" },
  { NX_RECORD_NONE, "area_name", "community" },
  { NX_RECORD_NONE, "full_address", "address" },
  { NX_RECORD_HOUSEHOLD, "kind", "household_kind" },
  { NX_RECORD_VISIT, "kind", "visit_kind" },
  { NX_RECORD_COMMENT, "kind", "comment_kind" },
};

static const char *
get_member_name (NxRecordKind kind, const NxField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((names[i].kind == NX_RECORD_NONE || names[i].kind == kind)
        && g_str_equal (names[i].column, field->name))
      return names[i].name;
  return field->name;
}

static void
add_label (JsonBuilder *object, const char *name, NxRecord *record, guint field)
{
  g_autofree char *member = g_strconcat (name, "_label", NULL);
  g_autofree char *label = nx_record_dup_display (record, field);

  nx_tool_json_add_text (object, member, nx_record_is_set (record, field) ? label : NULL);
}

static void
add_strings (JsonBuilder *object, const char *name, GStrv strings)
{
  json_builder_set_member_name (object, name);
  json_builder_begin_array (object);
  for (guint i = 0; strings[i] != NULL; i++)
    if (*strings[i] != '\0')
      json_builder_add_string_value (object, strings[i]);
  json_builder_end_array (object);
}

static void
add_instant (JsonBuilder *object, const char *name, gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant);
  g_autofree char *text = instant != 0 ? g_date_time_format_iso8601 (time) : NULL;

  nx_tool_json_add_text (object, name, text);
}

static void
add_text_value (NxTool *self, JsonBuilder *object, const char *name, NxRecord *record, guint field)
{
  g_autofree char *text = nx_tool_dup_value (self, record, field, FALSE);

  nx_tool_json_add_text (object, name, nx_record_is_set (record, field) ? text : NULL);
}

static void
add_number_value (JsonBuilder *object, const char *name, NxRecord *record, guint field)
{
  if (nx_record_is_set (record, field))
    nx_tool_json_add_int (object, name, nx_record_get_int (record, field));
  else
    nx_tool_json_add_text (object, name, NULL);
}

static void
add_field (NxTool *self, JsonBuilder *object, NxRecord *record, guint field)
{
  const NxField *spec = &nx_record_get_spec (record)->fields[field];
  const char *name = get_member_name (nx_record_get_kind (record), spec);
  g_auto (GStrv) codes = NULL;

  switch (spec->kind)
    {
    case NX_FIELD_CODES:
      codes = g_strsplit (nx_record_peek_text (record, field), " ", -1);
      add_strings (object, name, codes);
      add_label (object, name, record, field);
      break;
    case NX_FIELD_CODE:
      nx_tool_json_add_text (object, name, nx_record_get_text (record, field));
      add_label (object, name, record, field);
      break;
    case NX_FIELD_BOOLEAN:
      nx_tool_json_add_bool (object, name, nx_record_get_int (record, field) != 0);
      break;
    case NX_FIELD_INSTANT:
      add_instant (object, name, nx_record_get_int (record, field));
      break;
    case NX_FIELD_INTEGER:
    case NX_FIELD_REFERENCE:
      add_number_value (object, name, record, field);
      break;
    case NX_FIELD_TEXT:
    case NX_FIELD_LONG_TEXT:
    case NX_FIELD_DAY:
    case NX_FIELD_TIME:
      add_text_value (self, object, name, record, field);
      break;
    }
}

/* The pinyin of a person is what is read, whether the worker corrected it or not. */
static void
add_person_field (NxTool *self, JsonBuilder *object, NxRecord *person, guint field)
{
  g_autofree char *guessed = NULL;
  g_auto (GStrv) phones = NULL;

  if (field == NX_PERSON_PINYIN && !nx_record_is_set (person, field))
    {
      guessed = nx_pinyin_name (nx_record_get_text (person, NX_PERSON_NAME));
      nx_tool_json_add_text (object, "pinyin", guessed);
    }
  else if (field == NX_PERSON_PHONES)
    {
      phones = nx_tool_dup_phones (self, nx_record_get_text (person, field));
      add_strings (object, "phones", phones);
    }
  else
    add_field (self, object, person, field);
}

/* The number on the paper of a visit: that of its case and its session. */
static void
add_visit_number (JsonBuilder *object, NxRecord *visit)
{
  gint64 session = nx_record_get_int (visit, NX_VISIT_SESSION);
  g_autofree char *number
      = session > 0 ? g_strdup_printf ("%s-%02" G_GINT64_FORMAT,
                                       nx_record_peek_text (visit, NX_VISIT_CASE_NUMBER), session)
                    : NULL;

  nx_tool_json_add_text (object, "number", number);
}

void
nx_tool_json_add_record (NxTool *self, JsonBuilder *object, NxRecord *record)
{
  const NxRecordSpec *spec = nx_record_get_spec (record);

  nx_tool_json_add_text (object, "kind", nx_tool_kind_name (spec->kind));
  nx_tool_json_add_int (object, "id", nx_record_get_id (record));
  if (spec->kind == NX_RECORD_VISIT)
    add_visit_number (object, record);
  for (guint field = 0; field < spec->n_fields; field++)
    {
      if (!nx_tool_shows_field (self, &spec->fields[field]))
        continue;
      if (spec->kind == NX_RECORD_PERSON)
        add_person_field (self, object, record, field);
      else
        add_field (self, object, record, field);
    }
  nx_tool_json_add_text (object, "uid", nx_record_get_uid (record));
  nx_tool_json_add_int (object, "version", nx_record_get_version (record));
  nx_tool_json_add_bool (object, "is_archived", nx_record_is_archived (record));
}

void
nx_tool_json_add_records (NxTool *self, JsonBuilder *object, const char *name, GPtrArray *records)
{
  json_builder_set_member_name (object, name);
  json_builder_begin_array (object);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      json_builder_begin_object (object);
      nx_tool_json_add_record (self, object, g_ptr_array_index (records, i));
      json_builder_end_object (object);
    }
  json_builder_end_array (object);
}

/* Kinds */

static const struct
{
  NxRecordKind kind;
  const char *one;
  const char *many;
} kinds[] = {
  { NX_RECORD_HOUSEHOLD, "household", "households" },
  { NX_RECORD_PERSON, "person", "persons" },
  { NX_RECORD_PERSON, "person", "people" },
  { NX_RECORD_CASE, "case", "cases" },
  { NX_RECORD_VISIT, "visit", "visits" },
  { NX_RECORD_WORKER, "worker", "workers" },
  { NX_RECORD_AREA, "area", "areas" },
  { NX_RECORD_MEMBERSHIP, "membership", "memberships" },
  { NX_RECORD_SUPPORT, "support", "supports" },
  { NX_RECORD_COMMENT, "comment", "comments" },
  { NX_RECORD_EVENT, "event", "events" },
  { NX_RECORD_ATTACHMENT, "attachment", "attachments" },
};

const char *
nx_tool_kind_name (NxRecordKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].one;
  g_return_val_if_reached ("");
}

NxRecordKind
nx_tool_kind_parse (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].one, word) || g_str_equal (kinds[i].many, word))
      return kinds[i].kind;
  return NX_RECORD_NONE;
}

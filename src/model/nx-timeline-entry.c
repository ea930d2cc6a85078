/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One entry of a timeline: what happened on a day, ready to be shown on screen and on paper. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-timeline-entry.h"

#include "nx-code-list.h"
#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

G_DEFINE_FINAL_TYPE (NxTimelineEntry, nx_timeline_entry, G_TYPE_OBJECT)

static const struct
{
  NxTimelineKind kind;
  const char *id;
  const char *label;
} kinds[] = {
  { NX_TIMELINE_VISIT, "visit", N_ ("Visits") },
  { NX_TIMELINE_NOT_MET, "not-met", N_ ("Not met") },
  { NX_TIMELINE_STAGE, "stage", N_ ("Stages and risk") },
  { NX_TIMELINE_MEMBER, "member", N_ ("Household members") },
  { NX_TIMELINE_CLASS, "class", N_ ("Support classes") },
  { NX_TIMELINE_EDIT, "edit", N_ ("Changes of records") },
  { NX_TIMELINE_COMMENT, "comment", N_ ("Questions and notes") },
  { NX_TIMELINE_PLAN, "plan", N_ ("Planned") },
  { NX_TIMELINE_FILE, "file", N_ ("Attachments of the case") },
};

const char *
nx_timeline_kind_get_label (NxTimelineKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return g_dgettext (GETTEXT_PACKAGE, kinds[i].label);
  return "";
}

const char *
nx_timeline_kind_get_id (NxTimelineKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].id;
  return NULL;
}

NxTimelineKind
nx_timeline_kind_from_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      return kinds[i].kind;
  return 0;
}

/* Changed fields of an event: {"stage": ["assessment", "planning"]} */

static JsonObject *
parse_changes (NxTimelineEntry *self, JsonParser *parser)
{
  const char *text = NULL;
  JsonNode *root = NULL;

  if (self->event == NULL)
    return NULL;
  text = nx_record_get_text (self->event, NX_EVENT_CHANGES);
  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static char *
display_value (const NxField *field, JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    /* TRANSLATORS: stands for the value of a field that was empty, as in "Grid: (empty) → 3" */
    return g_strdup (_ ("(empty)"));
  if (nx_field_is_integer (field))
    return nx_field_dup_display (field, NULL, json_node_get_int (node));
  return nx_field_dup_display (field, json_node_get_string (node), 0);
}

static char *
display_change (const NxField *field, JsonArray *pair)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *label = nx_field_get_label (field);

  /* Long and personal texts are not repeated in a list of changes; the journal keeps them. */
  if (field->kind == NX_FIELD_LONG_TEXT || field->kind == NX_FIELD_REFERENCE
      || (field->flags & (NX_FIELD_SENSITIVE | NX_FIELD_PRIVATE)) || field->mask != NX_MASK_NONE
      || json_array_get_length (pair) != 2)
    /* TRANSLATORS: %s is the label of a field whose old and new text is too long or too personal
     * to show */
    return g_strdup_printf (_ ("%s: changed"), label);
  before = display_value (field, json_array_get_element (pair, 0));
  after = display_value (field, json_array_get_element (pair, 1));
  /* TRANSLATORS: label of a field, its old value, its new value */
  return g_strdup_printf (_ ("%1$s: %2$s → %3$s"), label, before, after);
}

static const NxField *
find_field (const NxRecordSpec *spec, const char *name)
{
  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    if (g_strcmp0 (spec->fields[i].name, name) == 0)
      return &spec->fields[i];
  return NULL;
}

static char *
dup_change_lines (NxTimelineEntry *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *changes = parse_changes (self, parser);
  const NxRecordSpec *spec = NULL;
  GString *lines = g_string_new (NULL);
  g_autoptr (GList) names = NULL;

  if (changes != NULL)
    {
      spec = nx_record_spec (nx_record_get_int (self->event, NX_EVENT_RECORD_KIND));
      names = json_object_get_members (changes);
    }
  for (GList *l = names; l != NULL; l = l->next)
    {
      const NxField *field = find_field (spec, l->data);
      JsonNode *pair = json_object_get_member (changes, l->data);
      g_autofree char *line = NULL;

      if (field == NULL || (field->flags & NX_FIELD_KEPT) || !JSON_NODE_HOLDS_ARRAY (pair))
        continue;
      line = display_change (field, json_node_get_array (pair));
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }
  return g_string_free (lines, FALSE);
}

/* Titles */

static char *
dup_visit_title (NxTimelineEntry *self)
{
  g_autofree char *label = nx_record_dup_display (
      self->record, self->kind == NX_TIMELINE_NOT_MET ? NX_VISIT_NOT_MET_REASON : NX_VISIT_KIND);

  if (self->kind == NX_TIMELINE_NOT_MET)
    /* TRANSLATORS: %s is the reason, such as "No answer at the door" */
    return g_strdup_printf (_ ("Not met: %s"), label);
  if (self->kind == NX_TIMELINE_PLAN)
    /* TRANSLATORS: %s is a kind of visit */
    return g_strdup_printf (_ ("Planned: %s"), label);
  return g_steal_pointer (&label);
}

static gboolean
event_is (NxTimelineEntry *self, const char *action)
{
  return self->event != NULL
         && g_strcmp0 (nx_record_get_text (self->event, NX_EVENT_ACTION), action) == 0;
}

static char *
dup_stage_title (NxTimelineEntry *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *changes = parse_changes (self, parser);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *name = "stage";
  JsonArray *pair = NULL;

  if (event_is (self, "added"))
    return g_strdup (_ ("Case opened"));
  if (changes != NULL && !json_object_has_member (changes, name))
    name = "risk";
  if (changes == NULL || !json_object_has_member (changes, name))
    return g_strdup (_ ("Case changed"));
  pair = json_object_get_array_member (changes, name);
  before = display_value (find_field (&nx_case_spec, name), json_array_get_element (pair, 0));
  after = display_value (find_field (&nx_case_spec, name), json_array_get_element (pair, 1));
  if (*name == 's')
    /* TRANSLATORS: old and new stage of a case */
    return g_strdup_printf (_ ("Stage changed: %1$s → %2$s"), before, after);
  /* TRANSLATORS: old and new risk level of a case */
  return g_strdup_printf (_ ("Risk changed: %1$s → %2$s"), before, after);
}

static char *
dup_member_title (NxTimelineEntry *self)
{
  g_autofree char *relation = NULL;

  if (self->record == NULL)
    return g_strdup (_ ("Household members changed"));
  relation = nx_record_dup_display (self->record, NX_MEMBERSHIP_RELATION);
  if (event_is (self, "moved_out"))
    /* TRANSLATORS: %s is the relation to the head of the household */
    return g_strdup_printf (_ ("Left the household (%s)"), relation);
  if (event_is (self, "moved_in"))
    /* TRANSLATORS: %s is the relation to the head of the household */
    return g_strdup_printf (_ ("Joined the household (%s)"), relation);
  /* TRANSLATORS: %s is the relation to the head of the household */
  return g_strdup_printf (_ ("Membership changed (%s)"), relation);
}

static char *
dup_class_title (NxTimelineEntry *self)
{
  g_autofree char *label = NULL;

  if (self->record == NULL)
    return g_strdup (_ ("Support class changed"));
  label = nx_record_dup_display (self->record, NX_SUPPORT_CLASS);
  if (event_is (self, "ended"))
    /* TRANSLATORS: %s is a support class */
    return g_strdup_printf (_ ("Support class ended: %s"), label);
  if (event_is (self, "added"))
    /* TRANSLATORS: %s is a support class */
    return g_strdup_printf (_ ("Support class: %s"), label);
  /* TRANSLATORS: %s is a support class */
  return g_strdup_printf (_ ("Support class changed: %s"), label);
}

static char *
dup_edit_title (NxTimelineEntry *self)
{
  const char *what
      = nx_record_kind_get_label (nx_record_get_int (self->event, NX_EVENT_RECORD_KIND));

  if (event_is (self, "added"))
    /* TRANSLATORS: %s is a kind of record, such as "Person" */
    return g_strdup_printf (_ ("%s entered"), what);
  if (event_is (self, "printed"))
    /* TRANSLATORS: %s is a kind of record, such as "Visit" */
    return g_strdup_printf (_ ("%s printed"), what);
  if (event_is (self, "archived"))
    /* TRANSLATORS: %s is a kind of record, such as "Attachment"; it was taken out of the lists */
    return g_strdup_printf (_ ("%s archived"), what);
  if (event_is (self, "restored"))
    /* TRANSLATORS: %s is a kind of record, such as "Attachment"; it is back in the lists */
    return g_strdup_printf (_ ("%s restored"), what);
  if (event_is (self, "exported"))
    /* TRANSLATORS: %s is a kind of record, such as "Attachment" */
    return g_strdup_printf (_ ("%s saved as a copy"), what);
  if (event_is (self, "merged"))
    /* TRANSLATORS: %s is a kind of record, such as "Person", of which there had been two */
    return g_strdup_printf (_ ("%s merged with another record"), what);
  if (event_is (self, "merge_undone"))
    /* TRANSLATORS: %s is a kind of record, such as "Person" */
    return g_strdup_printf (_ ("%s separated again: merge undone"), what);
  if (event_is (self, "undone"))
    /* TRANSLATORS: %s is a kind of record, such as "Case" */
    return g_strdup_printf (_ ("%s as before: change undone"), what);
  /* TRANSLATORS: %s is a kind of record, such as "Person" */
  return g_strdup_printf (_ ("%s changed"), what);
}

char *
nx_timeline_entry_dup_title (NxTimelineEntry *self)
{
  switch (self->kind)
    {
    case NX_TIMELINE_VISIT:
    case NX_TIMELINE_NOT_MET:
    case NX_TIMELINE_PLAN:
      return dup_visit_title (self);
    case NX_TIMELINE_STAGE:
      return dup_stage_title (self);
    case NX_TIMELINE_MEMBER:
      return dup_member_title (self);
    case NX_TIMELINE_CLASS:
      return dup_class_title (self);
    case NX_TIMELINE_COMMENT:
      return nx_record_dup_display (self->record, NX_COMMENT_KIND);
    case NX_TIMELINE_FILE:
      return g_strdup (nx_attachment_is_pdf (self->record) ? _ ("PDF attached")
                                                           : _ ("Photo attached"));
    case NX_TIMELINE_EDIT:
    case NX_TIMELINE_ALL:
      return dup_edit_title (self);
    }
  g_return_val_if_reached (g_strdup (""));
}

static void
append_fact (GString *line, const char *fact)
{
  if (fact != NULL && *fact != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", fact);
}

static void
append_visit_facts (GString *line, NxRecord *visit)
{
  gint64 session = nx_record_get_int (visit, NX_VISIT_SESSION);
  const char *begin = nx_record_get_text (visit, NX_VISIT_START_TIME);
  const char *end = nx_record_get_text (visit, NX_VISIT_END_TIME);
  g_autofree char *number = NULL;
  g_autofree char *time = NULL;

  if (session > 0)
    /* TRANSLATORS: the visit's number within its case, 第 %d 次 */
    number = g_strdup_printf (_ ("No. %d"), (int)session);
  if (begin != NULL && end != NULL)
    time = g_strdup_printf ("%s–%s", begin, end);
  append_fact (line, number);
  append_fact (line, time != NULL ? time : begin);
  append_fact (line, nx_record_get_text (visit, NX_VISIT_PERSONS_SEEN));
}

char *
nx_timeline_entry_dup_facts (NxTimelineEntry *self)
{
  GString *line = g_string_new (NULL);
  g_autofree char *files = NULL;

  if (self->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET | NX_TIMELINE_PLAN))
    append_visit_facts (line, self->record);
  if (self->n_files > 0)
    files = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d attachment", "%d attachments", (gulong)self->n_files),
        self->n_files);
  append_fact (line, files);
  append_fact (line, self->worker_name);
  return g_string_free (line, FALSE);
}

char *
nx_timeline_entry_dup_body (NxTimelineEntry *self)
{
  switch (self->kind)
    {
    case NX_TIMELINE_VISIT:
      return g_strdup (nx_record_peek_text (self->record, NX_VISIT_NARRATIVE));
    case NX_TIMELINE_NOT_MET:
      return g_strdup (nx_record_peek_text (self->record, NX_VISIT_NOT_MET_NOTE));
    case NX_TIMELINE_PLAN:
      return nx_record_dup_display (self->record, NX_VISIT_PURPOSE);
    case NX_TIMELINE_COMMENT:
      return g_strdup (nx_record_peek_text (self->record, NX_COMMENT_TEXT));
    case NX_TIMELINE_FILE:
      return g_strdup (nx_attachment_peek_title (self->record));
    case NX_TIMELINE_CLASS:
      if (event_is (self, "added") && self->record != NULL)
        return g_strdup (nx_record_peek_text (self->record, NX_SUPPORT_EVIDENCE));
      return dup_change_lines (self);
    case NX_TIMELINE_STAGE:
    case NX_TIMELINE_MEMBER:
    case NX_TIMELINE_EDIT:
      return event_is (self, "changed") || event_is (self, "stage") ? dup_change_lines (self)
                                                                    : g_strdup ("");
    case NX_TIMELINE_ALL:
      break;
    }
  return g_strdup ("");
}

NxTimelineEntry *
nx_timeline_entry_new (NxTimelineKind kind, NxDate day, gint64 order)
{
  NxTimelineEntry *self = g_object_new (NX_TYPE_TIMELINE_ENTRY, NULL);

  self->kind = kind;
  self->day = day;
  self->order = order;
  return self;
}

static void
nx_timeline_entry_finalize (GObject *object)
{
  NxTimelineEntry *self = NX_TIMELINE_ENTRY (object);

  g_clear_object (&self->record);
  g_clear_object (&self->event);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_free (self->case_number);
  g_free (self->case_title);
  g_free (self->subject);
  g_free (self->worker_name);
  G_OBJECT_CLASS (nx_timeline_entry_parent_class)->finalize (object);
}

static void
nx_timeline_entry_class_init (NxTimelineEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_timeline_entry_finalize;
}

static void
nx_timeline_entry_init (NxTimelineEntry *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of the find sheet: a heading, or a record in the words that tell it from its namesakes.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-item.h"

#include "nx-day-words.h"
#include "nx-highlight.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NX_SNIPPET_CHARACTERS 40

struct _NxFindItem
{
  GObject parent_instance;

  char *heading;
  NxRecordKind kind;
  gint64 id;
  gint64 case_id;
  guint rank;
  NxFindTexts texts;
};

G_DEFINE_FINAL_TYPE (NxFindItem, nx_find_item, G_TYPE_OBJECT)

/* Words */

/* The parts that are not empty, with a dot between. */
static char *
join_facts (const char *const *parts, guint n_parts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, " · ");
      g_string_append (joined, parts[i]);
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

#define JOIN(...)                                                                                  \
  join_facts ((const char *const[]){ __VA_ARGS__ },                                                \
              G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

static char *
dup_age (NxRecord *person, NxDate today)
{
  int age = nx_person_get_age_on (person, today);

  if (age < 0)
    return NULL;
  /* TRANSLATORS: age of a person in years */
  return g_strdup_printf (ngettext ("%d year old", "%d years old", (gulong)age), age);
}

static char *
dup_due (NxRecord *case_file, NxDate today, gboolean *is_high)
{
  gboolean is_overdue = FALSE;
  g_autofree char *level = nx_record_dup_display (case_file, NX_CASE_RISK);
  /* TRANSLATORS: beside a name; %s is high, medium or low: 高风险. */
  g_autofree char *risk
      = level != NULL && *level != '\0' ? g_strdup_printf (_ ("%s risk"), level) : NULL;
  g_autofree char *due
      = nx_day_words_due (nx_record_get_date (case_file, NX_CASE_NEXT_ON), today, &is_overdue);

  *is_high = is_overdue || g_strcmp0 (nx_record_get_text (case_file, NX_CASE_RISK), "high") == 0;
  return JOIN (risk, due);
}

/* The name of another worker's client and what the case is about never stand together when the case
 * is kept confidential. */
static gboolean
is_withheld (NxRecord *case_file, gint64 actor)
{
  return nx_record_get_int (case_file, NX_CASE_IS_CONFIDENTIAL) != 0
         && nx_record_get_int (case_file, NX_CASE_WORKER) != actor
         && nx_record_get_int (case_file, NX_CASE_SUPERVISOR) != actor;
}

static gboolean
is_own (const NxFindFacts *facts)
{
  NxRecord *case_file
      = nx_record_get_kind (facts->record) == NX_RECORD_CASE ? facts->record : facts->case_file;

  return case_file != NULL && nx_case_is_open (case_file)
         && nx_record_get_int (case_file, NX_CASE_WORKER) == facts->actor;
}

static char *
dup_of_worker (NxRecord *case_file, gint64 actor)
{
  const char *worker = nx_record_get_text (case_file, NX_CASE_WORKER_NAME);

  if (nx_record_get_int (case_file, NX_CASE_WORKER) == actor)
    return g_strdup (_ ("My case"));
  /* TRANSLATORS: who is responsible for a case: 陈立负责 */
  return worker != NULL ? g_strdup_printf (_ ("Responsible: %s"), worker) : NULL;
}

/* Marks */

static GArray *
dup_ranges_of_match (const NxMatch *match)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (NxTextRange));

  g_array_append_vals (ranges, match->ranges, match->n_ranges);
  return ranges;
}

static GArray *
find_in_name (const char *name, const char *typed)
{
  g_autoptr (NxQuery) query = nx_query_parse (typed);
  NxMatch match = { 0 };

  if (name == NULL || !nx_query_match_name (query, name, NULL, &match))
    return NULL;
  return dup_ranges_of_match (&match);
}

static gboolean
is_in_ranges (const NxMatch *match, guint at)
{
  for (guint i = 0; i < match->n_ranges; i++)
    if (at >= match->ranges[i].start && at < match->ranges[i].start + match->ranges[i].length)
      return TRUE;
  return FALSE;
}

/* One syllable a character: the letters that answered, or only the first of each for initials.
 * Names whose syllables cannot be counted off like this stay unmarked. */
static GArray *
mark_pinyin (const char *name, const char *pinyin, const NxMatch *match, const char *typed)
{
  g_auto (GStrv) syllables = g_strsplit (pinyin, " ", -1);
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (NxTextRange));
  guint start = 0;

  if (g_strv_length (syllables) != (guint)g_utf8_strlen (name, -1)
      || (match->why != NX_MATCH_PINYIN && match->why != NX_MATCH_INITIALS
          && match->why != NX_MATCH_SOUND))
    return ranges;
  for (guint i = 0; syllables[i] != NULL; i++)
    {
      guint length = (guint)g_utf8_strlen (syllables[i], -1);
      NxTextRange range = { start, match->why == NX_MATCH_INITIALS ? 1 : length };

      if (is_in_ranges (match, i))
        g_array_append_val (ranges, range);
      start += length + 1;
    }
  /* Found by another reading than the one shown: 万俟 by "wan", shown as "mo qi". */
  if (ranges->len > 0 && match->why != NX_MATCH_SOUND
      && g_utf8_get_char (
             g_utf8_offset_to_pointer (pinyin, g_array_index (ranges, NxTextRange, 0).start))
             != g_unichar_tolower (g_utf8_get_char (typed)))
    g_array_set_size (ranges, 0);
  return ranges;
}

/* Kinds */

static void
describe_person (NxFindItem *self, const NxFindFacts *facts)
{
  NxFindTexts *texts = &self->texts;
  const char *name = nx_record_peek_text (facts->record, NX_PERSON_NAME);
  const char *correction = nx_record_get_text (facts->record, NX_PERSON_PINYIN);
  g_autofree char *sex = nx_record_dup_display (facts->record, NX_PERSON_SEX);
  g_autofree char *age = dup_age (facts->record, facts->today);

  texts->title = g_strdup (name);
  texts->note = correction != NULL ? g_strdup (correction) : nx_pinyin_name (name);
  if (g_strcmp0 (texts->note, name) == 0)
    g_clear_pointer (&texts->note, g_free);
  if (facts->hit != NULL)
    texts->title_ranges = dup_ranges_of_match (&facts->hit->match);
  if (facts->hit != NULL && texts->note != NULL)
    texts->note_ranges = mark_pinyin (name, texts->note, &facts->hit->match, facts->typed);
  texts->facts = JOIN (sex, age, nx_record_get_text (facts->record, NX_PERSON_AREA_NAME),
                       nx_record_get_text (facts->record, NX_PERSON_FULL_ADDRESS));
  if (facts->n_open_cases == 1)
    self->case_id = nx_record_get_id (facts->case_file);
  if (facts->hit != NULL && facts->hit->why == NX_HIT_SOUND)
    {
      texts->badge = g_strdup (nx_hit_why_get_label (NX_HIT_SOUND));
      texts->badge_tone = "info";
    }
  if (is_own (facts))
    {
      if (texts->badge == NULL)
        texts->badge = g_strdup (_ ("My case"));
      texts->badge_tone = texts->badge_tone != NULL ? texts->badge_tone : "accent";
      texts->status = dup_due (facts->case_file, facts->today, &texts->is_status_high);
    }
  else if (facts->has_namesake)
    texts->status = g_strdup (_ ("Same name, another person"));
}

static void
describe_case (NxFindItem *self, const NxFindFacts *facts)
{
  NxFindTexts *texts = &self->texts;
  NxRecord *record = facts->record;
  const char *number = nx_record_get_text (record, NX_CASE_NUMBER);
  g_autofree char *worker = dup_of_worker (record, facts->actor);
  g_autofree char *stage = NULL;

  texts->icon_name = "nx-case-symbolic";
  self->case_id = self->id;
  if (is_withheld (record, facts->actor))
    {
      texts->title = g_strdup (number);
      texts->facts = JOIN (_ ("Confidential"), worker);
      return;
    }
  stage = nx_record_dup_display (record, NX_CASE_STAGE);
  texts->title = g_strdup (nx_record_peek_text (record, NX_CASE_CLIENT_NAME));
  texts->title_ranges = find_in_name (texts->title, facts->typed);
  texts->note = g_strdup (nx_record_get_text (record, NX_CASE_TITLE));
  texts->facts = JOIN (number, stage, worker);
  if (is_own (facts))
    texts->status = dup_due (record, facts->today, &texts->is_status_high);
}

static void
describe_household (NxFindItem *self, const NxFindFacts *facts)
{
  NxFindTexts *texts = &self->texts;
  NxRecord *record = facts->record;
  const char *head = nx_record_get_text (record, NX_HOUSEHOLD_HEAD_NAME);
  gint64 n = nx_record_get_int (record, NX_HOUSEHOLD_N_MEMBERS);
  g_autofree char *address = nx_household_dup_full_address (record);

  texts->icon_name = "nx-household-symbolic";
  texts->title = g_strdup (head != NULL ? head : _ ("Nobody lives here"));
  texts->title_ranges = find_in_name (head, facts->typed);
  /* TRANSLATORS: how many people live in a household */
  texts->note
      = n > 0 ? g_strdup_printf (ngettext ("%d person", "%d people", (gulong)n), (int)n) : NULL;
  texts->facts = JOIN (nx_record_get_text (record, NX_HOUSEHOLD_AREA_NAME), address,
                       nx_record_get_text (record, NX_HOUSEHOLD_NUMBER));
}

static char *
dup_snippet (NxRecord *visit, const char *typed, GArray **ranges)
{
  static const NxVisitField fields[]
      = { NX_VISIT_NARRATIVE, NX_VISIT_PROBLEMS, NX_VISIT_SERVICES, NX_VISIT_NEXT_STEPS };
  const char *chosen = nx_record_get_text (visit, NX_VISIT_NARRATIVE);

  for (guint i = 0; i < G_N_ELEMENTS (fields) && typed != NULL; i++)
    {
      const char *text = nx_record_get_text (visit, fields[i]);
      g_autoptr (GArray) found = nx_highlight_find (text, typed);

      if (found->len > 0)
        {
          chosen = text;
          break;
        }
    }
  return nx_highlight_snippet (chosen, typed, NX_SNIPPET_CHARACTERS, ranges);
}

static void
describe_visit (NxFindItem *self, const NxFindFacts *facts)
{
  NxFindTexts *texts = &self->texts;
  NxRecord *record = facts->record;
  g_autofree char *kind = nx_record_dup_display (record, NX_VISIT_KIND);

  texts->icon_name = "nx-visit-symbolic";
  texts->title = nx_day_words_short (nx_record_get_date (record, NX_VISIT_ON), facts->today);
  self->case_id = nx_record_get_int (record, NX_VISIT_CASE);
  if (facts->case_file != NULL && is_withheld (facts->case_file, facts->actor))
    {
      g_autofree char *worker = dup_of_worker (facts->case_file, facts->actor);

      texts->facts
          = JOIN (nx_record_get_text (record, NX_VISIT_CASE_NUMBER), _ ("Confidential"), worker);
      return;
    }
  texts->note = dup_snippet (record, facts->typed, &texts->note_ranges);
  texts->facts = JOIN (nx_record_get_text (record, NX_VISIT_CLIENT_NAME),
                       nx_record_get_text (record, NX_VISIT_CASE_TITLE), kind);
}

/* Object */

static void
nx_find_item_finalize (GObject *object)
{
  NxFindItem *self = NX_FIND_ITEM (object);

  g_free (self->heading);
  g_free (self->texts.title);
  g_free (self->texts.note);
  g_free (self->texts.facts);
  g_free (self->texts.why);
  g_free (self->texts.status);
  g_free (self->texts.badge);
  g_clear_pointer (&self->texts.title_ranges, g_array_unref);
  g_clear_pointer (&self->texts.note_ranges, g_array_unref);
  G_OBJECT_CLASS (nx_find_item_parent_class)->finalize (object);
}

static void
nx_find_item_class_init (NxFindItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_find_item_finalize;
}

static void
nx_find_item_init (NxFindItem *self)
{
}

NxFindItem *
nx_find_item_new (const NxFindFacts *facts)
{
  NxFindItem *self = g_object_new (NX_TYPE_FIND_ITEM, NULL);

  self->kind = nx_record_get_kind (facts->record);
  self->id = nx_record_get_id (facts->record);
  if (self->kind == NX_RECORD_PERSON)
    describe_person (self, facts);
  else if (self->kind == NX_RECORD_CASE)
    describe_case (self, facts);
  else if (self->kind == NX_RECORD_HOUSEHOLD)
    describe_household (self, facts);
  else if (self->kind == NX_RECORD_VISIT)
    describe_visit (self, facts);
  if (facts->hit != NULL)
    self->rank = 2 * facts->hit->why + (is_own (facts) ? 0 : 1);
  if (facts->hit != NULL)
    self->texts.why = g_strdup (nx_hit_why_get_label (facts->hit->why));
  return self;
}

NxFindItem *
nx_find_item_new_heading (const char *heading)
{
  NxFindItem *self = g_object_new (NX_TYPE_FIND_ITEM, NULL);

  self->heading = g_strdup (heading);
  return self;
}

const char *
nx_find_item_get_heading (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), NULL);
  return self->heading;
}

NxRecordKind
nx_find_item_get_kind (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), NX_RECORD_NONE);
  return self->kind;
}

gint64
nx_find_item_get_id (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), 0);
  return self->id;
}

gint64
nx_find_item_get_case_id (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), 0);
  return self->case_id;
}

NxRecordKind
nx_find_item_get_open_kind (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), NX_RECORD_NONE);
  return self->kind == NX_RECORD_VISIT ? NX_RECORD_CASE : self->kind;
}

gint64
nx_find_item_get_open_id (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), 0);
  return self->kind == NX_RECORD_VISIT ? self->case_id : self->id;
}

guint
nx_find_item_get_rank (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), 0);
  return self->rank;
}

const NxFindTexts *
nx_find_item_get_texts (NxFindItem *self)
{
  g_return_val_if_fail (NX_IS_FIND_ITEM (self), NULL);
  return &self->texts;
}

char *
nx_find_item_dup_label (NxFindItem *self)
{
  const NxFindTexts *texts = NULL;

  g_return_val_if_fail (NX_IS_FIND_ITEM (self), NULL);
  texts = &self->texts;
  if (self->heading != NULL)
    return g_strdup (self->heading);
  return JOIN (texts->title, self->kind == NX_RECORD_PERSON ? NULL : texts->note, texts->badge,
               texts->facts, texts->status, texts->why);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The table of a household's members on any day: its columns and who stands in it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-page-private.h"

#include "nx-day-words.h"
#include "nx-membership.h"
#include "nx-record-column.h"
#include "nx-support.h"

#include <glib/gi18n-lib.h>

static void
show_name (NxCellText *cell, NxRecord *record, gpointer data)
{
  nx_cell_text_set_text (cell, nx_record_peek_text (record, NX_MEMBERSHIP_PERSON_NAME));
}

static void
show_relation (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_MEMBERSHIP_RELATION);

  nx_cell_text_set_text (cell, text);
}

/* "female · 68", at death for the dead. */
static char *
dup_sex_and_age (NxHouseholdPage *self, NxRecord *membership)
{
  g_autofree char *sex = nx_record_dup_display (membership, NX_MEMBERSHIP_PERSON_SEX);
  NxDate died = nx_record_get_date (membership, NX_MEMBERSHIP_PERSON_DIED_ON);
  int age = nx_date_age_on (nx_record_get_date (membership, NX_MEMBERSHIP_PERSON_BIRTH_ON),
                            nx_date_is_set (died) ? died : self->as_of);
  g_autofree char *years = age >= 0 ? g_strdup_printf ("%d", age) : g_strdup ("");
  g_autofree char *text = g_strjoin (*sex != '\0' && *years != '\0' ? " · " : "", sex, years, NULL);

  if (!nx_date_is_set (died))
    return g_steal_pointer (&text);
  /* TRANSLATORS: %s is "female · 68" of somebody who died at that age */
  return g_strdup_printf (_ ("%s, has died"), text);
}

static void
show_sex_and_age (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = dup_sex_and_age (data, record);

  nx_cell_text_set_text (cell, text);
}

static char *
dup_classes (NxHouseholdPage *self, gint64 person)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->facts->supports->len; i++)
    {
      NxRecord *support = g_ptr_array_index (self->facts->supports, i);
      g_autofree char *word = NULL;

      if (nx_record_get_int (support, NX_SUPPORT_PERSON) != person
          || !nx_support_holds_on (support, self->as_of))
        continue;
      word = nx_record_dup_display (support, NX_SUPPORT_CLASS);
      /* TRANSLATORS: between the words of a list in a table cell */
      g_string_append_printf (line, "%s%s", line->len > 0 ? _ (", ") : "", word);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
show_classes (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = dup_classes (data, nx_record_get_int (record, NX_MEMBERSHIP_PERSON));

  nx_cell_text_set_text (cell, text);
  nx_cell_text_set_hint (cell, *text != '\0' ? text : NULL);
}

static void
show_period (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_day_words_period (nx_record_get_date (record, NX_MEMBERSHIP_FROM_ON),
                                               nx_record_get_date (record, NX_MEMBERSHIP_TO_ON));

  nx_cell_text_set_text (cell, text);
}

static void
show_all_else (NxCellText *cell, NxRecord *record, gpointer data)
{
  g_autofree char *who = dup_sex_and_age (data, record);
  g_autofree char *classes = dup_classes (data, nx_record_get_int (record, NX_MEMBERSHIP_PERSON));
  g_autofree char *period = nx_day_words_period (nx_record_get_date (record, NX_MEMBERSHIP_FROM_ON),
                                                 nx_record_get_date (record, NX_MEMBERSHIP_TO_ON));
  const char *parts[] = { who, classes, period };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  nx_cell_text_set_text (cell, line->str);
}

/* The last one is the only one in a narrow window. */
static const NxColumnSpec member_columns[] = {
  { NULL, N_ ("Name"), show_name, .css_class = "heading" },
  { NULL, N_ ("Relation to head"), show_relation },
  /* TRANSLATORS: column of a table: 性别年龄 */
  { NULL, N_ ("Sex and age"), show_sex_and_age },
  { NULL, N_ ("Support classes"), show_classes, .expands = TRUE },
  /* TRANSLATORS: column of a table: since when a member lives in the household, 在户 */
  { NULL, N_ ("Lives here"), show_period, .css_class = "nx-dim" },
  { NULL, N_ ("Members"), show_name, show_relation, show_all_else, "heading", .expands = TRUE },
};

#define N_WIDE_COLUMNS (G_N_ELEMENTS (member_columns) - 1)

void
nx_household_page_show_members (NxHouseholdPage *self)
{
  gboolean with_former = gtk_switch_get_active (self->former_switch);
  g_autofree char *count = NULL;
  guint n = 0;

  g_list_store_remove_all (self->members);
  for (guint i = 0; i < self->facts->memberships->len; i++)
    {
      NxRecord *membership = g_ptr_array_index (self->facts->memberships, i);
      gboolean holds = nx_membership_holds_on (membership, self->as_of);

      n += holds;
      if (holds || with_former)
        g_list_store_append (self->members, membership);
    }
  count = g_strdup_printf ("%u", n);
  gtk_label_set_text (self->members_count, count);
}

/* A narrow window shows one column with all in it. */
void
nx_household_page_set_members_narrow (NxHouseholdPage *self, gboolean is_narrow)
{
  nx_record_column_set_narrow (self->members_view, N_WIDE_COLUMNS, is_narrow);
}

void
nx_household_page_add_members_view (NxHouseholdPage *self)
{
  GtkNoSelection *selection = NULL;

  self->members = g_list_store_new (NX_TYPE_RECORD);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->members)));
  for (guint i = 0; i < G_N_ELEMENTS (member_columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = nx_record_column_new (&member_columns[i], self);

      gtk_column_view_append_column (self->members_view, column);
    }
  gtk_column_view_set_model (self->members_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows what was read of a household: head, classes, open cases and dwelling. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-page-private.h"

#include "nx-case.h"
#include "nx-household.h"
#include "nx-record-rows.h"
#include "nx-support.h"

#include <glib/gi18n-lib.h>

static void
show_tags (NxHouseholdPage *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    gtk_box_remove (self->tags, child);
  for (guint i = 0; i < self->facts->supports->len; i++)
    {
      NxRecord *support = g_ptr_array_index (self->facts->supports, i);
      g_autofree char *word = nx_record_dup_display (support, NX_SUPPORT_CLASS);

      if (nx_support_holds_on (support, self->as_of)
          && g_hash_table_add (seen, (gpointer)nx_record_peek_text (support, NX_SUPPORT_CLASS)))
        {
          GtkWidget *tag = nx_badge_new ("plain", NULL, word);

          nx_badge_fit_words (NX_BADGE (tag));
          gtk_box_append (self->tags, tag);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags), g_hash_table_size (seen) > 0);
}

static void
show_place (NxHouseholdPage *self)
{
  NxRecord *household = self->facts->household;
  g_autofree char *address = nx_household_dup_full_address (household);
  const char *parts[] = { nx_record_peek_text (household, NX_HOUSEHOLD_NUMBER),
                          nx_record_peek_text (household, NX_HOUSEHOLD_AREA_NAME), address,
                          nx_record_peek_text (household, NX_HOUSEHOLD_GRID),
                          nx_record_peek_text (household, NX_HOUSEHOLD_WORKER_NAME) };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  gtk_label_set_text (self->place_label, line->str);
}

/* The highest level of the open cases: they come in that order. */
static void
show_risk (NxHouseholdPage *self)
{
  NxRecord *first = self->facts->cases->len > 0 ? g_ptr_array_index (self->facts->cases, 0) : NULL;

  nx_badge_set_risk (self->risk_badge,
                     first != NULL ? nx_record_get_text (first, NX_CASE_RISK) : NULL, FALSE);
}

/* With one open case the button records its visit, with several it asks which. */
static void
show_visit_button (NxHouseholdPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GPtrArray *cases = self->facts->cases;

  gtk_widget_set_visible (GTK_WIDGET (self->visit_button), cases->len == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->visit_menu_button), cases->len > 1);
  for (guint i = 0; i < cases->len; i++)
    {
      NxRecord *case_file = g_ptr_array_index (cases, i);
      const char *name = nx_record_peek_text (case_file, NX_CASE_CLIENT_NAME);
      g_autofree char *label = g_strjoin (*name != '\0' ? " · " : "", name,
                                          nx_record_peek_text (case_file, NX_CASE_TITLE), NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.record-visit", "x",
                                         nx_record_get_id (case_file));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->visit_menu_button, G_MENU_MODEL (menu));
  if (cases->len == 1)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->visit_button), "x",
                                      nx_record_get_id (g_ptr_array_index (cases, 0)));
}

static void
show_head (NxHouseholdPage *self)
{
  const char *name = nx_record_get_text (self->facts->household, NX_HOUSEHOLD_HEAD_NAME);

  /* The page's title is on the page, never in the window's. */
  gtk_label_set_text (self->name_label, name != NULL ? name : _ ("Nobody lives here"));
  show_place (self);
  show_risk (self);
  show_visit_button (self);
}

static void
show_cases (NxHouseholdPage *self)
{
  nx_record_rows_clear (self->case_list);
  for (guint i = 0; i < self->facts->cases->len; i++)
    gtk_list_box_append (
        self->case_list,
        nx_record_rows_case (g_ptr_array_index (self->facts->cases, i), self->today));
  gtk_widget_set_visible (GTK_WIDGET (self->case_list), self->facts->cases->len > 0);
  gtk_widget_set_visible (self->no_cases_label, self->facts->cases->len == 0);
}

static void
append_supports (NxHouseholdPage *self, gboolean holds)
{
  for (guint i = 0; i < self->facts->supports->len; i++)
    {
      NxRecord *support = g_ptr_array_index (self->facts->supports, i);

      if (nx_support_holds_on (support, self->as_of) == holds)
        gtk_list_box_append (self->support_list,
                             nx_record_rows_support (support, self->as_of, TRUE));
    }
}

/* Those held on the day first, ended ones dim below. */
static void
show_supports (NxHouseholdPage *self)
{
  nx_record_rows_clear (self->support_list);
  append_supports (self, TRUE);
  append_supports (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->support_list), self->facts->supports->len > 0);
  gtk_widget_set_visible (self->no_supports_label, self->facts->supports->len == 0);
}

/* What depends on the day asked for. */
void
nx_household_page_show_day (NxHouseholdPage *self)
{
  gboolean is_today = nx_date_compare (self->as_of, self->today) == 0;
  g_autofree char *day = nx_date_to_iso (self->as_of);
  /* TRANSLATORS: %s is a day; the page shows the household as it was then: 截至 2024-09-01 */
  g_autofree char *text = g_strdup_printf (_ ("As of %s"), day);

  nx_chip_set_text (self->as_of_chip, text);
  gtk_widget_set_visible (GTK_WIDGET (self->as_of_chip), !is_today);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->as_of_chip), !is_today);
  if (self->facts == NULL)
    return;
  nx_household_page_show_members (self);
  show_tags (self);
  show_supports (self);
}

void
nx_household_page_show_all (NxHouseholdPage *self)
{
  show_head (self);
  nx_household_page_show_day (self);
  show_cases (self);
  nx_facts_box_set_record (self->facts_box, self->facts->household, FALSE);
  gtk_stack_set_visible_child_name (self->faces, "content");
  nx_page_focus_content (NX_PAGE (self));
}

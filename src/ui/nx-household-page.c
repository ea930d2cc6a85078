/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One household: who lives here on any day, its classes, open cases, dwelling and timeline. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-page.h"

#include "nx-badge.h"
#include "nx-case.h"
#include "nx-change-set.h"
#include "nx-chip.h"
#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-day-words.h"
#include "nx-facts-box.h"
#include "nx-household-facts.h"
#include "nx-household.h"
#include "nx-membership.h"
#include "nx-record-column.h"
#include "nx-record-forms.h"
#include "nx-record-rows.h"
#include "nx-support.h"
#include "nx-timeline-view.h"
#include "nx-width-bin.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define MEMBERS_MAX_HEIGHT 300 /* px in a wide window; the timeline takes the rest */

struct _NxHouseholdPage
{
  NxPage parent_instance;

  gint64 household_id;

  NxWidthBin *width_bin;
  GtkStack *faces;
  AdwStatusPage *failed_page;
  GtkBox *head;
  GtkLabel *name_label;
  NxBadge *risk_badge;
  GtkBox *tags;
  GtkLabel *place_label;
  GtkButton *visit_button;
  GtkMenuButton *visit_menu_button;
  GtkWidget *part_switch;
  GtkToggleButton *facts_toggle;
  GtkScrolledWindow *outer;
  GtkBox *columns;
  GtkWidget *left;
  GtkWidget *members_part;
  GtkLabel *members_count;
  NxDateField *as_of_field;
  NxChip *as_of_chip;
  GtkSwitch *former_switch;
  GtkScrolledWindow *members_scrolled;
  GtkColumnView *members_view;
  GtkWidget *timeline_part;
  AdwBin *timeline_bin;
  GtkScrolledWindow *right;
  GtkWidget *no_cases_label;
  GtkListBox *case_list;
  GtkWidget *no_supports_label;
  GtkListBox *support_list;
  NxFactsBox *facts_box;

  NxHouseholdFacts *facts; /* NULL before the first answer */
  GListStore *members;     /* memberships that show */
  GCancellable *cancellable;
  NxDate today;
  NxDate as_of; /* today unless another day was asked for */
  guint is_loading : 1;
  guint is_stale : 1; /* something changed while loading */
};

G_DEFINE_FINAL_TYPE (NxHouseholdPage, nx_household_page, NX_TYPE_PAGE)

typedef enum
{
  PROP_HOUSEHOLD_ID = 1,
} NxHouseholdPageProps;

static GParamSpec *props[PROP_HOUSEHOLD_ID + 1];

static void load (NxHouseholdPage *self);

/* Members */

static void
show_name (GtkLabel *label, NxRecord *record, gpointer data)
{
  gtk_label_set_text (label, nx_record_peek_text (record, NX_MEMBERSHIP_PERSON_NAME));
}

static void
show_relation (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_record_dup_display (record, NX_MEMBERSHIP_RELATION);

  gtk_label_set_text (label, text);
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
show_sex_and_age (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = dup_sex_and_age (data, record);

  gtk_label_set_text (label, text);
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
show_classes (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = dup_classes (data, nx_record_get_int (record, NX_MEMBERSHIP_PERSON));

  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *text != '\0' ? text : NULL);
}

static void
show_period (GtkLabel *label, NxRecord *record, gpointer data)
{
  g_autofree char *text = nx_day_words_period (nx_record_get_date (record, NX_MEMBERSHIP_FROM_ON),
                                               nx_record_get_date (record, NX_MEMBERSHIP_TO_ON));

  gtk_label_set_text (label, text);
}

static void
show_all_else (GtkLabel *label, NxRecord *record, gpointer data)
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
  gtk_label_set_text (label, line->str);
}

/* The last one is the only one in a narrow window. */
static const NxColumnSpec columns[] = {
  { N_ ("Name"), show_name, .css_class = "heading" },
  { N_ ("Relation to head"), show_relation },
  /* TRANSLATORS: column of a table: 性别年龄 */
  { N_ ("Sex and age"), show_sex_and_age },
  { N_ ("Support classes"), show_classes, .expands = TRUE },
  /* TRANSLATORS: column of a table: since when a member lives in the household, 在户 */
  { N_ ("Lives here"), show_period, .css_class = "nx-dim" },
  { N_ ("Members"), show_name, show_relation, show_all_else, "heading", .expands = TRUE },
};

#define N_WIDE_COLUMNS (G_N_ELEMENTS (columns) - 1)

static void
show_members (NxHouseholdPage *self)
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

/* Head */

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
        gtk_box_append (self->tags, nx_badge_new ("plain", NULL, word));
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

/* Cards */

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
static void
show_day (NxHouseholdPage *self)
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
  show_members (self);
  show_tags (self);
  show_supports (self);
}

static void
show_all (NxHouseholdPage *self)
{
  show_head (self);
  show_day (self);
  show_cases (self);
  nx_facts_box_set_record (self->facts_box, self->facts->household, FALSE);
  gtk_stack_set_visible_child_name (self->faces, "content");
}

/* Loading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_household_facts_load (db, *(const gint64 *)data, error);
}

static void
show_failure (NxHouseholdPage *self, const GError *error)
{
  nx_page_report (NX_PAGE (self), error);
  if (self->facts == NULL)
    gtk_stack_set_visible_child_name (self->faces, "failed");
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxHouseholdFacts) facts = nx_store_read_finish (NX_STORE (source), result, &error);
  NxHouseholdPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_loading = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  if (error != NULL)
    show_failure (self, error);
  else
    {
      nx_household_facts_free (self->facts);
      self->facts = g_steal_pointer (&facts);
      show_all (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (NxHouseholdPage *self)
{
  NxStore *store = nx_page_get_store (NX_PAGE (self));
  gint64 *id = g_new (gint64, 1);

  *id = self->household_id;
  self->is_loading = TRUE;
  self->is_stale = FALSE;
  self->today = nx_day_words_today (store);
  if (!nx_date_is_set (nx_date_field_get_date (self->as_of_field)))
    self->as_of = self->today;
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (store, "household-page", load_in_worker, id, g_free,
                       (GDestroyNotify)nx_household_facts_free, self->cancellable, load_cb, self);
}

/* A member's name, a class or a case may be somebody else's: only the job can tell, and it is
 * quick.
 */
static gboolean
concerns (NxHouseholdPage *self, NxChangeSet *changes)
{
  return nx_change_set_is_everything (changes)
         || nx_change_set_lookup (changes, NX_RECORD_HOUSEHOLD, self->household_id, NULL)
         || nx_change_set_touches (changes, NX_RECORD_PERSON)
         || nx_change_set_touches (changes, NX_RECORD_MEMBERSHIP)
         || nx_change_set_touches (changes, NX_RECORD_SUPPORT)
         || nx_change_set_touches (changes, NX_RECORD_CASE)
         || nx_change_set_touches (changes, NX_RECORD_VISIT)
         || nx_change_set_touches (changes, NX_RECORD_WORKER)
         || nx_change_set_touches (changes, NX_RECORD_AREA);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxHouseholdPage *self)
{
  if (!concerns (self, changes))
    return;
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self);
}

/* Layout: a wide window shows members and timeline side by side with the cards and lets timeline
 * and cards scroll by themselves; else one part shows at a time and scrolls as a whole. */
static void
arrange (NxHouseholdPage *self)
{
  gboolean is_medium = nx_width_bin_is_medium (self->width_bin);
  gboolean is_narrow = nx_width_bin_is_narrow (self->width_bin);
  gboolean shows_facts = !is_medium || gtk_toggle_button_get_active (self->facts_toggle);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), is_medium
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), is_narrow
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->part_switch, is_medium);
  gtk_widget_set_visible (self->members_part, shows_facts);
  gtk_widget_set_visible (GTK_WIDGET (self->right), shows_facts);
  gtk_widget_set_visible (self->timeline_part, !is_medium || !shows_facts);
  gtk_widget_set_size_request (GTK_WIDGET (self->right), is_medium ? -1 : 316, -1);
  gtk_scrolled_window_set_policy (self->outer, GTK_POLICY_AUTOMATIC,
                                  is_medium && shows_facts ? GTK_POLICY_AUTOMATIC
                                                           : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_policy (self->right, GTK_POLICY_NEVER,
                                  is_medium ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_policy (self->members_scrolled, GTK_POLICY_AUTOMATIC,
                                  is_medium ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->members_scrolled,
                                              is_medium ? -1 : MEMBERS_MAX_HEIGHT);
  nx_record_column_set_narrow (self->members_view, N_WIDE_COLUMNS, is_narrow);
}

/* Callbacks */

static void
on_width_cb (NxHouseholdPage *self)
{
  arrange (self);
}

static void
on_as_of_cb (NxHouseholdPage *self)
{
  NxDate day = nx_date_field_get_date (self->as_of_field);

  self->as_of = nx_date_is_set (day) ? day : self->today;
  show_day (self);
}

static void
on_as_of_chip_clicked_cb (NxHouseholdPage *self)
{
  nx_date_field_set_date (self->as_of_field, NX_DATE_NONE);
}

static void
on_former_cb (NxHouseholdPage *self)
{
  if (self->facts != NULL)
    show_members (self);
}

static void
on_member_activate_cb (NxHouseholdPage *self, guint position)
{
  g_autoptr (NxRecord) membership = g_list_model_get_item (G_LIST_MODEL (self->members), position);

  if (membership != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "x",
                                nx_record_get_int (membership, NX_MEMBERSHIP_PERSON));
}

static void
on_again_cb (NxHouseholdPage *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  if (!self->is_loading)
    load (self);
}

/* Actions */

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_edit (widget, self->facts->household, TRUE);
}

static void
add_member_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_add_member (widget, self->household_id);
}

static void
add_support_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_add_support (widget, self->household_id, 0);
}

static void
new_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.new-case", "x",
                              NX_HOUSEHOLD_PAGE (widget)->household_id);
}

/* Object */

static void
nx_household_page_shown (NxPage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (NX_HOUSEHOLD_PAGE (page)->faces), GTK_DIR_TAB_FORWARD);
}

static void
add_members_view (NxHouseholdPage *self)
{
  GtkNoSelection *selection = NULL;

  self->members = g_list_store_new (NX_TYPE_RECORD);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->members)));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = nx_record_column_new (&columns[i], self);

      gtk_column_view_append_column (self->members_view, column);
    }
  gtk_column_view_set_model (self->members_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
add_timeline (NxHouseholdPage *self)
{
  GtkWidget *timeline = nx_timeline_view_new (nx_page_get_store (NX_PAGE (self)));

  g_object_bind_property (self->width_bin, "narrow", timeline, "narrow", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (self->timeline_bin, timeline);
  nx_timeline_view_set_household (NX_TIMELINE_VIEW (timeline), self->household_id);
}

static void
nx_household_page_constructed (GObject *object)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  G_OBJECT_CLASS (nx_household_page_parent_class)->constructed (object);
  g_signal_connect_object (nx_page_get_store (NX_PAGE (self)), "changed",
                           G_CALLBACK (on_store_changed_cb), self, 0);
  arrange (self);
  add_timeline (self);
  load (self);
}

static void
nx_household_page_dispose (GObject *object)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->members_view != NULL)
    gtk_column_view_set_model (self->members_view, NULL);
  g_clear_object (&self->members);
  G_OBJECT_CLASS (nx_household_page_parent_class)->dispose (object);
}

static void
nx_household_page_finalize (GObject *object)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  g_clear_object (&self->cancellable);
  nx_household_facts_free (self->facts);
  G_OBJECT_CLASS (nx_household_page_parent_class)->finalize (object);
}

static void
nx_household_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  switch ((NxHouseholdPageProps)prop_id)
    {
    case PROP_HOUSEHOLD_ID:
      self->household_id = g_value_get_int64 (value);
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-household-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, as_of_chip);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, as_of_field);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, case_list);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, columns);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, facts_box);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, facts_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, former_switch);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, head);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, left);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_count);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_part);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_scrolled);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_view);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, no_cases_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, no_supports_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, outer);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, part_switch);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, right);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, risk_badge);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, support_list);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, tags);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, timeline_bin);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, timeline_part);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, visit_button);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, visit_menu_button);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, width_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_as_of_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_as_of_chip_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_former_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_member_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_cb);
}

static void
nx_household_page_class_init (NxHouseholdPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nx_household_page_constructed;
  object_class->dispose = nx_household_page_dispose;
  object_class->finalize = nx_household_page_finalize;
  object_class->set_property = nx_household_page_set_property;
  NX_PAGE_CLASS (klass)->shown = nx_household_page_shown;

  props[PROP_HOUSEHOLD_ID]
      = g_param_spec_int64 ("household-id", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "household.add-member", NULL,
                                   add_member_action_cb);
  gtk_widget_class_install_action (widget_class, "household.add-support", NULL,
                                   add_support_action_cb);
  gtk_widget_class_install_action (widget_class, "household.edit", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "household.new-case", NULL, new_case_action_cb);
  g_type_ensure (NX_TYPE_BADGE);
  g_type_ensure (NX_TYPE_CHIP);
  g_type_ensure (NX_TYPE_DATE_FIELD);
  g_type_ensure (NX_TYPE_FACTS_BOX);
  g_type_ensure (NX_TYPE_WIDTH_BIN);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
}

static void
nx_household_page_init (NxHouseholdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  add_members_view (self);
}

NxPage *
nx_household_page_new (NxStore *store, gint64 household_id)
{
  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  return g_object_new (NX_TYPE_HOUSEHOLD_PAGE, "store", store, "household-id", household_id, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the lists of households, people, cases and visits: rows, and what narrows them. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-area-choice.h"
#include "nx-case-list-page.h"
#include "nx-household-list-page.h"
#include "nx-list-chips.h"
#include "nx-list-faces.h"
#include "nx-office.h"
#include "nx-person-list-page.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-visit-list-page.h"

#define OTHER_COMMUNITY "210102002006"

static GtkWidget *
get_child (NxPage *page, const char *name)
{
  GObject *child
      = gtk_widget_get_template_child (GTK_WIDGET (page), NX_TYPE_RECORD_LIST_PAGE, name);

  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

static const char *
get_face (NxPage *page)
{
  return nx_list_faces_get_face (NX_LIST_FACES (get_child (page, "faces")));
}

static guint
count_rows (NxPage *page)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (get_child (page, "view")));

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static void
save (NxDatabase *db, NxEdit *take, gint64 *id)
{
  g_autoptr (NxEdit) edit = take;
  g_autoptr (GError) error = NULL;

  *id = nx_records_save (db, edit, &error);
  g_assert_no_error (error);
}

/* A second household, in another community, of a man who lives alone. */
static gpointer
add_neighbour_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxEdit *household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  NxEdit *person = nx_edit_new (NX_RECORD_PERSON, NULL);
  NxEdit *member = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  NxEdit *support = nx_edit_new (NX_RECORD_SUPPORT, NULL);
  gint64 home = 0;
  gint64 man = 0;
  gint64 other = 0;

  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, nx_office_find_area (db, OTHER_COMMUNITY, NULL));
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "光荣街7号");
  save (db, household, &home);
  nx_edit_set_text (person, NX_PERSON_NAME, "曹铁军");
  nx_edit_set_text (person, NX_PERSON_SEX, "1");
  save (db, person, &man);
  nx_edit_set_int (member, NX_MEMBERSHIP_HOUSEHOLD, home);
  nx_edit_set_int (member, NX_MEMBERSHIP_PERSON, man);
  nx_edit_set_text (member, NX_MEMBERSHIP_RELATION, "02");
  nx_edit_set_text (member, NX_MEMBERSHIP_FROM_ON, "2001");
  save (db, member, &other);
  nx_edit_set_int (support, NX_SUPPORT_PERSON, man);
  nx_edit_set_text (support, NX_SUPPORT_CLASS, "alone");
  nx_edit_set_text (support, NX_SUPPORT_FROM_ON, "2024-01-01");
  nx_edit_set_text (support, NX_SUPPORT_EVIDENCE, "入户核实");
  save (db, support, &other);
  return NULL;
}

static NxPage *
open_list (CaseworkFixture *self, NxPage *(*create) (NxStore *))
{
  g_autoptr (GError) error = NULL;
  NxPage *page = NULL;

  nx_store_write (self->store, add_neighbour_job, NULL, NULL, &error);
  g_assert_no_error (error);
  page = create (self->store);
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (g_strcmp0 (get_face (page), "rows") == 0);
  nx_test_check_names (GTK_WIDGET (page));
  return page;
}

/* Enter opens the first record at once: the focus is on its row, not on the list or its head. */
static void
test_focus (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_list (self, nx_household_list_page_new);
  GtkWidget *rows = gtk_widget_get_last_child (get_child (page, "view"));

  nx_test_wait (gtk_window_get_focus (self->window) != NULL
                && gtk_widget_get_parent (gtk_window_get_focus (self->window)) == rows);
}

static void
choose (NxPage *page, const char *drop_down, guint position)
{
  GtkWidget *widget = get_child (page, drop_down);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (nx_test_find_type (widget, GTK_TYPE_DROP_DOWN)),
                              position);
}

static void
test_people (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_list (self, nx_person_list_page_new);
  GtkWidget *classes = get_child (page, "support_drop_down");
  GListModel *labels = gtk_drop_down_get_model (GTK_DROP_DOWN (classes));
  guint alone = 0;

  nx_test_wait (count_rows (page) == 2 && nx_test_shows (GTK_WIDGET (page), "曹铁军"));
  /* Numbers are masked in every list. */
  g_assert_false (nx_test_shows (GTK_WIDGET (page), "13800005678"));
  while (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (labels), alone),
                       "Elder living alone"))
    alone++;
  choose (page, "support_drop_down", alone);
  nx_test_wait (count_rows (page) == 1 && !nx_test_shows (GTK_WIDGET (page), "王桂英"));
  gtk_widget_activate_action (GTK_WIDGET (page), "list.clear-filter", NULL);
  nx_test_wait (count_rows (page) == 2);
}

static void
test_areas (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_list (self, nx_household_list_page_new);
  GtkWidget *areas = get_child (page, "area_choice");

  nx_test_wait (gtk_widget_get_visible (areas) && count_rows (page) == 2);
  g_assert_cmpint (nx_area_choice_get_id (NX_AREA_CHOICE (areas)), ==, 0);
  choose (page, "area_choice", 2);
  nx_test_wait (count_rows (page) == 1 && nx_test_shows (GTK_WIDGET (page), "曹铁军"));
  /* The choice outlives what comes and goes elsewhere. */
  nx_page_shown (page);
  nx_test_settle ();
  nx_test_wait (count_rows (page) == 1 && nx_area_choice_get_id (NX_AREA_CHOICE (areas)) != 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "list.clear-filter", NULL);
  nx_test_wait (count_rows (page) == 2);
}

static GtkWidget *
get_chip (NxPage *page, guint nth)
{
  GtkWidget *chip = gtk_widget_get_first_child (get_child (page, "chips"));

  while (nth-- > 0)
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}

/* As a list, whatever was shown last. */
static NxPage *
open_visits (NxStore *store)
{
  NxPage *page = nx_visit_list_page_new (store);

  g_object_set (page, "view", "list", NULL);
  return page;
}

static void
test_visits (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_list (self, open_visits);
  guint n_all = count_rows (page);

  g_assert_cmpuint (n_all, >, 0);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王桂英"));
  /* Planned, then done: the second takes the first one's place. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (page, 1)), TRUE);
  nx_test_wait (g_strcmp0 (get_face (page), "no-match") == 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (page, 2)), TRUE);
  nx_test_wait (g_strcmp0 (get_face (page), "rows") == 0 && count_rows (page) == n_all);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_chip (page, 1))));
  /* The state and the period hold together. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (page, 4)), TRUE);
  nx_test_wait (g_strcmp0 (get_face (page), "no-match") == 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "list.clear-filter", NULL);
  nx_test_wait (g_strcmp0 (get_face (page), "rows") == 0);
  g_assert_false (nx_list_chips_is_any (NX_LIST_CHIPS (get_child (page, "chips"))));
}

/* The worker in charge is me; nobody else's cases then. */
static void
test_mine (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_list (self, nx_case_list_page_new);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (page, 0)), TRUE);
  nx_test_wait (count_rows (page) == 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (page, 0)), FALSE);
  nx_store_set_actor (self->store, self->ids.supervisor);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (page, 0)), TRUE);
  nx_test_wait (g_strcmp0 (get_face (page), "no-match") == 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/record-lists/focus", test_focus);
  ADD ("/ui/record-lists/people", test_people);
  ADD ("/ui/record-lists/areas", test_areas);
  ADD ("/ui/record-lists/visits", test_visits);
  ADD ("/ui/record-lists/mine", test_mine);
  return g_test_run ();
}

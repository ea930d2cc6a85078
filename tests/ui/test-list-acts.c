/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what can be done in a list: orders by heads and menu, selecting many, one act for all,
 * letters, and a position that stays true while others write. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-bulk-bar.h"
#include "nx-bulk-popover.h"
#include "nx-bulk-save.h"
#include "nx-case-list-page.h"
#include "nx-letter-button.h"
#include "nx-list-faces.h"
#include "nx-list-chips.h"
#include "nx-list-selection.h"
#include "nx-missing-page.h"
#include "nx-person-list-page.h"
#include "nx-record-form.h"
#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-settings.h"

#define N_PEOPLE 40

static GtkWidget *
get_child (NxPage *page, const char *name)
{
  GObject *child
      = gtk_widget_get_template_child (GTK_WIDGET (page), NX_TYPE_RECORD_LIST_PAGE, name);

  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

static GtkSelectionModel *
get_model (NxPage *page)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (get_child (page, "view")));
}

static guint
count_rows (NxPage *page)
{
  return get_model (page) != NULL ? g_list_model_get_n_items (G_LIST_MODEL (get_model (page))) : 0;
}

static const char *
get_name (NxPage *page, guint position)
{
  g_autoptr (NxLazyItem) item
      = count_rows (page) > 0 ? g_list_model_get_item (G_LIST_MODEL (get_model (page)), position)
                              : NULL;
  NxRecord *record = item != NULL ? nx_lazy_item_get_record (item) : NULL;

  return record != NULL ? nx_record_get_text (record, NX_PERSON_NAME) : NULL;
}

static void
add_person (NxDatabase *db, const char *name, const char *birth)
{
  g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (GError) error = NULL;

  nx_edit_set_text (person, NX_PERSON_NAME, name);
  nx_edit_set_text (person, NX_PERSON_SEX, "2");
  nx_edit_set_text (person, NX_PERSON_BIRTH_ON, birth);
  nx_records_save (db, person, &error);
  g_assert_no_error (error);
}

static gpointer
add_people_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "丁一", "曹铁军", "魏小红", "单晓明" };

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *birth = g_strdup_printf ("%u-01-01", 1930 + i);

      add_person (db, names[i % G_N_ELEMENTS (names)], birth);
    }
  return NULL;
}

static gpointer
add_first_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  add_person (db, "卜一", "1990-01-01");
  return NULL;
}

static void
write_job (CaseworkFixture *self, NxStoreJob job)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (self->store, job, NULL, NULL, &error);
  g_assert_no_error (error);
}

static NxPage *
open_people (CaseworkFixture *self)
{
  NxPage *page = NULL;

  write_job (self, add_people_job);
  page = nx_person_list_page_new (self->store);
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (count_rows (page) > N_PEOPLE && get_name (page, 0) != NULL);
  nx_test_check_names (GTK_WIDGET (page));
  return page;
}

static void
forget_orders (void)
{
  g_autoptr (GSettings) settings = nx_settings_new ();

  g_settings_reset (settings, "list-orders");
}

static GtkColumnViewColumn *
get_column (NxPage *page, guint nth)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (get_child (page, "view")));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, nth);

  return column;
}

/* As a click on the head of a column does. */
static void
sort_by (NxPage *page, guint nth, GtkSortType direction)
{
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (get_child (page, "view")),
                                  get_column (page, nth), direction);
}

static void
test_heads (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_people (self);
  GtkDropDown *menu = GTK_DROP_DOWN (get_child (page, "order_drop_down"));

  nx_test_wait (g_strcmp0 (get_name (page, 0), "曹铁军") == 0);
  /* Age: the oldest first, as the menu has it; a second click turns it round. */
  sort_by (page, 2, GTK_SORT_ASCENDING);
  nx_test_wait (g_strcmp0 (get_name (page, 0), "丁一") == 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (menu), ==, 2);
  sort_by (page, 2, GTK_SORT_ASCENDING);
  nx_test_wait (g_strcmp0 (get_name (page, 0), "单晓明") == 0);
  casework_close (self);
  /* Another page of the same list has it so. */
  page = nx_person_list_page_new (self->store);
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (g_strcmp0 (get_name (page, 0), "单晓明") == 0);
  menu = GTK_DROP_DOWN (get_child (page, "order_drop_down"));
  g_assert_cmpuint (gtk_drop_down_get_selected (menu), ==, 2);
  /* By the menu: strokes, then round. */
  gtk_drop_down_set_selected (menu, 1);
  nx_test_wait (g_strcmp0 (get_name (page, 0), "丁一") == 0);
  g_signal_emit_by_name (get_child (page, "turn_button"), "clicked");
  nx_test_wait (g_strcmp0 (get_name (page, 0), "魏小红") == 0);
  forget_orders ();
}

static void
test_position (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_people (self);
  NxListSelection *selection = NX_LIST_SELECTION (get_model (page));
  gint64 id = 0;

  gtk_selection_model_select_item (get_model (page), 3, TRUE);
  id = nx_list_selection_get_only (selection);
  g_assert_cmpint (id, !=, 0);
  nx_test_wait (g_strcmp0 (nx_page_get_subtitle (page), "4 of 41 people") == 0);
  /* Somebody comes before the one who is selected. */
  write_job (self, add_first_job);
  nx_test_wait (g_strcmp0 (nx_page_get_subtitle (page), "5 of 42 people") == 0);
  g_assert_cmpint (nx_list_selection_get_only (selection), ==, id);
  g_assert_true (gtk_selection_model_is_selected (get_model (page), 4));
  g_assert_false (gtk_selection_model_is_selected (get_model (page), 3));
}

static void
test_many (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_people (self);
  GtkWidget *bar = get_child (page, "bulk_bar");
  NxListSelection *selection = NX_LIST_SELECTION (get_model (page));
  g_autoptr (GtkBitset) some = gtk_bitset_new_range (2, 3);
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, 10);

  gtk_selection_model_select_item (get_model (page), 0, TRUE);
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_selection_model_select_range (get_model (page), 1, 4, FALSE);
  g_assert_true (gtk_widget_get_visible (bar));
  nx_test_wait (nx_test_shows (bar, "5 selected"));
  gtk_selection_model_set_selection (get_model (page), some, mask);
  g_assert_cmpuint (nx_list_selection_get_n (selection), ==, 3);
  /* Ctrl+A takes all, also those the view has no rows for. */
  gtk_widget_activate_action (gtk_widget_get_last_child (get_child (page, "view")),
                              "list.select-all", NULL);
  nx_test_wait (nx_test_shows (bar, "41 selected"));
  /* What the filter leaves is selected no more. */
  gtk_editable_set_text (GTK_EDITABLE (get_child (page, "filter_entry")), "丁一");
  nx_test_wait (count_rows (page) == N_PEOPLE / 4);
  nx_test_wait (nx_test_shows (bar, "10 selected"));
  gtk_selection_model_unselect_all (get_model (page));
  g_assert_false (gtk_widget_get_visible (bar));
}

static void
test_letters (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = open_people (self);
  GtkWidget *button = get_child (page, "letter_button");

  g_assert_true (gtk_widget_get_visible (button));
  gtk_widget_activate_action (GTK_WIDGET (page), "list.letters", NULL);
  {
    GtkWidget *grid = nx_test_find_type (button, GTK_TYPE_GRID);
    GtkWidget *w = gtk_grid_get_child_at (GTK_GRID (grid), ('w' - 'a') % 7, ('w' - 'a') / 7);
    GtkWidget *a = gtk_grid_get_child_at (GTK_GRID (grid), 0, 0);

    nx_test_wait (gtk_widget_get_sensitive (w));
    g_assert_false (gtk_widget_get_sensitive (a));
    g_signal_emit_by_name (w, "clicked");
  }
  /* After 曹, 丁 and 单 (shan): 王 stands before 魏. */
  nx_test_wait (g_strcmp0 (nx_page_get_subtitle (page), "31 of 41 people") == 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_child (page, "order_drop_down")), 2);
  nx_test_wait (!gtk_widget_get_visible (button));
  forget_orders ();
}

typedef struct
{
  gboolean is_done;
  GError *error;
} Saved;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saved *saved = data;

  nx_bulk_save_finish (result, &saved->error);
  saved->is_done = TRUE;
}

static gpointer
add_worker_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxEdit) worker = nx_edit_new (NX_RECORD_WORKER, NULL);

  nx_edit_set_text (worker, NX_WORKER_NAME, "周海");
  nx_edit_set_text (worker, NX_WORKER_ROLE, "worker");
  nx_edit_set_int (worker, NX_WORKER_IS_ACTIVE, 1);
  *(gint64 *)data = nx_records_save (db, worker, error);
  return NULL;
}

static void
test_assign (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = nx_case_list_page_new (self->store);
  NxBulkAct *act = nx_bulk_act_new (NX_BULK_ASSIGN, NX_RECORD_CASE);
  g_autoptr (NxRecord) before = casework_find (self->store, NX_RECORD_CASE, self->ids.case_id);
  g_autoptr (NxRecord) after = NULL;
  Saved saved = { FALSE, NULL };
  g_autoptr (GError) error = NULL;
  GtkWidget *popover = NULL;
  gint64 worker = 0;

  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (count_rows (page) == 1);
  g_assert_cmpint (nx_record_get_int (before, NX_CASE_WORKER), ==, self->ids.worker);
  nx_store_write (self->store, add_worker_job, &act->worker_id, NULL, &error);
  g_assert_no_error (error);
  g_array_append_val (act->ids, self->ids.case_id);
  worker = act->worker_id;
  nx_bulk_save_async (GTK_WIDGET (page), self->store, act, "王敏", saved_cb, &saved);
  nx_test_wait (saved.is_done);
  g_assert_no_error (saved.error);
  after = casework_find (self->store, NX_RECORD_CASE, self->ids.case_id);
  g_assert_cmpint (nx_record_get_int (after, NX_CASE_WORKER), ==, worker);
  /* The popover asks for a worker before it saves. */
  popover = nx_bulk_popover_new (self->store, NX_BULK_ASSIGN, NX_RECORD_CASE);
  g_object_ref_sink (popover);
  nx_test_wait (nx_test_find_type (popover, GTK_TYPE_DROP_DOWN) != NULL);
  g_object_unref (popover);
}

/* The button that a popover's lines and texts belong to is pressed by its words. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;
  const char *words = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  if (words != NULL && g_str_equal (words, label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* Saved under a name, cleared, and taken again by somebody else's window. */
static void
test_saved (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = nx_case_list_page_new (self->store);
  GtkWidget *button = get_child (page, "filter_button");
  GtkWidget *chip = NULL;

  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (count_rows (page) == 1);
  chip = gtk_widget_get_last_child (get_child (page, "chips"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  nx_test_wait (nx_list_chips_is_any (NX_LIST_CHIPS (get_child (page, "chips"))));
  gtk_menu_button_popup (GTK_MENU_BUTTON (nx_test_find_type (button, GTK_TYPE_MENU_BUTTON)));
  /* What is saved first comes into a list that was not there. */
  nx_test_wait (!gtk_widget_get_visible (nx_test_find_type (button, GTK_TYPE_SCROLLED_WINDOW)));
  gtk_editable_set_text (GTK_EDITABLE (nx_test_find_type (button, GTK_TYPE_ENTRY)), "久未联系");
  g_signal_emit_by_name (find_button (button, "_Save This Filter"), "clicked");
  nx_test_wait (nx_test_shows (button, "久未联系"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (nx_test_find_type (button, GTK_TYPE_MENU_BUTTON)));
  casework_close (self);

  page = nx_case_list_page_new (self->store);
  button = get_child (page, "filter_button");
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (count_rows (page) == 1);
  gtk_menu_button_popup (GTK_MENU_BUTTON (nx_test_find_type (button, GTK_TYPE_MENU_BUTTON)));
  nx_test_wait (nx_test_shows (button, "久未联系"));
  {
    GtkWidget *lines = nx_test_find_type (button, GTK_TYPE_VIEWPORT);

    g_signal_emit_by_name (nx_test_find_type (lines, GTK_TYPE_BUTTON), "clicked");
  }
  chip = gtk_widget_get_last_child (get_child (page, "chips"));
  nx_test_wait (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
}

/* Who lacks what, in words; the chips choose one kind. */
static void
test_missing (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = NULL;
  GtkWidget *chip = NULL;

  write_job (self, add_people_job);
  page = nx_missing_page_new (self->store);
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (count_rows (page) >= N_PEOPLE);
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "No phone"));
  nx_test_check_names (GTK_WIDGET (page));
  chip = gtk_widget_get_last_child (get_child (page, "chips"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  nx_test_wait (
      g_strcmp0 (nx_list_faces_get_face (NX_LIST_FACES (get_child (page, "faces"))), "no-match")
      == 0);
}

/* The form of what is missing begins there. */
static void
test_fill_in (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (NxRecord) person = casework_find (self->store, NX_RECORD_PERSON, self->ids.client);
  NxRecordForm *form = nx_record_forms_make_edit (self->store, person, FALSE);
  GtkWidget *row = NULL;

  nx_record_form_begin_at (form, NX_PERSON_EMERGENCY_CONTACT);
  casework_show (self, form);
  nx_page_shown (NX_PAGE (form));
  nx_test_wait (nx_record_form_get_edit (form, 0) != NULL);
  row = nx_record_form_get_row (form, 0, NX_PERSON_EMERGENCY_CONTACT);
  g_assert_nonnull (row);
  nx_test_wait (gtk_window_get_focus (self->window) != NULL
                && gtk_widget_is_ancestor (gtk_window_get_focus (self->window), row));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/list-acts/heads", test_heads);
  ADD ("/ui/list-acts/position", test_position);
  ADD ("/ui/list-acts/many", test_many);
  ADD ("/ui/list-acts/letters", test_letters);
  ADD ("/ui/list-acts/assign", test_assign);
  ADD ("/ui/list-acts/saved", test_saved);
  ADD ("/ui/list-acts/missing", test_missing);
  ADD ("/ui/list-acts/fill-in", test_fill_in);
  return g_test_run ();
}

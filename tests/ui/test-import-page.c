/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the import page with real files and a real store: all steps, and everything that can be
 * wrong with a file. */
#include "config.h"

#include "nx-import-page.h"

#include "nx-household-list-page.h"
#include "nx-import-mapping-row.h"
#include "nx-import-plan-view.h"
#include "nx-import-remarks.h"
#include "nx-import-table.h"
#include "nx-office.h"

#include "nx-ui-test.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_HOUSEHOLDS 300 /* of two people each */
#define HEADINGS "户号,户主姓名,姓名,与户主关系,性别,出生日期,联系电话,住址,备注\n"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  GtkWidget *window;
  NxImportPage *page;
  char *path;   /* of the table */
  guint n_gone; /* times that an action of the window was called */
} Fixture;

static gpointer
set_up_office (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_office_set_up (db, "210102002001", "林晓岚", error) != 0 ? db : NULL;
}

static void
on_go_cb (GSimpleAction *action, GVariant *target, Fixture *self)
{
  self->n_gone++;
}

static void
add_actions (Fixture *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) go = g_simple_action_new ("go", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleAction) files
      = g_simple_action_new ("import-files", G_VARIANT_TYPE_STRING_ARRAY);

  g_signal_connect (go, "activate", G_CALLBACK (on_go_cb), self);
  g_signal_connect (files, "activate", G_CALLBACK (on_go_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (go));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (files));
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&self->store_fixture, NULL);
  g_clear_pointer (&self->store_fixture.migrations, nx_migrations_unref);
  self->store = store_fixture_create (&self->store_fixture);
  nx_store_write (self->store, set_up_office, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (self->store, 1);
  self->path = g_build_filename (self->store_fixture.parent, "table.csv", NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  add_actions (self);
  self->page = NX_IMPORT_PAGE (nx_import_page_new (self->store));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  nx_test_wait (gtk_widget_get_mapped (GTK_WIDGET (self->page)));
  nx_page_shown (NX_PAGE (self->page));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer page = self->page;

  g_object_add_weak_pointer (page, &page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  nx_test_wait (page == NULL);
  g_unlink (self->path);
  g_free (self->path);
  store_fixture_assert_finalizes (self->store);
  store_fixture_tear_down (&self->store_fixture, NULL);
}

/* Hands and eyes */

static GtkWidget *
find_named (GtkWidget *widget, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get (Fixture *self, const char *id)
{
  GtkWidget *found = find_named (GTK_WIDGET (self->page), id);

  if (found == NULL)
    g_error ("there is no %s", id);
  return found;
}

static const char *
get_text (Fixture *self, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (get (self, id)));
}

/* Whether it would get the next key; without a window manager not every window is active. */
static gboolean
has_focus (Fixture *self, const char *id)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window)) == get (self, id);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

/* The plan view's button is what a user has; whether an action may be taken shows there. */
static gboolean
may (Fixture *self, const char *button)
{
  return gtk_widget_is_sensitive (get (self, button));
}

static gboolean
is_at (Fixture *self, const char *face)
{
  return !nx_import_page_is_working (self->page)
         && g_str_equal (nx_import_page_get_face (self->page), face);
}

static void
write_bytes (Fixture *self, const char *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, bytes, length, &error);
  g_assert_no_error (error);
}

static void
write_as (Fixture *self, const char *text, const char *charset)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  write_bytes (self, bytes, (gssize)length);
}

static void
open_path (Fixture *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  nx_import_page_open (self->page, file);
  nx_test_wait (!nx_import_page_is_working (self->page));
}

static void
open_table (Fixture *self, const char *text)
{
  write_as (self, text, "UTF-8");
  open_path (self, self->path);
}

static void
make_plan (Fixture *self)
{
  g_assert_true (may (self, "plan_button"));
  act (self, "import.plan");
  nx_test_wait (is_at (self, "plan"));
}

static void
carry_out (Fixture *self)
{
  g_assert_true (may (self, "apply_button"));
  act (self, "import.apply");
  nx_test_wait (is_at (self, "done"));
}

/* "2 new households|4 new people" */
static char *
dup_counts (Fixture *self, const char *id)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *card = gtk_widget_get_first_child (get (self, id)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "|" : "",
                            gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (card))),
                            gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (card))));
  return g_string_free (text, FALSE);
}

static void
assert_counts (Fixture *self, const char *id, const char *expected)
{
  g_autofree char *counts = dup_counts (self, id);

  g_assert_cmpstr (counts, ==, expected);
}

static gint64
count_households (Fixture *self)
{
  return store_fixture_ask (self->store, "SELECT count(*) FROM household");
}

/* The sentence of the error bar, or NULL. */
static const char *
get_error (Fixture *self)
{
  GtkWidget *label = get (self, "error_label");

  return gtk_revealer_get_reveal_child (GTK_REVEALER (get (self, "error_revealer")))
             ? gtk_label_get_text (GTK_LABEL (label))
             : NULL;
}

static void
assert_says (const char *sentence, const char *piece)
{
  g_assert_nonnull (sentence);
  if (strstr (sentence, piece) == NULL)
    g_error ("“%s” does not say “%s”", sentence, piece);
}

static GtkDropDown *
get_meaning (Fixture *self, guint column)
{
  GtkWidget *list = gtk_widget_get_first_child (get (self, "mapping"));
  GtkListBoxRow *row = NULL;

  nx_test_wait ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int)column)) != NULL);
  return GTK_DROP_DOWN (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)));
}

static const char *
get_selected (GtkDropDown *drop_down)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (drop_down));
}

/* Chooses the item that begins with the text. */
static void
select_item (GtkDropDown *drop_down, const char *text)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (!g_str_has_prefix (gtk_string_object_get_string (item), text))
        continue;
      gtk_drop_down_set_selected (drop_down, i);
      return;
    }
  g_error ("there is no choice “%s”", text);
}

/* A register */

static void
append_household (GString *text, guint number)
{
  static const char *const surnames[] = { "单", "曾", "仇", "尉迟", "解", "林" };
  static const char *const given[] = { "晓岚", "明远", "桂珍", "建国", "雨桐", "巧云", "志鹏" };
  const char *surname = surnames[number % G_N_ELEMENTS (surnames)];
  const char *head = given[number % G_N_ELEMENTS (given)];

  g_string_append_printf (text, "F%04u,%s%s,%s%s,户主,女,19%02u-03-08,,虚构路%u号1-2-%u,\n", number,
                          surname, head, surname, head, 40 + number % 40, number % 90 + 1, number);
  g_string_append_printf (text, "F%04u,%s%s,%s守业,儿子,男,19%02u-07-30,,,\n", number, surname,
                          head, surname, 70 + number % 29);
}

/* With three rows that are refused and one that is only remarked on. */
static char *
make_register (void)
{
  GString *text = g_string_new (HEADINGS);

  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    append_household (text, i);
  g_string_append (text, "F9001,易安,易安,户主,男,2199-01-01,,虚构路99号1-1-1,\n");
  g_string_append (text, "F9002,易宁,易宁,户主,女,1950-01-01,,虚构路99号1-1-2,\"=HYPERLINK(1)\"\n");
  g_string_append (text, "F9003,,,户主,女,1950-01-01,,虚构路99号1-1-3,\n");
  g_string_append (text, "F9004,易和,易和,户主,女,1950-01-01,1380013,虚构路99号1-1-4,\n");
  return g_string_free (text, FALSE);
}

/* Tests */

static void
assert_report (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->store_fixture.parent, "refused.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) lines = NULL;

  nx_import_page_save_report (self->page, file);
  nx_test_wait (!nx_import_page_is_working (self->page));
  g_assert_null (get_error (self));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "\xEF\xBB\xBF"));
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5); /* headings, three rows, the end */
  assert_says (lines[1], "F9001");
  assert_says (lines[3], "F9003");
  g_unlink (path);
}

static void
assert_remarks (Fixture *self)
{
  NxImportPlanView *view = NX_IMPORT_PLAN_VIEW (get (self, "plan_view"));
  g_autoptr (NxImportRemarkItem) item = NULL;
  const NxImportRemark *remark = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (nx_import_plan_view_get_remarks (view)), ==, 4);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get (self, "notices_chip")), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (nx_import_plan_view_get_remarks (view)), ==, 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get (self, "refused_chip")), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (nx_import_plan_view_get_remarks (view)), ==, 3);
  item = g_list_model_get_item (nx_import_plan_view_get_remarks (view), 1);
  remark = nx_import_remark_item_get (item);
  g_assert_cmpuint (remark->row, ==, 2 * N_HOUSEHOLDS + 3);
  assert_says (remark->text, "备注: ");
  assert_says (remark->text, "formula");
  g_assert_null (strstr (remark->text, "HYPERLINK"));
}

static void
test_all_steps (Fixture *self, gconstpointer data)
{
  g_autofree char *text = make_register ();

  g_assert_cmpstr (nx_import_page_get_face (self->page), ==, "choose");
  g_assert_true (has_focus (self, "choose_button"));
  write_as (self, text, "GB18030");
  open_path (self, self->path);
  g_assert_true (is_at (self, "source"));
  g_assert_cmpstr (get_selected (GTK_DROP_DOWN (get (self, "encoding_drop_down"))), ==,
                   "GB18030 (recognised)");
  g_assert_cmpstr (get_selected (GTK_DROP_DOWN (get (self, "separator_drop_down"))), ==,
                   "Comma (recognised)");
  g_assert_cmpuint (nx_import_table_get_n_rows (NX_IMPORT_TABLE (get (self, "table"))), ==, 20);
  g_assert_cmpstr (get_selected (get_meaning (self, 2)), ==, "Name");
  g_assert_false (gtk_widget_get_visible (get (self, "hint")));
  g_assert_true (has_focus (self, "plan_button"));

  make_plan (self);
  g_assert_true (has_focus (self, "apply_button"));
  assert_counts (self, "counts_box", "301 new households|601 new people|3 rows refused");
  assert_remarks (self);
  g_assert_cmpint (count_households (self), ==, 0);

  carry_out (self);
  assert_counts (self, "done_counts", "301 new households|601 new people|3 rows refused");
  g_assert_cmpint (count_households (self), ==, 301);
  g_assert_true (has_focus (self, "households_button"));
  g_signal_emit_by_name (get (self, "households_button"), "clicked");
  g_assert_cmpuint (self->n_gone, ==, 1);
  assert_report (self);
  nx_test_check_names (GTK_WIDGET (self->page));
}

static void
test_same_again (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new (HEADINGS);

  for (guint i = 0; i < 5; i++)
    append_household (text, i);
  open_table (self, text->str);
  make_plan (self);
  carry_out (self);
  open_path (self, self->path);
  make_plan (self);
  assert_counts (self, "counts_box", "5 households the same|10 people the same");
  assert_says (get_text (self, "verdict_label"), "all is the same");
  g_assert_false (may (self, "apply_button"));
  g_assert_true (has_focus (self, "columns_button"));
  g_string_append (text, "F0004,尉迟雨桐,尉迟小宝,女儿,女,2015-02-03,,,\n");
  open_table (self, text->str);
  make_plan (self);
  g_assert_true (may (self, "apply_button"));
  g_string_free (text, TRUE);
}

static void
test_encoding (Fixture *self, gconstpointer data)
{
  GtkDropDown *encodings = GTK_DROP_DOWN (get (self, "encoding_drop_down"));

  write_as (self, HEADINGS "F1,单晓岚,单晓岚,户主,女,1951-03-08,,虚构路3号,\n", "GB18030");
  open_path (self, self->path);
  gtk_widget_grab_focus (GTK_WIDGET (encodings));
  select_item (encodings, "UTF-8");
  nx_test_wait (!nx_import_page_is_working (self->page));
  g_assert_true (is_at (self, "source"));
  g_assert_true (gtk_widget_get_visible (get (self, "hint")));
  assert_says (get_text (self, "hint_label"), "encoding");
  g_assert_false (may (self, "plan_button"));
  assert_says (get_text (self, "problem_label"), "names");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         GTK_WIDGET (encodings)));
  select_item (encodings, "GB18030");
  nx_test_wait (!nx_import_page_is_working (self->page) && may (self, "plan_button"));
  g_assert_false (gtk_widget_get_visible (get (self, "hint")));
  make_plan (self);
  assert_counts (self, "counts_box", "1 new household|1 new person");
}

/* Chinese text in UTF-16 without a mark looks like anything; only a person sees what it is. */
static void
test_utf_16 (Fixture *self, gconstpointer data)
{
  write_as (self, HEADINGS "F1,单晓岚,单晓岚,户主,女,1951-03-08,,虚构路3号,\n", "UTF-16LE");
  open_path (self, self->path);
  g_assert_true (is_at (self, "source"));
  select_item (GTK_DROP_DOWN (get (self, "encoding_drop_down")), "UTF-16LE");
  nx_test_wait (!nx_import_page_is_working (self->page) && may (self, "plan_button"));
  make_plan (self);
  assert_counts (self, "counts_box", "1 new household|1 new person");
}

static void
test_separator (Fixture *self, gconstpointer data)
{
  open_table (self, "姓名;性别\n单晓岚;女\n曾明远;男\n");
  g_assert_cmpstr (get_selected (GTK_DROP_DOWN (get (self, "separator_drop_down"))), ==,
                   "Semicolon (recognised)");
  select_item (GTK_DROP_DOWN (get (self, "separator_drop_down")), "Comma");
  nx_test_wait (!nx_import_page_is_working (self->page));
  assert_says (get_text (self, "hint_label"), "headings");
  select_item (GTK_DROP_DOWN (get (self, "separator_drop_down")), "Semicolon");
  nx_test_wait (!nx_import_page_is_working (self->page));
  g_assert_false (gtk_widget_get_visible (get (self, "hint")));
}

static void
test_mapping_remembered (Fixture *self, gconstpointer data)
{
  const char *table = "XM,XB,QT\n单晓岚,女,甲\n曾明远,男,乙\n";

  open_table (self, table);
  g_assert_false (may (self, "plan_button"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         get (self, "mapping")));
  g_assert_cmpstr (get_selected (get_meaning (self, 0)), ==, "Kept in the note");
  select_item (get_meaning (self, 0), "Name");
  select_item (get_meaning (self, 1), "Sex");
  select_item (get_meaning (self, 2), "Not imported");
  make_plan (self);
  assert_counts (self, "counts_box", "1 new household|2 new people");

  /* The same headings over other rows. */
  open_table (self, "XM,XB,QT\n林巧云,女,丙\n");
  g_assert_true (gtk_widget_get_visible (get (self, "remembered")));
  g_assert_cmpstr (get_selected (get_meaning (self, 0)), ==, "Name");
  g_assert_cmpstr (get_selected (get_meaning (self, 2)), ==, "Not imported");
  g_assert_true (may (self, "plan_button"));
  /* A meaning that moves leaves its old column. */
  select_item (get_meaning (self, 2), "Name");
  g_assert_cmpstr (get_selected (get_meaning (self, 0)), ==, "Kept in the note");

  /* Nothing of the headings is kept in the clear, and other headings know nothing of it. */
  g_assert_cmpint (
      store_fixture_ask (self->store, "SELECT count(*) FROM setting WHERE value LIKE '%XM%'"), ==,
      0);
  open_table (self, "XM,XB\n林巧云,女\n");
  g_assert_false (gtk_widget_get_visible (get (self, "remembered")));
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *text = make_register ();

  open_table (self, text);
  act (self, "import.plan");
  act (self, "import.cancel");
  g_assert_true (is_at (self, "source"));
  make_plan (self);
  act (self, "import.apply");
  act (self, "import.cancel");
  nx_test_wait (is_at (self, "plan"));
  assert_says (get_error (self), "Nothing was changed");
  g_assert_cmpint (count_households (self), ==, 0);
  g_assert_cmpint (store_fixture_ask (self->store, "SELECT count(*) FROM import_run"), ==, 0);
  /* The plan is as it was, refused rows and all, and can be carried out. */
  assert_report (self);
  carry_out (self);
  g_assert_cmpint (count_households (self), ==, 301);
}

/* A page that is left lets a begun import end, and does not survive it. */
static void
test_leave (Fixture *self, gconstpointer data)
{
  g_autofree char *text = make_register ();
  gpointer page = self->page;

  open_table (self, text);
  make_plan (self);
  act (self, "import.apply");
  g_object_add_weak_pointer (page, &page);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  nx_test_wait (page == NULL);
  g_assert_cmpint (count_households (self), ==, 301);
  /* And one that only looks is dropped at once. */
  self->page = NX_IMPORT_PAGE (nx_import_page_new (self->store));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  page = self->page;
  g_object_add_weak_pointer (page, &page);
  {
    g_autoptr (GFile) file = g_file_new_for_path (self->path);

    nx_import_page_open (self->page, file);
  }
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  g_assert_null (page);
  nx_test_settle ();
  self->page = NX_IMPORT_PAGE (nx_import_page_new (self->store));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
}

static void
assert_refused (Fixture *self, const char *piece)
{
  g_assert_true (is_at (self, "choose"));
  assert_says (get_error (self), piece);
}

static void
test_no_table (Fixture *self, gconstpointer data)
{
  static const char zip[] = "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00";
  g_autofree char *missing = g_build_filename (self->store_fixture.parent, "none.csv", NULL);

  write_bytes (self, zip, sizeof zip);
  open_path (self, self->path);
  assert_refused (self, "xlsx");
  write_bytes (self, "", 0);
  open_path (self, self->path);
  assert_refused (self, "empty");
  write_bytes (self, "\n\n,,,\n\n", -1);
  open_path (self, self->path);
  assert_refused (self, "No row");
  open_path (self, missing);
  assert_refused (self, "not there");
  open_path (self, self->store_fixture.parent);
  assert_refused (self, "folder");
  open_path (self, "/dev/null");
  assert_refused (self, "not a file");
  /* The page is not worse for it. */
  open_table (self, "姓名\n单晓岚\n");
  g_assert_true (is_at (self, "source"));
  g_assert_null (get_error (self));
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  write_bytes (self, "", 0);
  g_assert_cmpint (truncate (self->path, 200 * 1024 * 1024), ==, 0);
  open_path (self, self->path);
  assert_refused (self, "larger than");
}

/* Bytes of a program under the name of a table. */
static void
test_binary (Fixture *self, gconstpointer data)
{
  static const char bytes[] = "\x7F"
                              "ELF\x02\x01\x01\x00\x00\x00\x00\x00\xFF\xFE\x81\x30\n\x00,\x00\n";

  write_bytes (self, bytes, sizeof bytes);
  open_path (self, self->path);
  g_assert_true (is_at (self, "source"));
  assert_says (get_text (self, "hint_label"), "binary");
  g_assert_false (may (self, "plan_button"));
  act (self, "import.read-again");
  nx_test_wait (!nx_import_page_is_working (self->page));
  g_assert_true (is_at (self, "source"));
}

static void
test_cut_short (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new (HEADINGS);

  for (guint i = 0; i < 50; i++)
    append_household (text, i);
  g_string_append (text, "F9001,\"易安");
  open_table (self, text->str);
  g_assert_true (is_at (self, "source"));
  act (self, "import.plan");
  nx_test_wait (is_at (self, "source"));
  assert_says (get_error (self), "ends inside the quotation mark");
  g_assert_cmpint (count_households (self), ==, 0);
  g_string_free (text, TRUE);
}

static void
test_file_changes (Fixture *self, gconstpointer data)
{
  open_table (self, "姓名,性别\n单晓岚,女\n");
  write_as (self, "姓名,性别\n单晓岚,女\n曾明远,男\n", "UTF-8");
  act (self, "import.plan");
  nx_test_wait (is_at (self, "source"));
  assert_says (get_error (self), "was changed");
  g_assert_true (has_focus (self, "again_button"));
  act (self, "import.read-again");
  nx_test_wait (is_at (self, "source"));
  make_plan (self);
  assert_counts (self, "counts_box", "1 new household|2 new people");
  g_assert_false (gtk_widget_get_visible (get (self, "gone_box")));
  /* Between plan and deed. */
  write_as (self, "姓名,性别\n单晓岚,女\n", "UTF-8");
  act (self, "import.apply");
  nx_test_wait (is_at (self, "source"));
  assert_says (get_error (self), "was changed");
  g_assert_cmpint (count_households (self), ==, 0);
  /* What is gone was read: it can go on. */
  act (self, "import.read-again");
  nx_test_wait (is_at (self, "source"));
  g_unlink (self->path);
  make_plan (self);
  g_assert_true (gtk_widget_get_visible (get (self, "gone_box")));
  carry_out (self);
  g_assert_cmpint (count_households (self), ==, 1);
}

static void
test_all_refused (Fixture *self, gconstpointer data)
{
  open_table (self, "姓名,出生日期\n单晓岚,2199-01-01\n曾明远,2200-01-01\n");
  make_plan (self);
  assert_says (get_text (self, "verdict_label"), "Not one row");
  g_assert_false (may (self, "apply_button"));
  g_assert_true (gtk_widget_get_visible (get (self, "save_box")));
}

static void
test_headings (Fixture *self, gconstpointer data)
{
  open_table (self, "丰泽社区名册,,\n姓名,性别,\n单晓岚,女,甲\n");
  g_assert_cmpstr (get_selected (GTK_DROP_DOWN (get (self, "header_drop_down"))), ==, "Row 2");
  g_assert_cmpstr (get_selected (get_meaning (self, 2)), ==, "Not imported");
  select_item (GTK_DROP_DOWN (get (self, "header_drop_down")), "Row 1");
  nx_test_wait (!nx_import_page_is_working (self->page));
  g_assert_false (may (self, "plan_button"));
  select_item (GTK_DROP_DOWN (get (self, "header_drop_down")), "Row 2");
  nx_test_wait (!nx_import_page_is_working (self->page));
  /* A column without a heading counts once somebody says what it means. */
  select_item (get_meaning (self, 2), "Former name");
  make_plan (self);
  carry_out (self);
  g_assert_cmpint (
      store_fixture_ask (self->store, "SELECT count(*) FROM person WHERE former_names = '甲'"), ==,
      1);
}

/* Hundreds of columns are made little by little. */
static void
test_wide (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new ("姓名");

  for (guint i = 1; i < 300; i++)
    g_string_append_printf (text, ",列%u", i);
  g_string_append (text, "\n单晓岚\n");
  open_table (self, text->str);
  g_assert_true (gtk_widget_get_visible (get (self, "wide_label")));
  g_assert_true (may (self, "plan_button"));
  g_assert_cmpstr (get_selected (get_meaning (self, 299)), ==, "Kept in the note");
  g_string_free (text, TRUE);
}

static void
drop (GtkWidget *widget, const char *first, const char *second)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GSList) files = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  if (second != NULL)
    files = g_slist_prepend (files, g_file_new_for_path (second));
  files = g_slist_prepend (files, g_file_new_for_path (first));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &is_taken);
    }
  g_slist_foreach (files, (GFunc)(void (*) (void))g_object_unref, NULL);
  g_assert_true (is_taken);
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  write_as (self, "姓名\n单晓岚\n", "UTF-8");
  drop (GTK_WIDGET (self->page), self->path, "/b.csv");
  assert_says (get_error (self), "one table at a time");
  g_assert_cmpstr (nx_import_page_get_face (self->page), ==, "choose");
  drop (GTK_WIDGET (self->page), self->path, NULL);
  nx_test_wait (is_at (self, "source"));
  g_assert_null (get_error (self));
  g_assert_cmpstr (get_text (self, "name_label"), ==, "table.csv");
  /* The name of a file may be a person's: it stands on the page, never in a title. */
  g_assert_cmpstr (nx_page_get_title (NX_PAGE (self->page)), ==, "Import");
  g_assert_null (nx_page_get_subtitle (NX_PAGE (self->page)));
}

/* The way in from a list that has nothing yet, by its button and by a file dropped there. */
static void
test_empty_list (Fixture *self, gconstpointer data)
{
  NxPage *list = nx_household_list_page_new (self->store);
  GtkWidget *button = NULL;

  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (list));
  nx_page_shown (list);
  button = find_named (GTK_WIDGET (list), "empty_other_button");
  nx_test_wait (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.import");
  drop (GTK_WIDGET (list), self->path, NULL);
  g_assert_cmpuint (self->n_gone, ==, 1);
  self->page = NX_IMPORT_PAGE (nx_import_page_new (self->store));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The sentences are looked for in English. */
  g_setenv ("LANGUAGE", "en", TRUE);
  adw_init ();

  ADD ("/ui/import-page/all-steps", test_all_steps);
  ADD ("/ui/import-page/same-again", test_same_again);
  ADD ("/ui/import-page/encoding", test_encoding);
  ADD ("/ui/import-page/utf-16", test_utf_16);
  ADD ("/ui/import-page/separator", test_separator);
  ADD ("/ui/import-page/headings", test_headings);
  ADD ("/ui/import-page/mapping-remembered", test_mapping_remembered);
  ADD ("/ui/import-page/wide", test_wide);
  ADD ("/ui/import-page/cancel", test_cancel);
  ADD ("/ui/import-page/leave", test_leave);
  ADD ("/ui/import-page/all-refused", test_all_refused);
  ADD ("/ui/import-page/no-table", test_no_table);
  ADD ("/ui/import-page/too-large", test_too_large);
  ADD ("/ui/import-page/binary", test_binary);
  ADD ("/ui/import-page/cut-short", test_cut_short);
  ADD ("/ui/import-page/file-changes", test_file_changes);
  ADD ("/ui/import-page/drop", test_drop);
  ADD ("/ui/import-page/empty-list", test_empty_list);
  return g_test_run ();
}

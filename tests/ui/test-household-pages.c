/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the pages of the register: list, household, person, and the form that edits any record. */
#include "config.h"

#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-facts-box.h"
#include "nx-chip-box.h"
#include "nx-field-row.h"
#include "nx-household-list-page.h"
#include "nx-household-page.h"
#include "nx-lazy-item.h"
#include "nx-office.h"
#include "nx-person-page.h"
#include "nx-pinyin.h"
#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-sample-office.h"
#include "nx-save.h"

#include "nx-ui-test.h"
#include "store-fixture.h"

#define N_HOUSEHOLDS 320                  /* more than the rows a list makes at once */
#define RIGHT_NUMBER "11010519491231002X" /* the example of the standard: GB 11643-1999 */
#define WRONG_NUMBER "110105194912310021"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  GtkWidget *window;
  gint64 household_id;
  gint64 person_id; /* lives there */
  gint64 left_id;   /* lived there until 2020 */
  gint64 opened;    /* what win.open-… was last called with */
  gint64 saved;
} Fixture;

static gint64
save_member (NxDatabase *db,
             Fixture *self,
             const char *name,
             const char *relation,
             const char *to,
             GError **error)
{
  g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) membership = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  gint64 id = 0;

  nx_edit_set_text (person, NX_PERSON_NAME, name);
  nx_edit_set_text (person, NX_PERSON_BIRTH_ON, "1954-03-08");
  nx_edit_set_text (person, NX_PERSON_PHONES, "13800001234");
  id = nx_records_save (db, person, error);
  nx_edit_set_int (membership, NX_MEMBERSHIP_HOUSEHOLD, self->household_id);
  nx_edit_set_int (membership, NX_MEMBERSHIP_PERSON, id);
  nx_edit_set_text (membership, NX_MEMBERSHIP_RELATION, relation);
  nx_edit_set_text (membership, NX_MEMBERSHIP_FROM_ON, "1996-05-01");
  nx_edit_set_text (membership, NX_MEMBERSHIP_TO_ON, to);
  nx_records_save (db, membership, error);
  return id;
}

static gpointer
set_up_household (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (NxEdit) household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);

  nx_office_set_up (db, "210102002001", "林晓岚", error);
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "惠安小区");
  nx_edit_set_text (household, NX_HOUSEHOLD_ROOM, "302");
  self->household_id = nx_records_save (db, household, error);
  self->person_id = save_member (db, self, "单雄飞", "02", NULL, error);
  self->left_id = save_member (db, self, "单小雨", "20", "2020-01-01", error);
  return NULL;
}

static void
on_opened_cb (GSimpleAction *action, GVariant *target, Fixture *self)
{
  self->opened = g_variant_get_int64 (target);
}

static void
add_actions (Fixture *self)
{
  static const char *const names[] = { "open-household", "open-person", "open-case" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_INT64);

      g_signal_connect (action, "activate", G_CALLBACK (on_opened_cb), self);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
}

static void
open_store (Fixture *self)
{
  store_fixture_set_up (&self->store_fixture, NULL);
  g_clear_pointer (&self->store_fixture.migrations, nx_migrations_unref);
  self->store = store_fixture_create (&self->store_fixture);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1100, 700);
  add_actions (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_store (self);
  nx_store_write (self->store, set_up_household, self, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (self->store, 1);
}

static void
set_up_sample (Fixture *self, gconstpointer data)
{
  NxSampleOptions options = { .households = N_HOUSEHOLDS, .seed = 5 };
  g_autoptr (GError) error = NULL;

  open_store (self);
  nx_store_write (self->store, set_up_household, self, NULL, &error);
  g_assert_no_error (error);
  store_fixture_run (self->store, "DELETE FROM membership");
  store_fixture_run (self->store, "DELETE FROM household");
  nx_sample_office_fill_store (self->store, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  nx_test_settle ();
  store_fixture_assert_finalizes (self->store);
  store_fixture_tear_down (&self->store_fixture, NULL);
}

static gpointer
show (Fixture *self, gpointer page)
{
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (self->window));
  nx_page_shown (NX_PAGE (page));
  return page;
}

/* Takes the page away as leaving it does, and asserts that nothing holds it. */
static void
leave (Fixture *self, gpointer page)
{
  gpointer watched = page;

  g_object_add_weak_pointer (G_OBJECT (page), &watched);
  nx_page_flush (NX_PAGE (page));
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  nx_test_wait (watched == NULL);
}

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

static gpointer
get_named (gpointer page, const char *id)
{
  GtkWidget *found = find_named (GTK_WIDGET (page), id);

  if (found == NULL)
    g_error ("there is no %s", id);
  return found;
}

static gint64
count (Fixture *self, const char *sql)
{
  return store_fixture_ask (self->store, sql);
}

/* The list */

static GListModel *
get_rows (gpointer page)
{
  return G_LIST_MODEL (gtk_column_view_get_model (get_named (page, "view")));
}

static guint
count_rows (gpointer page)
{
  return get_rows (page) != NULL ? g_list_model_get_n_items (get_rows (page)) : 0;
}

static NxRecord *
get_record (gpointer page, guint position)
{
  g_autoptr (NxLazyItem) item = g_list_model_get_item (get_rows (page), position);

  nx_test_wait (nx_lazy_item_get_record (item) != NULL);
  return g_object_ref (nx_lazy_item_get_record (item));
}

static guint
count_row_widgets (GtkWidget *view)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_last_child (view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static char *
dup_initials (const char *name)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], "i:"))
      return g_strdup (keys[i] + 2);
  g_error ("no initials");
}

static void
test_list (Fixture *self, gconstpointer data)
{
  gpointer page = show (self, nx_household_list_page_new (self->store));
  g_autoptr (NxRecord) first = NULL;
  g_autofree char *initials = NULL;
  guint n_found = 0;

  nx_test_wait (count_rows (page) == N_HOUSEHOLDS);
  nx_test_settle ();
  g_assert_cmpuint (count_row_widgets (get_named (page, "view")), <, N_HOUSEHOLDS);
  nx_test_check_names (GTK_WIDGET (page));
  first = get_record (page, 3);
  initials = dup_initials (nx_record_get_text (first, NX_HOUSEHOLD_HEAD_NAME));
  gtk_editable_set_text (get_named (page, "filter_entry"), initials);
  nx_test_wait (count_rows (page) < N_HOUSEHOLDS);
  n_found = count_rows (page);
  g_assert_cmpuint (n_found, >, 0);
  g_signal_emit_by_name (get_named (page, "view"), "activate", 0u);
  g_assert_cmpint (self->opened, >, 0);
  gtk_editable_set_text (get_named (page, "filter_entry"), "没有这样的人");
  nx_test_wait (count_rows (page) == 0);
  gtk_editable_set_text (get_named (page, "filter_entry"), "");
  nx_test_wait (count_rows (page) == N_HOUSEHOLDS);
  leave (self, page);
}

/* The household */

static gboolean
is_loaded (gpointer page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (get_named (page, "faces")), "loading") != 0;
}

static guint
count_members (gpointer page)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_column_view_get_model (get_named (page, "members_view"))));
}

static void
test_household (Fixture *self, gconstpointer data)
{
  gpointer page = show (self, nx_household_page_new (self->store, self->household_id));

  nx_test_wait (is_loaded (page));
  g_assert_cmpstr (gtk_label_get_text (get_named (page, "name_label")), ==, "单雄飞");
  g_assert_nonnull (strstr (gtk_label_get_text (get_named (page, "place_label")), "惠安小区302"));
  g_assert_null (strstr (nx_page_get_title (page), "单雄飞"));
  g_assert_cmpuint (count_members (page), ==, 1);
  gtk_switch_set_active (get_named (page, "former_switch"), TRUE);
  g_assert_cmpuint (count_members (page), ==, 2);
  gtk_switch_set_active (get_named (page, "former_switch"), FALSE);
  /* In 2010 both lived there, in 1990 nobody. */
  nx_date_field_set_date (get_named (page, "as_of_field"), (NxDate){ 2010, 6, 1 });
  g_assert_cmpuint (count_members (page), ==, 2);
  g_assert_true (gtk_widget_get_visible (get_named (page, "as_of_chip")));
  nx_date_field_set_date (get_named (page, "as_of_field"), (NxDate){ 1990, 6, 1 });
  g_assert_cmpuint (count_members (page), ==, 0);
  g_signal_emit_by_name (get_named (page, "as_of_chip"), "clicked");
  g_assert_cmpuint (count_members (page), ==, 1);
  g_assert_false (gtk_widget_get_visible (get_named (page, "as_of_chip")));
  g_signal_emit_by_name (get_named (page, "members_view"), "activate", 0u);
  g_assert_cmpint (self->opened, ==, self->person_id);
  nx_test_check_names (GTK_WIDGET (page));
  leave (self, page);
}

static gpointer
rename_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (NxRecord) base = nx_records_load (db, NX_RECORD_PERSON, self->person_id, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, base);

  nx_edit_set_text (edit, NX_PERSON_NAME, "单雄鹰");
  nx_edit_set_text (edit, NX_PERSON_NOTE, "听力不好");
  nx_records_save (db, edit, error);
  return NULL;
}

static void
rename_elsewhere (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (self->store, rename_job, self, NULL, &error);
  g_assert_no_error (error);
}

static void
test_household_follows (Fixture *self, gconstpointer data)
{
  gpointer page = show (self, nx_household_page_new (self->store, self->household_id));
  gpointer gone = NULL;

  nx_test_wait (is_loaded (page));
  rename_elsewhere (self);
  nx_test_wait (g_strcmp0 (gtk_label_get_text (get_named (page, "name_label")), "单雄鹰") == 0);
  leave (self, page);
  /* A household that is not there says so, and can be asked for again. */
  gone = show (self, nx_household_page_new (self->store, 4711));
  nx_test_wait (g_strcmp0 (gtk_stack_get_visible_child_name (get_named (gone, "faces")), "failed")
                == 0);
  leave (self, gone);
}

/* The form */

static NxRecordForm *
show_form (Fixture *self, NxRecordForm *form)
{
  show (self, form);
  nx_test_wait (nx_record_form_get_edit (form, 0) != NULL);
  return form;
}

static void
on_saved_cb (NxRecordForm *form, gint64 id, Fixture *self)
{
  self->saved = id;
}

static const char *
get_problem (NxRecordForm *form, guint part, guint field)
{
  return nx_field_row_get_problem (NX_FIELD_ROW (nx_record_form_get_row (form, part, field)));
}

static gboolean
has_focus_in (GtkWidget *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

static void
press_save (NxRecordForm *form)
{
  nx_test_wait (gtk_widget_get_sensitive (get_named (form, "save_button")));
  gtk_widget_activate_action (GTK_WIDGET (form), "form.save", NULL);
}

static void
test_new_member (Fixture *self, gconstpointer data)
{
  NxRecordForm *form
      = show_form (self, nx_record_forms_make_member (self->store, self->household_id));
  NxEdit *person = nx_record_form_get_edit (form, 0);
  GtkWidget *first = NULL;

  g_signal_connect (form, "saved", G_CALLBACK (on_saved_cb), self);
  /* What the program keeps, derives or links is not asked for; a long list is. */
  g_assert_null (nx_record_form_get_row (form, 0, NX_PERSON_NAME_KEY));
  g_assert_null (nx_record_form_get_row (form, 0, NX_PERSON_FULL_ADDRESS));
  g_assert_null (nx_record_form_get_row (form, 1, NX_MEMBERSHIP_HOUSEHOLD));
  g_assert_nonnull (nx_record_form_get_row (form, 0, NX_PERSON_ETHNIC));
  nx_test_check_names (GTK_WIDGET (form));
  /* What must be said stands first, and has the focus. */
  first = nx_test_find_type (GTK_WIDGET (form), NX_TYPE_FIELD_ROW);
  g_assert_true (first == nx_record_form_get_row (form, 1, NX_MEMBERSHIP_RELATION));
  nx_page_shown (NX_PAGE (form));
  nx_test_wait (has_focus_in (first));

  nx_edit_set_text (person, NX_PERSON_NAME, " 吴 秀兰 ");
  nx_edit_set_text (person, NX_PERSON_ID_NUMBER, WRONG_NUMBER);
  nx_edit_set_text (person, NX_PERSON_PHONES, "138 0000 4321（女儿）");
  press_save (form);
  g_assert_nonnull (get_problem (form, 0, NX_PERSON_ID_NUMBER));
  g_assert_nonnull (get_problem (form, 1, NX_MEMBERSHIP_RELATION));
  g_assert_null (get_problem (form, 0, NX_PERSON_NAME));
  g_assert_cmpint (count (self, "SELECT count(*) FROM person"), ==, 2);
  g_assert_false (nx_edit_is_set (person, NX_PERSON_BIRTH_ON));

  nx_edit_set_text (person, NX_PERSON_ID_NUMBER, RIGHT_NUMBER);
  g_assert_cmpstr (nx_edit_get_text (person, NX_PERSON_BIRTH_ON), ==, "1949-12-31");
  g_assert_cmpstr (nx_edit_get_text (person, NX_PERSON_SEX), ==, "2");
  nx_edit_set_text (nx_record_form_get_edit (form, 1), NX_MEMBERSHIP_RELATION, "10");
  nx_test_wait (get_problem (form, 0, NX_PERSON_ID_NUMBER) == NULL);
  press_save (form);
  nx_test_wait (self->saved != 0);
  g_assert_cmpint (count (self, "SELECT count(*) FROM person WHERE id_number = '" RIGHT_NUMBER "'"
                                " AND phones LIKE '13800004321%'"),
                   ==, 1);
  g_assert_cmpint (count (self, "SELECT count(*) FROM membership WHERE relation = '10'"), ==, 1);
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 0);
  leave (self, form);
}

static NxRecord *
load_person (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT version FROM person WHERE id = %" G_GINT64_FORMAT,
                                          self->person_id);
  NxValues *values = nx_values_new (NX_RECORD_PERSON);

  /* Only the identity counts: the form reads the record again. */
  nx_values_set_text (values, NX_PERSON_NAME, "单雄飞");
  return nx_record_new (NX_RECORD_PERSON, self->person_id, "uid", count (self, sql), FALSE, values);
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (NxRecord) person = load_person (self);
  NxRecordForm *form = show_form (self, nx_record_forms_make_edit (self->store, person, TRUE));

  g_assert_false (gtk_widget_get_visible (get_named (form, "draft_strip")));
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_NOTE, "住院两周");
  leave (self, form);
  form = show_form (self, nx_record_forms_make_edit (self->store, person, TRUE));
  g_assert_true (gtk_widget_get_visible (get_named (form, "draft_strip")));
  g_assert_cmpstr (nx_edit_get_text (nx_record_form_get_edit (form, 0), NX_PERSON_NOTE), ==,
                   "住院两周");
  gtk_widget_activate_action (GTK_WIDGET (form), "form.start-over", NULL);
  g_assert_null (nx_edit_get_text (nx_record_form_get_edit (form, 0), NX_PERSON_NOTE));
  leave (self, form);
  /* A draft of new records keeps what the form itself had set. */
  form = show_form (self, nx_record_forms_make_member (self->store, self->household_id));
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME, "吴秀兰");
  leave (self, form);
  form = show_form (self, nx_record_forms_make_member (self->store, self->household_id));
  g_assert_cmpstr (nx_edit_get_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME), ==,
                   "吴秀兰");
  gtk_widget_activate_action (GTK_WIDGET (form), "form.start-over", NULL);
  g_assert_cmpint (nx_edit_get_int (nx_record_form_get_edit (form, 1), NX_MEMBERSHIP_HOUSEHOLD), ==,
                   self->household_id);
  leave (self, form);
  g_assert_cmpint (count (self, "SELECT count(*) FROM draft"), ==, 0);
}

static GtkWidget *
find_check_button (GtkWidget *widget, guint *nth)
{
  if (GTK_IS_CHECK_BUTTON (widget) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check_button (child, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Two people change a name; one of them also adds a note, which nobody loses. */
static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (NxRecord) person = load_person (self);
  NxRecordForm *form = show_form (self, nx_record_forms_make_edit (self->store, person, TRUE));
  gboolean keep_theirs = GPOINTER_TO_INT (data);
  guint second = 1;

  g_signal_connect (form, "saved", G_CALLBACK (on_saved_cb), self);
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME, "单雄信");
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_EMPLOYER, "菜市场");
  rename_elsewhere (self);
  press_save (form);
  nx_test_wait (gtk_widget_get_visible (get_named (form, "conflict_box")));
  g_assert_cmpint (self->saved, ==, 0);
  g_assert_cmpstr (nx_edit_get_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME), ==,
                   "单雄信");
  if (keep_theirs)
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (find_check_button (get_named (form, "conflict_box"), &second)), TRUE);
  press_save (form);
  nx_test_wait (self->saved == self->person_id);
  g_assert_cmpint (count (self, keep_theirs ? "SELECT count(*) FROM person WHERE name = '单雄鹰'"
                                              " AND note = '听力不好' AND employer = '菜市场'"
                                            : "SELECT count(*) FROM person WHERE name = '单雄信'"
                                              " AND note = '听力不好' AND employer = '菜市场'"),
                   ==, 1);
  leave (self, form);
}

static gpointer
give_to_other_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (NxEdit) worker = nx_edit_new (NX_RECORD_WORKER, NULL);
  g_autoptr (NxRecord) household
      = nx_records_load (db, NX_RECORD_HOUSEHOLD, self->household_id, error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_HOUSEHOLD, household);

  nx_edit_set_text (worker, NX_WORKER_NAME, "孙丽娜");
  nx_edit_set_text (worker, NX_WORKER_ROLE, "worker");
  nx_edit_set_int (worker, NX_WORKER_IS_ACTIVE, 1);
  nx_edit_set_int (edit, NX_HOUSEHOLD_WORKER, nx_records_save (db, worker, error));
  nx_records_save (db, edit, error);
  return NULL;
}

static gpointer
load_household_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_records_load (db, NX_RECORD_HOUSEHOLD, ((Fixture *)data)->household_id, error);
}

/* Who is in charge is told by name, not by nothing. */
static void
test_conflict_of_workers (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) household
      = nx_store_read (self->store, load_household_job, self, NULL, &error);
  NxRecordForm *form = show_form (self, nx_record_forms_make_edit (self->store, household, TRUE));
  GtkWidget *box = get_named (form, "conflict_box");

  g_assert_no_error (error);
  nx_edit_set_int (nx_record_form_get_edit (form, 0), NX_HOUSEHOLD_WORKER, 1);
  nx_store_write (self->store, give_to_other_job, self, NULL, &error);
  g_assert_no_error (error);
  press_save (form);
  nx_test_wait (gtk_widget_get_visible (box));
  g_assert_true (nx_test_shows (box, "孙丽娜"));
  g_assert_true (nx_test_shows (box, "林晓岚"));
  press_save (form);
  leave (self, form);
}

static void
test_other_forms (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  NxRecordForm *form = show_form (self, nx_record_forms_make_household (self->store));
  NxEdit *edit = NULL;

  g_signal_connect (form, "saved", G_CALLBACK (on_saved_cb), self);
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_HOUSEHOLD_ADDRESS, "光荣街");
  press_save (form);
  nx_test_wait (self->saved != 0);
  leave (self, form);

  self->saved = 0;
  form = show_form (self, nx_record_forms_make_support (self->store, self->household_id, 0));
  edit = nx_record_form_get_edit (form, 0);
  g_signal_connect (form, "saved", G_CALLBACK (on_saved_cb), self);
  nx_edit_set_text (edit, NX_SUPPORT_CLASS,
                    nx_code_get_code (nx_code_list_nth (nx_code_list_get ("support-class"), 0)));
  press_save (form);
  g_assert_nonnull (get_problem (form, 0, NX_SUPPORT_EVIDENCE));
  nx_edit_set_text (edit, NX_SUPPORT_EVIDENCE, "证件已核对");
  press_save (form);
  nx_test_wait (self->saved != 0);
  leave (self, form);

  self->saved = 0;
  form = show_form (self, nx_record_forms_make_case (self->store, self->household_id, nobody));
  edit = nx_record_form_get_edit (form, 0);
  g_signal_connect (form, "saved", G_CALLBACK (on_saved_cb), self);
  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_text (edit, NX_CASE_RISK, "low");
  press_save (form);
  nx_test_wait (self->saved != 0);
  g_assert_cmpint (count (self, "SELECT household_id FROM case_file"), ==, self->household_id);
  leave (self, form);
}

/* Twenty chips are one stop of the Tab key; the arrow keys go among them. */
static void
test_chips (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  NxRecordForm *form
      = show_form (self, nx_record_forms_make_case (self->store, self->household_id, members));
  GtkWidget *row = nx_record_form_get_row (form, 0, NX_CASE_CATEGORY);
  GtkWidget *box = nx_test_find_type (row, NX_TYPE_CHIP_BOX);
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  GtkRoot *root = gtk_widget_get_root (row);

  g_assert_nonnull (gtk_widget_get_next_sibling (second));
  gtk_widget_grab_focus (first);
  g_assert_true (gtk_widget_child_focus (box, GTK_DIR_RIGHT));
  g_assert_true (gtk_root_get_focus (root) == second);
  g_assert_true (gtk_widget_child_focus (box, GTK_DIR_LEFT));
  g_assert_true (gtk_widget_child_focus (box, GTK_DIR_LEFT));
  g_assert_true (gtk_root_get_focus (root) == gtk_widget_get_last_child (box));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (form), GTK_DIR_TAB_FORWARD));
  g_assert_false (has_focus_in (row));
  /* Back at what is chosen. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (second), TRUE);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (form), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_root_get_focus (root) == second);
  leave (self, form);
}

/* The person */

static void
test_person (Fixture *self, gconstpointer data)
{
  gpointer page = show (self, nx_person_page_new (self->store, self->person_id));

  nx_test_wait (is_loaded (page));
  g_assert_false (nx_test_shows (get_named (page, "facts_box"), "13800001234"));
  g_assert_true (gtk_widget_get_visible (get_named (page, "unmask_button")));
  nx_test_check_names (GTK_WIDGET (page));
  nx_person_page_unmask (page, "给家属打电话");
  nx_test_wait (nx_test_shows (get_named (page, "facts_box"), "13800001234"));
  g_assert_false (gtk_widget_get_visible (get_named (page, "unmask_button")));
  g_assert_cmpint (count (self, "SELECT count(*) FROM event WHERE action = 'unmasked'"
                                " AND changes LIKE '%给家属打电话%'"),
                   ==, 1);
  leave (self, page);
}

#define ADD(path, func, set_up_func)                                                               \
  g_test_add ("/ui/household-pages/" path, Fixture, NULL, set_up_func, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("list", test_list, set_up_sample);
  ADD ("household", test_household, set_up);
  ADD ("household-follows", test_household_follows, set_up);
  ADD ("chips", test_chips, set_up);
  ADD ("new-member", test_new_member, set_up);
  ADD ("draft", test_draft, set_up);
  g_test_add ("/ui/household-pages/conflict-mine", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_conflict, tear_down);
  g_test_add ("/ui/household-pages/conflict-theirs", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_conflict, tear_down);
  ADD ("conflict-of-workers", test_conflict_of_workers, set_up);
  ADD ("other-forms", test_other_forms, set_up);
  ADD ("person", test_person, set_up);
  return g_test_run ();
}

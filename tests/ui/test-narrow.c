/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that every page fits into a window 360 pixels wide while text is twice as large. */
#include "config.h"

#include "nx-casework-fixture.h"
#include "nx-office-fixture.h"

#include "nx-bulk-popover.h"
#include "nx-case-list-page.h"
#include "nx-case-page.h"
#include "nx-household-list-page.h"
#include "nx-household-page.h"
#include "nx-import-page.h"
#include "nx-keys-window.h"
#include "nx-merge-field.h"
#include "nx-missing-page.h"
#include "nx-move-page-private.h"
#include "nx-operations-page.h"
#include "nx-person-list-page.h"
#include "nx-person-page.h"
#include "nx-preferences-window.h"
#include "nx-preview-page.h"
#include "nx-record-form-private.h"
#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-settings.h"
#include "nx-style-sheet.h"
#include "nx-today-page.h"
#include "nx-twins-page.h"
#include "nx-visit-editor.h"
#include "nx-visit-list-page.h"
#include "nx-width-bin.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define WIDTH 360
#define HEIGHT 720
#define POPOVER_FRAME 18
#define DPI_OF_LARGE_TEXT (192 * 1024)

static guint n_wide;

/* How many parts inside need more than they have. A width bin hides that from what is around it,
 * and says by a debug message where it comes from. */
static guint
count_wide (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;

      if ((NX_IS_WIDTH_BIN (widget)
           || (GTK_IS_SCROLLED_WINDOW (widget) && GTK_IS_LIST_VIEW (child)))
          && gtk_widget_should_layout (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      n += (least > gtk_widget_get_width (widget) ? 1 : 0) + count_wide (child);
    }
  return n;
}

/* Bins learn in the frame after the first that they are narrow. */
static void
wait_fit (GtkWidget *widget, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  nx_test_settle ();
  while (count_wide (widget) > 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  if (count_wide (widget) == 0)
    return;
  g_printerr ("# %s is too wide\n", name);
  n_wide++;
}

/* Words that are cut off in one line of many, as of labels that do not wrap. */
static guint
count_cut (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
            && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cut (child);
  return n;
}

/* The page as the window shows it there: below a bin, marked as narrow. */
static void
show (CaseworkFixture *self, NxPage *page)
{
  GtkWidget *bin = nx_width_bin_new ();

  nx_page_set_chrome (page, TRUE, TRUE, TRUE, TRUE, TRUE);
  g_object_set (bin, "min-width", WIDTH, "child", page, NULL);
  casework_show (self, bin);
  gtk_window_set_default_size (self->window, WIDTH, HEIGHT);
  nx_page_shown (page);
  nx_test_wait (gtk_widget_get_mapped (GTK_WIDGET (page))
                && nx_width_bin_is_narrow (NX_WIDTH_BIN (bin)) && !nx_page_is_busy (page));
  nx_test_settle ();
}

/* What is lower than the window must scroll. */
static void
check_height (NxPage *page, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  int least = HEIGHT + 1;

  while (least > HEIGHT && g_get_monotonic_time () < deadline)
    {
      g_main_context_iteration (NULL, FALSE);
      gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_VERTICAL, WIDTH, &least, NULL, NULL,
                          NULL);
    }
  if (least <= HEIGHT)
    return;
  g_printerr ("# %s: %d px high\n", name, least);
  n_wide++;
}

static void
check (CaseworkFixture *self, NxPage *page, const char *name)
{
  show (self, page);
  wait_fit (gtk_window_get_child (self->window), name);
  check_height (page, name);
}

static void
set_up_large (CaseworkFixture *self, gconstpointer data)
{
  casework_set_up (self, data);
  n_wide = 0;
}

static void
test_lists (CaseworkFixture *self, gconstpointer data)
{
  check (self, nx_today_page_new (self->store), "today");
  check (self, nx_visit_list_page_new (self->store), "visits");
  check (self, nx_case_list_page_new (self->store), "cases");
  check (self, nx_household_list_page_new (self->store), "households");
  check (self, nx_person_list_page_new (self->store), "people");
  g_assert_cmpuint (n_wide, ==, 0);
}

/* The choices stand in the place of the pages. */
static void
check_paper (CaseworkFixture *self)
{
  NxPage *page = nx_preview_page_new (self->store, NX_PAPER_SOURCE_TIMELINE, self->ids.case_id);
  GtkWidget *choices = NULL;

  check (self, page, "paper");
  choices = find_named (GTK_WIDGET (page), "choices_box");
  g_assert_false (gtk_widget_get_mapped (choices));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find_named (GTK_WIDGET (page), "choices_toggle")), TRUE);
  nx_test_settle ();
  g_assert_true (gtk_widget_get_mapped (choices));
  g_assert_false (gtk_widget_get_mapped (find_named (GTK_WIDGET (page), "page_window")));
  wait_fit (gtk_window_get_child (self->window), "paper with choices");
  check_height (page, "paper with choices");
}

static void
test_records (CaseworkFixture *self, gconstpointer data)
{
  NxPage *page = nx_case_page_new (self->store, self->ids.case_id);
  GtkWidget *details = NULL;

  check (self, page, "case");
  details = find_named (GTK_WIDGET (page), "details_button");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (details), TRUE);
  nx_test_settle ();
  wait_fit (gtk_window_get_child (self->window), "case with details");
  check_height (page, "case with details");
  check (self, nx_household_page_new (self->store, self->ids.household), "household");
  check (self, nx_person_page_new (self->store, self->ids.client), "person");
  check (self, nx_visit_editor_new (self->store, self->ids.case_id, 0, "done"), "visit");
  check (self, nx_visit_editor_new (self->store, self->ids.case_id, 0, "planned"), "plan");
  check_paper (self);
  check (self, nx_import_page_new (self->store), "import");
  g_assert_cmpuint (n_wide, ==, 0);
}

/* What is said over a form whose draft is back. */
static void
check_draft (CaseworkFixture *self)
{
  NxRecordForm *form = nx_record_forms_make_household (self->store);

  check (self, NX_PAGE (form), "form");
  gtk_label_set_text (form->draft_label, _ ("Your unfinished draft is back."));
  gtk_widget_set_visible (form->draft_strip, TRUE);
  nx_test_settle ();
  wait_fit (gtk_window_get_child (self->window), "form with a draft");
}

static void
check_popover (CaseworkFixture *self, GtkWidget *popover, const char *name)
{
  GtkWidget *box = adw_clamp_get_child (ADW_CLAMP (gtk_popover_get_child (GTK_POPOVER (popover))));
  int natural = 0;
  int least = 0;

  nx_test_wait (gtk_widget_get_height (box) > 0);
  nx_test_settle ();
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (box), &least, NULL, NULL,
                      NULL);
  if (least > gtk_widget_get_height (box))
    {
      g_printerr ("# %s: %d px high, needs %d\n", name, gtk_widget_get_height (box), least);
      n_wide++;
    }
  /* A wider one would be made narrower by the screen, and keep its height. */
  gtk_widget_measure (gtk_widget_get_parent (box), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                      NULL, NULL);
  if (natural > WIDTH - POPOVER_FRAME)
    {
      g_printerr ("# %s: %d px wide\n", name, natural);
      n_wide++;
    }
}

static void
test_whole_steps (CaseworkFixture *self, gconstpointer data)
{
  gint64 id = self->ids.household;
  NxPage *page = nx_move_page_new (self->store, id);

  check (self, page, "move");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (NX_MOVE_PAGE (page)->there_button), TRUE);
  nx_test_settle ();
  wait_fit (gtk_window_get_child (self->window), "move to a household that is there");
  check (self, nx_missing_page_new (self->store), "missing");
  check (self, nx_operations_page_new (self->store), "operations");
  g_assert_cmpuint (n_wide, ==, 0);
}

/* A record in many words beside its button, as high and as wide as they are. */
static void
test_choice (CaseworkFixture *self, gconstpointer data)
{
  static const char *const words[]
      = { "崔善姬\nFemale · 94 years old · 华光社区 · 光荣街长青里8号楼*单元*\n"
          "210102********6221 · 131****8528",
          "王宝珍\nFemale · 89 years old · 丰泽社区 · 光荣街金秋小区4号楼*单元*\n"
          "210181********4967 · 139****5547" };
  GtkWidget *box = nx_merge_field_new_box (6);
  GtkWidget *bin = nx_width_bin_new ();

  gtk_widget_set_valign (box, GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_box_append (GTK_BOX (box), nx_merge_field_new_choice (words[i], NULL));
  g_object_set (bin, "min-width", WIDTH, "child", box, NULL);
  casework_show (self, bin);
  gtk_window_set_default_size (self->window, WIDTH, HEIGHT);
  for (int margin = 0; margin <= 80; margin += 4)
    {
      int width = 0;

      gtk_widget_set_margin_end (box, margin);
      nx_test_settle ();
      width = gtk_widget_get_width (box);
      for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL;
           button = gtk_widget_get_next_sibling (button))
        {
          GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (button));
          graphene_rect_t place;

          g_assert_true (gtk_widget_compute_bounds (label, box, &place));
          g_assert_cmpfloat (place.origin.x + place.size.width, <=, width);
        }
    }
}

static void
test_many (CaseworkFixture *self, gconstpointer data)
{
  static const NxBulkDeed deeds[] = { NX_BULK_ASSIGN, NX_BULK_PLAN, NX_BULK_SUPPORT };
  NxPage *page = nx_person_list_page_new (self->store);
  GtkWidget *button = NULL;

  check (self, page, "people");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find_named (GTK_WIDGET (page), "choices_toggle")), TRUE);
  nx_test_settle ();
  wait_fit (gtk_window_get_child (self->window), "people with choices");
  button
      = nx_test_find_type (find_named (GTK_WIDGET (page), "filter_button"), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  check_popover (self, GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))),
                 "saved filters");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  nx_test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      GtkWidget *popover = nx_bulk_popover_new (self->store, deeds[i], NX_RECORD_CASE);

      button = gtk_menu_button_new ();
      gtk_widget_set_valign (button, GTK_ALIGN_END);
      casework_show (self, button);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      check_popover (self, popover, "what is done to many");
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
      nx_test_wait (!gtk_widget_get_mapped (popover));
      nx_test_settle ();
    }
  g_assert_cmpuint (n_wide, ==, 0);
}

static void
test_forms (CaseworkFixture *self, gconstpointer data)
{
  static const NxRecordKind kinds[] = { NX_RECORD_PERSON, NX_RECORD_HOUSEHOLD, NX_RECORD_CASE };
  const gint64 ids[] = { self->ids.client, self->ids.household, self->ids.case_id };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (NxRecord) record = casework_find (self->store, kinds[i], ids[i]);

      check (self, NX_PAGE (nx_record_forms_make_edit (self->store, record, TRUE)), "form");
    }
  check_draft (self);
  check (self, NX_PAGE (nx_record_forms_make_household (self->store)), "new household");
  check (self, NX_PAGE (nx_record_forms_make_member (self->store, self->ids.household)), "member");
  check (self, NX_PAGE (nx_record_forms_make_support (self->store, self->ids.household, 0)),
         "support");
  g_assert_cmpuint (n_wide, ==, 0);
}

static gpointer
add_twins_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "王桂英", "王贵英" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

      nx_edit_set_text (edit, NX_PERSON_NAME, names[i]);
      nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1936-11-21");
      nx_edit_set_text (edit, NX_PERSON_PHONES, "13800001234 女儿");
      nx_records_save (db, edit, error);
    }
  return NULL;
}

/* Pairs side by side, and who may be the one that is typed below the form. */
static void
test_twins (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxPage *page = NULL;
  NxRecordForm *form = NULL;

  nx_store_write (self->store, add_twins_in_worker, NULL, NULL, &error);
  g_assert_no_error (error);
  page = nx_twins_page_new (self->store);
  check (self, page, "duplicates");
  nx_test_wait (nx_test_shows (GTK_WIDGET (page), "王贵英"));
  wait_fit (gtk_window_get_child (self->window), "duplicates with a pair");
  form = nx_record_forms_make_member (self->store, self->ids.household);
  check (self, NX_PAGE (form), "member");
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_NAME, "王桂英");
  nx_edit_set_text (nx_record_form_get_edit (form, 0), NX_PERSON_BIRTH_ON, "1936-11-21");
  nx_test_wait (nx_twin_box_get_n_twins (form->twin_box) > 0);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (nx_test_find_type (GTK_WIDGET (form->twin_box), GTK_TYPE_TOGGLE_BUTTON)),
      TRUE);
  nx_test_wait (nx_test_shows (GTK_WIDGET (form->twin_box), "王贵英"));
  wait_fit (gtk_window_get_child (self->window), "member with twins");
  g_assert_cmpuint (n_wide, ==, 0);
}

/* The window by itself: what it asks of the screen, and what is cut off inside. */
static void
check_window (Fixture *self, const char *name)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  int least = 0;

  nx_test_settle ();
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least > WIDTH)
    {
      g_printerr ("# %s: %d px\n", name, least);
      n_wide++;
    }
  wait_fit (window, name);
}

static void
set_up_window (Fixture *self, gconstpointer data)
{
  set_up (self, data);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  nx_test_wait (gtk_widget_get_width (GTK_WIDGET (self->window)) <= WIDTH + 60);
  n_wide = 0;
}

/* Labels that go on beyond the end of @frame. */
static guint
count_outside (GtkWidget *widget, GtkWidget *frame)
{
  guint n = 0;
  graphene_rect_t place;

  if (GTK_IS_LABEL (widget) && gtk_widget_compute_bounds (widget, frame, &place))
    n = place.origin.x + place.size.width > gtk_widget_get_width (frame)
        || place.origin.y + place.size.height > gtk_widget_get_height (frame);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_outside (child, frame);
  return n;
}

/* A sentence is read whole, in as many lines as it needs. */
static void
check_toast (Fixture *self)
{
  GtkWidget *toast = NULL;

  nx_window_toast (self->window, _ ("The refused rows were saved. The file holds personal data: "
                                    "delete it when you no longer need it."));
  nx_test_settle ();
  toast = nx_test_find_type (GTK_WIDGET (self->window), g_type_from_name ("AdwToastWidget"));
  nx_test_wait (gtk_widget_get_width (toast) > 0);
  g_assert_cmpuint (count_cut (toast), ==, 0);
  g_assert_cmpuint (count_outside (toast, toast), ==, 0);
  check_window (self, "message");
}

static void
test_start (Fixture *self, gconstpointer data)
{
  check_window (self, "first run");
  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  check_window (self, "open");
  g_assert_cmpuint (count_cut (gtk_widget_get_parent (get_named (self, "page_bar"))), ==, 0);
  check_toast (self);
  lock_office (self);
  check_window (self, "locked");
  g_assert_cmpuint (n_wide, ==, 0);
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = nx_settings_new ();
  GtkWidget *window = GTK_WIDGET (nx_preferences_window_new (NULL, settings));
  int least = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (gtk_widget_get_mapped (window));
  nx_test_settle ();
  /* Without the frame that GTK draws around it. */
  gtk_widget_measure (gtk_widget_get_first_child (window), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                      NULL, NULL, NULL);
  g_assert_cmpint (least, <=, WIDTH);
  gtk_window_destroy (GTK_WINDOW (window));
  nx_test_settle ();
}

static void
test_keys (void)
{
  GtkWidget *window = GTK_WIDGET (nx_keys_window_new (NULL, NULL));
  int least = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (gtk_widget_get_mapped (window));
  nx_test_settle ();
  g_assert_cmpuint (nx_test_check_names (window), >=, 1);
  gtk_widget_measure (gtk_widget_get_first_child (window), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                      NULL, NULL, NULL);
  g_assert_cmpint (least, <=, WIDTH);
  gtk_window_destroy (GTK_WINDOW (window));
  nx_test_settle ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  /* That chose the language of programmers; this test measures the words of the session's. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("NX_TEST_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  nx_test_add_style ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI_OF_LARGE_TEXT, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/ui/narrow/" name, CaseworkFixture, NULL, set_up_large, function, casework_tear_down)
  ADD ("lists", test_lists);
  ADD ("records", test_records);
  ADD ("forms", test_forms);
  ADD ("choice", test_choice);
  ADD ("many", test_many);
  ADD ("whole-steps", test_whole_steps);
  ADD ("twins", test_twins);
#undef ADD
  g_test_add ("/ui/narrow/start", Fixture, NULL, set_up_window, test_start, tear_down);
  g_test_add_func ("/ui/narrow/keys", test_keys);
  g_test_add_func ("/ui/narrow/preferences", test_preferences);
  return g_test_run ();
}

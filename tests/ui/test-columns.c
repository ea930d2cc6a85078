/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the columns of lists: chosen, made wider and narrower, remembered; and how high rows are.
 */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-case-list-page.h"
#include "nx-case-page.h"
#include "nx-columns-button.h"
#include "nx-household-list-page.h"
#include "nx-household-page.h"
#include "nx-list-faces.h"
#include "nx-person-list-page.h"
#include "nx-settings.h"
#include "nx-style-sheet.h"
#include "nx-today-page.h"
#include "nx-visit-list-page.h"

#define KEY "list-columns"

typedef NxPage *(*MakeList) (NxStore *);

static const struct
{
  const char *id;
  MakeList make;
} lists[] = {
  { "cases", nx_case_list_page_new },
  { "households", nx_household_list_page_new },
  { "people", nx_person_list_page_new },
  { "visits", nx_visit_list_page_new },
};

static GSettings *
get_settings (void)
{
  GSettings *settings = nx_settings_new ();

  g_assert_nonnull (settings);
  return settings;
}

static gpointer
get_child (NxPage *page, const char *name)
{
  GObject *child
      = gtk_widget_get_template_child (GTK_WIDGET (page), NX_TYPE_RECORD_LIST_PAGE, name);

  g_assert_nonnull (child);
  return child;
}

static NxPage *
open_list (CaseworkFixture *self, MakeList make)
{
  NxPage *page = make (self->store);

  if (NX_IS_VISIT_LIST_PAGE (page))
    g_object_set (page, "view", "list", NULL);
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (
      g_strcmp0 (nx_list_faces_get_face (NX_LIST_FACES (get_child (page, "faces"))), "rows") == 0);
  return page;
}

static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The line of a column in the button's menu: a check, narrower, wider. */
static GtkWidget *
get_check (NxPage *page, guint nth)
{
  GtkWidget *check = find_nth (get_child (page, "columns_button"), GTK_TYPE_CHECK_BUTTON, &nth);

  g_assert_nonnull (check);
  return check;
}

static void
press_wider (NxPage *page, guint nth)
{
  g_signal_emit_by_name (
      gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (get_check (page, nth))), "clicked");
}

/* In the view, which keeps it; NULL for one that is not shown. */
static GtkColumnViewColumn *
get_column (NxPage *page, guint nth)
{
  const char *title = gtk_check_button_get_label (GTK_CHECK_BUTTON (get_check (page, nth)));
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (get_child (page, "view")));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        return column;
    }
  return NULL;
}

static guint
count_columns (NxPage *page)
{
  return g_list_model_get_n_items (
      gtk_column_view_get_columns (GTK_COLUMN_VIEW (get_child (page, "view"))));
}

static gboolean
is_shown (NxPage *page, guint nth)
{
  return get_column (page, nth) != NULL;
}

static void
press_narrower (NxPage *page, guint nth)
{
  g_signal_emit_by_name (gtk_widget_get_next_sibling (get_check (page, nth)), "clicked");
}

/* The only button of the menu with words. */
static void
press_reset (NxPage *page)
{
  GtkWidget *line = gtk_widget_get_parent (get_check (page, 0));
  GtkWidget *scrolled = gtk_widget_get_ancestor (line, GTK_TYPE_SCROLLED_WINDOW);

  g_signal_emit_by_name (gtk_widget_get_next_sibling (scrolled), "clicked");
}

static void
choose (NxPage *page, guint nth, gboolean is_shown)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (page, nth)), is_shown);
}

/* What the settings keep of a list, as text; NULL for nothing. */
static char *
dup_kept (GSettings *settings, const char *id)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);
  g_autoptr (GVariant) one = g_variant_lookup_value (all, id, G_VARIANT_TYPE ("a(sbi)"));

  return one != NULL ? g_variant_print (one, FALSE) : NULL;
}

static gboolean
keeps (GSettings *settings, const char *id, const char *part)
{
  g_autofree char *kept = dup_kept (settings, id);

  return kept != NULL && strstr (kept, part) != NULL;
}

/* Every list: hide the second column, widen the first, open it again, put everything back. */
static void
test_remember (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      NxPage *page = open_list (self, lists[i].make);
      int width = 0;

      g_test_message ("%s", lists[i].id);
      nx_test_check_names (get_child (page, "columns_button"));
      choose (page, 1, FALSE);
      g_assert_false (is_shown (page, 1));
      press_wider (page, 0);
      press_wider (page, 0);
      width = gtk_column_view_column_get_fixed_width (get_column (page, 0));
      g_assert_cmpint (width, >, 40);
      press_narrower (page, 0);
      g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (page, 0)), <, width);
      width = gtk_column_view_column_get_fixed_width (get_column (page, 0));
      /* The page goes at once, before the delayed saving. */
      casework_close (self);
      g_assert_true (keeps (settings, lists[i].id, "false"));

      page = open_list (self, lists[i].make);
      g_assert_false (is_shown (page, 1));
      g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_check (page, 1))));
      g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (page, 0)), ==, width);
      press_reset (page);
      g_assert_true (is_shown (page, 1));
      g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (page, 0)), ==, -1);
      casework_close (self);
      g_assert_false (keeps (settings, lists[i].id, ""));
    }
  g_settings_reset (settings, KEY);
}

/* Widening begins at the width that is on the screen, not at none. */
static void
test_from_screen (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  NxPage *page = open_list (self, nx_case_list_page_new);
  GtkWidget *heads = gtk_widget_get_first_child (get_child (page, "view"));
  GtkWidget *head = gtk_widget_get_first_child (heads);

  for (guint i = 0; i < 3; i++)
    head = gtk_widget_get_next_sibling (head);
  nx_test_wait (gtk_widget_get_width (head) > 100);
  press_wider (page, 3);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (page, 3)), ==,
                   gtk_widget_get_width (head) + 24);
  casework_close (self);
  g_settings_reset (settings, KEY);
}

/* One column always stays, by whatever way the others go. */
static void
test_last_one (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  NxPage *page = open_list (self, nx_visit_list_page_new);
  guint n_shown = 0;

  for (guint i = 0; i < 8; i++)
    choose (page, i, FALSE);
  for (guint i = 0; i < 8; i++)
    n_shown += is_shown (page, i) ? 1 : 0;
  g_assert_cmpuint (n_shown, ==, 1);
  g_assert_true (is_shown (page, 7));
  g_assert_false (gtk_widget_get_sensitive (get_check (page, 7)));
  choose (page, 0, TRUE);
  g_assert_true (gtk_widget_get_sensitive (get_check (page, 7)));
  casework_close (self);
  g_settings_reset (settings, KEY);
}

/* What somebody, or another version, wrote: unknown names, widths beyond reason, nothing shown. */
static void
test_odd_settings (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  NxPage *page = NULL;

  g_settings_set_value (settings, KEY,
                        g_variant_new_parsed ("{'cases': [('moon', false, 7), ('sex', false, 0),"
                                              " ('client', true, 99999), ('age', true, -4)],"
                                              " 'tides': [('high', true, 1)]}"));
  page = open_list (self, nx_case_list_page_new);
  g_assert_true (is_shown (page, 0));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (page, 0)), ==, 900);
  g_assert_false (is_shown (page, 1));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (page, 2)), ==, -1);
  g_assert_true (is_shown (page, 3));
  /* What is kept of other lists stays when this one is saved. */
  choose (page, 2, FALSE);
  casework_close (self);
  g_assert_true (keeps (settings, "tides", "high"));

  g_settings_set_value (
      settings, KEY,
      g_variant_new_parsed ("{'people': [('name', false, 0), ('sex', false, 0), ('age', false, 0),"
                            " ('relation', false, 0), ('address', false, 0),"
                            " ('community', false, 0), ('phones', false, 0)]}"));
  page = open_list (self, nx_person_list_page_new);
  g_assert_true (is_shown (page, 0));
  /* Preferences can put all back while the list is on screen. */
  g_settings_reset (settings, KEY);
  g_assert_true (is_shown (page, 6));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_check (page, 6))));
  casework_close (self);
}

static gboolean
is_kept_width (GSettings *settings)
{
  return keeps (settings, "households", "('head', true, 222)");
}

/* The mouse drags the edge of a head: GTK sets the width, we keep it a moment later. */
static void
test_drag (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  NxPage *page = open_list (self, nx_household_list_page_new);

  g_assert_true (gtk_column_view_column_get_resizable (get_column (page, 0)));
  for (int width = 200; width <= 222; width++)
    gtk_column_view_column_set_fixed_width (get_column (page, 0), width);
  nx_test_wait (is_kept_width (settings));
  casework_close (self);
  g_settings_reset (settings, KEY);
}

/* A narrow window has its one column, whatever was chosen. */
static void
test_narrow (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  NxPage *page = open_list (self, nx_person_list_page_new);

  choose (page, 0, FALSE);
  nx_page_set_chrome (page, FALSE, TRUE, TRUE, FALSE, FALSE);
  g_assert_false (gtk_widget_get_visible (get_child (page, "columns_button")));
  for (guint i = 0; i < 7; i++)
    g_assert_false (is_shown (page, i));
  g_assert_cmpuint (count_columns (page), ==, 1);
  nx_page_set_chrome (page, FALSE, FALSE, FALSE, FALSE, FALSE);
  g_assert_true (gtk_widget_get_visible (get_child (page, "columns_button")));
  g_assert_false (is_shown (page, 0));
  g_assert_true (is_shown (page, 1));
  g_assert_cmpuint (count_columns (page), ==, 6);
  casework_close (self);
  g_settings_reset (settings, KEY);
}

/* --- Density
 * ------------------------------------------------------------------------------------------ */

static int
get_row_height (NxPage *page)
{
  GtkWidget *rows = gtk_widget_get_last_child (get_child (page, "view"));
  GtkWidget *row = gtk_widget_get_first_child (rows);

  return row != NULL ? gtk_widget_get_height (row) : 0;
}

/* Comfortable is what an unsteady hand hits (44), compact shows half as many rows again. */
static void
test_density (CaseworkFixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      NxPage *page = open_list (self, lists[i].make);

      gtk_widget_remove_css_class (GTK_WIDGET (self->window), "nx-compact");
      nx_test_wait (get_row_height (page) >= 44);
      g_test_message ("%s: %d px", lists[i].id, get_row_height (page));
      g_assert_cmpint (get_row_height (page), <=, 48);
      gtk_widget_add_css_class (GTK_WIDGET (self->window), "nx-compact");
      nx_test_wait (get_row_height (page) <= 30 && get_row_height (page) >= 24);
      g_test_message ("%s, compact: %d px", lists[i].id, get_row_height (page));
      gtk_widget_remove_css_class (GTK_WIDGET (self->window), "nx-compact");
      casework_close (self);
    }
}

typedef struct
{
  const char *type; /* of a row */
  NxPage *(*make) (NxStore *store, gint64 id);
} RowSpec;

static NxPage *
make_today (NxStore *store, gint64 id)
{
  return nx_today_page_new (store);
}

/* With its padding, which is what density changes. */
static int
get_first_height (GtkWidget *widget, const char *type)
{
  graphene_rect_t bounds;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && gtk_widget_get_mapped (widget)
      && gtk_widget_compute_bounds (widget, widget, &bounds) && bounds.size.height > 0)
    return (int)bounds.size.height;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int height = get_first_height (child, type);

      if (height > 0)
        return height;
    }
  return 0;
}

/* Other rows than those of tables: lines of the day, timelines, rows of cards. */
static void
test_density_elsewhere (CaseworkFixture *self, gconstpointer data)
{
  const struct
  {
    RowSpec row;
    gint64 id;
  } cases[] = {
    { { "NxDueLine", make_today }, 0 },
    { { "NxEventRow", nx_case_page_new }, self->ids.case_id },
    { { "AdwActionRow", nx_household_page_new }, self->ids.household },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *type = cases[i].row.type;
      NxPage *page = cases[i].row.make (self->store, cases[i].id);
      GtkWidget *widget = GTK_WIDGET (page);
      int height = 0;

      casework_show (self, page);
      nx_page_shown (page);
      nx_test_wait (!nx_page_is_busy (page) && get_first_height (widget, type) > 0);
      nx_test_settle ();
      height = get_first_height (widget, type);
      gtk_widget_add_css_class (GTK_WIDGET (self->window), "nx-compact");
      nx_test_wait (get_first_height (widget, type) < height);
      g_test_message ("%s: %d and %d px", type, height, get_first_height (widget, type));
      gtk_widget_remove_css_class (GTK_WIDGET (self->window), "nx-compact");
      nx_test_wait (get_first_height (widget, type) == height);
      casework_close (self);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  nx_test_add_style ();
#define ADD(path, test)                                                                            \
  g_test_add (path, CaseworkFixture, NULL, casework_set_up, test, casework_tear_down)
  ADD ("/ui/columns/density", test_density);
  ADD ("/ui/columns/density-elsewhere", test_density_elsewhere);
  ADD ("/ui/columns/drag", test_drag);
  ADD ("/ui/columns/from-screen", test_from_screen);
  ADD ("/ui/columns/last-one", test_last_one);
  ADD ("/ui/columns/narrow", test_narrow);
  ADD ("/ui/columns/odd-settings", test_odd_settings);
  ADD ("/ui/columns/remember", test_remember);
  return g_test_run ();
}

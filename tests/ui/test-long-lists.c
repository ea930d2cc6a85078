/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what makes long lists quick: widths without layout, cells drawn when seen, views that grow.
 */
#include "config.h"

#include "nx-cell-text.h"
#include "nx-draw-later.h"
#include "nx-growing-list.h"
#include "nx-text-ruler.h"
#include "nx-ui-test.h"

static const char *const texts[] = {
  "",
  "单晓岚",
  "欧阳·阿依古丽",
  "光荣街3号楼2单元501室",
  "2026-11-24",
  "Wednesday 24 November, planned by the office",
  "AVATAR To Tü fi ffl WAVE",
  "1,234,567 · 90%",
  "（独居）低保、残疾二级",
  "👩‍👩‍👧 emoji é e\u0301",
};

static GtkWidget *
show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  return window;
}

/* What is asked for is never less than what the text takes: nothing is cut off for want of a pixel;
 * and for words without joined signs it is not more by more than a few. */
static void
test_ruler (void)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *window = show (label, 300, 100);

  for (guint is_tabular = 0; is_tabular < 2; is_tabular++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, texts[i]);
        g_autoptr (PangoAttrList) attributes = nx_text_ruler_make_attributes (is_tabular != 0);
        NxTextRuler *ruler = nx_text_ruler_get (label, is_tabular != 0);
        int width = 0;
        int measured = nx_text_ruler_measure (ruler, texts[i]);

        pango_layout_set_attributes (layout, attributes);
        pango_layout_set_single_paragraph_mode (layout, TRUE);
        pango_layout_get_pixel_size (layout, &width, NULL);
        g_test_message ("%s: %d, %d", texts[i], measured, width);
        g_assert_cmpint (measured + 1, >=, width);
        if (i < G_N_ELEMENTS (texts) - 1)
          g_assert_cmpint (measured, <=, width + 8);
        g_assert_true (ruler == nx_text_ruler_get (label, is_tabular != 0));
        g_assert_cmpint (nx_text_ruler_get_ascent (ruler), <, nx_text_ruler_get_height (ruler));
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
ask_width (GtkWidget *cell)
{
  int natural = 0;

  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* A cell that goes from record to record keeps its width, and takes a new one with a new font. */
static void
test_cell_width (void)
{
  GtkWidget *cell = nx_cell_text_new ();
  GtkWidget *window = NULL;
  int wide = 0;
  int bold = 0;

  nx_cell_text_set_text (NX_CELL_TEXT (cell), "光荣街3号楼2单元501室 Guangrong");
  window = show (cell, 600, 100);
  wide = ask_width (cell);
  g_assert_cmpint (wide, >, 100);
  nx_cell_text_set_text (NX_CELL_TEXT (cell), NULL);
  g_assert_cmpstr (nx_cell_text_get_text (NX_CELL_TEXT (cell)), ==, "");
  g_assert_cmpint (ask_width (cell), ==, wide);
  nx_cell_text_set_text (NX_CELL_TEXT (cell), "13800001111\n024-22860000");
  g_assert_cmpstr (nx_cell_text_get_text (NX_CELL_TEXT (cell)), ==, "13800001111 024-22860000");
  nx_cell_text_set_text (NX_CELL_TEXT (cell), "短");
  g_assert_cmpint (ask_width (cell), ==, wide);
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, "短");
  gtk_widget_add_css_class (cell, "title-1");
  nx_test_wait (ask_width (cell) != wide);
  bold = ask_width (cell);
  g_assert_cmpint (bold, <, wide);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Only what is cut off has a tooltip, or what was given one. */
static void
test_cell_tooltip (void)
{
  GtkWidget *cell = nx_cell_text_new ();
  GtkWidget *window = NULL;

  gtk_widget_set_halign (cell, GTK_ALIGN_START);
  gtk_widget_set_hexpand (cell, FALSE);
  nx_cell_text_set_text (NX_CELL_TEXT (cell), "短");
  window = show (cell, 120, 60);
  g_assert_false (gtk_widget_get_has_tooltip (cell));
  nx_cell_text_set_text (NX_CELL_TEXT (cell),
                         "光荣街3号楼2单元501室，门禁坏了，请先打电话，老人听力不好");
  nx_test_wait (gtk_widget_get_has_tooltip (cell));
  nx_cell_text_set_text (NX_CELL_TEXT (cell), "短");
  g_assert_false (gtk_widget_get_has_tooltip (cell));
  nx_cell_text_set_hint (NX_CELL_TEXT (cell), "a hint");
  g_assert_true (gtk_widget_get_has_tooltip (cell));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- What is far away is not drawn
 * --------------------------------------------------------------------- */

#define NX_TYPE_TEST_DOT (nx_test_dot_get_type ())
G_DECLARE_FINAL_TYPE (NxTestDot, nx_test_dot, NX, TEST_DOT, GtkWidget)

struct _NxTestDot
{
  GtkWidget parent_instance;
  guint n_drawn;
};

G_DEFINE_FINAL_TYPE (NxTestDot, nx_test_dot, GTK_TYPE_WIDGET)

static void
nx_test_dot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  if (nx_draw_later_is_near (widget))
    NX_TEST_DOT (widget)->n_drawn++;
}

static void
nx_test_dot_unmap (GtkWidget *widget)
{
  nx_draw_later_forget (widget);
  GTK_WIDGET_CLASS (nx_test_dot_parent_class)->unmap (widget);
}

static void
nx_test_dot_class_init (NxTestDotClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = nx_test_dot_snapshot;
  GTK_WIDGET_CLASS (klass)->unmap = nx_test_dot_unmap;
}

static void
nx_test_dot_init (NxTestDot *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), 50, 50);
}

static void
test_draw_later (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *window = NULL;
  NxTestDot *dots[40];

  for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
    {
      dots[i] = g_object_new (NX_TYPE_TEST_DOT, NULL);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (dots[i]));
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  window = show (scrolled, 200, 400);
  nx_test_wait (dots[7]->n_drawn > 0);
  g_assert_cmpuint (dots[20]->n_drawn, ==, 0);
  g_assert_cmpuint (dots[39]->n_drawn, ==, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                            1600);
  nx_test_wait (dots[39]->n_drawn > 0);
  g_assert_cmpuint (dots[20]->n_drawn, ==, 0);
  /* One that waits may go. */
  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (dots[20]));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                            800);
  nx_test_wait (dots[21]->n_drawn > 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- A view gets its list in pieces
 * -------------------------------------------------------------------- */

static void
test_growing (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *view = gtk_label_new ("view");
  GtkWidget *window = show (view, 100, 100);
  g_autoptr (GtkSliceListModel) shown = NULL;
  g_autoptr (GtkSliceListModel) other = NULL;

  for (guint i = 0; i < 1000; i++)
    gtk_string_list_append (list, "row");
  shown = nx_growing_list_new (G_LIST_MODEL (list), view, 24);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), <, 100);
  nx_test_wait (g_list_model_get_n_items (G_LIST_MODEL (shown)) == 1000);
  gtk_string_list_append (list, "one more");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), ==, 1001);
  other = nx_growing_list_new (G_LIST_MODEL (list), view, 24);
  nx_growing_list_finish (other);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 1001);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A list that is filled later begins with its first items, too. */
static void
test_growing_from_nothing (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree const char **rows = g_new0 (const char *, 1001);
  GtkWidget *view = gtk_label_new ("view");
  GtkWidget *window = show (view, 100, 100);
  g_autoptr (GtkSliceListModel) shown = nx_growing_list_new (G_LIST_MODEL (list), view, 12);

  for (guint i = 0; i < 1000; i++)
    rows[i] = "row";
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  gtk_string_list_splice (list, 0, 0, rows);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), ==, 12);
  nx_test_wait (g_list_model_get_n_items (G_LIST_MODEL (shown)) == 1000);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/long-lists/ruler", test_ruler);
  g_test_add_func ("/ui/long-lists/cell-width", test_cell_width);
  g_test_add_func ("/ui/long-lists/cell-tooltip", test_cell_tooltip);
  g_test_add_func ("/ui/long-lists/draw-later", test_draw_later);
  g_test_add_func ("/ui/long-lists/growing", test_growing);
  g_test_add_func ("/ui/long-lists/growing-from-nothing", test_growing_from_nothing);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the widgets every page is made of: built once, used, and gone without a trace. */
#include "config.h"

#include "nx-accessible.h"
#include "nx-badge.h"
#include "nx-chip.h"
#include "nx-choice-search.h"
#include "nx-date-field.h"
#include "nx-event-row.h"
#include "nx-line-layout.h"
#include "nx-list-faces.h"
#include "nx-scroll-mend.h"
#include "nx-stepper.h"
#include "nx-ui-test.h"
#include "nx-width-bin.h"
#include "nx-wrap-layout.h"

/* A list model that says what the lazy list says: loading and error. */
#define TEST_TYPE_MODEL (test_model_get_type ())
G_DECLARE_FINAL_TYPE (TestModel, test_model, TEST, MODEL, GObject)

struct _TestModel
{
  GObject parent_instance;

  guint n;
  gboolean loading;
  GError *error;
};

static GType
test_model_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
test_model_get_n_items (GListModel *list)
{
  return TEST_MODEL (list)->n;
}

static gpointer
test_model_get_item (GListModel *list, guint position)
{
  return position < TEST_MODEL (list)->n ? gtk_string_object_new ("row") : NULL;
}

static void
test_model_list_init (GListModelInterface *iface)
{
  iface->get_item = test_model_get_item;
  iface->get_item_type = test_model_get_item_type;
  iface->get_n_items = test_model_get_n_items;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestModel,
                               test_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, test_model_list_init))

enum
{
  PROP_LOADING = 1,
  PROP_ERROR
};

static void
test_model_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, TEST_MODEL (object)->loading);
  else
    g_value_set_boxed (value, TEST_MODEL (object)->error);
}

static void
test_model_finalize (GObject *object)
{
  g_clear_error (&TEST_MODEL (object)->error);
  G_OBJECT_CLASS (test_model_parent_class)->finalize (object);
}

static void
test_model_class_init (TestModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = test_model_finalize;
  object_class->get_property = test_model_get_property;
  g_object_class_install_property (
      object_class, PROP_LOADING,
      g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE));
  g_object_class_install_property (
      object_class, PROP_ERROR,
      g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE));
}

static void
test_model_init (TestModel *self)
{
  self->loading = TRUE;
}

/* Shows a widget in a window of its own, so that it is measured, drawn and mapped. */
static GtkWidget *
show (GtkWidget *widget, int width)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, 300);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (gtk_widget_get_mapped (widget) && gtk_widget_get_width (window) > 0);
  return window;
}

static void
finish (GtkWidget *window, gpointer widget)
{
  gpointer weak = widget;

  g_object_add_weak_pointer (widget, &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  nx_test_wait (weak == NULL);
}

static void
test_badge (void)
{
  GtkWidget *badge = nx_badge_new ("plain", NULL, "Confidential");
  GtkWidget *window = show (badge, 200);
  GtkWidget *label = gtk_widget_get_last_child (badge);

  g_assert_true (gtk_widget_has_css_class (badge, "plain"));
  nx_badge_set_risk (NX_BADGE (badge), "high", TRUE);
  g_assert_true (gtk_widget_has_css_class (badge, "high"));
  g_assert_false (gtk_widget_has_css_class (badge, "plain"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "High");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "High risk");
  nx_badge_set_risk (NX_BADGE (badge), "unheard-of", FALSE);
  g_assert_false (gtk_widget_get_visible (badge));
  finish (window, badge);
}

static void
test_chips_wrap (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = NULL;
  GtkWidget *last = NULL;
  graphene_rect_t bounds;
  int one = 0;
  int many = 0;

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  for (int i = 0; i < 8; i++)
    gtk_box_append (GTK_BOX (box), last = nx_chip_new (NULL, "Not at home", i));
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 4000, &one, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 300, &many, NULL, NULL, NULL);
  g_assert_cmpint (many, >, 2 * one);
  window = show (box, 300);
  g_assert_true (gtk_widget_compute_bounds (last, box, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, one);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (box));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (last), TRUE);
  g_assert_true (gtk_widget_get_visible (
      gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (last)))));
  finish (window, box);
}

static void
test_stepper (void)
{
  static const char *const steps[] = { "Intake", "Assessment", "Planning", "Closure", NULL };
  GtkWidget *stepper = nx_stepper_new ();
  GtkWidget *window = NULL;

  nx_stepper_set_steps (NX_STEPPER (stepper), steps);
  nx_stepper_set_now (NX_STEPPER (stepper), 3);
  nx_stepper_set_note (NX_STEPPER (stepper), 1, "09-02");
  window = show (stepper, 900);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stepper), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 3 of 4: Planning");
  nx_stepper_set_now (NX_STEPPER (stepper), 5);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stepper), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "All steps done");
  finish (window, stepper);
}

static void
test_stepper_narrow (void)
{
  static const char *const steps[]
      = { "Intake", "Assessment", "Planning", "Intervention", "Evaluation", "Closure", NULL };
  GtkWidget *stepper = nx_stepper_new ();
  int least = 0;

  g_object_ref_sink (stepper);
  nx_stepper_set_steps (NX_STEPPER (stepper), steps);
  nx_stepper_set_now (NX_STEPPER (stepper), 4);
  gtk_widget_measure (stepper, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <, 336);
  g_object_unref (stepper);
}

static void
test_event_row (void)
{
  GtkWidget *row = nx_event_row_new ();
  GtkWidget *window = NULL;

  nx_event_row_set_kind (NX_EVENT_ROW (row), "accent", "nx-visit-symbolic");
  nx_event_row_set_kind (NX_EVENT_ROW (row), "mid", "nx-door-symbolic");
  nx_event_row_set_date (NX_EVENT_ROW (row), "11-12", "Wed");
  nx_event_row_set_head (NX_EVENT_ROW (row), "Home visit", "11th, 14:00–14:40");
  nx_event_row_set_body (NX_EVENT_ROW (row), "Text of several words.", 2);
  nx_event_row_add_mark (NX_EVENT_ROW (row), nx_badge_new ("mid", NULL, "Late"));
  nx_event_row_set_extra (NX_EVENT_ROW (row), gtk_label_new ("extra"));
  window = show (row, 800);
  nx_event_row_set_narrow (NX_EVENT_ROW (row), TRUE);
  nx_event_row_clear_marks (NX_EVENT_ROW (row));
  nx_event_row_set_extra (NX_EVENT_ROW (row), NULL);
  nx_test_settle ();
  finish (window, row);
}

/* Its narrow form needs more height than the wide one, and has it from the first frame on. */
static void
test_narrow_stepper (void)
{
  const char *const steps[] = { "Intake of the case", "Assessment of needs", "Planning", NULL };
  GtkWidget *stepper = nx_stepper_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = NULL;
  int needed = 0;

  nx_stepper_set_steps (NX_STEPPER (stepper), steps);
  nx_stepper_set_now (NX_STEPPER (stepper), 2);
  gtk_box_append (GTK_BOX (box), stepper);
  window = show (box, 180);
  gtk_widget_measure (stepper, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  g_assert_cmpint (needed, <=, gtk_widget_get_width (stepper));
  gtk_widget_measure (stepper, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (stepper), &needed,
                      NULL, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (stepper), >=, needed);
  g_assert_false (
      gtk_widget_get_mapped (gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (stepper)))));
  finish (window, box);
}

static void
test_date_field (void)
{
  GtkWidget *field = nx_date_field_new ("Visited on");
  GtkWidget *window = show (field, 300);
  GtkWidget *entry = NULL;
  g_autofree char *iso = NULL;

  entry = gtk_widget_get_first_child (
      gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (field))));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Visited on");
  g_assert_cmpuint (nx_test_check_names (field), ==, 1);
  g_object_set (field, "placeholder", "Today", NULL);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (entry)), ==, "Today");
  gtk_editable_set_text (GTK_EDITABLE (entry), "2025年11月19日");
  g_object_get (field, "date", &iso, NULL);
  g_assert_cmpstr (iso, ==, "2025-11-19");
  gtk_editable_set_text (GTK_EDITABLE (entry), "2025-02-30");
  g_assert_false (nx_date_field_is_valid (NX_DATE_FIELD (field)));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_true (nx_date_field_is_valid (NX_DATE_FIELD (field)));
  g_assert_false (nx_date_is_set (nx_date_field_get_date (NX_DATE_FIELD (field))));
  nx_date_field_set_date (NX_DATE_FIELD (field), (NxDate){ 1938, 5, 21 });
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1938-05-21");
  finish (window, field);
}

static void
count_cb (gpointer object, guint *n)
{
  (*n)++;
}

static void
test_list_faces (void)
{
  GtkWidget *faces = nx_list_faces_new ();
  GtkWidget *window = show (faces, 400);
  g_autoptr (TestModel) model = g_object_new (TEST_TYPE_MODEL, NULL);
  guint n_retries = 0;
  gpointer weak = model;

  g_object_add_weak_pointer (G_OBJECT (model), &weak);
  g_signal_connect (faces, "retry", G_CALLBACK (count_cb), &n_retries);
  g_assert_cmpstr (nx_list_faces_get_face (NX_LIST_FACES (faces)), ==, "loading");
  nx_list_faces_set_model (NX_LIST_FACES (faces), G_LIST_MODEL (model));
  g_assert_cmpstr (nx_list_faces_get_face (NX_LIST_FACES (faces)), ==, "loading");
  model->loading = FALSE;
  g_object_notify (G_OBJECT (model), "loading");
  g_assert_cmpstr (nx_list_faces_get_face (NX_LIST_FACES (faces)), ==, "empty");
  nx_list_faces_set_filtered (NX_LIST_FACES (faces), TRUE);
  g_assert_cmpstr (nx_list_faces_get_face (NX_LIST_FACES (faces)), ==, "no-match");
  model->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "test");
  g_object_notify (G_OBJECT (model), "error");
  g_assert_cmpstr (nx_list_faces_get_face (NX_LIST_FACES (faces)), ==, "error");
  g_clear_error (&model->error);
  model->n = 3;
  g_list_model_items_changed (G_LIST_MODEL (model), 0, 0, 3);
  g_assert_cmpstr (nx_list_faces_get_face (NX_LIST_FACES (faces)), ==, "rows");
  finish (window, faces);
  g_clear_object (&model);
  g_assert_null (weak);
}

/* What GTK leaves nameless inside its own widgets has a name as soon as it is on the screen. */
static void
test_names_inside (void)
{
  NxAccessibleWatch *watch = nx_accessible_watch ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *choice = gtk_drop_down_new_from_strings ((const char *const[]){ "one", "two", NULL });
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *button = gtk_button_new ();
  GtkWidget *pictured = gtk_button_new_from_icon_name ("edit-find-symbolic");
  GtkWidget *named = gtk_list_box_new ();
  GtkWidget *window = NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, "Order",
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL, "Mine",
                                  -1);
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new ("11-24"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), named);
  gtk_widget_set_tooltip_text (pictured, "Look");
  gtk_box_append (GTK_BOX (box), pictured);
  window = show (box, 400);
  nx_test_wait (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_relation (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  nx_test_wait (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button),
                                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (named, GTK_ACCESSIBLE_PROPERTY_LABEL, "Mine");
  nx_test_wait (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (pictured), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_property (pictured, GTK_ACCESSIBLE_PROPERTY_LABEL, "Look");
  nx_accessible_unwatch (watch);
  finish (window, box);
}

static gboolean
has_label (GtkWidget *widget, const char *label)
{
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);

  return other == NULL;
}

/* GTK 4.8 names a button by its label with the underscore and by the label's words besides. */
static void
test_names_of_buttons (void)
{
  NxAccessibleWatch *watch = nx_accessible_watch ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *english = gtk_button_new_with_mnemonic ("Re_cord__Visit");
  GtkWidget *chinese = gtk_toggle_button_new_with_mnemonic ("记录探访(_C)");
  GtkWidget *check = gtk_check_button_new_with_mnemonic ("_Keyring");
  GtkWidget *given = gtk_button_new_with_label ("Open");
  GtkWidget *title = gtk_label_new_with_mnemonic ("_Minutes");
  GtkWidget *field = gtk_spin_button_new_with_range (1, 9, 1);
  GtkWidget *window = NULL;
  GtkWidget *const buttons[] = { english, chinese, check, given };

  gtk_accessible_update_property (GTK_ACCESSIBLE (given), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Open the case", -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, "Minutes",
                                  -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), field);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_box_append (GTK_BOX (box), buttons[i]);
  window = show (box, 400);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    nx_test_wait (!gtk_test_accessible_has_relation (GTK_ACCESSIBLE (buttons[i]),
                                                     GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (english, GTK_ACCESSIBLE_PROPERTY_LABEL, "Record_Visit");
  gtk_test_accessible_assert_property (chinese, GTK_ACCESSIBLE_PROPERTY_LABEL, "记录探访");
  gtk_test_accessible_assert_property (given, GTK_ACCESSIBLE_PROPERTY_LABEL, "Open the case");
  nx_test_wait (!gtk_test_accessible_has_relation (GTK_ACCESSIBLE (field),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  nx_test_wait (has_label (check, "Keyring"));
  gtk_button_set_label (GTK_BUTTON (english), "_Undo");
  gtk_test_accessible_assert_property (english, GTK_ACCESSIBLE_PROPERTY_LABEL, "Undo");
  nx_accessible_unwatch (watch);
  finish (window, box);
}

static void
keep_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer *kept)
{
  *kept = item;
}

/* A row whose record comes late is named by it all the same. */
static void
test_name_of_late_row (void)
{
  NxAccessibleWatch *watch = nx_accessible_watch ();
  GtkStringList *strings = gtk_string_list_new ((const char *const[]){ "one", NULL });
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (strings))), factory);
  gpointer kept = NULL;
  GtkWidget *label = gtk_label_new ("11-24");
  GtkWidget *window = NULL;

  g_signal_connect (factory, "bind", G_CALLBACK (keep_item_cb), &kept);
  window = show (list, 400);
  nx_test_wait (kept != NULL);
  /* The list has its name after its rows had their turn. */
  nx_test_wait (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_list_item_set_child (kept, label);
  nx_test_wait (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  nx_accessible_unwatch (watch);
  finish (window, list);
}

/* The only button a toast shows that offers nothing to do. */
static GtkWidget *
find_close (GtkWidget *overlay)
{
  GType type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast = type != 0 ? nx_test_find_type (overlay, type) : NULL;

  for (GtkWidget *child = toast != NULL ? gtk_widget_get_first_child (toast) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && gtk_widget_get_mapped (child))
      return child;
  return NULL;
}

/* What libadwaita makes inside a toast. */
static void
test_name_in_toast (void)
{
  NxAccessibleWatch *watch = nx_accessible_watch ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *window = show (overlay, 400);
  GtkWidget *close = NULL;

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new ("Saved."));
  nx_test_wait (
      (close = find_close (overlay)) != NULL
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_property (close, GTK_ACCESSIBLE_PROPERTY_LABEL, "Close this message");
  nx_accessible_unwatch (watch);
  finish (window, overlay);
}

/* A button that another page covers before its turn comes. */
static void
test_name_behind (void)
{
  NxAccessibleWatch *watch = nx_accessible_watch ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *front = gtk_label_new ("Done");
  GtkWidget *button = gtk_button_new_with_mnemonic ("_Stop");
  GtkWidget *window = NULL;

  gtk_stack_add_named (GTK_STACK (stack), front, "front");
  gtk_stack_add_named (GTK_STACK (stack), button, "behind");
  window = show (stack, 400);
  nx_test_wait (gtk_widget_get_mapped (front));
  gtk_stack_set_visible_child (GTK_STACK (stack), button);
  gtk_stack_set_visible_child (GTK_STACK (stack), front);
  g_assert_false (gtk_widget_get_mapped (button));
  nx_test_wait (has_label (button, "Stop"));
  nx_accessible_unwatch (watch);
  finish (window, stack);
}

static gulong
find_listener (GtkWidget *scroller)
{
  return g_signal_handler_find (gtk_widget_get_settings (scroller), G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                NULL, scroller);
}

/* GTK 4.8 lets a scrolled window listen to the settings when it is gone. */
static void
test_scroll_mend (void)
{
  NxScrollMend *mend = nx_scroll_mend_start ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = g_object_ref_sink (gtk_scrolled_window_new ());
  GtkWidget *window = NULL;

  gtk_box_append (GTK_BOX (box), scroller);
  window = show (box, 400);
  nx_test_wait (gtk_widget_get_mapped (scroller));
  g_assert_cmpuint (find_listener (scroller), !=, 0);
  gtk_box_remove (GTK_BOX (box), scroller);
  g_assert_cmpuint (find_listener (scroller), ==, 0);
  nx_scroll_mend_stop (mend);
  finish (window, box);
  g_assert_finalize_object (scroller);
}

static void
test_width_bin (void)
{
  GtkWidget *bin = nx_width_bin_new ();
  GtkWidget *wide = gtk_label_new ("wide");
  GtkWidget *window = NULL;

  gtk_widget_set_size_request (wide, 900, -1);
  nx_width_bin_set_child (NX_WIDTH_BIN (bin), wide);
  g_object_set (bin, "min-width", 360, NULL);
  window = show (bin, 400);
  nx_test_wait (nx_width_bin_is_narrow (NX_WIDTH_BIN (bin)));
  g_assert_true (gtk_widget_has_css_class (bin, "nx-narrow"));
  g_assert_cmpint (gtk_widget_get_width (bin), <, 500);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 300);
  nx_test_wait (!nx_width_bin_is_narrow (NX_WIDTH_BIN (bin)));
  g_assert_false (gtk_widget_has_css_class (bin, "nx-narrow"));
  finish (window, bin);
}

static guint
count_choices (GtkWidget *drop_down)
{
  GtkWidget *list = nx_test_find_type (drop_down, GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

/* What is typed finds a choice by its words, its pinyin, its initials; Enter takes the first. */
static void
test_choice_search (void)
{
  static const char *const words[] = { "红星社区", "临沂路社区", "丰泽社区", "Fengze", NULL };
  GtkStringList *list = gtk_string_list_new (words);
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  GtkWidget *window = NULL;
  GtkWidget *entry = NULL;

  nx_choice_search_install (GTK_DROP_DOWN (drop_down));
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (list));
  window = show (drop_down, 300);
  entry = nx_test_find_type (drop_down, GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (entry);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search these choices");
  gtk_widget_activate (drop_down);
  nx_test_wait (gtk_widget_get_mapped (entry) && count_choices (drop_down) == 4);
  gtk_editable_set_text (GTK_EDITABLE (entry), "临");
  nx_test_wait (count_choices (drop_down) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "hongxing");
  nx_test_wait (count_choices (drop_down) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "xyz");
  nx_test_wait (count_choices (drop_down) == 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "fz");
  nx_test_wait (count_choices (drop_down) == 1);
  g_signal_emit_by_name (entry, "activate");
  nx_test_wait (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)) == 2);
  finish (window, drop_down);
  g_object_unref (list);
}

static GtkWidget *
new_wrapping (const char *text, gboolean expands)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, expands);
  return label;
}

static int
get_x (GtkWidget *widget, GtkWidget *in)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, in, &bounds));
  return (int)bounds.origin.x;
}

/* Side by side each has its width and one takes the rest; stacked each is as wide as all; and in no
 * case is a width asked for a height, which would lay words out a dozen times. */
static void
test_line_layout (void)
{
  GtkWidget *box = nx_line_layout_new_box (10);
  GtkWidget *first = gtk_label_new ("first");
  GtkWidget *second = new_wrapping ("words that go on for quite a while and may well wrap", TRUE);
  GtkWidget *last = gtk_label_new ("last");
  GtkWidget *window = NULL;
  int alone = 0;
  int for_height = 0;
  int high = 0;
  int one_line = 0;

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_box_append (GTK_BOX (box), last);
  window = show (box, 500);
  nx_test_wait (gtk_widget_get_width (box) >= 400);
  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &alone, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_width (first), ==, alone);
  g_assert_cmpint (get_x (second, box), ==, alone + 10);
  g_assert_cmpint (get_x (last, box) + gtk_widget_get_width (last), ==, gtk_widget_get_width (box));
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &alone, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, 20, &for_height, NULL, NULL, NULL);
  g_assert_cmpint (for_height, ==, alone);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, alone, &high, NULL, NULL, NULL);
  gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, -1, NULL, &one_line, NULL, NULL);
  g_assert_cmpint (high, >, 2 * one_line);
  nx_line_layout_set_stacked (box, TRUE);
  nx_test_wait (get_x (last, box) == 0);
  g_assert_cmpint (gtk_widget_get_width (first), ==, gtk_widget_get_width (box));
  gtk_widget_set_visible (first, FALSE);
  nx_test_wait (gtk_widget_get_width (second) == gtk_widget_get_width (box));
  finish (window, box);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/widgets/badge", test_badge);
  g_test_add_func ("/ui/widgets/chips-wrap", test_chips_wrap);
  g_test_add_func ("/ui/widgets/choice-search", test_choice_search);
  g_test_add_func ("/ui/widgets/date-field", test_date_field);
  g_test_add_func ("/ui/widgets/event-row", test_event_row);
  g_test_add_func ("/ui/widgets/line-layout", test_line_layout);
  g_test_add_func ("/ui/widgets/list-faces", test_list_faces);
  g_test_add_func ("/ui/widgets/names-inside", test_names_inside);
  g_test_add_func ("/ui/widgets/names-of-buttons", test_names_of_buttons);
  g_test_add_func ("/ui/widgets/name-of-late-row", test_name_of_late_row);
  g_test_add_func ("/ui/widgets/name-behind", test_name_behind);
  g_test_add_func ("/ui/widgets/name-in-toast", test_name_in_toast);
  g_test_add_func ("/ui/widgets/scroll-mend", test_scroll_mend);
  g_test_add_func ("/ui/widgets/stepper", test_stepper);
  g_test_add_func ("/ui/widgets/narrow-stepper", test_narrow_stepper);
  g_test_add_func ("/ui/widgets/stepper-narrow", test_stepper_narrow);
  g_test_add_func ("/ui/widgets/width-bin", test_width_bin);
  return g_test_run ();
}

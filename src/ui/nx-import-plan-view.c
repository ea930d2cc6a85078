/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows what an import would do: counts, and the rows that are refused or remarked on. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-plan-view.h"

#include "nx-badge.h"
#include "nx-chip.h"
#include "nx-import-remarks.h"
#include "nx-list-faces.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

struct _NxImportPlanView
{
  AdwBin parent_instance;

  GtkBox *counts_box;
  GtkWidget *verdict;
  GtkImage *verdict_image;
  GtkLabel *verdict_label;
  GtkWidget *chips;
  GtkToggleButton *all_chip;
  GtkToggleButton *refused_chip;
  GtkToggleButton *notices_chip;
  NxListFaces *faces;
  GtkListView *list;

  NxImportPlan *plan;
  GListModel *remarks;
};

G_DEFINE_FINAL_TYPE (NxImportPlanView, nx_import_plan_view, ADW_TYPE_BIN)

/* Counts */

static void
add_count (GtkBox *box, guint n, const char *words, const char *tone)
{
  GtkWidget *card = NULL;
  GtkWidget *number_label = NULL;
  GtkWidget *words_label = NULL;
  g_autofree char *number = g_strdup_printf ("%'u", n);

  if (n == 0)
    return;
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  number_label = gtk_label_new (number);
  words_label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (number_label), 0);
  gtk_label_set_xalign (GTK_LABEL (words_label), 0);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "nx-number-card");
  gtk_widget_add_css_class (number_label, "title-2");
  gtk_widget_add_css_class (number_label, "numeric");
  if (tone != NULL)
    gtk_widget_add_css_class (number_label, tone);
  gtk_box_append (GTK_BOX (card), number_label);
  gtk_box_append (GTK_BOX (card), words_label);
  gtk_box_append (box, card);
}

void
nx_import_plan_view_fill_counts (GtkBox *box, const NxImportCounts *counts)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  /* TRANSLATORS: below a number that stands on a line of its own; so are the next ones */
  add_count (box, counts->households_added,
             ngettext ("new household", "new households", counts->households_added), "nx-ok");
  /* TRANSLATORS: below a number: households that get something new */
  add_count (box, counts->households_updated,
             ngettext ("household changed", "households changed", counts->households_updated),
             "nx-info");
  add_count (box, counts->households_same,
             ngettext ("household the same", "households the same", counts->households_same), NULL);
  add_count (box, counts->persons_added,
             ngettext ("new person", "new people", counts->persons_added), "nx-ok");
  /* TRANSLATORS: below a number: people who get something new */
  add_count (box, counts->updated, ngettext ("person changed", "people changed", counts->updated),
             "nx-info");
  add_count (box, counts->same, ngettext ("person the same", "people the same", counts->same),
             NULL);
  add_count (box, counts->refused, ngettext ("row refused", "rows refused", counts->refused),
             "nx-high");
}

/* Rows */

static GtkWidget *
make_badge (gboolean is_refused)
{
  return is_refused
             /* TRANSLATORS: badge on a row of a table that is not imported: 有误 */
             ? nx_badge_new ("high", "dialog-error-symbolic", _ ("Refused"))
             /* TRANSLATORS: badge on a row that is imported, with something to know: 提示 */
             : nx_badge_new ("info", "dialog-information-symbolic", _ ("Notice"));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *row = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_widget_add_css_class (row, "heading");
  gtk_widget_add_css_class (row, "numeric");
  gtk_widget_add_css_class (box, "nx-remark");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (head), row);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const NxImportRemark *remark = nx_import_remark_item_get (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *head = gtk_widget_get_first_child (box);
  /* TRANSLATORS: the number of a row in a table */
  g_autofree char *row = g_strdup_printf (_ ("Row %llu"), (unsigned long long)remark->row);
  /* TRANSLATORS: for a screen reader: “Row 12”, then “Refused” or “Notice”, then sentences */
  g_autofree char *name = g_strdup_printf (
      _ ("%1$s, %2$s: %3$s"), row, remark->is_refused ? _ ("Refused") : _ ("Notice"), remark->text);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (head)), row);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), remark->text);
  gtk_box_append (GTK_BOX (head), make_badge (remark->is_refused));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_box_remove (GTK_BOX (head), gtk_widget_get_last_child (head));
}

/* Which rows */

static NxImportShow
get_show (NxImportPlanView *self)
{
  if (gtk_toggle_button_get_active (self->refused_chip))
    return NX_IMPORT_SHOW_REFUSED;
  return gtk_toggle_button_get_active (self->notices_chip) ? NX_IMPORT_SHOW_NOTICES
                                                           : NX_IMPORT_SHOW_ALL;
}

/* A new model and selection: a list view asks for every row when a model says "all is different".
 */
static void
show_remarks (NxImportPlanView *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_clear_object (&self->remarks);
  if (self->plan != NULL)
    {
      self->remarks = nx_import_remarks_new (self->plan, get_show (self));
      selection = gtk_no_selection_new (g_object_ref (self->remarks));
    }
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  nx_list_faces_set_filtered (self->faces, get_show (self) != NX_IMPORT_SHOW_ALL);
  nx_list_faces_set_model (self->faces, self->remarks);
}

static void
on_chip_toggled_cb (NxImportPlanView *self, GtkToggleButton *chip)
{
  if (gtk_toggle_button_get_active (chip))
    show_remarks (self);
}

static void
show_all_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_toggle_button_set_active (NX_IMPORT_PLAN_VIEW (widget)->all_chip, TRUE);
}

static void
set_count (NxImportPlanView *self, GtkToggleButton *chip, NxImportShow show)
{
  nx_chip_set_count (NX_CHIP (chip), (int)nx_import_plan_get_n_remarks (self->plan, show));
}

static void
show_verdict (NxImportPlanView *self)
{
  const NxImportCounts *counts = nx_import_plan_get_counts (self->plan);
  const char *sentence = _ ("Nothing has been changed yet. This is what the import would do.");
  const char *icon = "dialog-information-symbolic";

  if (counts->refused == nx_import_plan_get_n_rows (self->plan))
    {
      sentence = _ ("Not one row can be imported. Nothing was changed. Look at the reasons below: "
                    "often it is the encoding, the separator or the meaning of one column.");
      icon = "dialog-warning-symbolic";
    }
  else if (!nx_import_plan_changes_something (self->plan) && counts->refused > 0)
    sentence = _ ("The office has everything in this table already, except for the refused rows. "
                  "There is nothing to import.");
  else if (!nx_import_plan_changes_something (self->plan))
    {
      sentence = _ ("The office has everything in this table already: all is the same. There is "
                    "nothing to import.");
      icon = "object-select-symbolic";
    }
  gtk_label_set_text (self->verdict_label, sentence);
  gtk_image_set_from_icon_name (self->verdict_image, icon);
}

static void
nx_import_plan_view_dispose (GObject *object)
{
  NxImportPlanView *self = NX_IMPORT_PLAN_VIEW (object);

  g_clear_object (&self->remarks);
  g_clear_pointer (&self->plan, nx_import_plan_unref);
  G_OBJECT_CLASS (nx_import_plan_view_parent_class)->dispose (object);
}

static void
nx_import_plan_view_class_init (NxImportPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_import_plan_view_dispose;

  g_type_ensure (NX_TYPE_CHIP);
  g_type_ensure (NX_TYPE_LIST_FACES);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-import-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, all_chip);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, chips);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, counts_box);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, faces);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, list);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, notices_chip);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, refused_chip);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, verdict);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, verdict_image);
  gtk_widget_class_bind_template_child (widget_class, NxImportPlanView, verdict_label);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chip_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);

  gtk_widget_class_install_action (widget_class, "plan.show-all", NULL, show_all_action_cb);
}

static void
nx_import_plan_view_init (NxImportPlanView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nx_import_plan_view_set_plan (NxImportPlanView *self, NxImportPlan *plan)
{
  g_return_if_fail (NX_IS_IMPORT_PLAN_VIEW (self));
  if (plan != NULL)
    nx_import_plan_ref (plan);
  g_clear_pointer (&self->plan, nx_import_plan_unref);
  self->plan = plan;
  gtk_toggle_button_set_active (self->all_chip, TRUE);
  show_remarks (self);
  if (plan == NULL)
    return;
  nx_import_plan_view_fill_counts (self->counts_box, nx_import_plan_get_counts (plan));
  set_count (self, self->all_chip, NX_IMPORT_SHOW_ALL);
  set_count (self, self->refused_chip, NX_IMPORT_SHOW_REFUSED);
  set_count (self, self->notices_chip, NX_IMPORT_SHOW_NOTICES);
  gtk_widget_set_visible (self->chips, nx_import_plan_get_n_remarks (plan, NX_IMPORT_SHOW_ALL) > 0);
  show_verdict (self);
}

GListModel *
nx_import_plan_view_get_remarks (NxImportPlanView *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_PLAN_VIEW (self), NULL);
  return self->remarks;
}

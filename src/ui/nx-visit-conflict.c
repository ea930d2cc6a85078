/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows both texts of a visit that two people changed, and lets the worker choose per field. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-conflict.h"

#include "nx-page.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  NxEdit *merged;
  NxEdit *mine;
  GHashTable *choices; /* field number → GtkCheckButton of "mine" */
  NxConflictSolved solved;
  gpointer user_data;
} Conflict;

static void
conflict_free (gpointer data)
{
  Conflict *conflict = data;

  g_object_unref (conflict->merged);
  g_object_unref (conflict->mine);
  g_hash_table_unref (conflict->choices);
  g_free (conflict);
}

static void
copy_field (NxEdit *to, NxEdit *from, guint field)
{
  if (nx_field_is_integer (&nx_edit_get_spec (to)->fields[field]))
    nx_edit_set_int (to, field, nx_edit_get_int (from, field));
  else
    nx_edit_set_text (to, field, nx_edit_get_text (from, field));
}

static char *
dup_shown (NxEdit *edit, guint field)
{
  const NxField *spec = &nx_edit_get_spec (edit)->fields[field];

  if (!nx_edit_is_set (edit, field))
    return g_strdup (_ ("(empty)"));
  if (nx_field_is_integer (spec))
    return nx_field_dup_display (spec, NULL, nx_edit_get_int (edit, field));
  return nx_field_dup_display (spec, nx_edit_get_text (edit, field), 0);
}

static GtkWidget *
new_choice (const char *who, const char *text)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_label_new (who);
  GtkWidget *body = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (body), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (head, "heading");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), body);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_widget_set_hexpand (check, TRUE);
  return check;
}

/* One below the other where side by side each would have a few characters a line. */
static void
fit_both (GtkWidget *both)
{
  GtkWidget *page = gtk_widget_get_ancestor (both, NX_TYPE_PAGE);
  GtkLayoutManager *layout = NULL;

  if (page != NULL && nx_page_is_narrow (NX_PAGE (page)))
    {
      layout = nx_wrap_layout_new ();
      g_object_set (layout, "vertical", TRUE, "line-spacing", 12, NULL);
    }
  else
    {
      layout = gtk_box_layout_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
      gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), TRUE);
    }
  gtk_widget_set_layout_manager (both, layout);
}

/* A box asks labels that wrap for a width below their least. */
static GtkWidget *
new_column (int spacing)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLayoutManager *layout = nx_wrap_layout_new ();

  g_object_set (layout, "vertical", TRUE, "line-spacing", spacing, NULL);
  gtk_widget_set_layout_manager (column, layout);
  return column;
}

static void
append_field (Conflict *conflict, GtkBox *box, guint field, NxEdit *theirs)
{
  GtkWidget *card = new_column (9);
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (nx_field_get_label (&nx_edit_get_spec (theirs)->fields[field]));
  g_autofree char *my_text = dup_shown (conflict->mine, field);
  g_autofree char *their_text = dup_shown (theirs, field);
  GtkWidget *mine = new_choice (_ ("Mine"), my_text);
  GtkWidget *other = new_choice (_ ("Theirs"), their_text);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (other), GTK_CHECK_BUTTON (mine));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (title, "nx-dim");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "nx-form-card");
  g_signal_connect (both, "realize", G_CALLBACK (fit_both), NULL);
  gtk_box_append (GTK_BOX (both), mine);
  gtk_box_append (GTK_BOX (both), other);
  gtk_box_append (GTK_BOX (card), title);
  gtk_box_append (GTK_BOX (card), both);
  gtk_box_append (box, card);
  g_hash_table_insert (conflict->choices, GUINT_TO_POINTER (field), mine);
}

static void
on_go_on_clicked_cb (GtkButton *button, Conflict *conflict)
{
  GHashTableIter iter;
  gpointer field = NULL;
  gpointer mine = NULL;
  g_autoptr (NxEdit) merged = g_object_ref (conflict->merged);

  g_hash_table_iter_init (&iter, conflict->choices);
  while (g_hash_table_iter_next (&iter, &field, &mine))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (mine)))
      copy_field (merged, conflict->mine, GPOINTER_TO_UINT (field));
  /* This ends the widget and @conflict with it. */
  conflict->solved (merged, conflict->user_data);
}

GtkWidget *
nx_visit_conflict_new (
    NxEdit *mine, NxRecord *theirs, gboolean asks_all, NxConflictSolved solved, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *intro = gtk_label_new (
      _ ("Somebody else saved this visit while you were writing. Nothing is lost: both texts "
         "stand here. Choose for each field, then go on and save."));
  GtkWidget *go_on = gtk_button_new_with_mnemonic (_ ("_Go On"));
  g_autoptr (NxEdit) newer = nx_edit_new (nx_record_get_kind (theirs), theirs);
  g_autoptr (NxEdit) older = nx_edit_new (nx_record_get_kind (theirs), nx_edit_get_base (mine));
  Conflict *conflict = g_new0 (Conflict, 1);

  conflict->merged = nx_edit_new (nx_record_get_kind (theirs), theirs);
  conflict->mine = nx_edit_copy (mine);
  conflict->choices = g_hash_table_new (NULL, NULL);
  conflict->solved = solved;
  conflict->user_data = user_data;
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_xalign (GTK_LABEL (intro), 0);
  gtk_box_append (GTK_BOX (box), intro);
  for (guint field = 0; field < nx_edit_get_spec (mine)->n_fields; field++)
    {
      g_autofree char *before = NULL;
      g_autofree char *now = NULL;
      g_autofree char *my_text = NULL;

      if ((nx_edit_get_spec (mine)->fields[field].flags & (NX_FIELD_DERIVED | NX_FIELD_KEPT))
          || !nx_edit_is_changed (mine, field))
        continue;
      before = dup_shown (older, field);
      now = dup_shown (newer, field);
      my_text = dup_shown (mine, field);
      if ((!asks_all && g_str_equal (before, now)) || g_str_equal (now, my_text))
        copy_field (conflict->merged, mine, field);
      else
        append_field (conflict, GTK_BOX (box), field, newer);
    }
  gtk_widget_add_css_class (go_on, "suggested-action");
  gtk_widget_set_halign (go_on, GTK_ALIGN_END);
  g_signal_connect (go_on, "clicked", G_CALLBACK (on_go_on_clicked_cb), conflict);
  gtk_box_append (GTK_BOX (box), go_on);
  g_object_set_data_full (G_OBJECT (box), "nx-conflict", conflict, conflict_free);
  return box;
}

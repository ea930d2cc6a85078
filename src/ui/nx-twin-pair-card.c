/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Two records that may be of one human being, side by side with what differs. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-twin-pair-card.h"

#include "nx-fit-words.h"
#include "nx-person.h"
#include "nx-twin-acts.h"
#include "nx-twin-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* What two people are compared by, as the eye wants it. */
static const guint fields[] = {
  NX_PERSON_NAME,        NX_PERSON_FORMER_NAMES, NX_PERSON_SEX,    NX_PERSON_BIRTH_ON,
  NX_PERSON_BIRTH_LUNAR, NX_PERSON_ID_NUMBER,    NX_PERSON_PHONES, NX_PERSON_RELATION,
  NX_PERSON_AREA_NAME,   NX_PERSON_FULL_ADDRESS,
};

static GtkWidget *
new_line (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (line, nx_wrap_layout_new ());
  return line;
}

static void
append_label (GtkWidget *box, const char *text, const char *css_class)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (text, css_class));
}

/* The facts */

/* The value as shown; a dash that a screen reader calls "not known" for none. */
static GtkWidget *
new_value (NxRecord *person, guint field, gboolean differs)
{
  g_autofree char *text = field == NX_PERSON_NAME ? g_strdup (nx_record_peek_text (person, field))
                                                  : nx_record_dup_masked (person, field);
  GtkWidget *label = nx_twin_words_new_label (*text != '\0' ? text : "—", NULL);

  if (*text == '\0')
    {
      gtk_widget_add_css_class (label, "nx-dim");
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Not known"), -1);
    }
  else if (differs)
    gtk_widget_add_css_class (label, "nx-twin-differs");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  return label;
}

/* "≠" beside what differs, so that it does not hang on the look of the letters. A value that only
 * one of them has is no difference. */
static GtkWidget *
new_name (NxRecord *person, guint field, gboolean differs)
{
  const char *name = nx_field_get_label (&nx_record_get_spec (person)->fields[field]);
  /* TRANSLATORS: %s is a fact that two records tell differently, as "Phones" */
  g_autofree char *text = differs ? g_strdup_printf (_ ("≠ %s"), name) : g_strdup (name);
  /* TRANSLATORS: %s is a fact that two records tell differently, as "Phones" */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: different"), name);
  GtkWidget *label = nx_twin_words_new_label (text, differs ? "nx-mid" : "nx-dim");

  if (differs)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

static GtkWidget *
new_facts (const NxTwinPairRecords *pair, gboolean is_stacked)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), is_stacked ? 2 : 4);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gboolean is_known = nx_record_is_set (pair->person, fields[i]);
      gboolean is_known_of_other = nx_record_is_set (pair->other, fields[i]);
      gboolean differs = is_known && is_known_of_other
                         && g_strcmp0 (nx_record_get_text (pair->person, fields[i]),
                                       nx_record_get_text (pair->other, fields[i]))
                                != 0;
      int column = is_stacked ? 0 : 1;
      GtkWidget *name = NULL;

      if (!is_known && !is_known_of_other)
        continue;
      name = new_name (pair->person, fields[i], differs);
      gtk_widget_set_margin_top (name, is_stacked && row > 0 ? 6 : 0);
      gtk_grid_attach (GTK_GRID (grid), name, 0, row, is_stacked ? 2 : 1, 1);
      row += is_stacked ? 1 : 0;
      gtk_grid_attach (GTK_GRID (grid), new_value (pair->person, fields[i], differs), column, row,
                       1, 1);
      gtk_grid_attach (GTK_GRID (grid), new_value (pair->other, fields[i], differs), column + 1,
                       row, 1, 1);
      row++;
    }
  return grid;
}

/* The acts */

typedef struct
{
  NxStore *store;
  gint64 a;
  gint64 b;
} Two;

static void
two_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Two *)data)->store);
  g_free (data);
}

static void
on_apart_clicked_cb (GtkButton *button, Two *two)
{
  /* The card goes when the store says so. */
  nx_twin_acts_tell_apart (GTK_WIDGET (button), two->store, two->a, two->b);
}

static void
on_merge_clicked_cb (GtkButton *button, Two *two)
{
  nx_twin_acts_merge (GTK_WIDGET (button), two->a, two->b);
}

static void
on_open_clicked_cb (GtkButton *button, Two *two)
{
  gtk_widget_activate_action (GTK_WIDGET (button), "win.open-person", "x", two->a);
}

static GtkWidget *
add_act (GtkWidget *acts, const char *label, GCallback clicked, NxStore *store, gint64 a, gint64 b)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  Two *two = g_new0 (Two, 1);

  *two = (Two){ g_object_ref (store), a, b };
  gtk_widget_add_css_class (button, "nx-row-action");
  g_signal_connect_data (button, "clicked", clicked, two, two_free, 0);
  gtk_box_append (GTK_BOX (acts), button);
  return button;
}

static GtkWidget *
new_acts (NxStore *store, const NxTwinPairRecords *pair, gboolean has_merge)
{
  GtkWidget *acts = new_line ();
  gint64 a = nx_record_get_id (pair->person);
  gint64 b = nx_record_get_id (pair->other);

  if (has_merge)
    add_act (acts, _ ("_Merge…"), G_CALLBACK (on_merge_clicked_cb), store, a, b);
  add_act (acts, _ ("_Not the Same Person"), G_CALLBACK (on_apart_clicked_cb), store, a, b);
  add_act (acts, _ ("Open the _First"), G_CALLBACK (on_open_clicked_cb), store, a, b);
  add_act (acts, _ ("Open the _Second"), G_CALLBACK (on_open_clicked_cb), store, b, a);
  nx_fit_words_in_buttons (acts);
  return acts;
}

GtkWidget *
nx_twin_pair_card_new (NxStore *store,
                       const NxTwinPairRecords *pair,
                       gboolean is_stacked,
                       gboolean has_merge)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = new_line ();
  GtkLayoutManager *layout = nx_wrap_layout_new ();
  g_autofree char *reasons = nx_twin_score_dup_reasons (pair->score);
  g_autofree char *doubts = nx_twin_words_dup_doubts (pair->score);

  /* Several labels that wrap. */
  g_object_set (layout, "vertical", TRUE, "line-spacing", 9, NULL);
  gtk_widget_set_layout_manager (card, layout);
  gtk_box_append (GTK_BOX (head), nx_twin_words_new_badge (pair->score));
  append_label (head, reasons, "heading");
  gtk_box_append (GTK_BOX (card), head);
  append_label (card, doubts, "nx-mid");
  gtk_box_append (GTK_BOX (card), new_facts (pair, is_stacked));
  gtk_box_append (GTK_BOX (card), new_acts (store, pair, has_merge));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "nx-form-card");
  return card;
}

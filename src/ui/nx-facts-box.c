/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Label and value pairs of a record, by its field table. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-facts-box.h"

#include "nx-line-layout.h"

#define NAME_CHARS 14

struct _NxFactsBox
{
  GtkBox parent_instance;

  guint has_masked : 1;
  guint is_narrow : 1;
};

G_DEFINE_FINAL_TYPE (NxFactsBox, nx_facts_box, GTK_TYPE_BOX)

static gboolean
is_shown (NxRecord *record, guint field)
{
  const NxField *spec = &nx_record_get_spec (record)->fields[field];

  return !(spec->flags & (NX_FIELD_KEPT | NX_FIELD_DERIVED)) && spec->kind != NX_FIELD_REFERENCE
         && nx_record_is_set (record, field);
}

/* Names, addresses and birth dates are what the page was opened for; numbers by which somebody can
 * be called or impersonated wait until a reason is given. */
gboolean
nx_facts_box_is_masked (NxRecord *record, guint field)
{
  const NxField *spec = &nx_record_get_spec (record)->fields[field];

  if (!is_shown (record, field))
    return FALSE;
  return spec->mask == NX_MASK_ID_NUMBER || spec->mask == NX_MASK_PHONE
         || spec->mask == NX_MASK_DISABILITY;
}

/* All names are equally wide, so that the values stand in line, or stand above their values. */
static void
arrange_fact (NxFactsBox *self, GtkWidget *fact)
{
  GtkLabel *name = GTK_LABEL (gtk_widget_get_first_child (fact));

  nx_line_layout_set_stacked (fact, self->is_narrow);
  g_object_set (gtk_widget_get_layout_manager (fact), "spacing", self->is_narrow ? 0 : 12, NULL);
  gtk_label_set_width_chars (name, self->is_narrow ? -1 : NAME_CHARS);
  gtk_label_set_max_width_chars (name, self->is_narrow ? -1 : NAME_CHARS);
}

static void
add_fact (NxFactsBox *self, const char *label, const char *value)
{
  GtkWidget *fact = nx_line_layout_new_box (12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *text = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_yalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, "nx-dim");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_yalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name,
                                  NULL, -1);
  gtk_box_append (GTK_BOX (fact), name);
  gtk_box_append (GTK_BOX (fact), text);
  arrange_fact (self, fact);
  gtk_box_append (GTK_BOX (self), fact);
}

void
nx_facts_box_set_record (NxFactsBox *self, NxRecord *record, gboolean is_full)
{
  GtkWidget *child = NULL;

  g_return_if_fail (NX_IS_FACTS_BOX (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  self->has_masked = FALSE;
  for (guint i = 0; record != NULL && i < nx_record_get_spec (record)->n_fields; i++)
    {
      const NxField *spec = &nx_record_get_spec (record)->fields[i];
      gboolean is_masked = !is_full && nx_facts_box_is_masked (record, i);
      g_autofree char *value = NULL;

      if (!is_shown (record, i))
        continue;
      self->has_masked |= is_masked;
      value = is_masked ? nx_record_dup_masked (record, i) : nx_record_dup_display (record, i);
      add_fact (self, nx_field_get_label (spec), value);
    }
}

gboolean
nx_facts_box_has_masked (NxFactsBox *self)
{
  g_return_val_if_fail (NX_IS_FACTS_BOX (self), FALSE);
  return self->has_masked;
}

void
nx_facts_box_set_narrow (NxFactsBox *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_FACTS_BOX (self));
  if (self->is_narrow == (is_narrow != FALSE))
    return;
  self->is_narrow = is_narrow != FALSE;
  for (GtkWidget *fact = gtk_widget_get_first_child (GTK_WIDGET (self)); fact != NULL;
       fact = gtk_widget_get_next_sibling (fact))
    arrange_fact (self, fact);
}

static void
nx_facts_box_class_init (NxFactsBoxClass *klass)
{
}

static void
nx_facts_box_init (NxFactsBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
nx_facts_box_new (void)
{
  return g_object_new (NX_TYPE_FACTS_BOX, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows where in a row of steps something stands: discs and lines, or one bar where it is narrow.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-stepper.h"

#include <glib/gi18n-lib.h>

struct _NxStepper
{
  AdwBin parent_instance;

  GtkWidget *wide;  /* discs, labels and lines */
  GtkWidget *parts; /* the bar */
  GtkWidget *narrow_now;
  GtkWidget *narrow_next;

  GPtrArray *labels; /* char *, without NULL at the end */
  GPtrArray *notes;  /* char * or NULL, one a label */
  guint now;
};

G_DEFINE_FINAL_TYPE (NxStepper, nx_stepper, ADW_TYPE_BIN)

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static const char *
state_of (NxStepper *self, guint step)
{
  if (step < self->now)
    return "done";
  return step == self->now ? "now" : "later";
}

static GtkWidget *
make_disc (NxStepper *self, guint step)
{
  g_autofree char *number = g_strdup_printf ("%u", step);
  GtkWidget *disc = NULL;

  if (step < self->now)
    disc = gtk_image_new_from_icon_name ("object-select-symbolic");
  else
    disc = gtk_label_new (number);
  if (GTK_IS_IMAGE (disc))
    gtk_image_set_pixel_size (GTK_IMAGE (disc), 12);
  gtk_widget_add_css_class (disc, "nx-step-disc");
  gtk_widget_add_css_class (disc, state_of (self, step));
  gtk_widget_set_valign (disc, GTK_ALIGN_CENTER);
  return disc;
}

static void
append_step (NxStepper *self, guint step)
{
  GtkWidget *label = gtk_label_new (g_ptr_array_index (self->labels, step - 1));
  const char *note = g_ptr_array_index (self->notes, step - 1);

  gtk_box_append (GTK_BOX (self->wide), make_disc (self, step));
  gtk_widget_add_css_class (label, "nx-step-label");
  gtk_widget_add_css_class (label, state_of (self, step));
  gtk_box_append (GTK_BOX (self->wide), label);
  if (note != NULL)
    {
      GtkWidget *small = gtk_label_new (note);

      gtk_widget_add_css_class (small, "caption");
      gtk_widget_add_css_class (small, "nx-dim");
      gtk_widget_add_css_class (small, "numeric");
      gtk_box_append (GTK_BOX (self->wide), small);
    }
  if (step < self->labels->len)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (line, "nx-step-line");
      gtk_widget_add_css_class (line, state_of (self, step));
      gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
      gtk_widget_set_hexpand (line, TRUE);
      gtk_widget_set_size_request (line, 16, -1);
      gtk_box_append (GTK_BOX (self->wide), line);
    }
}

static void
append_part (NxStepper *self, guint step)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (part, "nx-step-part");
  gtk_widget_add_css_class (part, state_of (self, step));
  gtk_box_append (GTK_BOX (self->parts), part);
}

/* Words for the narrow form and for whoever cannot see the discs. */
static void
say_place (NxStepper *self)
{
  g_autofree char *now = NULL;
  g_autofree char *next = NULL;

  if (self->now >= 1 && self->now <= self->labels->len)
    /* TRANSLATORS: where a case stands: number, how many there are, name of the step */
    now = g_strdup_printf (_ ("Step %1$u of %2$u: %3$s"), self->now, self->labels->len,
                           (const char *)g_ptr_array_index (self->labels, self->now - 1));
  else if (self->now > self->labels->len)
    now = g_strdup (_ ("All steps done"));
  else
    now = g_strdup (_ ("Not begun"));
  if (self->now < self->labels->len)
    /* TRANSLATORS: %s is the name of the step that comes next */
    next = g_strdup_printf (_ ("Next: %s"),
                            (const char *)g_ptr_array_index (self->labels, self->now));
  gtk_label_set_label (GTK_LABEL (self->narrow_now), now);
  gtk_label_set_label (GTK_LABEL (self->narrow_next), next != NULL ? next : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, now, -1);
}

static void
draw_steps (NxStepper *self)
{
  empty_box (self->wide);
  empty_box (self->parts);
  for (guint step = 1; step <= self->labels->len; step++)
    {
      append_step (self, step);
      append_part (self, step);
    }
  say_place (self);
}

static void
nx_stepper_finalize (GObject *object)
{
  NxStepper *self = NX_STEPPER (object);

  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->notes);
  G_OBJECT_CLASS (nx_stepper_parent_class)->finalize (object);
}

static void
nx_stepper_class_init (NxStepperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_stepper_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_narrow (NxStepper *self)
{
  GtkWidget *narrow = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->parts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->narrow_now = gtk_label_new (NULL);
  self->narrow_next = gtk_label_new (NULL);
  gtk_box_set_homogeneous (GTK_BOX (self->parts), TRUE);
  gtk_widget_set_hexpand (self->narrow_now, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->narrow_now), 0);
  gtk_label_set_wrap (GTK_LABEL (self->narrow_now), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->narrow_next), TRUE);
  gtk_widget_add_css_class (self->narrow_now, "caption-heading");
  gtk_widget_add_css_class (self->narrow_next, "caption");
  gtk_widget_add_css_class (self->narrow_next, "nx-dim");
  gtk_box_append (GTK_BOX (words), self->narrow_now);
  gtk_box_append (GTK_BOX (words), self->narrow_next);
  gtk_box_append (GTK_BOX (narrow), self->parts);
  gtk_box_append (GTK_BOX (narrow), words);
  return narrow;
}

/* The two forms, one in front of the other: discs where they fit, else the bar. An AdwSqueezer
 * finds that out while it is given its place, when it is too late to ask for the height of the
 * other. */

static GtkWidget *
choose_form (GtkWidget *forms, int width)
{
  GtkWidget *wide = gtk_widget_get_first_child (forms);
  int needed = 0;

  gtk_widget_measure (wide, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &needed, NULL, NULL);
  return width < 0 || needed <= width ? wide : gtk_widget_get_last_child (forms);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *forms)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_forms (GtkWidget *forms,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (choose_form (forms, for_size), orientation, for_size, minimum, natural,
                          NULL, NULL);
      return;
    }
  gtk_widget_measure (gtk_widget_get_last_child (forms), orientation, -1, minimum, NULL, NULL,
                      NULL);
  gtk_widget_measure (gtk_widget_get_first_child (forms), orientation, -1, NULL, natural, NULL,
                      NULL);
  *natural = MAX (*natural, *minimum);
}

static void
allocate_forms (GtkWidget *forms, int width, int height, int baseline)
{
  GtkWidget *chosen = choose_form (forms, width);

  for (GtkWidget *form = gtk_widget_get_first_child (forms); form != NULL;
       form = gtk_widget_get_next_sibling (form))
    gtk_widget_set_child_visible (form, form == chosen);
  gtk_widget_allocate (chosen, width, height, baseline, NULL);
}

static void
nx_stepper_init (NxStepper *self)
{
  GtkWidget *forms = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->wide = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_layout_manager (
      forms, gtk_custom_layout_new (get_request_mode, measure_forms, allocate_forms));
  gtk_box_append (GTK_BOX (forms), self->wide);
  gtk_box_append (GTK_BOX (forms), make_narrow (self));
  adw_bin_set_child (ADW_BIN (self), forms);
}

GtkWidget *
nx_stepper_new (void)
{
  return g_object_new (NX_TYPE_STEPPER, NULL);
}

void
nx_stepper_set_steps (NxStepper *self, const char *const *labels)
{
  g_return_if_fail (NX_IS_STEPPER (self));
  g_return_if_fail (labels != NULL);
  g_ptr_array_set_size (self->labels, 0);
  g_ptr_array_set_size (self->notes, 0);
  self->now = 0;
  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_ptr_array_add (self->labels, g_strdup (labels[i]));
      g_ptr_array_add (self->notes, NULL);
    }
  draw_steps (self);
}

void
nx_stepper_set_now (NxStepper *self, guint step)
{
  g_return_if_fail (NX_IS_STEPPER (self));
  g_return_if_fail (step <= self->labels->len + 1);
  if (self->now == step)
    return;
  self->now = step;
  draw_steps (self);
}

void
nx_stepper_set_note (NxStepper *self, guint step, const char *note)
{
  g_return_if_fail (NX_IS_STEPPER (self));
  g_return_if_fail (step >= 1 && step <= self->notes->len);
  g_free (g_ptr_array_index (self->notes, step - 1));
  g_ptr_array_index (self->notes, step - 1) = g_strdup (note);
  draw_steps (self);
}

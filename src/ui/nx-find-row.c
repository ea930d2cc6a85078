/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How one line of the find sheet looks: avatar or sign, name with marks, facts, why it was found.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-find-row.h"

#include "nx-badge.h"
#include "nx-line-layout.h"
#include "nx-query.h"
#include "nx-wrap-layout.h"

struct _NxFindRow
{
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkWidget *hit_box;
  AdwAvatar *avatar;
  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *note_label;
  NxBadge *badge;
  GtkLabel *facts_label;
  GtkWidget *end_box;
  GtkLabel *why_label;
  GtkLabel *status_label;

  guint is_narrow : 1;
};

G_DEFINE_FINAL_TYPE (NxFindRow, nx_find_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1,
} NxFindRowProps;

static GParamSpec *props[PROP_NARROW + 1];

/* Ranges count characters, Pango bytes. */
static PangoAttrList *
make_marks (const char *text, const GArray *ranges)
{
  PangoAttrList *marks = pango_attr_list_new ();

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const NxTextRange *range = &g_array_index (ranges, NxTextRange, i);
      PangoAttribute *attributes[]
          = { pango_attr_background_new (0xe8e8, 0xa1a1, 0x4b4b),
              pango_attr_background_alpha_new ((guint16)(0.45 * G_MAXUINT16)),
              pango_attr_weight_new (PANGO_WEIGHT_BOLD) };
      const char *start = g_utf8_offset_to_pointer (text, range->start);
      const char *end = g_utf8_offset_to_pointer (start, range->length);

      for (guint n = 0; n < G_N_ELEMENTS (attributes); n++)
        {
          attributes[n]->start_index = (guint)(start - text);
          attributes[n]->end_index = (guint)(end - text);
          pango_attr_list_insert (marks, attributes[n]);
        }
    }
  return marks;
}

static void
show_text (GtkLabel *label, const char *text, const GArray *ranges)
{
  g_autoptr (PangoAttrList) marks = make_marks (text, ranges);

  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_label_set_attributes (label, marks);
}

static void
show_sign (NxFindRow *self, const NxFindTexts *texts)
{
  gboolean is_person = texts->icon_name == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->avatar), is_person);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !is_person);
  adw_avatar_set_text (self->avatar, is_person ? texts->title : "");
  if (!is_person)
    gtk_image_set_from_icon_name (self->icon, texts->icon_name);
}

void
nx_find_row_bind (NxFindRow *self, NxFindItem *item)
{
  const char *heading = nx_find_item_get_heading (item);
  const NxFindTexts *texts = nx_find_item_get_texts (item);

  g_return_if_fail (NX_IS_FIND_ROW (self));
  gtk_widget_set_visible (GTK_WIDGET (self->heading_label), heading != NULL);
  gtk_widget_set_visible (self->hit_box, heading == NULL);
  gtk_label_set_text (self->heading_label, heading != NULL ? heading : "");
  if (heading != NULL)
    return;
  show_sign (self, texts);
  show_text (self->title_label, texts->title, texts->title_ranges);
  show_text (self->note_label, texts->note, texts->note_ranges);
  show_text (self->facts_label, texts->facts, NULL);
  show_text (self->why_label, texts->why, NULL);
  show_text (self->status_label, texts->status, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), texts->badge != NULL);
  if (texts->badge != NULL)
    {
      nx_badge_set_tone (self->badge, texts->badge_tone);
      nx_badge_set_label (self->badge, texts->badge);
    }
  if (texts->is_status_high)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "nx-high");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "nx-high");
}

void
nx_find_row_set_narrow (NxFindRow *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_FIND_ROW (self));
  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  g_object_set (gtk_widget_get_layout_manager (gtk_widget_get_parent (self->end_box)), "stacked",
                is_narrow, "spacing", is_narrow ? 2 : 9, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->end_box), is_narrow
                                                                      ? GTK_ORIENTATION_HORIZONTAL
                                                                      : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->end_box), is_narrow ? 12 : 2);
  gtk_widget_set_halign (self->end_box, is_narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_label_set_wrap (self->why_label, is_narrow);
  gtk_label_set_wrap (self->status_label, is_narrow);
  gtk_label_set_xalign (self->why_label, is_narrow ? 0 : 1);
  gtk_label_set_xalign (self->status_label, is_narrow ? 0 : 1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
nx_find_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxFindRowProps)prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, NX_FIND_ROW (object)->is_narrow);
      break;
    }
}

static void
nx_find_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((NxFindRowProps)prop_id)
    {
    case PROP_NARROW:
      nx_find_row_set_narrow (NX_FIND_ROW (object), g_value_get_boolean (value));
      break;
    }
}

static void
nx_find_row_class_init (NxFindRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nx_find_row_get_property;
  object_class->set_property = nx_find_row_set_property;

  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (NX_TYPE_BADGE);
  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-find-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, badge);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, end_box);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, hit_box);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, icon);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, note_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, status_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, NxFindRow, why_label);
}

static void
nx_find_row_init (NxFindRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nx_find_row_new (void)
{
  return g_object_new (NX_TYPE_FIND_ROW, NULL);
}

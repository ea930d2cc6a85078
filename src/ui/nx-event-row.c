/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One entry of a timeline: colour bar, date, icon, head line with marks, text, and what hangs
 * below. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-event-row.h"

#include "nx-badge.h"
#include "nx-line-layout.h"
#include "nx-wrap-layout.h"

struct _NxEventRow
{
  AdwBin parent_instance;

  GtkWidget *row;
  GtkWidget *date_column;
  GtkLabel *day_label;
  GtkLabel *weekday_label;
  GtkImage *icon;
  GtkBox *head_line;
  GtkWidget *unread_dot;
  GtkBox *head_words;
  GtkLabel *head_label;
  GtkLabel *meta_label;
  GtkLabel *narrow_date_label;
  GtkBox *marks;
  GtkLabel *body_label;
  AdwBin *extra_bin;

  char *tone;
  guint is_narrow : 1;
};

G_DEFINE_FINAL_TYPE (NxEventRow, nx_event_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1,
} NxEventRowProps;

static GParamSpec *props[PROP_NARROW + 1];

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
nx_event_row_finalize (GObject *object)
{
  g_free (NX_EVENT_ROW (object)->tone);
  G_OBJECT_CLASS (nx_event_row_parent_class)->finalize (object);
}

static void
nx_event_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxEventRowProps)prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, NX_EVENT_ROW (object)->is_narrow);
      break;
    }
}

static void
nx_event_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((NxEventRowProps)prop_id)
    {
    case PROP_NARROW:
      nx_event_row_set_narrow (NX_EVENT_ROW (object), g_value_get_boolean (value));
      break;
    }
}

static void
nx_event_row_class_init (NxEventRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = nx_event_row_finalize;
  object_class->get_property = nx_event_row_get_property;
  object_class->set_property = nx_event_row_set_property;

  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-event-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, body_label);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, date_column);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, extra_bin);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, head_label);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, head_line);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, head_words);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, icon);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, marks);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, meta_label);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, narrow_date_label);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, row);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, unread_dot);
  gtk_widget_class_bind_template_child (widget_class, NxEventRow, weekday_label);
}

static void
nx_event_row_init (NxEventRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nx_event_row_new (void)
{
  return g_object_new (NX_TYPE_EVENT_ROW, NULL);
}

void
nx_event_row_set_kind (NxEventRow *self, const char *tone, const char *icon_name)
{
  g_return_if_fail (NX_IS_EVENT_ROW (self));
  gtk_image_set_from_icon_name (self->icon, icon_name);
  if (g_strcmp0 (self->tone, tone) == 0)
    return;
  if (self->tone != NULL)
    gtk_widget_remove_css_class (self->row, self->tone);
  g_free (self->tone);
  self->tone = g_strdup (tone);
  if (tone != NULL)
    gtk_widget_add_css_class (self->row, tone);
}

void
nx_event_row_set_date (NxEventRow *self, const char *day, const char *weekday)
{
  g_autofree char *both = g_strjoin (" ", day != NULL ? day : "", weekday, NULL);

  g_return_if_fail (NX_IS_EVENT_ROW (self));
  set_label (self->day_label, day);
  set_label (self->weekday_label, weekday);
  gtk_label_set_label (self->narrow_date_label, both);
}

void
nx_event_row_set_head (NxEventRow *self, const char *head, const char *meta)
{
  g_return_if_fail (NX_IS_EVENT_ROW (self));
  set_label (self->head_label, head);
  set_label (self->meta_label, meta);
}

void
nx_event_row_set_body (NxEventRow *self, const char *body, int n_lines)
{
  g_return_if_fail (NX_IS_EVENT_ROW (self));
  set_label (self->body_label, body);
  gtk_label_set_ellipsize (self->body_label,
                           n_lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_lines (self->body_label, n_lines > 0 ? n_lines : -1);
}

void
nx_event_row_set_unread (NxEventRow *self, gboolean is_unread)
{
  g_return_if_fail (NX_IS_EVENT_ROW (self));
  gtk_widget_set_visible (self->unread_dot, is_unread);
}

void
nx_event_row_set_narrow (NxEventRow *self, gboolean is_narrow)
{
  g_autoptr (GtkWidget) marks = NULL;

  g_return_if_fail (NX_IS_EVENT_ROW (self));
  if (self->is_narrow == (is_narrow != FALSE))
    return;
  self->is_narrow = is_narrow != FALSE;
  gtk_widget_set_visible (self->date_column, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_date_label), is_narrow);
  /* The marks stand at the end of the line, or among its words. */
  marks = g_object_ref (GTK_WIDGET (self->marks));
  gtk_box_remove (is_narrow ? self->head_line : self->head_words, marks);
  gtk_box_append (is_narrow ? self->head_words : self->head_line, marks);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

void
nx_event_row_add_mark (NxEventRow *self, GtkWidget *mark)
{
  g_return_if_fail (NX_IS_EVENT_ROW (self));
  if (NX_IS_BADGE (mark))
    nx_badge_fit_words (NX_BADGE (mark));
  gtk_box_append (self->marks, mark);
}

void
nx_event_row_clear_marks (NxEventRow *self)
{
  GtkWidget *mark = NULL;

  g_return_if_fail (NX_IS_EVENT_ROW (self));
  while ((mark = gtk_widget_get_first_child (GTK_WIDGET (self->marks))) != NULL)
    gtk_box_remove (self->marks, mark);
}

void
nx_event_row_set_extra (NxEventRow *self, GtkWidget *extra)
{
  g_return_if_fail (NX_IS_EVENT_ROW (self));
  adw_bin_set_child (self->extra_bin, extra);
  gtk_widget_set_visible (GTK_WIDGET (self->extra_bin), extra != NULL);
}

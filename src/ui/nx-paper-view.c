/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows one page of a paper as a white sheet, as wide as there is room or in its real size. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-paper-view.h"

#include <glib/gi18n-lib.h>

#define NX_SHEET_GAP 12
#define NX_SHEET_LEAST 160
#define NX_SHEET_WIDEST 900 /* beyond that a sheet only needs more scrolling */
#define NX_PIXELS_PER_POINT (96.0 / 72.0)

struct _NxPaperView
{
  GtkWidget parent_instance;

  NxPrintDocument *document;
  guint n;
  guint is_real_size : 1;
};

G_DEFINE_FINAL_TYPE (NxPaperView, nx_paper_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_REAL_SIZE = 1,
} NxPaperViewProps;

static GParamSpec *props[PROP_REAL_SIZE + 1];

static double
get_sheet_width (NxPaperView *self, int width)
{
  const NxPrintPage *page = nx_print_document_get_page (self->document);

  if (self->is_real_size)
    return page->width * NX_PIXELS_PER_POINT;
  return CLAMP (width - 2 * NX_SHEET_GAP, NX_SHEET_LEAST, NX_SHEET_WIDEST);
}

static double
get_sheet_height (NxPaperView *self, double sheet_width)
{
  const NxPrintPage *page = nx_print_document_get_page (self->document);

  return sheet_width * page->height / page->width;
}

static GtkSizeRequestMode
nx_paper_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nx_paper_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  NxPaperView *self = NX_PAPER_VIEW (widget);
  double sheet_width = 0;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (self->document == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      sheet_width = get_sheet_width (self, for_size >= 0 ? for_size : NX_SHEET_WIDEST);
      *minimum = *natural = (int)get_sheet_height (self, sheet_width) + NX_SHEET_GAP;
      return;
    }
  *natural = (int)get_sheet_width (self, NX_SHEET_WIDEST + 2 * NX_SHEET_GAP) + 2 * NX_SHEET_GAP;
  *minimum = self->is_real_size ? *natural : NX_SHEET_LEAST + 2 * NX_SHEET_GAP;
}

static void
nx_paper_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA grey = { 0, 0, 0, 0.25f };
  NxPaperView *self = NX_PAPER_VIEW (widget);
  const NxPrintPage *page = NULL;
  double width = 0;
  graphene_rect_t sheet;
  GskRoundedRect outline;
  cairo_t *cairo = NULL;

  if (self->document == NULL)
    return;
  page = nx_print_document_get_page (self->document);
  width = get_sheet_width (self, gtk_widget_get_width (widget));
  graphene_rect_init (&sheet, (float)((int)(gtk_widget_get_width (widget) - width) / 2), 0,
                      (float)width, (float)get_sheet_height (self, width));
  gtk_snapshot_append_color (snapshot, &white, &sheet);
  cairo = gtk_snapshot_append_cairo (snapshot, &sheet);
  cairo_translate (cairo, sheet.origin.x, sheet.origin.y);
  cairo_scale (cairo, width / page->width, width / page->width);
  nx_print_document_draw_page (self->document, cairo, self->n);
  cairo_destroy (cairo);
  gsk_rounded_rect_init_from_rect (&outline, &sheet, 0);
  gtk_snapshot_append_border (snapshot, &outline, (const float[]){ 1, 1, 1, 1 },
                              (const GdkRGBA[]){ grey, grey, grey, grey });
}

static void
nx_paper_view_dispose (GObject *object)
{
  g_clear_object (&NX_PAPER_VIEW (object)->document);
  G_OBJECT_CLASS (nx_paper_view_parent_class)->dispose (object);
}

static void
nx_paper_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxPaperViewProps)prop_id)
    {
    case PROP_REAL_SIZE:
      g_value_set_boolean (value, NX_PAPER_VIEW (object)->is_real_size);
      break;
    }
}

static void
nx_paper_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((NxPaperViewProps)prop_id)
    {
    case PROP_REAL_SIZE:
      nx_paper_view_set_real_size (NX_PAPER_VIEW (object), g_value_get_boolean (value));
      break;
    }
}

static void
nx_paper_view_class_init (NxPaperViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_paper_view_dispose;
  object_class->get_property = nx_paper_view_get_property;
  object_class->set_property = nx_paper_view_set_property;
  widget_class->get_request_mode = nx_paper_view_get_request_mode;
  widget_class->measure = nx_paper_view_measure;
  widget_class->snapshot = nx_paper_view_snapshot;

  props[PROP_REAL_SIZE]
      = g_param_spec_boolean ("real-size", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nx_paper_view_init (NxPaperView *self)
{
}

GtkWidget *
nx_paper_view_new (void)
{
  return g_object_new (NX_TYPE_PAPER_VIEW, NULL);
}

static char *
dup_label (NxPaperView *self)
{
  if (self->document == NULL)
    return g_strdup ("");
  if (!nx_print_document_is_laid_out (self->document))
    /* TRANSLATORS: the number of a page, while it is not known how many there are */
    return g_strdup_printf (_ ("Page %u"), self->n + 1);
  /* TRANSLATORS: told to a screen reader: which page of how many */
  return g_strdup_printf (_ ("Page %1$u of %2$u"), self->n + 1,
                          nx_print_document_n_pages (self->document));
}

void
nx_paper_view_update (NxPaperView *self)
{
  g_autofree char *label = NULL;

  g_return_if_fail (NX_IS_PAPER_VIEW (self));
  label = dup_label (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nx_paper_view_set_page (NxPaperView *self, NxPrintDocument *document, guint n)
{
  g_return_if_fail (NX_IS_PAPER_VIEW (self));
  g_set_object (&self->document, document);
  self->n = n;
  nx_paper_view_update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
nx_paper_view_set_real_size (NxPaperView *self, gboolean is_real_size)
{
  g_return_if_fail (NX_IS_PAPER_VIEW (self));
  if (self->is_real_size == is_real_size)
    return;
  self->is_real_size = is_real_size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REAL_SIZE]);
}

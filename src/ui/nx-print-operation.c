/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sends a paper to GTK's printing: a few pages laid out at a time, drawn as in the preview. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-print-operation.h"

#define NX_PRINT_SETTINGS "nx-print-settings"

struct _NxPrintOperation
{
  GtkPrintOperation parent_instance;

  NxPrintDocument *document;
};

G_DEFINE_FINAL_TYPE (NxPrintOperation, nx_print_operation, GTK_TYPE_PRINT_OPERATION)

/* Called again and again until it says TRUE; the window stays awake in between. */
static gboolean
nx_print_operation_paginate (GtkPrintOperation *operation, GtkPrintContext *context)
{
  NxPrintOperation *self = NX_PRINT_OPERATION (operation);

  if (!nx_print_document_paginate_step (self->document))
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int)nx_print_document_n_pages (self->document));
  return TRUE;
}

static void
nx_print_operation_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int n)
{
  nx_print_document_draw_page (NX_PRINT_OPERATION (operation)->document,
                               gtk_print_context_get_cairo_context (context), (guint)n);
}

static gboolean
end_preview_cb (gpointer preview)
{
  gtk_print_operation_preview_end_preview (preview);
  return G_SOURCE_REMOVE;
}

static void
on_ready_cb (GtkPrintOperationPreview *preview)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, end_preview_cb, g_object_ref (preview), g_object_unref);
}

/* The dialog's button. The page from which the paper is printed shows it already, and is there
 * again when the dialog is gone. GTK would put the paper into a temporary file, unencrypted, and
 * leave it to another program, which may not even be there. */
static gboolean
nx_print_operation_preview (GtkPrintOperation *operation,
                            GtkPrintOperationPreview *preview,
                            GtkPrintContext *context,
                            GtkWindow *parent)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cairo = cairo_create (surface);

  gtk_print_context_set_cairo_context (context, cairo, 72, 72);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  g_signal_connect (preview, "ready", G_CALLBACK (on_ready_cb), NULL);
  return TRUE;
}

static void
nx_print_operation_dispose (GObject *object)
{
  g_clear_object (&NX_PRINT_OPERATION (object)->document);
  G_OBJECT_CLASS (nx_print_operation_parent_class)->dispose (object);
}

static void
nx_print_operation_class_init (NxPrintOperationClass *klass)
{
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_print_operation_dispose;
  operation_class->draw_page = nx_print_operation_draw_page;
  operation_class->paginate = nx_print_operation_paginate;
  operation_class->preview = nx_print_operation_preview;
}

static void
nx_print_operation_init (NxPrintOperation *self)
{
}

/* The document has its margins inside its pages. */
static GtkPageSetup *
make_page_setup (NxPrintDocument *document)
{
  const NxPrintPage *page = nx_print_document_get_page (document);
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (page->width < 500 ? "iso_a5" : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);
  return setup;
}

NxPrintOperation *
nx_print_operation_new (NxPrintDocument *document)
{
  NxPrintOperation *self = NULL;
  g_autoptr (GtkPageSetup) setup = make_page_setup (document);

  self = g_object_new (NX_TYPE_PRINT_OPERATION, "allow-async", TRUE, "job-name",
                       nx_print_document_get_title (document), "unit", GTK_UNIT_POINTS,
                       "use-full-page", TRUE, "default-page-setup", setup, NULL);
  self->document = g_object_ref (document);
  return self;
}

void
nx_print_operation_restore (NxPrintOperation *self, GObject *holder)
{
  GtkPrintSettings *settings = g_object_get_data (holder, NX_PRINT_SETTINGS);

  g_return_if_fail (NX_IS_PRINT_OPERATION (self));
  if (settings != NULL)
    gtk_print_operation_set_print_settings (GTK_PRINT_OPERATION (self), settings);
}

void
nx_print_operation_remember (NxPrintOperation *self, GObject *holder)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (GTK_PRINT_OPERATION (self));

  g_return_if_fail (NX_IS_PRINT_OPERATION (self));
  if (settings != NULL)
    g_object_set_data_full (holder, NX_PRINT_SETTINGS, gtk_print_settings_copy (settings),
                            g_object_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The preview of a paper: which copy, masked how far, what of it; then printer or PDF. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-preview-page.h"

#include "nx-chip.h"
#include "nx-day-words.h"
#include "nx-paper-view.h"
#include "nx-preview-page-private.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NxPreviewPage, nx_preview_page, NX_TYPE_PAGE)

static const struct
{
  NxCopy copy;
  const char *label;
} copies[] = {
  { NX_COPY_CLIENT, N_ ("Client copy") },
  { NX_COPY_FILE, N_ ("File copy") },
  { NX_COPY_BLANK, N_ ("Form for handwriting") },
};

/* What is asked for */

NxPrintOptions
nx_preview_page_get_options (NxPreviewPage *self)
{
  guint copy = gtk_drop_down_get_selected (self->copy_drop_down);
  NxPrintOptions options
      = { .copy
          = copy < G_N_ELEMENTS (copies) ? copies[copy].copy : nx_paper_kind_get_copy (self->kind),
          .is_redacted = gtk_check_button_get_active (self->redacted_check),
          .unmask_reason = self->reason };

  if (options.is_redacted)
    options.unmask_reason = NULL;
  return options;
}

static guint
get_kinds (NxPreviewPage *self)
{
  guint kinds = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (self->kind_box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      kinds |= GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "nx-kind"));
  return kinds;
}

/* Laying out */

static void
show_missing (NxPreviewPage *self)
{
  g_autofree char *missing = nx_print_document_dup_missing_text (self->document);
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (self->missing_bar, missing != NULL);
  if (missing == NULL)
    return;
  /* TRANSLATORS: %s is a list of code points such as U+2348D */
  sentence = g_strdup_printf (
      _ ("No installed font has these characters: %s. They are boxes on the paper, which names "
         "them too."),
      missing);
  gtk_label_set_text (self->missing_label, sentence);
}

/* Those that are laid out and not shown yet. The first takes the place of the document before. */
static void
show_pages (NxPreviewPage *self)
{
  guint n = nx_print_document_n_laid_out (self->document);

  if (self->is_waiting)
    {
      g_list_store_remove_all (self->pages);
      self->is_waiting = FALSE;
      nx_page_end_busy (NX_PAGE (self));
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->pages)); i < n; i++)
    {
      g_autoptr (GObject) page = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (self->pages, page);
    }
}

static char *
dup_subtitle (NxPreviewPage *self)
{
  guint n = nx_print_document_n_pages (self->document);
  guint n_papers = nx_paper_source_get_n_papers (self->source);

  if (self->source->n_left_out > 0)
    /* TRANSLATORS: under the title of a print of several records: how many of them, on how many
     * pages, and how many were deleted or archived meanwhile */
    return g_strdup_printf (_ ("Records: %1$u · Pages: %2$u · No longer there, left out: %3$u"),
                            n_papers, n, self->source->n_left_out);
  if (n_papers > 1)
    /* TRANSLATORS: under the title of a print of several records: how many, on how many pages */
    return g_strdup_printf (_ ("Records: %1$u · Pages: %2$u"), n_papers, n);
  return g_strdup_printf (ngettext ("%u page", "%u pages", n), n);
}

/* It is known now how many pages there are. */
static void
show_whole (NxPreviewPage *self)
{
  g_autofree char *subtitle = dup_subtitle (self);

  self->is_ready = TRUE;
  nx_page_set_subtitle (NX_PAGE (self), subtitle);
  for (guint i = 0; i < self->views->len; i++)
    nx_paper_view_update (g_ptr_array_index (self->views, i));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.save", TRUE);
  show_missing (self);
}

static void
make_next_paper (NxPreviewPage *self)
{
  NxPrintOptions options = nx_preview_page_get_options (self);
  NxPrintDocument *next = nx_paper_source_make_one (self->source, &options, self->n_made++);

  if (self->document == NULL)
    self->document = next;
  else
    nx_print_document_append (self->document, next);
}

/* A page at a time: one can read the first while the others come. */
static gboolean
lay_out_cb (gpointer data)
{
  NxPreviewPage *self = data;
  gboolean is_whole = nx_print_document_paginate_step (self->document);

  show_pages (self);
  if (is_whole && self->n_made < nx_paper_source_get_n_papers (self->source))
    {
      make_next_paper (self);
      return G_SOURCE_CONTINUE;
    }
  if (!is_whole)
    return G_SOURCE_CONTINUE;
  self->layout_source = 0;
  show_whole (self);
  return G_SOURCE_REMOVE;
}

static void
stop_layout (NxPreviewPage *self)
{
  if (self->is_waiting)
    nx_page_end_busy (NX_PAGE (self));
  self->is_waiting = FALSE;
  g_clear_handle_id (&self->layout_source, g_source_remove);
  self->is_ready = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.save", FALSE);
}

void
nx_preview_page_lay_out (NxPreviewPage *self)
{
  if (self->source == NULL)
    return;
  stop_layout (self);
  g_clear_object (&self->document);
  self->n_made = 0;
  make_next_paper (self);
  nx_page_set_title (NX_PAGE (self), nx_print_document_get_title (self->document));
  nx_page_begin_busy (NX_PAGE (self));
  self->is_waiting = TRUE;
  self->layout_source = g_idle_add (lay_out_cb, self);
}

/* Loading */

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  NxPreviewPage *self = data;
  g_autoptr (GError) error = NULL;
  NxPaperSource *source = nx_paper_load_finish (NX_STORE (store), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  nx_page_end_busy (NX_PAGE (self));
  g_clear_object (&self->load);
  if (source == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  nx_page_show_error (NX_PAGE (self), NULL);
  g_clear_pointer (&self->source, nx_paper_unref);
  self->source = source;
  nx_preview_page_lay_out (self);
}

static void
load (NxPreviewPage *self)
{
  NxStore *store = nx_page_get_store (NX_PAGE (self));
  NxPaperSource *source = nx_paper_ref_new (self->kind, self->id);

  if (self->load != NULL)
    {
      g_cancellable_cancel (self->load);
      nx_page_end_busy (NX_PAGE (self));
    }
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  source->day = nx_date_is_set (self->day) ? self->day : nx_day_words_today (store);
  if (self->case_ids != NULL)
    source->case_ids = g_array_ref (self->case_ids);
  if (self->more_ids != NULL)
    source->more_ids = g_array_ref (self->more_ids);
  source->query.kinds = get_kinds (self);
  source->query.from = nx_date_field_get_date (self->from_field);
  source->query.to = nx_date_field_get_date (self->to_field);
  nx_page_begin_busy (NX_PAGE (self));
  nx_paper_load_async (store, source, self->load, loaded_cb, self);
  nx_paper_unref (source);
}

static void
on_look_changed_cb (NxPreviewPage *self)
{
  gtk_widget_set_sensitive (self->unmask_button,
                            !gtk_check_button_get_active (self->redacted_check));
  nx_preview_page_lay_out (self);
}

static void
on_query_changed_cb (NxPreviewPage *self)
{
  if (self->source != NULL && nx_date_field_is_valid (self->from_field)
      && nx_date_field_is_valid (self->to_field))
    load (self);
}

/* Above the pages; where it is narrow in their place, and scrolling: in large text the choices
 * alone are higher than a small window. */
static void
place_choices (NxPreviewPage *self, gboolean is_narrow)
{
  g_autoptr (GtkWidget) choices = g_object_ref (self->choices_box);
  gboolean is_alone = is_narrow && gtk_toggle_button_get_active (self->choices_toggle);

  if (gtk_widget_is_ancestor (choices, GTK_WIDGET (self->choices_bin)) == is_narrow)
    {
      adw_bin_set_child (self->choices_bin, is_narrow ? NULL : choices);
      gtk_scrolled_window_set_child (self->choices_window, is_narrow ? choices : NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices_toggle), is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->choices_window), is_alone);
  gtk_widget_set_visible (self->page_window, !is_alone);
}

/* The word gives way to its sign. */
static void
on_narrow_cb (NxPreviewPage *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));

  if (is_narrow)
    gtk_button_set_icon_name (self->print_button, "document-print-symbolic");
  else
    gtk_button_set_label (self->print_button, _ ("_Print…"));
  place_choices (self, is_narrow);
}

/* The pages */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxPreviewPage *self)
{
  GtkWidget *view = nx_paper_view_new ();

  g_object_bind_property (self->real_size_toggle, "active", view, "real-size",
                          G_BINDING_SYNC_CREATE);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, view);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxPreviewPage *self)
{
  GtkWidget *view = gtk_list_item_get_child (list_item);

  nx_paper_view_set_page (NX_PAPER_VIEW (view), self->document,
                          gtk_list_item_get_position (list_item));
  g_ptr_array_add (self->views, view);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxPreviewPage *self)
{
  GtkWidget *view = gtk_list_item_get_child (list_item);

  nx_paper_view_set_page (NX_PAPER_VIEW (view), NULL, 0);
  if (self->views != NULL)
    g_ptr_array_remove (self->views, view);
}

/* Object */

static void
add_copies (NxPreviewPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n = self->kind == NX_PAPER_SOURCE_VISIT ? 3 : 2;
  guint usual = nx_paper_kind_get_copy (self->kind) == NX_COPY_FILE ? 1 : 0;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (labels, g_dgettext (GETTEXT_PACKAGE, copies[i].label));
  gtk_drop_down_set_model (self->copy_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->copy_drop_down, usual);
}

static void
add_kinds (NxPreviewPage *self)
{
  for (guint bit = 1; bit < NX_TIMELINE_ALL; bit <<= 1)
    {
      GtkWidget *chip = NULL;

      if (bit == NX_TIMELINE_PLAN)
        continue;
      chip = nx_chip_new (NULL, nx_timeline_kind_get_label (bit), -1);
      g_object_set_data (G_OBJECT (chip), "nx-kind", GUINT_TO_POINTER (bit));
      gtk_widget_add_css_class (chip, "small");
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_query_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->kind_box), chip);
    }
}

static void
set_up (NxPreviewPage *self)
{
  gboolean is_timeline = self->kind == NX_PAPER_SOURCE_TIMELINE;
  gboolean is_route = self->kind == NX_PAPER_SOURCE_ROUTE;

  add_copies (self);
  gtk_widget_set_visible (self->copy_box, !is_route);
  gtk_widget_set_visible (self->unmask_button, !is_route);
  gtk_widget_set_visible (self->period_box, is_timeline);
  gtk_widget_set_visible (self->kind_box, is_timeline);
  if (is_timeline)
    add_kinds (self);
}

static void
nx_preview_page_shown (NxPage *page)
{
  NxPreviewPage *self = NX_PREVIEW_PAGE (page);

  if (self->source == NULL && self->load == NULL)
    load (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->page_view));
}

static void
nx_preview_page_dispose (GObject *object)
{
  NxPreviewPage *self = NX_PREVIEW_PAGE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_handle_id (&self->layout_source, g_source_remove);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->document);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->source, nx_paper_unref);
  g_clear_pointer (&self->case_ids, g_array_unref);
  g_clear_pointer (&self->more_ids, g_array_unref);
  g_clear_pointer (&self->reason, g_free);
  G_OBJECT_CLASS (nx_preview_page_parent_class)->dispose (object);
}

static void
nx_preview_page_class_init (NxPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_preview_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_preview_page_shown;

  g_type_ensure (NX_TYPE_DATE_FIELD);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, choices_bin);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, choices_box);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, choices_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, choices_window);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, copy_box);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, copy_drop_down);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, from_field);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, kind_box);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, missing_bar);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, missing_label);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, page_view);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, page_window);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, period_box);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, real_size_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, redacted_check);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, to_field);
  gtk_widget_class_bind_template_child (widget_class, NxPreviewPage, unmask_button);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_look_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);

  gtk_widget_class_install_action (widget_class, "preview.print", NULL,
                                   nx_preview_page_print_action);
  gtk_widget_class_install_action (widget_class, "preview.save", NULL, nx_preview_page_save_action);
  gtk_widget_class_install_action (widget_class, "preview.unmask", NULL,
                                   nx_preview_page_unmask_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "preview.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "preview.save",
                                       NULL);
}

static void
nx_preview_page_init (NxPreviewPage *self)
{
  GtkSelectionModel *selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pages = g_list_store_new (G_TYPE_OBJECT);
  self->views = g_ptr_array_new ();
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->pages))));
  gtk_list_view_set_model (self->page_view, selection);
  g_object_unref (selection);
  stop_layout (self);
}

static NxPage *
new_page (NxStore *store, NxPaperKind kind, gint64 id, GArray *case_ids)
{
  NxPreviewPage *self = g_object_new (NX_TYPE_PREVIEW_PAGE, "store", store, NULL);

  self->kind = kind;
  self->id = id;
  self->case_ids = case_ids != NULL ? g_array_ref (case_ids) : NULL;
  set_up (self);
  return NX_PAGE (self);
}

NxPage *
nx_preview_page_new (NxStore *store, NxPaperKind kind, gint64 id)
{
  return new_page (store, kind, id, NULL);
}

NxPage *
nx_preview_page_new_several (NxStore *store, NxPaperKind kind, GArray *ids)
{
  NxPage *page = NULL;

  g_return_val_if_fail (ids != NULL && ids->len > 0, NULL);
  page = new_page (store, kind, g_array_index (ids, gint64, 0), NULL);
  NX_PREVIEW_PAGE (page)->more_ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);
  g_array_append_vals (NX_PREVIEW_PAGE (page)->more_ids, &g_array_index (ids, gint64, 1),
                       ids->len - 1);
  return page;
}

NxPage *
nx_preview_page_new_route (NxStore *store, GArray *case_ids)
{
  g_return_val_if_fail (case_ids != NULL, NULL);
  return new_page (store, NX_PAPER_SOURCE_ROUTE, 0, case_ids);
}

NxPrintDocument *
nx_preview_page_get_document (NxPreviewPage *self)
{
  g_return_val_if_fail (NX_IS_PREVIEW_PAGE (self), NULL);
  return self->document;
}

gboolean
nx_preview_page_is_ready (NxPreviewPage *self)
{
  g_return_val_if_fail (NX_IS_PREVIEW_PAGE (self), FALSE);
  return self->is_ready;
}

NxPage *
nx_preview_page_new_route_on (NxStore *store, GArray *case_ids, NxDate day)
{
  NxPage *page = nx_preview_page_new_route (store, case_ids);

  NX_PREVIEW_PAGE (page)->day = day;
  return page;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Imports a register in three steps: the file and its columns, the plan, what was done. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-page-private.h"

#include "nx-exchange-error.h"
#include "nx-fit-words.h"
#include "nx-import-choose.h"
#include "nx-import-drop.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* The file is read once, into memory, and everything after that works on these bytes: what was seen
 * is what is planned, and what is planned is what is imported. A file that was changed meanwhile is
 * refused until it is read again; one that is gone is only mentioned.
 *
 * Leaving the page stops what only reads. An import that has begun goes on to its end, since nobody
 * said to cancel it; its result is then told by a toast. */

#define WORKING_DELAY_MS 200

G_DEFINE_FINAL_TYPE (NxImportPage, nx_import_page, NX_TYPE_PAGE)

/* Faces */

static guint
number_of (const char *step)
{
  if (g_str_equal (step, "plan"))
    return 2;
  return g_str_equal (step, "done") ? 4 : 1;
}

static void
focus_step (NxImportPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (g_str_equal (self->step, "choose"))
    gtk_widget_grab_focus (self->choose_button);
  else if (g_str_equal (self->step, "done"))
    gtk_widget_grab_focus (self->households_button);
  else if (g_str_equal (self->step, "plan"))
    gtk_widget_grab_focus (gtk_widget_is_sensitive (self->apply_button) ? self->apply_button
                                                                        : self->columns_button);
  else if (gtk_widget_is_sensitive (self->plan_button))
    gtk_widget_grab_focus (self->plan_button);
  else
    nx_import_source_view_focus_columns (self->source_view);
}

void
nx_import_page_update_actions (NxImportPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_idle = self->work == NULL;
  gboolean has_plan = is_idle && self->plan != NULL;
  g_autofree char *problem = nx_import_source_view_dup_problem (self->source_view);
  NxImportMap *map = nx_import_source_view_get_map (self->source_view);

  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_box, problem != NULL);
  gtk_widget_action_set_enabled (widget, "import.choose", is_idle && self->chooser == NULL);
  gtk_widget_action_set_enabled (widget, "import.read-again", is_idle && self->file != NULL);
  gtk_widget_action_set_enabled (widget, "import.plan", is_idle && map != NULL && problem == NULL);
  gtk_widget_action_set_enabled (widget, "import.to-columns", is_idle);
  gtk_widget_action_set_enabled (widget, "import.apply",
                                 has_plan && nx_import_plan_changes_something (self->plan));
  gtk_widget_action_set_enabled (widget, "import.save-report",
                                 has_plan && self->chooser == NULL
                                     && nx_import_plan_get_counts (self->plan)->refused > 0);
  gtk_widget_action_set_enabled (widget, "import.cancel", !is_idle);
}

/* Who tries one encoding after the other stays on that choice. */
static gboolean
give_focus_back (NxImportPage *self)
{
  return self->focus != NULL && gtk_widget_is_ancestor (self->focus, GTK_WIDGET (self))
         && gtk_widget_get_mapped (self->focus) && gtk_widget_grab_focus (self->focus);
}

void
nx_import_page_show_step (NxImportPage *self, const char *step)
{
  gboolean is_same = g_str_equal (self->step, step);

  self->step = step;
  gtk_stack_set_visible_child_name (self->faces, step);
  nx_stepper_set_now (self->stepper, number_of (step));
  nx_import_page_update_actions (self);
  if (!is_same || !give_focus_back (self))
    focus_step (self);
}

/* Work under way */

/* Short work shows nothing of itself. */
static gboolean
show_working_cb (gpointer data)
{
  NxImportPage *self = data;

  self->working_source = 0;
  nx_import_progress_start (self->progress, self->meter, self->is_applying);
  gtk_stack_set_visible_child_name (self->faces, "working");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nx_import_progress_focus (self->progress);
  return G_SOURCE_REMOVE;
}

void
nx_import_page_begin_work (NxImportPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_assert (self->work == NULL);
  /* One job may follow another. */
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->progress)))
    g_set_weak_pointer (&self->focus, focus);
  nx_page_show_error (NX_PAGE (self), NULL);
  self->work = g_cancellable_new ();
  self->meter = nx_import_meter_new ();
  self->working_source = g_timeout_add (WORKING_DELAY_MS, show_working_cb, self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
  nx_import_page_update_actions (self);
}

void
nx_import_page_end_work (NxImportPage *self)
{
  g_clear_handle_id (&self->working_source, g_source_remove);
  nx_import_progress_stop (self->progress);
  g_clear_object (&self->work);
  g_clear_pointer (&self->meter, nx_import_meter_unref);
  self->is_applying = FALSE;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, FALSE, -1);
}

/* Not for an import: its answer is waited for. */
static void
stop_work (NxImportPage *self)
{
  if (self->work == NULL)
    return;
  g_cancellable_cancel (self->work);
  nx_import_page_end_work (self);
}

/* What only reads is left to end by itself; an import answers when it has been taken back. */
static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);

  if (self->is_applying)
    {
      g_cancellable_cancel (self->work);
      nx_import_progress_say_back (self->progress);
      return;
    }
  stop_work (self);
  nx_import_page_show_step (self, self->step);
}

/* The file */

static void
drop_plan (NxImportPage *self)
{
  nx_import_plan_view_set_plan (self->plan_view, NULL);
  g_clear_pointer (&self->plan, nx_import_plan_unref);
}

static void
drop_file (NxImportPage *self)
{
  drop_plan (self);
  nx_import_source_view_set_preview (self->source_view, NULL, FALSE);
  g_clear_pointer (&self->file, nx_table_file_unref);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxImportPage *self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_remembered = FALSE;
  g_autoptr (NxImportPreview) preview = nx_import_look_finish (result, &is_remembered, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  nx_import_page_end_work (self);
  if (preview == NULL)
    {
      drop_file (self);
      nx_import_page_show_step (self, "choose");
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  self->csv_options
      = (NxCsvOptions){ .encoding = preview->encoding, .separator = preview->separator };
  nx_import_source_view_set_preview (self->source_view, preview, is_remembered);
  nx_import_page_show_step (self, "source");
}

static void
look (NxImportPage *self, gboolean is_fresh)
{
  NxImportPreviewOptions options = { 0 };

  nx_import_source_view_get_options (self->source_view, &options);
  nx_import_page_begin_work (self);
  nx_import_look_async (nx_page_get_store (NX_PAGE (self)), self->file, &options, is_fresh,
                        self->work, looked_cb, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxImportPage *self = data;
  g_autoptr (GError) error = NULL;
  NxTableFile *file = nx_import_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  nx_import_page_end_work (self);
  if (file == NULL)
    {
      nx_import_page_show_step (self, self->file != NULL ? "source" : "choose");
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  drop_plan (self);
  g_clear_pointer (&self->file, nx_table_file_unref);
  self->file = file;
  nx_import_source_view_set_file (self->source_view, nx_table_file_get_name (file),
                                  g_bytes_get_size (nx_table_file_get_bytes (file)));
  look (self, FALSE);
}

static void
load (NxImportPage *self, GFile *file)
{
  nx_import_page_begin_work (self);
  nx_import_load_async (file, self->work, loaded_cb, self);
}

void
nx_import_page_open (NxImportPage *self, GFile *file)
{
  g_return_if_fail (NX_IS_IMPORT_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));
  if (self->is_applying)
    return;
  stop_work (self);
  drop_file (self);
  nx_import_page_show_step (self, "choose");
  load (self, file);
}

static void
on_file_chosen_cb (NxImportPage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  g_clear_object (&self->chooser);
  nx_import_page_update_actions (self);
  if (file != NULL)
    nx_import_page_open (self, file);
  else
    focus_step (self);
}

static void
choose_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);

  self->chooser = nx_import_choose_table (widget);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  nx_import_page_update_actions (self);
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);
  g_autofree const char **uris = g_variant_get_strv (target, NULL);
  g_autoptr (GFile) file = uris[0] != NULL ? g_file_new_for_uri (uris[0]) : NULL;

  if (file == NULL)
    return;
  if (uris[1] == NULL)
    nx_import_page_open (self, file);
  else
    nx_page_show_error (NX_PAGE (self), _ ("These are several files. Nothing was read. Drop one "
                                           "table at a time."));
}

static void
read_again_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);

  if (self->file != NULL)
    load (self, nx_table_file_get_file (self->file));
}

static void
on_options_changed_cb (NxImportPage *self, gboolean is_fresh)
{
  stop_work (self);
  drop_plan (self);
  look (self, is_fresh);
}

static void
on_columns_changed_cb (NxImportPage *self)
{
  stop_work (self);
  drop_plan (self);
  nx_import_page_update_actions (self);
}

/* The plan */

/* The file is at fault: back to where it can be read again. */
void
nx_import_page_show_failure (NxImportPage *self, const GError *error)
{
  gboolean is_changed = g_error_matches (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_CHANGED);

  nx_import_page_show_step (self, self->plan == NULL || is_changed ? "source" : "plan");
  nx_page_report (NX_PAGE (self), error);
  if (is_changed && gtk_widget_get_mapped (GTK_WIDGET (self)))
    nx_import_source_view_focus_again (self->source_view);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxImportPage *self = data;
  g_autoptr (GError) error = NULL;
  NxTableFileState file_state = NX_TABLE_FILE_SAME;
  NxImportPlan *plan = nx_import_plan_finish (result, &file_state, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  nx_import_page_end_work (self);
  if (plan == NULL)
    {
      nx_import_page_show_failure (self, error);
      return;
    }
  drop_plan (self);
  self->plan = plan;
  nx_import_plan_view_set_plan (self->plan_view, plan);
  gtk_widget_set_visible (self->gone_box, file_state == NX_TABLE_FILE_GONE);
  gtk_widget_set_visible (self->save_box, nx_import_plan_get_counts (plan)->refused > 0);
  nx_import_page_show_step (self, "plan");
}

static void
plan_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);
  NxImportMap *map = nx_import_source_view_get_map (self->source_view);

  drop_plan (self);
  nx_import_page_begin_work (self);
  nx_import_plan_async (nx_page_get_store (NX_PAGE (self)), self->file, &self->csv_options,
                        nx_import_map_copy (map), self->meter, self->work, planned_cb, self);
}

static void
to_columns_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_page_show_error (NX_PAGE (widget), NULL);
  nx_import_page_show_step (NX_IMPORT_PAGE (widget), "source");
}

/* Object */

static void
nx_import_page_shown (NxPage *page)
{
  NxImportPage *self = NX_IMPORT_PAGE (page);

  if (self->work == NULL)
    focus_step (self);
}

static void
nx_import_page_dispose (GObject *object)
{
  NxImportPage *self = NX_IMPORT_PAGE (object);

  if (self->work != NULL && !self->is_applying)
    g_cancellable_cancel (self->work);
  g_clear_handle_id (&self->working_source, g_source_remove);
  g_clear_object (&self->work);
  g_clear_pointer (&self->meter, nx_import_meter_unref);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->plan, nx_import_plan_unref);
  g_clear_pointer (&self->file, nx_table_file_unref);
  G_OBJECT_CLASS (nx_import_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (NX_TYPE_IMPORT_PLAN_VIEW);
  g_type_ensure (NX_TYPE_IMPORT_PROGRESS);
  g_type_ensure (NX_TYPE_IMPORT_SOURCE_VIEW);
  g_type_ensure (NX_TYPE_STEPPER);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (klass,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-import-page.ui");
  gtk_widget_class_bind_template_child (klass, NxImportPage, apply_button);
  gtk_widget_class_bind_template_child (klass, NxImportPage, columns_button);
  gtk_widget_class_bind_template_child (klass, NxImportPage, choose_button);
  gtk_widget_class_bind_template_child (klass, NxImportPage, done_counts);
  gtk_widget_class_bind_template_child (klass, NxImportPage, done_label);
  gtk_widget_class_bind_template_child (klass, NxImportPage, done_save_box);
  gtk_widget_class_bind_template_child (klass, NxImportPage, faces);
  gtk_widget_class_bind_template_child (klass, NxImportPage, gone_box);
  gtk_widget_class_bind_template_child (klass, NxImportPage, households_button);
  gtk_widget_class_bind_template_child (klass, NxImportPage, plan_button);
  gtk_widget_class_bind_template_child (klass, NxImportPage, plan_view);
  gtk_widget_class_bind_template_child (klass, NxImportPage, problem_box);
  gtk_widget_class_bind_template_child (klass, NxImportPage, problem_label);
  gtk_widget_class_bind_template_child (klass, NxImportPage, progress);
  gtk_widget_class_bind_template_child (klass, NxImportPage, save_box);
  gtk_widget_class_bind_template_child (klass, NxImportPage, source_view);
  gtk_widget_class_bind_template_child (klass, NxImportPage, stepper);
  gtk_widget_class_bind_template_callback (klass, on_columns_changed_cb);
  gtk_widget_class_bind_template_callback (klass, on_options_changed_cb);
}

static void
nx_import_page_class_init (NxImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_import_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_import_page_shown;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.apply", NULL,
                                   nx_import_page_apply_action_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action_cb);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action_cb);
  gtk_widget_class_install_action (widget_class, "import.open", "as", open_action_cb);
  gtk_widget_class_install_action (widget_class, "import.plan", NULL, plan_action_cb);
  gtk_widget_class_install_action (widget_class, "import.read-again", NULL, read_again_action_cb);
  gtk_widget_class_install_action (widget_class, "import.save-report", NULL,
                                   nx_import_page_save_report_action_cb);
  gtk_widget_class_install_action (widget_class, "import.to-columns", NULL, to_columns_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "import.choose",
                                       NULL);
}

static void
nx_import_page_init (NxImportPage *self)
{
  const char *const steps[] = {
    /* TRANSLATORS: a step of an import: choosing the file and saying what its columns mean */
    _ ("File and columns"),
    /* TRANSLATORS: a step of an import: looking at what it would do */
    _ ("Plan"),
    /* TRANSLATORS: a step of an import: it was carried out */
    _ ("Done"),
    NULL,
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  nx_fit_words_in_buttons (GTK_WIDGET (self->faces));
  nx_stepper_set_steps (self->stepper, steps);
  nx_import_drop_add (GTK_WIDGET (self), "import.open");
  self->step = "choose";
  nx_import_page_show_step (self, "choose");
}

NxPage *
nx_import_page_new (NxStore *store)
{
  return g_object_new (NX_TYPE_IMPORT_PAGE, "store", store, NULL);
}

const char *
nx_import_page_get_face (NxImportPage *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_PAGE (self), NULL);
  return gtk_stack_get_visible_child_name (self->faces);
}

gboolean
nx_import_page_is_working (NxImportPage *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_PAGE (self), FALSE);
  return self->work != NULL;
}

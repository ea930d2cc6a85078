/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A page that lets people type one or more records by their field tables, and saves them as one. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-form.h"

#include "nx-case.h"
#include "nx-day-words.h"
#include "nx-draft-keeper.h"
#include "nx-field-row.h"
#include "nx-form-conflict.h"
#include "nx-form-groups.h"
#include "nx-form-jobs.h"
#include "nx-household.h"
#include "nx-person-fill.h"
#include "nx-record-kinds.h"
#include "nx-store-error.h"
#include "nx-validation.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

/* Opening: read bases, drafts and what references may point to, then draw. Saving: bring what was
 * typed into its stored form, look for problems, write a copy. When somebody else saved one of the
 * records meanwhile, the form reads it again, lays the edit over it and asks for each field that
 * both changed; nothing is written before that. */

/* One record of the form. */
typedef struct
{
  NxRecordKind kind;
  NxEdit *first; /* as the form was begun, with the values it set itself */
  NxEdit *edit;  /* what is typed into: first, a draft, or what was typed over a newer record */
  char *place;
  char *heading; /* or NULL */
  NxDraftKeeper *keeper;
  GHashTable *choices; /* field → NxChoices */
  GHashTable *hidden;  /* fields this form does not show */
  GPtrArray *rows;     /* NxFieldRow, borrowed from the page */
  guint field;         /* while it is empty, other is value; no such rule when value is 0 */
  guint other;
  gint64 value;
} Part;

struct _NxRecordForm
{
  NxPage parent_instance;

  GtkButton *save_button;
  GtkWidget *draft_strip;
  GtkLabel *draft_label;
  GtkLabel *note_label;
  GtkScrolledWindow *scrolled;
  GtkBox *conflict_box;
  GtkBox *body;

  GPtrArray *parts; /* Part */
  GArray *links;    /* NxFormLink */
  char *then;
  GtkWidget *focus; /* what had it when the form was shut for a job; weak */
  GCancellable *cancellable;
  guint validation_source;
  guint was_tried : 1; /* Save was pressed: errors show as well as warnings */
  guint is_saving : 1;
  guint is_rebasing : 1; /* the read under way is for a stale edit */
};

G_DEFINE_FINAL_TYPE (NxRecordForm, nx_record_form, NX_TYPE_PAGE)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_object (&part->keeper);
  g_clear_object (&part->edit);
  g_clear_object (&part->first);
  g_free (part->place);
  g_free (part->heading);
  g_hash_table_unref (part->choices);
  g_hash_table_unref (part->hidden);
  g_ptr_array_unref (part->rows);
  g_free (part);
}

static Part *
get_part (NxRecordForm *self, guint number)
{
  return g_ptr_array_index (self->parts, number);
}

static NxDate
get_today (NxRecordForm *self)
{
  return nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
}

/* Problems */

static gboolean
is_linked (NxRecordForm *self, guint number, guint field)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const NxFormLink *link = &g_array_index (self->links, NxFormLink, i);

      if (link->part == number && link->field == field)
        return TRUE;
    }
  return FALSE;
}

/* What the store fills in when a new record comes without it. */
static gboolean
is_given (Part *part, guint field)
{
  if (nx_edit_get_base (part->edit) != NULL || nx_edit_is_set (part->edit, field))
    return FALSE;
  return (part->kind == NX_RECORD_HOUSEHOLD && field == NX_HOUSEHOLD_NUMBER)
         || (part->kind == NX_RECORD_CASE
             && (field == NX_CASE_NUMBER || field == NX_CASE_OPENED_ON || field == NX_CASE_WORKER));
}

static NxFieldRow *
find_row (Part *part, guint field)
{
  for (guint i = 0; i < part->rows->len; i++)
    if (nx_field_row_get_field (g_ptr_array_index (part->rows, i)) == field)
      return g_ptr_array_index (part->rows, i);
  return NULL;
}

/* The worst of a field's problems, if it is to be shown now. */
static const NxProblem *
find_problem (NxRecordForm *self, GPtrArray *problems, guint field)
{
  const NxProblem *found = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field == field && (self->was_tried || problem->severity == NX_PROBLEM_WARNING)
          && (found == NULL || problem->severity > found->severity))
        found = problem;
    }
  return found;
}

/* Shows the problems of one record; @first becomes the first row with an error, @unseen the
 * sentence of an error whose field has no row. */
static gboolean
check_part (NxRecordForm *self, guint number, NxFieldRow **first, char **unseen)
{
  Part *part = get_part (self, number);
  g_autoptr (GPtrArray) problems = nx_validation_run (part->edit, get_today (self));
  gboolean is_ok = TRUE;

  for (guint i = problems->len; i > 0; i--)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i - 1);

      if (is_linked (self, number, problem->field) || is_given (part, problem->field))
        {
          g_ptr_array_remove_index (problems, i - 1);
          continue;
        }
      if (problem->severity == NX_PROBLEM_ERROR && find_row (part, problem->field) == NULL)
        {
          g_free (*unseen);
          *unseen = g_strdup (problem->message);
        }
      is_ok = is_ok && problem->severity != NX_PROBLEM_ERROR;
    }
  for (guint i = 0; i < part->rows->len; i++)
    {
      NxFieldRow *row = g_ptr_array_index (part->rows, i);
      const NxProblem *problem = find_problem (self, problems, nx_field_row_get_field (row));
      gboolean is_error = problem != NULL && problem->severity == NX_PROBLEM_ERROR;

      nx_field_row_set_problem (row, is_error ? NX_PROBLEM_ERROR : NX_PROBLEM_WARNING,
                                problem != NULL ? problem->message : NULL);
      if (!nx_field_row_is_valid (row) || is_error)
        {
          is_ok = FALSE;
          *first = *first != NULL ? *first : row;
        }
    }
  return is_ok;
}

static gboolean
check (NxRecordForm *self, NxFieldRow **first, char **unseen)
{
  gboolean is_ok = TRUE;

  for (guint i = 0; i < self->parts->len; i++)
    is_ok = check_part (self, i, first, unseen) && is_ok;
  return is_ok;
}

static gboolean
check_later_cb (gpointer data)
{
  NxRecordForm *self = data;
  NxFieldRow *first = NULL;
  g_autofree char *unseen = NULL;

  self->validation_source = 0;
  check (self, &first, &unseen);
  return G_SOURCE_REMOVE;
}

static void
on_edit_changed_cb (NxEdit *edit, guint field, NxRecordForm *self)
{
  if (self->validation_source == 0)
    self->validation_source = g_idle_add (check_later_cb, self);
}

/* Drawing */

static void
clear_box (GtkBox *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* While a job is under way nothing can be typed. An entry that is shut while it has the focus never
 * learns that it lost it, so the focus goes first and comes back afterwards. */
static void
set_shut (NxRecordForm *self, gboolean is_shut)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (is_shut && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    {
      g_set_weak_pointer (&self->focus, focus);
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->body), !is_shut);
  gtk_widget_set_sensitive (GTK_WIDGET (self->conflict_box), !is_shut);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), !is_shut);
  if (is_shut || self->focus == NULL)
    return;
  gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

static AdwPreferencesGroup *
add_group (NxRecordForm *self, const char *heading)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (heading != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  gtk_box_append (self->body, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
set_hint (Part *part, NxFieldRow *row)
{
  if (is_given (part, nx_field_row_get_field (row)))
    nx_field_row_set_hint (row, _ ("Given when saved"));
}

static void
draw_part (NxRecordForm *self, Part *part)
{
  const NxRecordSpec *spec = nx_edit_get_spec (part->edit);
  AdwPreferencesGroup *group = NULL;

  g_ptr_array_set_size (part->rows, 0);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      NxChoices *choices = g_hash_table_lookup (part->choices, GUINT_TO_POINTER (i));
      const char *heading = nx_form_groups_get_heading (part->kind, i);
      GtkWidget *row = NULL;

      if (!nx_field_row_can_edit (&spec->fields[i], choices)
          || g_hash_table_contains (part->hidden, GUINT_TO_POINTER (i)))
        continue;
      if (group == NULL || heading != NULL)
        group = add_group (self, group == NULL && part->heading != NULL ? part->heading : heading);
      row = nx_field_row_new (part->edit, i, choices);
      set_hint (part, NX_FIELD_ROW (row));
      adw_preferences_group_add (group, row);
      g_ptr_array_add (part->rows, row);
    }
}

static void
update_draft_state (NxRecordForm *self)
{
  g_autofree char *text = NULL;

  for (guint i = 0; text == NULL && i < self->parts->len; i++)
    {
      NxDraftKeeper *keeper = get_part (self, i)->keeper;

      if (keeper != NULL && nx_draft_keeper_get_state (keeper) != NX_DRAFT_NONE)
        text = nx_draft_keeper_dup_text (keeper);
    }
  nx_page_set_subtitle (NX_PAGE (self), text);
}

static void
watch_part (NxRecordForm *self, Part *part)
{
  if (part->kind == NX_RECORD_PERSON)
    nx_person_fill_watch (part->edit, get_today (self));
  part->keeper = nx_draft_keeper_new (nx_page_get_store (NX_PAGE (self)), part->edit, part->place);
  g_signal_connect_object (part->keeper, "notify::state", G_CALLBACK (update_draft_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (part->edit, "changed", G_CALLBACK (on_edit_changed_cb), self, 0);
}

static void
unwatch_part (NxRecordForm *self, Part *part)
{
  if (part->keeper == NULL)
    return;
  nx_draft_keeper_stop (part->keeper);
  g_signal_handlers_disconnect_by_data (part->keeper, self);
  g_signal_handlers_disconnect_by_func (part->edit, on_edit_changed_cb, self);
  g_clear_object (&part->keeper);
}

static void
draw (NxRecordForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* An entry that goes while it has the focus complains. */
  if (root != NULL && gtk_widget_get_first_child (GTK_WIDGET (self->body)) != NULL)
    gtk_root_set_focus (root, NULL);
  clear_box (self->body);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      draw_part (self, part);
      watch_part (self, part);
    }
  set_shut (self, FALSE);
}

/* Where work begins: at what must be filled in and is not. */
static void
focus_first (NxRecordForm *self)
{
  Part *part = get_part (self, 0);
  const NxRecordSpec *spec = nx_edit_get_spec (part->edit);
  guint place = 0;

  for (guint i = part->rows->len; i > 0; i--)
    {
      guint field = nx_field_row_get_field (g_ptr_array_index (part->rows, i - 1));

      if ((spec->fields[field].flags & NX_FIELD_REQUIRED) && !nx_edit_is_set (part->edit, field)
          && !is_given (part, field))
        place = i - 1;
    }
  if (part->rows->len > 0)
    nx_field_row_focus (g_ptr_array_index (part->rows, place));
}

/* Opening */

static void
offer_records (Part *part, const char *table, GPtrArray *records, guint label_field)
{
  const NxRecordSpec *spec = nx_record_spec (part->kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      NxChoices *choices = NULL;

      if (spec->fields[i].kind != NX_FIELD_REFERENCE || g_strcmp0 (spec->fields[i].of, table) != 0
          || g_hash_table_contains (part->choices, GUINT_TO_POINTER (i)))
        continue;
      choices = nx_choices_new (_ ("Not chosen"));
      for (guint r = 0; r < records->len; r++)
        {
          NxRecord *record = g_ptr_array_index (records, r);

          nx_choices_add_id (choices, nx_record_get_id (record),
                             nx_record_peek_text (record, label_field));
        }
      g_hash_table_insert (part->choices, GUINT_TO_POINTER (i), choices);
    }
}

/* Takes over the draft of a part; says whether it was begun over an older version. */
static gboolean
take_draft (Part *part, NxRecord *base, GBytes *draft, gboolean *is_older)
{
  gint64 version = 0;
  gint64 id = 0;
  NxRecordKind kind = NX_RECORD_NONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxEdit) edit = nx_edit_from_draft (draft, base, &error);

  if (edit == NULL)
    {
      g_debug ("a draft could not be read: %s", error->message);
      return FALSE;
    }
  if (base != NULL && nx_edit_peek_draft (draft, &kind, &id, &version))
    *is_older |= version != nx_record_get_version (base);
  g_set_object (&part->edit, edit);
  return nx_edit_is_dirty (edit);
}

static void
take_input (NxRecordForm *self, NxFormInput *input)
{
  gboolean has_draft = FALSE;
  gboolean is_older = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      NxRecord *base = g_ptr_array_index (input->bases, i);
      GBytes *draft = g_ptr_array_index (input->drafts, i);

      offer_records (part, "area", input->areas, NX_AREA_NAME);
      offer_records (part, "worker", input->workers, NX_WORKER_NAME);
      if (base != NULL)
        {
          g_clear_object (&part->edit);
          part->edit = nx_edit_new (part->kind, base);
        }
      if (draft != NULL)
        has_draft |= take_draft (part, base, draft, &is_older);
    }
  gtk_widget_set_visible (self->draft_strip, has_draft);
  gtk_label_set_text (self->draft_label,
                      is_older ? _ ("Your unfinished draft is back. The record was changed after "
                                    "you began: please compare before you save.")
                               : _ ("Your unfinished draft is back."));
  draw (self);
  focus_first (self);
}

static void
rebase (NxRecordForm *self, NxFormInput *input)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n_conflicts = 0;

  clear_box (self->conflict_box);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   _ ("Changed by somebody else meanwhile"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Nothing is overwritten. Choose for each field, then save again."));
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      NxRecord *theirs = g_ptr_array_index (input->bases, i);
      g_autoptr (GArray) fields = NULL;
      g_autoptr (NxEdit) edit = NULL;

      unwatch_part (self, part);
      if (theirs == NULL)
        continue;
      edit = nx_form_conflict_rebase (part->edit, theirs, &fields);
      g_set_object (&part->edit, edit);
      n_conflicts += fields->len;
      for (guint f = 0; f < fields->len; f++)
        adw_preferences_group_add (
            ADW_PREFERENCES_GROUP (group),
            nx_form_conflict_row_new (edit, g_array_index (fields, guint, f)));
    }
  gtk_box_append (self->conflict_box, group);
  gtk_widget_set_visible (GTK_WIDGET (self->conflict_box), n_conflicts > 0);
  draw (self);
  nx_page_show_error (
      NX_PAGE (self),
      n_conflicts > 0
          ? _ ("Somebody else saved this record meanwhile. Nothing was saved and nothing you typed "
               "is lost: choose below which text to keep, then save again.")
          : _ ("Somebody else saved other fields of this record meanwhile; they are shown now. "
               "Nothing you typed is lost. Save again."));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxFormInput *input = nx_store_write_finish (NX_STORE (source), result, &error);
  g_autoptr (NxRecordForm) self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      nx_form_input_free (input);
      return;
    }
  nx_page_end_busy (NX_PAGE (self));
  if (error != NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      set_shut (self, !self->is_rebasing);
    }
  else if (self->is_rebasing)
    rebase (self, input);
  else
    take_input (self, input);
  self->is_rebasing = FALSE;
  nx_form_input_free (input);
}

static void
load (NxRecordForm *self)
{
  NxFormRequest *request = nx_form_request_new ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      nx_form_request_add (request, part->kind, nx_edit_get_id (part->edit), part->place);
    }
  set_shut (self, TRUE);
  nx_page_begin_busy (NX_PAGE (self));
  /* On the writer, behind every draft that is still on its way: whoever leaves a form and comes
   * back at once finds the last word. */
  nx_store_write_async (nx_page_get_store (NX_PAGE (self)), "record-form", nx_form_load_job,
                        request, nx_form_request_free, nx_form_input_free, self->cancellable,
                        load_cb, g_object_ref (self));
}

/* Saving */

static void
leave (NxRecordForm *self, gint64 id)
{
  NxWindow *window = nx_window_of (self);

  for (guint i = 0; i < self->parts->len; i++)
    unwatch_part (self, get_part (self, i));
  if (window != NULL && nx_window_get_page (window) == NX_PAGE (self))
    {
      nx_window_pop_page (window);
      nx_window_toast (window, _ ("Saved"));
      if (self->then != NULL)
        gtk_widget_activate_action (GTK_WIDGET (window), self->then, "x", id);
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, id);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRecordForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = nx_store_write_finish (NX_STORE (source), result, &error);

  self->is_saving = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  /* The page was thrown away while it was being written. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (error != NULL)
    set_shut (self, FALSE);
  if (error == NULL)
    leave (self, *id);
  else if (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE))
    {
      self->is_rebasing = TRUE;
      load (self);
    }
  else
    nx_page_report (NX_PAGE (self), error);
}

static void
write_all (NxRecordForm *self)
{
  NxFormOutput *output = nx_form_output_new (self->links);

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      /* A draft still waiting is written before the save that drops it, never after. */
      nx_draft_keeper_flush (part->keeper);
      nx_form_output_add (output, part->edit, part->place);
    }
  self->is_saving = TRUE;
  nx_page_begin_busy (NX_PAGE (self));
  set_shut (self, TRUE);
  nx_store_write_async (nx_page_get_store (NX_PAGE (self)), "record-form", nx_form_save_job, output,
                        nx_form_output_free, g_free, NULL, save_cb, g_object_ref (self));
}

static void
commit (Part *part)
{
  for (guint i = 0; i < part->rows->len; i++)
    nx_field_row_commit (g_ptr_array_index (part->rows, i));
  if (part->value == 0)
    return;
  if (nx_edit_is_set (part->edit, part->field))
    nx_edit_clear (part->edit, part->other);
  else
    nx_edit_set_int (part->edit, part->other, part->value);
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordForm *self = NX_RECORD_FORM (widget);
  NxFieldRow *first = NULL;
  g_autofree char *unseen = NULL;

  if (self->is_saving || !gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    return;
  for (guint i = 0; i < self->parts->len; i++)
    commit (get_part (self, i));
  self->was_tried = TRUE;
  nx_page_show_error (NX_PAGE (self), NULL);
  if (check (self, &first, &unseen))
    {
      write_all (self);
      return;
    }
  nx_page_show_error (
      NX_PAGE (self),
      unseen != NULL ? unseen : _ ("Nothing was saved yet: please look at the marked fields."));
  if (first != NULL)
    nx_field_row_focus (first);
}

/* Throws the draft away, and shows the records as they are in the store. */
static void
start_over_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordForm *self = NX_RECORD_FORM (widget);

  if (self->is_saving)
    return;
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      NxRecord *base = nx_edit_get_base (part->edit);
      g_autoptr (NxEdit) fresh
          = base != NULL ? nx_edit_new (part->kind, base) : nx_edit_copy (part->first);

      if (part->keeper != NULL)
        nx_draft_keeper_discard (part->keeper);
      unwatch_part (self, part);
      g_set_object (&part->edit, fresh);
    }
  gtk_widget_set_visible (self->draft_strip, FALSE);
  draw (self);
  focus_first (self);
}

static void
nx_record_form_flush (NxPage *page)
{
  NxRecordForm *self = NX_RECORD_FORM (page);

  for (guint i = 0; i < self->parts->len; i++)
    if (get_part (self, i)->keeper != NULL)
      nx_draft_keeper_flush (get_part (self, i)->keeper);
}

static void
nx_record_form_dispose (GObject *object)
{
  NxRecordForm *self = NX_RECORD_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->validation_source, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  G_OBJECT_CLASS (nx_record_form_parent_class)->dispose (object);
}

static void
nx_record_form_finalize (GObject *object)
{
  NxRecordForm *self = NX_RECORD_FORM (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self->then);
  G_OBJECT_CLASS (nx_record_form_parent_class)->finalize (object);
}

static void
nx_record_form_class_init (NxRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_record_form_dispose;
  object_class->finalize = nx_record_form_finalize;
  NX_PAGE_CLASS (klass)->flush = nx_record_form_flush;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-record-form.ui");
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, body);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, conflict_box);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, draft_label);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, draft_strip);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, note_label);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, save_button);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, scrolled);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "form.start-over", NULL, start_over_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
nx_record_form_init (NxRecordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (NxFormLink));
}

NxRecordForm *
nx_record_form_new (NxStore *store, const char *title)
{
  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  return g_object_new (NX_TYPE_RECORD_FORM, "store", store, "title", title, NULL);
}

NxEdit *
nx_record_form_add (
    NxRecordForm *self, NxRecordKind kind, NxRecord *base, const char *place, const char *heading)
{
  Part *part = g_new0 (Part, 1);

  g_return_val_if_fail (NX_IS_RECORD_FORM (self), NULL);
  part->kind = kind;
  part->first = nx_edit_new (kind, base);
  part->edit = g_object_ref (part->first);
  part->place = g_strdup (place);
  part->heading = g_strdup (heading);
  part->choices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)nx_choices_unref);
  part->hidden = g_hash_table_new (NULL, NULL);
  part->rows = g_ptr_array_new ();
  g_ptr_array_add (self->parts, part);
  return part->edit;
}

void
nx_record_form_link (NxRecordForm *self, guint part, guint field, guint source)
{
  NxFormLink link = { part, field, source };

  g_return_if_fail (NX_IS_RECORD_FORM (self) && source < part && part < self->parts->len);
  g_array_append_val (self->links, link);
}

void
nx_record_form_offer (NxRecordForm *self, guint field, NxChoices *choices)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  g_hash_table_insert (get_part (self, self->parts->len - 1)->choices, GUINT_TO_POINTER (field),
                       nx_choices_ref (choices));
}

void
nx_record_form_hide (NxRecordForm *self, guint field)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  g_hash_table_add (get_part (self, self->parts->len - 1)->hidden, GUINT_TO_POINTER (field));
}

void
nx_record_form_set_note (NxRecordForm *self, const char *note)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self));
  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
}

void
nx_record_form_set_otherwise (NxRecordForm *self, guint field, guint other, gint64 value)
{
  Part *part = NULL;

  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  part = get_part (self, self->parts->len - 1);
  part->field = field;
  part->other = other;
  part->value = value;
}

void
nx_record_form_set_then (NxRecordForm *self, const char *action)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self));
  g_free (self->then);
  self->then = g_strdup (action);
}

void
nx_record_form_start (NxRecordForm *self)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  load (self);
}

NxEdit *
nx_record_form_get_edit (NxRecordForm *self, guint part)
{
  g_return_val_if_fail (NX_IS_RECORD_FORM (self) && part < self->parts->len, NULL);
  return get_part (self, part)->keeper != NULL ? get_part (self, part)->edit : NULL;
}

GtkWidget *
nx_record_form_get_row (NxRecordForm *self, guint part, guint field)
{
  g_return_val_if_fail (NX_IS_RECORD_FORM (self) && part < self->parts->len, NULL);
  return (gpointer)find_row (get_part (self, part), field);
}

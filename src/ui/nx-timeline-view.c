/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The timeline on screen: whose it is, fetched page by page, following what changes in the store.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-view.h"

#include "nx-comment-acts.h"
#include "nx-error.h"
#include "nx-remark-box.h"
#include "nx-timeline-item.h"
#include "nx-timeline-items.h"
#include "nx-timeline-view-private.h"
#include "nx-window.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define SCREENS_AHEAD 3

G_DEFINE_FINAL_TYPE (NxTimelineView, nx_timeline_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1,
} NxTimelineViewProps;

static GParamSpec *props[PROP_NARROW + 1];

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Loading */

typedef struct
{
  NxTimelineQuery query;
} LoadJob;

typedef struct
{
  GPtrArray *entries;
  GPtrArray *case_comments; /* or NULL */
  guint counts[NX_TIMELINE_N_KINDS];
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->entries, g_ptr_array_unref);
  g_clear_pointer (&loaded->case_comments, g_ptr_array_unref);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LoadJob *job = data;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);

  /* The chips know the counts from the first page. */
  if (job->query.offset == 0 && !nx_timeline_query_count (db, &job->query, loaded->counts, error))
    return NULL;
  if (job->query.offset == 0 && job->query.case_id != 0)
    {
      loaded->case_comments = nx_comments_load_of_case (db, job->query.case_id, error);
      if (loaded->case_comments == NULL)
        return NULL;
    }
  loaded->entries = nx_timeline_query_run (db, &job->query, error);
  return loaded->entries != NULL ? g_steal_pointer (&loaded) : NULL;
}

static gpointer
ref_entry (gconstpointer entry, gpointer data)
{
  return g_object_ref ((gpointer)entry);
}

/* Instead of rows when there are none, else beside them. */
static void
report (NxTimelineView *self, const GError *error)
{
  g_autofree char *words = nx_words_for_error (error);
  NxWindow *window = nx_window_of (self);

  nx_list_faces_set_error (self->faces, error);
  if (self->entries->len > 0 && window != NULL)
    nx_window_toast (window, words);
}

/* The box one is writing in; NULL when it is none of this list. */
static NxRemarkBox *
find_writing (NxTimelineView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *box = focus != NULL && gtk_widget_is_ancestor (focus, self->list)
                       ? gtk_widget_get_ancestor (focus, NX_TYPE_REMARK_BOX)
                       : NULL;

  return box != NULL ? NX_REMARK_BOX (box) : NULL;
}

static NxRemarkBox *
find_box (GtkWidget *widget, NxRemark *remark)
{
  NxRemarkBox *found = NULL;

  if (NX_IS_REMARK_BOX (widget) && gtk_widget_get_mapped (widget)
      && nx_remark_box_get_remark (NX_REMARK_BOX (widget)) == remark)
    return NX_REMARK_BOX (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_box (child, remark);
  return found;
}

/* Its line is made anew when what was sent, or what somebody else wrote there, comes: whoever
 * writes on must not notice. */
static void
replace_items (NxTimelineView *self, GPtrArray *items)
{
  NxRemarkBox *box = find_writing (self);
  int cursor = box != NULL ? nx_remark_box_get_cursor (box) : -1;
  g_autoptr (NxRemark) remark = cursor >= 0 ? g_object_ref (nx_remark_box_get_remark (box)) : NULL;

  nx_timeline_items_replace (self->items, items);
  if (remark == NULL || (find_writing (self) != NULL && find_writing (self) == box))
    return;
  box = find_box (self->list, remark);
  if (box != NULL)
    nx_remark_box_set_cursor (box, cursor);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Loaded) loaded = nx_store_read_finish (NX_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;
  NxTimelineView *self = data;

  if (nx_error_is_cancelled (error))
    return;
  self->is_loading = FALSE;
  if (loaded == NULL)
    {
      self->jump_to = NX_DATE_NONE;
      report (self, error);
      return;
    }
  self->is_whole = loaded->entries->len < self->n_asked;
  if (self->is_more)
    g_ptr_array_extend (self->entries, loaded->entries, ref_entry, NULL);
  else
    {
      g_ptr_array_unref (self->entries);
      self->entries = g_ptr_array_ref (loaded->entries);
      g_clear_pointer (&self->case_comments, g_ptr_array_unref);
      self->case_comments = g_steal_pointer (&loaded->case_comments);
      nx_timeline_view_update_bar (self, loaded->counts);
    }
  /* A month may go on over the end of a page, so its heading is made again. */
  items = nx_timeline_items_from_entries (self->entries, self->is_whole);
  replace_items (self, items);
  nx_list_faces_set_error (self->faces, NULL);
  nx_list_faces_set_model (self->faces, G_LIST_MODEL (self->items));
  g_signal_emit (self, signals[LOADED], 0);
  if (self->is_stale)
    nx_timeline_view_load (self, FALSE);
  nx_timeline_view_continue_jump (self);
}

/* The next page, or all that was shown so far anew. */
void
nx_timeline_view_load (NxTimelineView *self, gboolean is_more)
{
  LoadJob *job = NULL;

  if (self->query.case_id == 0 && self->query.household_id == 0 && self->query.person_id == 0)
    return;
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  self->is_loading = TRUE;
  self->is_more = is_more != FALSE;
  if (!is_more)
    self->is_stale = FALSE;
  job = g_new0 (LoadJob, 1);
  job->query = self->query;
  if (is_more)
    {
      job->query.offset = self->entries->len;
      job->query.limit = NX_TIMELINE_PAGE;
      self->query.limit = self->entries->len + NX_TIMELINE_PAGE;
    }
  self->n_asked = job->query.limit;
  nx_store_read_async (self->store, "timeline", load_in_worker, job, g_free, loaded_free,
                       self->load, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxTimelineView *self)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_CASE,    NX_RECORD_VISIT,  NX_RECORD_COMMENT,   NX_RECORD_MEMBERSHIP,
          NX_RECORD_SUPPORT, NX_RECORD_PERSON, NX_RECORD_HOUSEHOLD, NX_RECORD_ATTACHMENT };
  gboolean concerns = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && !concerns; i++)
    concerns = nx_change_set_touches (changes, kinds[i]);
  if (!concerns)
    return;
  if (nx_change_set_touches (changes, NX_RECORD_COMMENT))
    nx_remarks_reload (self->remarks);
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    nx_timeline_view_load (self, FALSE);
}

/* The next page is fetched a few screens before its entries are needed. */
static void
on_scrolled_cb (NxTimelineView *self, GtkAdjustment *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);

  if (below < SCREENS_AHEAD * gtk_adjustment_get_page_size (adjustment) && !self->is_whole
      && !self->is_loading && !self->is_jumping && self->entries->len > 0)
    nx_timeline_view_load (self, TRUE);
}

/* The widget */

static void
on_retry_cb (NxTimelineView *self)
{
  nx_timeline_view_load (self, FALSE);
}

static void
build (NxTimelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *view = nx_timeline_view_new_list (self);
  GtkWidget *scrolled = NULL;

  self->faces = NX_LIST_FACES (nx_list_faces_new ());
  g_object_set (self->faces, "icon-name", "document-open-recent-symbolic", "empty-title",
                _ ("Nothing happened yet"), "empty-text",
                _ ("Visits, stages, members and changes will stand here, the newest first."),
                "no-match-title", _ ("Nothing of this kind"), "no-match-text",
                _ ("Choose other kinds or another period."), "error-title",
                _ ("The timeline could not be read"), NULL);
  self->list = view;
  nx_list_faces_set_view (self->faces, view);
  g_signal_connect_object (self->faces, "retry", G_CALLBACK (on_retry_cb), self, G_CONNECT_SWAPPED);
  scrolled = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  if (scrolled != NULL)
    g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                             "value-changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->faces), TRUE);
  gtk_box_append (GTK_BOX (box), nx_timeline_view_new_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->faces));
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
set_query (NxTimelineView *self, NxTimelineQuery query)
{
  query.kinds = self->query.kinds;
  query.from = self->query.from;
  query.to = self->query.to;
  query.limit = NX_TIMELINE_PAGE;
  self->query = query;
  nx_timeline_view_load (self, FALSE);
}

void
nx_timeline_view_set_case (NxTimelineView *self, gint64 case_id)
{
  set_query (self, (NxTimelineQuery){ .case_id = case_id });
}

void
nx_timeline_view_set_household (NxTimelineView *self, gint64 household_id)
{
  set_query (self, (NxTimelineQuery){ .household_id = household_id });
}

void
nx_timeline_view_set_person (NxTimelineView *self, gint64 person_id)
{
  set_query (self, (NxTimelineQuery){ .person_id = person_id });
}

void
nx_timeline_view_set_narrow (NxTimelineView *self, gboolean is_narrow)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (GPtrArray) items = NULL;

  if (self->is_narrow == (is_narrow != FALSE))
    return;
  self->is_narrow = is_narrow != FALSE;
  nx_timeline_view_fit_bar (self);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->items), i));
  g_list_store_remove_all (self->items);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

NxRemarks *
nx_timeline_view_get_remarks (NxTimelineView *self)
{
  g_return_val_if_fail (NX_IS_TIMELINE_VIEW (self), NULL);
  return self->remarks;
}

GPtrArray *
nx_timeline_view_get_case_comments (NxTimelineView *self)
{
  g_return_val_if_fail (NX_IS_TIMELINE_VIEW (self), NULL);
  return self->case_comments;
}

void
nx_timeline_view_flush (NxTimelineView *self)
{
  g_return_if_fail (NX_IS_TIMELINE_VIEW (self));
  nx_remarks_flush (self->remarks);
}

guint
nx_timeline_view_get_kinds (NxTimelineView *self)
{
  return self->query.kinds;
}

guint
nx_timeline_view_get_n_entries (NxTimelineView *self)
{
  return self->entries->len;
}

static void
nx_timeline_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxTimelineViewProps)prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, NX_TIMELINE_VIEW (object)->is_narrow);
      break;
    }
}

static void
nx_timeline_view_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((NxTimelineViewProps)prop_id)
    {
    case PROP_NARROW:
      nx_timeline_view_set_narrow (NX_TIMELINE_VIEW (object), g_value_get_boolean (value));
      break;
    }
}

static void
nx_timeline_view_dispose (GObject *object)
{
  NxTimelineView *self = NX_TIMELINE_VIEW (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_handle_id (&self->record_source, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  g_clear_object (&self->remarks);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_timeline_view_parent_class)->dispose (object);
}

static void
nx_timeline_view_finalize (GObject *object)
{
  g_ptr_array_unref (NX_TIMELINE_VIEW (object)->entries);
  g_clear_pointer (&NX_TIMELINE_VIEW (object)->case_comments, g_ptr_array_unref);
  G_OBJECT_CLASS (nx_timeline_view_parent_class)->finalize (object);
}

/* A page comes back: what was written elsewhere meanwhile shows here too. */
static void
nx_timeline_view_map (GtkWidget *widget)
{
  nx_remarks_reload (NX_TIMELINE_VIEW (widget)->remarks);
  GTK_WIDGET_CLASS (nx_timeline_view_parent_class)->map (widget);
}

static void
nx_timeline_view_class_init (NxTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_timeline_view_dispose;
  object_class->finalize = nx_timeline_view_finalize;
  object_class->get_property = nx_timeline_view_get_property;
  object_class->set_property = nx_timeline_view_set_property;
  GTK_WIDGET_CLASS (klass)->map = nx_timeline_view_map;
  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_timeline_view_init (NxTimelineView *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_list_store_new (NX_TYPE_TIMELINE_ITEM);
  self->query.limit = NX_TIMELINE_PAGE;
}

GtkWidget *
nx_timeline_view_new (NxStore *store)
{
  NxTimelineView *self = g_object_new (NX_TYPE_TIMELINE_VIEW, NULL);

  self->store = g_object_ref (store);
  self->remarks = nx_remarks_new (store);
  build (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

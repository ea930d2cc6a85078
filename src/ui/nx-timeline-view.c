/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The timeline on screen: chips by kind, a period, months as headings, entries that open. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-view.h"

#include "nx-badge.h"
#include "nx-chip.h"
#include "nx-date-field.h"
#include "nx-error.h"
#include "nx-event-row.h"
#include "nx-list-faces.h"
#include "nx-record-kinds.h"
#include "nx-save-edit.h"
#include "nx-timeline-detail.h"
#include "nx-timeline-item.h"
#include "nx-timeline-query.h"
#include "nx-window.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* Entries fetched at a time; more come when the end is near. */
#define PAGE 200
#define CLOSED_LINES 2
#define SCREENS_AHEAD 3

struct _NxTimelineView
{
  AdwBin parent_instance;

  NxStore *store;

  GtkWidget *chips;
  GtkWidget *from_field;
  GtkWidget *to_field;
  NxListFaces *faces;

  NxTimelineQuery query;
  GPtrArray *entries; /* loaded so far, newest first */
  GListStore *items;
  GCancellable *load;
  guint n_asked; /* by the load under way */
  guint is_narrow : 1;
  guint is_whole : 1; /* nothing older is left to fetch */
  guint is_loading : 1;
  guint is_more : 1;    /* the load under way goes on where the list ends */
  guint is_stale : 1;   /* a change came while loading */
  guint is_filling : 1; /* chips are being set, not pressed */
};

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
  guint counts[NX_TIMELINE_N_KINDS];
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->entries, g_ptr_array_unref);
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
  loaded->entries = nx_timeline_query_run (db, &job->query, error);
  return loaded->entries != NULL ? g_steal_pointer (&loaded) : NULL;
}

static void load (NxTimelineView *self, gboolean is_more);

static char *
dup_heading (const char *month, guint n_met, guint n_missed)
{
  if (n_met > 0 && n_missed > 0)
    /* TRANSLATORS: heading of a month in a timeline: month, number of visits done, number of
     * attempts that met nobody */
    return g_strdup_printf (_ ("%1$s · contacts: %2$u, not met: %3$u"), month, n_met, n_missed);
  if (n_met > 0)
    /* TRANSLATORS: heading of a month in a timeline: month, number of visits done */
    return g_strdup_printf (_ ("%1$s · contacts: %2$u"), month, n_met);
  if (n_missed > 0)
    /* TRANSLATORS: heading of a month in a timeline: month, number of attempts that met nobody */
    return g_strdup_printf (_ ("%1$s · not met: %2$u"), month, n_missed);
  return g_strdup (month);
}

/* Sums are made from the entries; a month that goes on in the next page has none yet. */
static NxTimelineItem *
new_heading (GPtrArray *entries, guint first, gboolean is_whole)
{
  NxTimelineEntry *entry = g_ptr_array_index (entries, first);
  NxDate month = { entry->day.year, entry->day.month, 0 };
  g_autofree char *name = nx_date_format (month, NX_DATE_LONG);
  g_autofree char *text = NULL;
  guint n_met = 0;
  guint n_missed = 0;
  guint i = first;

  for (; i < entries->len; i++)
    {
      NxTimelineEntry *other = g_ptr_array_index (entries, i);

      if (other->day.year != entry->day.year || other->day.month != entry->day.month)
        break;
      n_met += other->kind == NX_TIMELINE_VISIT;
      n_missed += other->kind == NX_TIMELINE_NOT_MET;
    }
  text = i < entries->len || is_whole ? dup_heading (name, n_met, n_missed) : g_strdup (name);
  return nx_timeline_item_new_heading (text);
}

static gboolean
begins_month (GPtrArray *entries, guint i)
{
  NxTimelineEntry *entry = g_ptr_array_index (entries, i);
  NxTimelineEntry *before = i > 0 ? g_ptr_array_index (entries, i - 1) : NULL;

  return before == NULL || before->day.year != entry->day.year
         || before->day.month != entry->day.month;
}

static GPtrArray *
items_from_entries (GPtrArray *entries, gboolean is_whole)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      if (begins_month (entries, i))
        g_ptr_array_add (items, new_heading (entries, i, is_whole));
      g_ptr_array_add (items, nx_timeline_item_new (g_ptr_array_index (entries, i)));
    }
  return items;
}

/* Tells the list view the smallest change: lines that say the same stay, open ones open. */
static void
replace_items (NxTimelineView *self, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint same_head = 0;
  guint same_tail = 0;

  while (same_head < MIN (n_old, items->len))
    {
      g_autoptr (NxTimelineItem) old
          = g_list_model_get_item (G_LIST_MODEL (self->items), same_head);

      if (!nx_timeline_item_is_same (old, g_ptr_array_index (items, same_head)))
        break;
      same_head++;
    }
  while (same_tail < MIN (n_old, items->len) - same_head)
    {
      g_autoptr (NxTimelineItem) old
          = g_list_model_get_item (G_LIST_MODEL (self->items), n_old - 1 - same_tail);

      if (!nx_timeline_item_is_same (old, g_ptr_array_index (items, items->len - 1 - same_tail)))
        break;
      same_tail++;
    }
  for (guint i = 0; i < n_old - same_head - same_tail; i++)
    {
      g_autoptr (NxTimelineItem) old
          = g_list_model_get_item (G_LIST_MODEL (self->items), same_head + i);
      guint at = same_head + i;

      /* An entry that changed in its place (a comment came) stays open. */
      if (nx_timeline_item_is_open (old) && at < items->len)
        nx_timeline_item_set_open (g_ptr_array_index (items, at), TRUE);
    }
  g_list_store_splice (self->items, same_head, n_old - same_head - same_tail,
                       items->pdata + same_head, items->len - same_head - same_tail);
}

static void
update_chips (NxTimelineView *self, const guint counts[NX_TIMELINE_N_KINDS])
{
  guint total = 0;
  guint i = 0;

  self->is_filling = TRUE;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip), i++)
    {
      if (i == 0)
        {
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), self->query.kinds == 0);
          continue;
        }
      total += counts[i - 1];
      nx_chip_set_count (NX_CHIP (chip), (int)counts[i - 1]);
      gtk_widget_set_visible (chip, counts[i - 1] > 0 || (self->query.kinds & (1u << (i - 1))));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                    (self->query.kinds & (1u << (i - 1))) != 0);
    }
  self->is_filling = FALSE;
  nx_list_faces_set_filtered (self->faces,
                              total > 0
                                  && (self->query.kinds != 0 || nx_date_is_set (self->query.from)
                                      || nx_date_is_set (self->query.to)));
}

static gpointer
ref_entry (gconstpointer entry, gpointer data)
{
  return g_object_ref ((gpointer)entry);
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
      g_autofree char *words = nx_words_for_error (error);
      NxWindow *window = nx_window_of (self);

      if (window != NULL)
        nx_window_toast (window, words);
      return;
    }
  self->is_whole = loaded->entries->len < self->n_asked;
  if (self->is_more)
    g_ptr_array_extend (self->entries, loaded->entries, ref_entry, NULL);
  else
    {
      g_ptr_array_unref (self->entries);
      self->entries = g_ptr_array_ref (loaded->entries);
      update_chips (self, loaded->counts);
    }
  /* A month may go on over the end of a page, so its heading is made again. */
  items = items_from_entries (self->entries, self->is_whole);
  replace_items (self, items);
  nx_list_faces_set_model (self->faces, G_LIST_MODEL (self->items));
  g_signal_emit (self, signals[LOADED], 0);
  if (self->is_stale)
    load (self, FALSE);
}

/* The next page, or all that was shown so far anew. */
static void
load (NxTimelineView *self, gboolean is_more)
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
      job->query.limit = PAGE;
      self->query.limit = self->entries->len + PAGE;
    }
  self->n_asked = job->query.limit;
  nx_store_read_async (self->store, "timeline", load_in_worker, job, g_free, loaded_free,
                       self->load, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxTimelineView *self)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_CASE,    NX_RECORD_VISIT,  NX_RECORD_COMMENT,  NX_RECORD_MEMBERSHIP,
          NX_RECORD_SUPPORT, NX_RECORD_PERSON, NX_RECORD_HOUSEHOLD };
  gboolean concerns = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && !concerns; i++)
    concerns = nx_change_set_touches (changes, kinds[i]);
  if (!concerns)
    return;
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self, FALSE);
}

/* The next page is fetched a few screens before its entries are needed. */
static void
on_scrolled_cb (NxTimelineView *self, GtkAdjustment *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);

  if (below < SCREENS_AHEAD * gtk_adjustment_get_page_size (adjustment) && !self->is_whole
      && !self->is_loading && self->entries->len > 0)
    load (self, TRUE);
}

/* Chips and period */

static void
on_chip_toggled_cb (GtkToggleButton *chip, NxTimelineView *self)
{
  guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "nx-kind"));

  if (self->is_filling)
    return;
  if (bit == 0)
    self->query.kinds = 0;
  else if (gtk_toggle_button_get_active (chip))
    self->query.kinds |= bit;
  else
    self->query.kinds &= ~bit;
  self->query.limit = PAGE;
  load (self, FALSE);
}

static void
add_chip (NxTimelineView *self, const char *label, guint bit)
{
  GtkWidget *chip = nx_chip_new (NULL, label, -1);

  gtk_widget_add_css_class (chip, "small");
  g_object_set_data (G_OBJECT (chip), "nx-kind", GUINT_TO_POINTER (bit));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip_toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
on_period_changed_cb (NxTimelineView *self)
{
  if (!nx_date_field_is_valid (NX_DATE_FIELD (self->from_field))
      || !nx_date_field_is_valid (NX_DATE_FIELD (self->to_field)))
    return;
  self->query.from = nx_date_field_get_date (NX_DATE_FIELD (self->from_field));
  self->query.to = nx_date_field_get_date (NX_DATE_FIELD (self->to_field));
  self->query.limit = PAGE;
  load (self, FALSE);
}

static void
on_whole_time_clicked_cb (NxTimelineView *self)
{
  nx_date_field_set_date (NX_DATE_FIELD (self->from_field), NX_DATE_NONE);
  nx_date_field_set_date (NX_DATE_FIELD (self->to_field), NX_DATE_NONE);
}

static GtkWidget *
new_labelled (const char *label, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (text), field);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), field);
  return box;
}

static GtkWidget *
new_period_button (NxTimelineView *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *whole = gtk_button_new_with_mnemonic (_ ("_Whole time"));

  self->from_field = nx_date_field_new (_ ("From"));
  self->to_field = nx_date_field_new (_ ("To"));
  g_signal_connect_object (self->from_field, "notify::date", G_CALLBACK (on_period_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_field, "notify::date", G_CALLBACK (on_period_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (whole, "clicked", G_CALLBACK (on_whole_time_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), new_labelled (_ ("_From"), self->from_field));
  gtk_box_append (GTK_BOX (box), new_labelled (_ ("_To"), self->to_field));
  gtk_box_append (GTK_BOX (box), whole);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Period"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

/* Rows */

typedef struct
{
  GtkWidget *heading;
  GtkWidget *row;
  NxTimelineItem *item; /* bound */
  gulong open_handler;
} RowParts;

static void on_answer (gint64 case_id, gint64 visit_id, const char *text, gpointer user_data);

static void
show_open (NxTimelineView *self, RowParts *parts)
{
  NxTimelineEntry *entry = nx_timeline_item_get_entry (parts->item);
  gboolean is_open = nx_timeline_item_is_open (parts->item);
  g_autofree char *body = nx_timeline_entry_dup_body (entry);

  nx_event_row_set_body (NX_EVENT_ROW (parts->row), *body != '\0' ? body : NULL,
                         is_open ? 0 : CLOSED_LINES);
  nx_event_row_set_extra (NX_EVENT_ROW (parts->row),
                          is_open ? nx_timeline_detail_new (entry, on_answer, self) : NULL);
}

static void
on_item_open_cb (NxTimelineItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  RowParts *parts = g_object_get_data (G_OBJECT (list_item), "nx-parts");
  NxTimelineView *self = g_object_get_data (G_OBJECT (list_item), "nx-view");

  show_open (self, parts);
}

static char *
dup_head (NxTimelineView *self, NxTimelineEntry *entry)
{
  g_autofree char *title = nx_timeline_entry_dup_title (entry);

  /* On a case's own timeline everything is about its client. */
  if (self->query.case_id != 0 || entry->subject == NULL)
    return g_steal_pointer (&title);
  /* TRANSLATORS: name of a person, what happened */
  return g_strdup_printf (_ ("%1$s · %2$s"), entry->subject, title);
}

static void
add_marks (NxTimelineView *self, NxEventRow *row, NxTimelineEntry *entry)
{
  g_autofree char *late = NULL;
  int n_days = 0;

  nx_event_row_clear_marks (row);
  if (!(entry->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET)))
    return;
  n_days = nx_visit_get_days_late (entry->record);
  if (n_days > 1)
    {
      late = g_strdup_printf (ngettext ("Written %d day late", "Written %d days late", n_days),
                              n_days);
      nx_event_row_add_mark (row, nx_badge_new ("mid", "nx-late-symbolic", late));
    }
  if (entry->comments != NULL && entry->comments->len > 0)
    {
      g_autofree char *n = g_strdup_printf ("%u", entry->comments->len);

      nx_event_row_add_mark (row, nx_badge_new ("info", "nx-ear-symbolic", n));
    }
}

static void
bind_entry (NxTimelineView *self, RowParts *parts, NxTimelineEntry *entry)
{
  NxEventRow *row = NX_EVENT_ROW (parts->row);
  g_autofree char *head = dup_head (self, entry);
  g_autofree char *facts = nx_timeline_entry_dup_facts (entry);
  g_autofree char *day = nx_date_is_full (entry->day) ? nx_date_format (entry->day, NX_DATE_SHORT)
                                                      : nx_date_format (entry->day, NX_DATE_LONG);
  g_autofree char *name = NULL;

  nx_event_row_set_kind (row, nx_timeline_detail_get_tone (entry),
                         nx_timeline_detail_get_icon (entry));
  nx_event_row_set_date (
      row, day,
      nx_date_is_full (entry->day) ? nx_date_weekday_short (nx_date_weekday (entry->day)) : NULL);
  nx_event_row_set_head (row, head, *facts != '\0' ? facts : NULL);
  nx_event_row_set_narrow (row, self->is_narrow);
  add_marks (self, row, entry);
  name = g_strdup_printf ("%s, %s", day, head);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxTimelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RowParts *parts = g_new0 (RowParts, 1);

  parts->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (parts->heading), 0);
  gtk_label_set_wrap (GTK_LABEL (parts->heading), TRUE);
  gtk_widget_add_css_class (parts->heading, "heading");
  gtk_widget_add_css_class (parts->heading, "nx-month");
  parts->row = nx_event_row_new ();
  gtk_box_append (GTK_BOX (box), parts->heading);
  gtk_box_append (GTK_BOX (box), parts->row);
  g_object_set_data_full (G_OBJECT (list_item), "nx-parts", parts, g_free);
  g_object_set_data (G_OBJECT (list_item), "nx-view", self);
  gtk_list_item_set_child (list_item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxTimelineView *self)
{
  RowParts *parts = g_object_get_data (G_OBJECT (list_item), "nx-parts");
  NxTimelineItem *item = gtk_list_item_get_item (list_item);
  const char *heading = nx_timeline_item_get_heading (item);

  parts->item = item;
  gtk_widget_set_visible (parts->heading, heading != NULL);
  gtk_widget_set_visible (parts->row, heading == NULL);
  gtk_list_item_set_activatable (list_item, heading == NULL);
  gtk_list_item_set_selectable (list_item, heading == NULL);
  if (heading != NULL)
    {
      gtk_label_set_label (GTK_LABEL (parts->heading), heading);
      return;
    }
  bind_entry (self, parts, nx_timeline_item_get_entry (item));
  show_open (self, parts);
  parts->open_handler
      = g_signal_connect (item, "notify::open", G_CALLBACK (on_item_open_cb), list_item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxTimelineView *self)
{
  RowParts *parts = g_object_get_data (G_OBJECT (list_item), "nx-parts");

  if (parts->open_handler != 0)
    g_clear_signal_handler (&parts->open_handler, parts->item);
  nx_event_row_set_extra (NX_EVENT_ROW (parts->row), NULL);
  parts->item = NULL;
}

static void
on_activate_cb (GtkListView *view, guint position, NxTimelineView *self)
{
  g_autoptr (NxTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && nx_timeline_item_get_entry (item) != NULL)
    nx_timeline_item_set_open (item, !nx_timeline_item_is_open (item));
}

/* Answers */

static void
save_comment_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxTimelineView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  nx_save_edit_finish (NX_STORE (source), result, &error);
  if (error == NULL || nx_window_of (self) == NULL)
    return;
  words = nx_words_for_error (error);
  nx_window_toast (nx_window_of (self), words);
}

static void
on_answer (gint64 case_id, gint64 visit_id, const char *text, gpointer user_data)
{
  NxTimelineView *self = user_data;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (edit, NX_COMMENT_CASE, case_id);
  if (visit_id != 0)
    nx_edit_set_int (edit, NX_COMMENT_VISIT, visit_id);
  nx_edit_set_text (edit, NX_COMMENT_KIND, visit_id != 0 ? "answer" : "note");
  nx_edit_set_text (edit, NX_COMMENT_TEXT, text);
  nx_save_edit_async (self->store, "comment", edit, save_comment_cb, g_object_ref (self));
}

/* The widget */

static void
on_retry_cb (NxTimelineView *self)
{
  load (self, FALSE);
}

static GtkWidget *
new_list (NxTimelineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  GtkWidget *view = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  view = gtk_list_view_new (selection, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "nx-timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activate_cb), self, 0);
  return view;
}

static void
build (NxTimelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *view = new_list (self);
  GtkWidget *scrolled = NULL;

  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->chips, nx_wrap_layout_new ());
  gtk_widget_set_hexpand (self->chips, TRUE);
  /* TRANSLATORS: a chip that shows entries of all kinds */
  add_chip (self, C_ ("kinds", "All"), 0);
  for (guint bit = 1; bit < NX_TIMELINE_ALL; bit <<= 1)
    add_chip (self, nx_timeline_kind_get_label (bit), bit);
  gtk_box_append (GTK_BOX (bar), self->chips);
  gtk_box_append (GTK_BOX (bar), new_period_button (self));
  gtk_widget_add_css_class (bar, "nx-bar");
  self->faces = NX_LIST_FACES (nx_list_faces_new ());
  g_object_set (self->faces, "icon-name", "document-open-recent-symbolic", "empty-title",
                _ ("Nothing happened yet"), "empty-text",
                _ ("Visits, stages, members and changes will stand here, the newest first."),
                "no-match-title", _ ("Nothing of this kind"), "no-match-text",
                _ ("Choose other kinds or another period."), "error-title",
                _ ("The timeline could not be read"), NULL);
  nx_list_faces_set_view (self->faces, view);
  g_signal_connect_object (self->faces, "retry", G_CALLBACK (on_retry_cb), self, G_CONNECT_SWAPPED);
  scrolled = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  if (scrolled != NULL)
    g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                             "value-changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->faces), TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->faces));
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
set_query (NxTimelineView *self, NxTimelineQuery query)
{
  query.kinds = self->query.kinds;
  query.from = self->query.from;
  query.to = self->query.to;
  query.limit = PAGE;
  self->query = query;
  load (self, FALSE);
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
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->items), i));
  g_list_store_remove_all (self->items);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
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
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->items);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_timeline_view_parent_class)->dispose (object);
}

static void
nx_timeline_view_finalize (GObject *object)
{
  g_ptr_array_unref (NX_TIMELINE_VIEW (object)->entries);
  G_OBJECT_CLASS (nx_timeline_view_parent_class)->finalize (object);
}

static void
nx_timeline_view_class_init (NxTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_timeline_view_dispose;
  object_class->finalize = nx_timeline_view_finalize;
  object_class->get_property = nx_timeline_view_get_property;
  object_class->set_property = nx_timeline_view_set_property;
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
  self->query.limit = PAGE;
}

GtkWidget *
nx_timeline_view_new (NxStore *store)
{
  NxTimelineView *self = g_object_new (NX_TYPE_TIMELINE_VIEW, NULL);

  self->store = g_object_ref (store);
  build (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

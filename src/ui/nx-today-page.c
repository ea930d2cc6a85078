/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of the day: who is due, why, and one key to act. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-today-page.h"

#include "nx-day-words.h"
#include "nx-due-groups.h"
#include "nx-due-load.h"
#include "nx-error.h"
#include "nx-fit-words.h"
#include "nx-line-layout.h"
#include "nx-lunar.h"
#include "nx-preview-page.h"
#include "nx-settings.h"
#include "nx-today-aside.h"
#include "nx-width-bin.h"
#include "nx-window.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define GHOST_DELAY_MS 200
#define DAY_CHECK_SECONDS 30
/* At plain text size; larger text needs more room. */
#define NARROW_BELOW 600
#define MEDIUM_BELOW 892
#define ASIDE_WIDTH 284
#define PLAIN_DPI (96.0 * 1024.0)

struct _NxTodayPage
{
  NxPage parent_instance;

  NxWidthBin *width_bin;
  GtkBox *top_bar;
  GtkToggleButton *mine_toggle;
  GtkToggleButton *station_toggle;
  GtkLabel *counts_label;
  GtkToggleButton *route_toggle;
  GtkLabel *print_label;
  GtkStack *faces;
  GtkWidget *ghosts;
  GtkBox *groups_place;
  AdwStatusPage *empty_page;
  AdwStatusPage *others_page;
  AdwStatusPage *error_page;

  GtkBox *columns;
  AdwClamp *aside_place;
  GtkWidget *summary_button;
  GtkLabel *summary_label;

  GtkWidget *groups;
  GtkWidget *aside;
  GCancellable *load;
  NxDate today; /* the day of what is shown */
  guint ghost_source;
  guint day_source;
  guint is_loading : 1;
  guint is_stale : 1;    /* something changed while loading or while a popover was open */
  guint wants_focus : 1; /* the page came to the front before its lines */
};

G_DEFINE_FINAL_TYPE (NxTodayPage, nx_today_page, NX_TYPE_PAGE)

static void load (NxTodayPage *self, gboolean is_settled);

/* Words */

static void
show_day (NxTodayPage *self)
{
  NxDate today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
  g_autofree char *day = nx_date_format (today, NX_DATE_DAY);
  g_autofree char *lunar_day = NULL;
  g_autofree char *subtitle = NULL;
  NxLunarDate lunar = NX_LUNAR_DATE_NONE;

  if (!nx_page_is_narrow (NX_PAGE (self)) && nx_lunar_from_solar (today, &lunar))
    lunar_day = nx_lunar_format (lunar, NX_LUNAR_SHORT);
  if (lunar_day == NULL)
    subtitle = g_steal_pointer (&day);
  else
    /* TRANSLATORS: today's civil day and its day in the lunar calendar ("lunar 9-30", 九月三十) */
    subtitle = g_strdup_printf (C_ ("today", "%1$s · %2$s"), day, lunar_day);
  nx_page_set_subtitle (NX_PAGE (self), subtitle);
}

static void
show_counts (NxTodayPage *self, const NxDueList *list)
{
  /* TRANSLATORS: numbers of visits due today, overdue, and later in this week */
  g_autofree char *sentence = g_strdup_printf (
      _ ("Today %1$u, overdue %2$u, this week %3$u more"), list->counts[NX_DUE_TODAY],
      list->counts[NX_DUE_OVERDUE], list->counts[NX_DUE_WEEK]);

  gtk_label_set_label (self->counts_label, sentence);
}

/* Nothing to do: says when there will be. */
static void
show_empty (NxTodayPage *self, const NxDueAnswer *answer)
{
  g_autofree char *day = nx_date_format (answer->list->next_on, NX_DATE_LONG_DAY);
  g_autofree char *next = g_strdup_printf (
      /* TRANSLATORS: the day of the next visit that is due */
      _ ("Nothing is due in the next 30 days. The next visit is on %s."), day);
  g_autofree char *others
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Your colleagues have %u visit due.",
                                      "Your colleagues have %u visits due.", answer->n_of_station),
                         answer->n_of_station);
  gboolean has_next = nx_date_is_set (answer->list->next_on);

  adw_status_page_set_description (
      self->empty_page, has_next ? next : _ ("New visits come here when a case is opened."));
  adw_status_page_set_description (self->others_page, others);
  gtk_stack_set_visible_child_name (self->faces, answer->n_of_station > 0 ? "others" : "empty");
}

static void
show_answer (NxTodayPage *self, NxDueAnswer *answer)
{
  self->today = answer->list->today;
  show_day (self);
  show_counts (self, answer->list);
  nx_due_groups_show (NX_DUE_GROUPS (self->groups), answer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.print-route",
                                 answer->list->ids->len > 0);
  if (answer->list->ids->len > 0)
    gtk_stack_set_visible_child_name (self->faces, "rows");
  else
    show_empty (self, answer);
  if (self->wants_focus && nx_due_groups_focus (NX_DUE_GROUPS (self->groups)))
    self->wants_focus = FALSE;
}

static void
show_failure (NxTodayPage *self, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);

  /* Lines that are there stay; only an empty page is given up for the error. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "rows") == 0)
    {
      nx_page_show_error (NX_PAGE (self), sentence);
      return;
    }
  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->faces, "error");
}

/* Loading */

static gboolean
show_ghosts_cb (gpointer data)
{
  NxTodayPage *self = data;

  self->ghost_source = 0;
  gtk_widget_set_visible (self->ghosts, TRUE);
  return G_SOURCE_REMOVE;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDueAnswer) answer = nx_due_load_finish (NX_STORE (source), result, &error);
  NxTodayPage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  self->is_loading = FALSE;
  g_clear_handle_id (&self->ghost_source, g_source_remove);
  /* What is being typed into a popover stays; the answer comes when it is closed. */
  if (answer != NULL && nx_due_groups_is_busy (NX_DUE_GROUPS (self->groups)))
    {
      self->is_stale = TRUE; /* see settle_action_cb() */
      return;
    }
  if (answer != NULL)
    show_answer (self, answer);
  else
    show_failure (self, error);
  nx_today_aside_reload (NX_TODAY_ASIDE (self->aside));
  if (self->is_stale)
    load (self, FALSE);
}

static void
load (NxTodayPage *self, gboolean is_settled)
{
  NxDueQuery query = { .is_by_route = gtk_toggle_button_get_active (self->route_toggle) };
  NxStore *store = nx_page_get_store (NX_PAGE (self));

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  self->is_loading = TRUE;
  self->is_stale = FALSE;
  if (gtk_toggle_button_get_active (self->mine_toggle))
    query.worker_id = nx_store_get_actor (store);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "loading") == 0
      && self->ghost_source == 0)
    self->ghost_source = g_timeout_add (GHOST_DELAY_MS, show_ghosts_cb, self);
  nx_due_load_async (store, &query, nx_due_groups_get_n_wanted (NX_DUE_GROUPS (self->groups)),
                     is_settled, self->load, load_cb, self);
}

static void
reload (NxTodayPage *self)
{
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self, FALSE);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxTodayPage *self)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_CASE,      NX_RECORD_VISIT,  NX_RECORD_PERSON,  NX_RECORD_MEMBERSHIP,
          NX_RECORD_HOUSEHOLD, NX_RECORD_WORKER, NX_RECORD_COMMENT, NX_RECORD_SUPPORT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (nx_change_set_touches (changes, kinds[i]))
      {
        reload (self);
        return;
      }
}

/* A day ends while the window is open: asked now and then, so that sleep and a clock put right are
 * no special cases. */
static gboolean
check_day_cb (gpointer data)
{
  NxTodayPage *self = data;
  NxDate today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));

  if (nx_date_compare (today, self->today) != 0 && !self->is_loading)
    load (self, FALSE);
  return G_SOURCE_CONTINUE;
}

static void
settle_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxTodayPage *self = NX_TODAY_PAGE (widget);

  if (self->is_stale && !self->is_loading && !nx_due_groups_is_busy (NX_DUE_GROUPS (self->groups)))
    load (self, FALSE);
}

/* Controls */

static void
on_choice_toggled_cb (NxTodayPage *self, GtkToggleButton *toggle)
{
  /* Of two linked toggles each switch tells twice. */
  if (toggle == self->route_toggle || gtk_toggle_button_get_active (toggle))
    load (self, FALSE);
}

static void
on_others_clicked_cb (NxTodayPage *self)
{
  gtk_toggle_button_set_active (self->station_toggle, TRUE);
  self->wants_focus = TRUE;
}

static void
on_retry_clicked_cb (NxTodayPage *self)
{
  gtk_stack_set_visible_child_name (self->faces, "loading");
  load (self, FALSE);
}

/* Where there is no room beside the visits the rest stands below them, and a line above says what
 * waits there. */
static void
show_summary (NxTodayPage *self)
{
  const char *summary = nx_today_aside_get_summary (NX_TODAY_ASIDE (self->aside));

  gtk_label_set_label (self->summary_label, summary != NULL ? summary : "");
  gtk_widget_set_visible (self->summary_button,
                          summary != NULL && nx_width_bin_is_medium (self->width_bin));
}

static void
on_width_cb (NxTodayPage *self)
{
  gboolean is_medium = nx_width_bin_is_medium (self->width_bin);

  nx_due_groups_set_narrow (NX_DUE_GROUPS (self->groups), nx_width_bin_is_narrow (self->width_bin));
  nx_line_layout_set_stacked (GTK_WIDGET (self->columns), is_medium);
  adw_clamp_set_maximum_size (self->aside_place, is_medium ? G_MAXINT16 : ASIDE_WIDTH);
  adw_clamp_set_tightening_threshold (self->aside_place, is_medium ? G_MAXINT16 : ASIDE_WIDTH);
  show_summary (self);
}

static void
on_summary_clicked_cb (NxTodayPage *self)
{
  gtk_widget_child_focus (self->aside, GTK_DIR_TAB_FORWARD);
}

static void
on_narrow_cb (NxTodayPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->print_label), !nx_page_is_narrow (NX_PAGE (self)));
  show_day (self);
}

static void
on_dpi_cb (NxTodayPage *self)
{
  int dpi = 0;
  double scale = 1;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  if (dpi > 0)
    scale = MAX (dpi / PLAIN_DPI, 1);
  g_object_set (self->width_bin, "narrow-below", (int)(NARROW_BELOW * scale), "medium-below",
                (int)(MEDIUM_BELOW * scale), NULL);
}

static void
print_route_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxTodayPage *self = NX_TODAY_PAGE (widget);
  g_autoptr (GArray) ids = nx_due_groups_dup_ids (NX_DUE_GROUPS (self->groups));
  NxWindow *window = nx_window_of (self);

  if (window != NULL && ids->len > 0)
    nx_window_push_page (window,
                         nx_preview_page_new_route (nx_page_get_store (NX_PAGE (self)), ids));
}

static void
by_route_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkToggleButton *toggle = NX_TODAY_PAGE (widget)->route_toggle;

  gtk_toggle_button_set_active (toggle, !gtk_toggle_button_get_active (toggle));
}

/* What was chosen stays so over a lock and the next day. */
static void
restore_choices (NxTodayPage *self)
{
  g_autoptr (GSettings) settings = nx_settings_new ();

  if (settings == NULL)
    return;
  g_settings_bind (settings, "today-whole-station", self->station_toggle, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_settings_bind (settings, "today-by-route", self->route_toggle, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
}

/* Object */

static void
nx_today_page_shown (NxPage *page)
{
  NxTodayPage *self = NX_TODAY_PAGE (page);

  self->wants_focus = !nx_due_groups_focus (NX_DUE_GROUPS (self->groups));
  load (self, TRUE);
}

static void
nx_today_page_dispose (GObject *object)
{
  NxTodayPage *self = NX_TODAY_PAGE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_handle_id (&self->ghost_source, g_source_remove);
  g_clear_handle_id (&self->day_source, g_source_remove);
  G_OBJECT_CLASS (nx_today_page_parent_class)->dispose (object);
}

static void
nx_today_page_class_init (NxTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_today_page_dispose;
  NX_PAGE_CLASS (klass)->shown = nx_today_page_shown;
  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, aside_place);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, columns);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, counts_label);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, ghosts);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, groups_place);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, mine_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, others_page);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, print_label);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, route_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, station_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, summary_button);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, top_bar);
  gtk_widget_class_bind_template_child (widget_class, NxTodayPage, width_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_others_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_summary_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_cb);
  gtk_widget_class_install_action (widget_class, "today.by-route", NULL, by_route_action_cb);
  gtk_widget_class_install_action (widget_class, "today.print-route", NULL, print_route_action_cb);
  gtk_widget_class_install_action (widget_class, "today.settle", NULL, settle_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "today.print-route", NULL);
}

static void
nx_today_page_init (NxTodayPage *self)
{
  self->groups = nx_due_groups_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->top_bar), nx_wrap_layout_new ());
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self->top_bar)), "spacing", 12, NULL);
  nx_fit_words_in_buttons (GTK_WIDGET (self->top_bar));
  gtk_box_append (self->groups_place, self->groups);
  g_signal_connect_object (self->groups, "more", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_dpi_cb), self, G_CONNECT_SWAPPED);
  on_dpi_cb (self);
  self->day_source = g_timeout_add_seconds (DAY_CHECK_SECONDS, check_day_cb, self);
}

NxPage *
nx_today_page_new (NxStore *store)
{
  NxTodayPage *self = g_object_new (NX_TYPE_TODAY_PAGE, "store", store, NULL);

  self->today = nx_day_words_today (store);
  self->aside = nx_today_aside_new (store);
  adw_clamp_set_child (self->aside_place, self->aside);
  g_signal_connect_object (self->aside, "notify::summary", G_CALLBACK (show_summary), self,
                           G_CONNECT_SWAPPED);
  on_width_cb (self);
  restore_choices (self);
  show_day (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return NX_PAGE (self);
}

gint64
nx_today_page_count (NxDatabase *db, GError **error)
{
  return nx_due_count (db, nx_database_actor (db), error);
}

const char *
nx_today_page_get_face (NxTodayPage *self)
{
  g_return_val_if_fail (NX_IS_TODAY_PAGE (self), NULL);
  return gtk_stack_get_visible_child_name (self->faces);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One household: who lives here on any day, its classes, open cases, dwelling and timeline. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-page.h"

#include "nx-change-set.h"
#include "nx-day-words.h"
#include "nx-fit-words.h"
#include "nx-household-page-private.h"
#include "nx-line-layout.h"
#include "nx-membership.h"
#include "nx-record-forms.h"
#include "nx-timeline-view.h"
#include "nx-wrap-layout.h"

#define MEMBERS_MAX_HEIGHT 300 /* px in a wide window; the timeline takes the rest */

G_DEFINE_FINAL_TYPE (NxHouseholdPage, nx_household_page, NX_TYPE_PAGE)

typedef enum
{
  PROP_HOUSEHOLD_ID = 1,
} NxHouseholdPageProps;

static GParamSpec *props[PROP_HOUSEHOLD_ID + 1];

static void load (NxHouseholdPage *self);

/* Loading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_household_facts_load (db, *(const gint64 *)data, error);
}

static void
show_failure (NxHouseholdPage *self, const GError *error)
{
  nx_page_report (NX_PAGE (self), error);
  if (self->facts == NULL)
    gtk_stack_set_visible_child_name (self->faces, "failed");
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxHouseholdFacts) facts = nx_store_read_finish (NX_STORE (source), result, &error);
  NxHouseholdPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_loading = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  if (error != NULL)
    show_failure (self, error);
  else
    {
      nx_household_facts_free (self->facts);
      self->facts = g_steal_pointer (&facts);
      nx_household_page_show_all (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (NxHouseholdPage *self)
{
  NxStore *store = nx_page_get_store (NX_PAGE (self));
  gint64 *id = g_new (gint64, 1);

  *id = self->household_id;
  self->is_loading = TRUE;
  self->is_stale = FALSE;
  self->today = nx_day_words_today (store);
  if (!nx_date_is_set (nx_date_field_get_date (self->as_of_field)))
    self->as_of = self->today;
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (store, "household-page", load_in_worker, id, g_free,
                       (GDestroyNotify)nx_household_facts_free, self->cancellable, load_cb, self);
}

/* A member's name, a class or a case may be somebody else's: only the job can tell, and it is
 * quick.
 */
static gboolean
concerns (NxHouseholdPage *self, NxChangeSet *changes)
{
  return nx_change_set_is_everything (changes)
         || nx_change_set_lookup (changes, NX_RECORD_HOUSEHOLD, self->household_id, NULL)
         || nx_change_set_touches (changes, NX_RECORD_PERSON)
         || nx_change_set_touches (changes, NX_RECORD_MEMBERSHIP)
         || nx_change_set_touches (changes, NX_RECORD_SUPPORT)
         || nx_change_set_touches (changes, NX_RECORD_CASE)
         || nx_change_set_touches (changes, NX_RECORD_VISIT)
         || nx_change_set_touches (changes, NX_RECORD_WORKER)
         || nx_change_set_touches (changes, NX_RECORD_AREA);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxHouseholdPage *self)
{
  if (!concerns (self, changes))
    return;
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self);
}

/* Layout: a wide window shows members and timeline side by side with the cards and lets timeline
 * and cards scroll by themselves; else one part shows at a time and scrolls as a whole. */
static void
arrange (NxHouseholdPage *self)
{
  gboolean is_medium = nx_width_bin_is_medium (self->width_bin);
  gboolean is_narrow = nx_width_bin_is_narrow (self->width_bin);
  gboolean shows_facts = !is_medium || gtk_toggle_button_get_active (self->facts_toggle);

  nx_line_layout_set_stacked (GTK_WIDGET (self->columns), is_medium);
  nx_line_layout_set_stacked (GTK_WIDGET (self->head), is_narrow);
  gtk_widget_set_visible (self->part_switch, is_medium);
  gtk_widget_set_visible (self->members_part, shows_facts);
  gtk_widget_set_visible (GTK_WIDGET (self->right), shows_facts);
  gtk_widget_set_visible (self->timeline_part, !is_medium || !shows_facts);
  gtk_widget_set_size_request (GTK_WIDGET (self->right), is_medium ? -1 : 316, -1);
  gtk_scrolled_window_set_policy (self->outer, GTK_POLICY_AUTOMATIC,
                                  is_medium && shows_facts ? GTK_POLICY_AUTOMATIC
                                                           : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_policy (self->right, GTK_POLICY_NEVER,
                                  is_medium ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_policy (self->members_scrolled, GTK_POLICY_AUTOMATIC,
                                  is_medium ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->members_scrolled,
                                              is_medium ? -1 : MEMBERS_MAX_HEIGHT);
  nx_facts_box_set_narrow (self->facts_box, is_narrow);
  nx_household_page_set_members_narrow (self, is_narrow);
}

/* Callbacks */

static void
on_width_cb (NxHouseholdPage *self)
{
  arrange (self);
}

static void
on_as_of_cb (NxHouseholdPage *self)
{
  NxDate day = nx_date_field_get_date (self->as_of_field);

  self->as_of = nx_date_is_set (day) ? day : self->today;
  nx_household_page_show_day (self);
}

static void
on_as_of_chip_clicked_cb (NxHouseholdPage *self)
{
  nx_date_field_set_date (self->as_of_field, NX_DATE_NONE);
}

static void
on_former_cb (NxHouseholdPage *self)
{
  if (self->facts != NULL)
    nx_household_page_show_members (self);
}

static void
on_member_activate_cb (NxHouseholdPage *self, guint position)
{
  g_autoptr (NxRecord) membership = g_list_model_get_item (G_LIST_MODEL (self->members), position);

  if (membership != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-person", "x",
                                nx_record_get_int (membership, NX_MEMBERSHIP_PERSON));
}

static void
on_again_cb (NxHouseholdPage *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  if (!self->is_loading)
    load (self);
}

/* Actions */

static void
move_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.move-members", "x",
                              NX_HOUSEHOLD_PAGE (widget)->household_id);
}

static void
merge_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.choose-twin", "(ix)", (gint32)NX_RECORD_HOUSEHOLD,
                              NX_HOUSEHOLD_PAGE (widget)->household_id);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_edit (widget, self->facts->household, TRUE);
}

static void
add_member_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_add_member (widget, self->household_id);
}

static void
add_support_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_add_support (widget, self->household_id, 0);
}

static void
new_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.new-case", "x",
                              NX_HOUSEHOLD_PAGE (widget)->household_id);
}

/* Object */

static void
nx_household_page_flush (NxPage *page)
{
  GtkWidget *timeline = adw_bin_get_child (NX_HOUSEHOLD_PAGE (page)->timeline_bin);

  if (timeline != NULL)
    nx_timeline_view_flush (NX_TIMELINE_VIEW (timeline));
}

static void
nx_household_page_shown (NxPage *page)
{
  nx_page_focus_content (page);
}

static void
add_timeline (NxHouseholdPage *self)
{
  GtkWidget *timeline = nx_timeline_view_new (nx_page_get_store (NX_PAGE (self)));

  g_object_bind_property (self->width_bin, "narrow", timeline, "narrow", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (self->timeline_bin, timeline);
  nx_timeline_view_set_household (NX_TIMELINE_VIEW (timeline), self->household_id);
}

static void
nx_household_page_constructed (GObject *object)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  G_OBJECT_CLASS (nx_household_page_parent_class)->constructed (object);
  g_signal_connect_object (nx_page_get_store (NX_PAGE (self)), "changed",
                           G_CALLBACK (on_store_changed_cb), self, 0);
  arrange (self);
  add_timeline (self);
  load (self);
}

static void
nx_household_page_dispose (GObject *object)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->members_view != NULL)
    gtk_column_view_set_model (self->members_view, NULL);
  g_clear_object (&self->members);
  G_OBJECT_CLASS (nx_household_page_parent_class)->dispose (object);
}

static void
nx_household_page_finalize (GObject *object)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  g_clear_object (&self->cancellable);
  nx_household_facts_free (self->facts);
  G_OBJECT_CLASS (nx_household_page_parent_class)->finalize (object);
}

static void
nx_household_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  NxHouseholdPage *self = NX_HOUSEHOLD_PAGE (object);

  switch ((NxHouseholdPageProps)prop_id)
    {
    case PROP_HOUSEHOLD_ID:
      self->household_id = g_value_get_int64 (value);
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-household-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, as_of_chip);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, as_of_field);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, case_list);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, columns);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, facts_box);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, facts_toggle);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, former_switch);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, head);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, left);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_count);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_part);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_scrolled);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, members_view);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, no_cases_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, no_supports_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, outer);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, part_switch);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, right);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, risk_badge);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, support_list);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, tags);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, timeline_bin);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, timeline_part);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, visit_button);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, visit_menu_button);
  gtk_widget_class_bind_template_child (widget_class, NxHouseholdPage, width_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_as_of_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_as_of_chip_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_former_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_member_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_width_cb);
}

static void
nx_household_page_class_init (NxHouseholdPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nx_household_page_constructed;
  object_class->dispose = nx_household_page_dispose;
  object_class->finalize = nx_household_page_finalize;
  object_class->set_property = nx_household_page_set_property;
  NX_PAGE_CLASS (klass)->flush = nx_household_page_flush;
  NX_PAGE_CLASS (klass)->shown = nx_household_page_shown;

  props[PROP_HOUSEHOLD_ID]
      = g_param_spec_int64 ("household-id", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "household.add-member", NULL,
                                   add_member_action_cb);
  gtk_widget_class_install_action (widget_class, "household.add-support", NULL,
                                   add_support_action_cb);
  gtk_widget_class_install_action (widget_class, "household.edit", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "household.move", NULL, move_action_cb);
  gtk_widget_class_install_action (widget_class, "household.merge", NULL, merge_action_cb);
  gtk_widget_class_install_action (widget_class, "household.new-case", NULL, new_case_action_cb);
  g_type_ensure (NX_TYPE_BADGE);
  g_type_ensure (NX_TYPE_CHIP);
  g_type_ensure (NX_TYPE_DATE_FIELD);
  g_type_ensure (NX_TYPE_FACTS_BOX);
  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WIDTH_BIN);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
}

static void
nx_household_page_init (NxHouseholdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_page_give_room (NX_PAGE (self));
  self->cancellable = g_cancellable_new ();
  nx_household_page_add_members_view (self);
  nx_fit_words_in_buttons (self->part_switch);
}

NxPage *
nx_household_page_new (NxStore *store, gint64 household_id)
{
  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  return g_object_new (NX_TYPE_HOUSEHOLD_PAGE, "store", store, "household-id", household_id, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One person: all facts with numbers masked, where they live, support classes, cases. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-person-page.h"

#include "nx-badge.h"
#include "nx-change-set.h"
#include "nx-day-words.h"
#include "nx-facts-box.h"
#include "nx-household-facts.h"
#include "nx-journal.h"
#include "nx-line-layout.h"
#include "nx-membership.h"
#include "nx-person.h"
#include "nx-record-forms.h"
#include "nx-record-rows.h"
#include "nx-records.h"
#include "nx-support.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* What the page shows; records only, so it may go from thread to thread. */
typedef struct
{
  NxRecord *person;
  GPtrArray *memberships;
  GPtrArray *supports;
  GPtrArray *cases;
} Facts;

struct _NxPersonPage
{
  NxPage parent_instance;

  gint64 person_id;

  GtkStack *faces;
  GtkLabel *name_label;
  GtkLabel *line_label;
  GtkWidget *head;
  NxFactsBox *facts_box;
  GtkWidget *unmask_button;
  GtkListBox *membership_list;
  GtkListBox *support_list;
  GtkListBox *case_list;
  GtkWidget *membership_part;
  GtkWidget *support_part;
  GtkWidget *case_part;

  Facts *facts; /* NULL before the first answer */
  GCancellable *cancellable;
  guint is_full : 1; /* a reason was given since the page was opened */
  guint is_loading : 1;
  guint is_stale : 1;
};

G_DEFINE_FINAL_TYPE (NxPersonPage, nx_person_page, NX_TYPE_PAGE)

typedef enum
{
  PROP_PERSON_ID = 1,
} NxPersonPageProps;

static GParamSpec *props[PROP_PERSON_ID + 1];

static void load (NxPersonPage *self);

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  if (facts == NULL)
    return;
  g_clear_object (&facts->person);
  g_clear_pointer (&facts->memberships, g_ptr_array_unref);
  g_clear_pointer (&facts->supports, g_ptr_array_unref);
  g_clear_pointer (&facts->cases, g_ptr_array_unref);
  g_free (facts);
}

/* Showing */

static void
show_head (NxPersonPage *self)
{
  NxRecord *person = self->facts->person;
  NxDate today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
  g_autofree char *sex = nx_record_dup_display (person, NX_PERSON_SEX);
  int age = nx_person_get_age_on (person, today);
  g_autofree char *years
      /* TRANSLATORS: age of a person in years */
      = age >= 0 ? g_strdup_printf (ngettext ("%d year old", "%d years old", (gulong)age), age)
                 : g_strdup ("");
  const char *parts[] = { sex, years, nx_record_peek_text (person, NX_PERSON_AREA_NAME),
                          nx_record_peek_text (person, NX_PERSON_FULL_ADDRESS) };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  gtk_label_set_text (self->name_label, nx_record_peek_text (person, NX_PERSON_NAME));
  gtk_label_set_text (self->line_label, line->str);
}

typedef GtkWidget *(*MakeRow) (NxRecord *record, NxPersonPage *self);

static GtkWidget *
make_membership (NxRecord *record, NxPersonPage *self)
{
  return nx_record_rows_membership (record);
}

static GtkWidget *
make_support (NxRecord *record, NxPersonPage *self)
{
  return nx_record_rows_support (record, nx_day_words_today (nx_page_get_store (NX_PAGE (self))),
                                 FALSE);
}

static GtkWidget *
make_case (NxRecord *record, NxPersonPage *self)
{
  return nx_record_rows_case (record, nx_day_words_today (nx_page_get_store (NX_PAGE (self))));
}

static void
fill (NxPersonPage *self, GtkListBox *list, GtkWidget *part, GPtrArray *records, MakeRow make)
{
  nx_record_rows_clear (list);
  for (guint i = 0; i < records->len; i++)
    gtk_list_box_append (list, make (g_ptr_array_index (records, i), self));
  gtk_widget_set_visible (GTK_WIDGET (list), records->len > 0);
  /* New support classes and cases are added there. */
  gtk_widget_set_visible (part, records->len > 0 || part != self->membership_part);
}

static void
show_facts (NxPersonPage *self)
{
  nx_facts_box_set_record (self->facts_box, self->facts->person, self->is_full);
  gtk_widget_set_visible (self->unmask_button, nx_facts_box_has_masked (self->facts_box));
}

/* Where the person lives now before where they lived. */
static int
compare_memberships (gconstpointer a, gconstpointer b)
{
  NxRecord *first = *(NxRecord *const *)a;
  NxRecord *second = *(NxRecord *const *)b;
  gboolean first_ended = nx_record_is_set (first, NX_MEMBERSHIP_TO_ON);
  gboolean second_ended = nx_record_is_set (second, NX_MEMBERSHIP_TO_ON);

  if (first_ended != second_ended)
    return first_ended ? 1 : -1;
  return nx_date_compare (nx_record_get_date (second, NX_MEMBERSHIP_FROM_ON),
                          nx_record_get_date (first, NX_MEMBERSHIP_FROM_ON));
}

static void
show_all (NxPersonPage *self)
{
  g_ptr_array_sort (self->facts->memberships, compare_memberships);
  show_head (self);
  show_facts (self);
  fill (self, self->membership_list, self->membership_part, self->facts->memberships,
        make_membership);
  fill (self, self->support_list, self->support_part, self->facts->supports, make_support);
  fill (self, self->case_list, self->case_part, self->facts->cases, make_case);
  gtk_stack_set_visible_child_name (self->faces, "content");
  nx_page_focus_content (NX_PAGE (self));
}

/* Loading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = *(const gint64 *)data;
  Facts *facts = g_new0 (Facts, 1);

  facts->person = nx_records_load (db, NX_RECORD_PERSON, id, error);
  if (facts->person != NULL)
    facts->memberships
        = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_PERSON, id, error);
  if (facts->memberships != NULL)
    facts->supports = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_PERSON, id, error);
  if (facts->supports != NULL)
    facts->cases = nx_household_facts_load_cases (db, 0, id, FALSE, error);
  if (facts->cases != NULL)
    return facts;
  facts_free (facts);
  return NULL;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Facts *facts = nx_store_read_finish (NX_STORE (source), result, &error);
  NxPersonPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_loading = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  if (error != NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      if (self->facts == NULL)
        gtk_stack_set_visible_child_name (self->faces, "failed");
    }
  else
    {
      facts_free (self->facts);
      self->facts = facts;
      show_all (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (NxPersonPage *self)
{
  self->is_loading = TRUE;
  self->is_stale = FALSE;
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "person-page", load_in_worker,
                       g_memdup2 (&self->person_id, sizeof self->person_id), g_free, facts_free,
                       self->cancellable, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxPersonPage *self)
{
  static const NxRecordKind kinds[] = { NX_RECORD_MEMBERSHIP, NX_RECORD_SUPPORT, NX_RECORD_CASE,
                                        NX_RECORD_VISIT, NX_RECORD_HOUSEHOLD };
  gboolean concerns = nx_change_set_is_everything (changes)
                      || nx_change_set_lookup (changes, NX_RECORD_PERSON, self->person_id, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    concerns = concerns || nx_change_set_touches (changes, kinds[i]);
  if (!concerns)
    return;
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self);
}

static void
on_again_cb (NxPersonPage *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  if (!self->is_loading)
    load (self);
}

static void
on_narrow_cb (NxPersonPage *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));

  nx_line_layout_set_stacked (self->head, is_narrow);
  nx_facts_box_set_narrow (self->facts_box, is_narrow);
}

/* Showing in full */

typedef struct
{
  gint64 person_id;
  char *reason;
} UnmaskJob;

static void
unmask_job_free (gpointer data)
{
  UnmaskJob *job = data;

  g_free (job->reason);
  g_free (job);
}

static char *
dup_reason_json (const char *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reason");
  json_builder_begin_array (builder);
  json_builder_add_null_value (builder);
  json_builder_add_string_value (builder, reason);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gpointer
unmask_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  UnmaskJob *job = data;
  g_autofree char *changes = dup_reason_json (job->reason);
  NxJournalEntry entry = { .action = "unmasked",
                           .kind = NX_RECORD_PERSON,
                           .id = job->person_id,
                           .person_id = job->person_id,
                           .changes = changes };

  nx_journal_add (db, &entry, error);
  return NULL;
}

/* Nothing is shown before the journal says so. */
static void
unmask_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxPersonPage) self = data;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  if (error != NULL)
    nx_page_report (NX_PAGE (self), error);
  else if (self->facts != NULL)
    {
      self->is_full = TRUE;
      show_facts (self);
    }
}

void
nx_person_page_unmask (NxPersonPage *self, const char *reason)
{
  UnmaskJob *job = g_new0 (UnmaskJob, 1);

  job->person_id = self->person_id;
  job->reason = nx_text_clean (reason);
  nx_store_write_async (nx_page_get_store (NX_PAGE (self)), "unmask", unmask_in_worker, job,
                        unmask_job_free, NULL, NULL, unmask_cb, g_object_ref (self));
}

static void
on_reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = nx_text_clean (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "show", *reason != '\0');
}

static void
on_reason_response_cb (AdwMessageDialog *dialog, const char *response, NxPersonPage *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "show"))
    nx_person_page_unmask (self, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
unmask_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Show numbers in full?"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("Say what you need them for. Reason, day and your name are kept "
                                  "in the journal."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "show",
                                    _ ("_Show"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "show",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "show", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "show");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_reason_changed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_reason_response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Other actions */

static void
merge_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.choose-twin", "(ix)", (gint32)NX_RECORD_PERSON,
                              NX_PERSON_PAGE (widget)->person_id);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxPersonPage *self = NX_PERSON_PAGE (widget);

  if (self->facts != NULL)
    nx_record_forms_edit (widget, self->facts->person, self->is_full);
}

static void
add_support_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_record_forms_add_support (widget, 0, NX_PERSON_PAGE (widget)->person_id);
}

static void
new_case_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_record_forms_new_person_case (widget, NX_PERSON_PAGE (widget)->person_id);
}

/* Object */

static void
nx_person_page_shown (NxPage *page)
{
  nx_page_focus_content (page);
}

static void
nx_person_page_constructed (GObject *object)
{
  NxPersonPage *self = NX_PERSON_PAGE (object);

  G_OBJECT_CLASS (nx_person_page_parent_class)->constructed (object);
  g_signal_connect_object (nx_page_get_store (NX_PAGE (self)), "changed",
                           G_CALLBACK (on_store_changed_cb), self, 0);
  load (self);
}

static void
nx_person_page_dispose (GObject *object)
{
  g_cancellable_cancel (NX_PERSON_PAGE (object)->cancellable);
  G_OBJECT_CLASS (nx_person_page_parent_class)->dispose (object);
}

static void
nx_person_page_finalize (GObject *object)
{
  NxPersonPage *self = NX_PERSON_PAGE (object);

  g_clear_object (&self->cancellable);
  facts_free (self->facts);
  G_OBJECT_CLASS (nx_person_page_parent_class)->finalize (object);
}

static void
nx_person_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxPersonPage *self = NX_PERSON_PAGE (object);

  switch ((NxPersonPageProps)prop_id)
    {
    case PROP_PERSON_ID:
      self->person_id = g_value_get_int64 (value);
      break;
    }
}

static void
nx_person_page_class_init (NxPersonPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nx_person_page_constructed;
  object_class->dispose = nx_person_page_dispose;
  object_class->finalize = nx_person_page_finalize;
  object_class->set_property = nx_person_page_set_property;
  NX_PAGE_CLASS (klass)->shown = nx_person_page_shown;

  props[PROP_PERSON_ID]
      = g_param_spec_int64 ("person-id", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, case_list);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, case_part);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, facts_box);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, head);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, line_label);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, membership_list);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, membership_part);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, support_list);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, support_part);
  gtk_widget_class_bind_template_child (widget_class, NxPersonPage, unmask_button);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_install_action (widget_class, "person.add-support", NULL, add_support_action_cb);
  gtk_widget_class_install_action (widget_class, "person.merge", NULL, merge_action_cb);
  gtk_widget_class_install_action (widget_class, "person.new-case", NULL, new_case_action_cb);
  gtk_widget_class_install_action (widget_class, "person.edit", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "person.unmask", NULL, unmask_action_cb);
  g_type_ensure (NX_TYPE_FACTS_BOX);
  g_type_ensure (NX_TYPE_LINE_LAYOUT);
}

static void
nx_person_page_init (NxPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_page_give_room (NX_PAGE (self));
  self->cancellable = g_cancellable_new ();
}

NxPage *
nx_person_page_new (NxStore *store, gint64 person_id)
{
  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  return g_object_new (NX_TYPE_PERSON_PAGE, "store", store, "person-id", person_id, NULL);
}

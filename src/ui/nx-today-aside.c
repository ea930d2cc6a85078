/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Beside the visits of the day: what waits for an answer, drafts, birthdays, reviews. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-today-aside.h"

#include "nx-error.h"
#include "nx-line-layout.h"
#include "nx-page.h"
#include "nx-today-notes.h"

#include <glib/gi18n-lib.h>

#define N_FIRST 3
#define N_MORE 20

typedef struct
{
  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *list;
} Section;

struct _NxTodayAside
{
  GtkBox parent_instance;

  NxStore *store;
  Section sections[NX_N_TODAY_SECTIONS];
  guint limits[NX_N_TODAY_SECTIONS];
  char *summary;
  GCancellable *load;
};

G_DEFINE_FINAL_TYPE (NxTodayAside, nx_today_aside, GTK_TYPE_BOX)

typedef enum
{
  PROP_SUMMARY = 1,
} NxTodayAsideProps;

static GParamSpec *props[PROP_SUMMARY + 1];

static const struct
{
  const char *label;
  const char *icon_name;
} heads[NX_N_TODAY_SECTIONS] = {
  /* TRANSLATORS: heading: questions that wait for the worker's answer: 待我处理 */
  { N_ ("Waiting for Me"), "mail-unread-symbolic" },
  { N_ ("Unfinished Drafts"), "document-edit-symbolic" },
  { N_ ("Birthdays This Week"), "nx-birthday-symbolic" },
  /* TRANSLATORS: heading: certificates of support classes that end or are to be reviewed: 证件到期
   */
  { N_ ("Papers About to Expire"), "nx-idcard-symbolic" },
};

/* Rows */

static GtkWidget *
new_words (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Looks like a row of libadwaita, whose boxes take too long to lay out words that wrap. */
static GtkWidget *
new_line (const char *icon_name, const char *title, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = nx_line_layout_new_box (12);
  GtkWidget *words = nx_line_layout_new_box (3);

  nx_line_layout_set_stacked (words, TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), new_words (title, icon_name != NULL ? NULL : "nx-dim"));
  if (icon_name != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

      gtk_widget_add_css_class (icon, "nx-dim");
      gtk_box_append (GTK_BOX (line), icon);
    }
  if (text != NULL)
    {
      GtkWidget *subtitle = new_words (text, "subtitle");

      gtk_label_set_lines (GTK_LABEL (subtitle), 2);
      gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (subtitle, "nx-dim");
      gtk_box_append (GTK_BOX (words), subtitle);
    }
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_add_css_class (row, "nx-note");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  return row;
}

static GtkWidget *
new_row (const NxTodayNote *note)
{
  GtkWidget *row = new_line (note->icon_name, note->title, note->text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), note->action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), note->target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, note->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note->text, -1);
  return row;
}

/* The rows with an action do what it says; the other one is "more". */
static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, NxTodayAside *self)
{
  if (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)) != NULL)
    return;
  for (guint i = 0; i < NX_N_TODAY_SECTIONS; i++)
    if (GTK_WIDGET (list) == self->sections[i].list)
      self->limits[i] += N_MORE;
  nx_today_aside_reload (self);
}

static GtkWidget *
new_more_row (guint n)
{
  g_autofree char *text
      /* TRANSLATORS: how many rows are not shown: 还有 2 条 */
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more", n), n);
  GtkWidget *row = new_line (NULL, text, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

/* What a list says in all, so that the same is not drawn anew under somebody's focus. */
static char *
dup_digest (GPtrArray *notes, guint n_all)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u", n_all);
  for (guint i = 0; i < notes->len; i++)
    {
      const NxTodayNote *note = g_ptr_array_index (notes, i);

      g_autofree char *target = g_variant_print (note->target, FALSE);

      g_string_append_printf (text, "\n%s %s %s %s", note->action, target, note->title, note->text);
    }
  return g_string_free (text, FALSE);
}

static void
show_section (NxTodayAside *self, guint i, GPtrArray *notes, guint n_all)
{
  Section *section = &self->sections[i];
  GtkListBox *list = GTK_LIST_BOX (section->list);
  g_autofree char *count = g_strdup_printf ("%u", n_all);
  g_autofree char *digest = dup_digest (notes, n_all);
  GtkWidget *row = NULL;

  gtk_label_set_label (GTK_LABEL (section->count), count);
  gtk_widget_set_visible (section->box, n_all > 0);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (list), "nx-digest"), digest) == 0)
    return;
  g_object_set_data_full (G_OBJECT (list), "nx-digest", g_steal_pointer (&digest), g_free);
  while ((row = gtk_widget_get_first_child (section->list)) != NULL)
    gtk_list_box_remove (list, row);
  for (guint j = 0; j < notes->len; j++)
    gtk_list_box_append (list, new_row (g_ptr_array_index (notes, j)));
  if (n_all > notes->len)
    gtk_list_box_append (list, new_more_row (n_all - notes->len));
}

/* The focus: drawing a list anew must not take it away. */

typedef struct
{
  int section; /* -1: it is elsewhere */
  int row;
  char *name; /* what the row does; NULL: shows more */
} Place;

static char *
dup_row_name (GtkListBoxRow *row)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (row));
  g_autofree char *target = NULL;

  if (action == NULL)
    return NULL;
  target = g_variant_print (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)), FALSE);
  return g_strconcat (action, target, NULL);
}

static Place
find_focus (NxTodayAside *self)
{
  Place place = { .section = -1 };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (int i = 0; focus != NULL && i < NX_N_TODAY_SECTIONS; i++)
    if (gtk_widget_get_parent (focus) == self->sections[i].list && GTK_IS_LIST_BOX_ROW (focus))
      {
        place.section = i;
        place.row = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus));
        place.name = dup_row_name (GTK_LIST_BOX_ROW (focus));
      }
  return place;
}

/* The same row, or the one that stands in its place now. */
static gboolean
focus_near (GtkListBox *list, const Place *place)
{
  GtkListBoxRow *row = NULL;
  GtkListBoxRow *near = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      g_autofree char *name = dup_row_name (row);

      if (place->name != NULL && g_strcmp0 (name, place->name) == 0)
        return gtk_widget_grab_focus (GTK_WIDGET (row));
      if (i <= place->row)
        near = row;
    }
  return near != NULL && gtk_widget_grab_focus (GTK_WIDGET (near));
}

static void
restore_focus (NxTodayAside *self, const Place *place)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list = place->section >= 0 ? self->sections[place->section].list : NULL;
  GtkWidget *page = NULL;

  if (list == NULL || (focus != NULL && gtk_widget_is_ancestor (focus, list))
      || focus_near (GTK_LIST_BOX (list), place))
    return;
  /* Nothing is left of its list. */
  page = gtk_widget_get_ancestor (GTK_WIDGET (self), NX_TYPE_PAGE);
  if (!gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD) && page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static char *
dup_summary (const NxTodayNotes *notes)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < NX_N_TODAY_SECTIONS; i++)
    if (notes->counts[i] > 0)
      {
        const char *label = g_dgettext (GETTEXT_PACKAGE, heads[i].label);
        /* TRANSLATORS: a heading and how many rows stand below it */
        g_autofree char *part = g_strdup_printf (_ ("%1$s %2$u"), label, notes->counts[i]);

        g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
      }
  return line->len > 0 ? g_strdup (line->str) : NULL;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxTodayNotes) notes = nx_today_notes_load_finish (NX_STORE (source), result, &error);
  NxTodayAside *self = data;
  Place place = { .section = -1 };

  /* What cannot be read here is no reason to bar the visits beside it; what is shown stays. */
  if (nx_error_is_cancelled (error) || notes == NULL)
    return;
  place = find_focus (self);
  for (guint i = 0; i < NX_N_TODAY_SECTIONS; i++)
    show_section (self, i, notes->notes[i], notes->counts[i]);
  g_free (self->summary);
  self->summary = dup_summary (notes);
  gtk_widget_set_visible (GTK_WIDGET (self), self->summary != NULL);
  restore_focus (self, &place);
  g_free (place.name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
}

void
nx_today_aside_reload (NxTodayAside *self)
{
  g_return_if_fail (NX_IS_TODAY_ASIDE (self));
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_today_notes_load_async (self->store, self->limits, self->load, load_cb, self);
}

static void
add_section (NxTodayAside *self, guint i)
{
  Section *section = &self->sections[i];
  GtkWidget *head = nx_line_layout_new_box (9);
  GtkWidget *icon = gtk_image_new_from_icon_name (heads[i].icon_name);
  GtkWidget *label = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, heads[i].label));

  section->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  section->count = gtk_label_new (NULL);
  section->list = gtk_list_box_new ();
  gtk_widget_add_css_class (icon, "nx-accent");
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (section->count, "nx-count");
  gtk_widget_add_css_class (section->count, "numeric");
  gtk_widget_set_valign (section->count, GTK_ALIGN_CENTER);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (section->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (section->list, "boxed-list");
  g_signal_connect_object (section->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (section->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (label)), -1);
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), section->count);
  gtk_box_append (GTK_BOX (section->box), head);
  gtk_box_append (GTK_BOX (section->box), section->list);
  gtk_widget_set_visible (section->box, FALSE);
  gtk_box_append (GTK_BOX (self), section->box);
}

static void
nx_today_aside_dispose (GObject *object)
{
  NxTodayAside *self = NX_TODAY_ASIDE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_today_aside_parent_class)->dispose (object);
}

static void
nx_today_aside_finalize (GObject *object)
{
  g_free (NX_TODAY_ASIDE (object)->summary);
  G_OBJECT_CLASS (nx_today_aside_parent_class)->finalize (object);
}

static void
nx_today_aside_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxTodayAsideProps)prop_id)
    {
    case PROP_SUMMARY:
      g_value_set_string (value, NX_TODAY_ASIDE (object)->summary);
      break;
    }
}

static void
nx_today_aside_class_init (NxTodayAsideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_today_aside_dispose;
  object_class->finalize = nx_today_aside_finalize;
  object_class->get_property = nx_today_aside_get_property;
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_today_aside_init (NxTodayAside *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  for (guint i = 0; i < NX_N_TODAY_SECTIONS; i++)
    {
      self->limits[i] = N_FIRST;
      add_section (self, i);
    }
}

GtkWidget *
nx_today_aside_new (NxStore *store)
{
  NxTodayAside *self = g_object_new (NX_TYPE_TODAY_ASIDE, NULL);

  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

const char *
nx_today_aside_get_summary (NxTodayAside *self)
{
  g_return_val_if_fail (NX_IS_TODAY_ASIDE (self), NULL);
  return self->summary;
}

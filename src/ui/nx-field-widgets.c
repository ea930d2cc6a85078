/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Widgets bound to one field of an edit: each writes into it and follows it, undo included. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-field-widgets.h"

#include "nx-chip-box.h"
#include "nx-chip.h"
#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-line-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What joins a widget to its field. */
typedef struct
{
  NxEdit *edit;
  guint field;
  GtkWidget *widget;
  gboolean is_updating; /* the edit is being shown, not written */
  void (*show) (gpointer binding);
} Binding;

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_signal_handlers_disconnect_by_data (binding->edit, binding);
  g_object_unref (binding->edit);
  g_free (binding);
}

static void
show_field (Binding *binding)
{
  binding->is_updating = TRUE;
  binding->show (binding);
  binding->is_updating = FALSE;
}

static void
on_edit_changed_cb (NxEdit *edit, guint field, Binding *binding)
{
  if (field == binding->field && !binding->is_updating)
    show_field (binding);
}

static Binding *
bind (NxEdit *edit, guint field, GtkWidget *widget, void (*show) (gpointer binding))
{
  Binding *binding = g_new0 (Binding, 1);

  binding->edit = g_object_ref (edit);
  binding->field = field;
  binding->widget = widget;
  binding->show = show;
  g_object_set_data_full (G_OBJECT (widget), "nx-binding", binding, binding_free);
  g_signal_connect (edit, "changed", G_CALLBACK (on_edit_changed_cb), binding);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nx_field_get_label (&nx_edit_get_spec (edit)->fields[field]), -1);
  show_field (binding);
  return binding;
}

static const char *
text_of (Binding *binding)
{
  const char *text = nx_edit_get_text (binding->edit, binding->field);

  return text != NULL ? text : "";
}

/* Writes what the user did, without showing it back into the widget in hand. */
static void
write_text (Binding *binding, const char *text)
{
  if (binding->is_updating)
    return;
  binding->is_updating = TRUE;
  nx_edit_set_text (binding->edit, binding->field, text);
  binding->is_updating = FALSE;
}

/* One line */

static void
show_entry (gpointer data)
{
  Binding *binding = data;
  const char *text = text_of (binding);

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (binding->widget)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (binding->widget), text);
}

static void
on_entry_changed_cb (GtkEditable *editable, Binding *binding)
{
  write_text (binding, gtk_editable_get_text (editable));
}

GtkWidget *
nx_field_entry_new (NxEdit *edit, guint field)
{
  GtkWidget *entry = gtk_entry_new ();
  Binding *binding = bind (edit, field, entry, show_entry);

  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed_cb), binding);
  return entry;
}

/* Paragraphs */

static void
show_text (gpointer data)
{
  Binding *binding = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (binding->widget));
  g_autofree char *now = NULL;

  g_object_get (buffer, "text", &now, NULL);
  if (g_strcmp0 (now, text_of (binding)) != 0)
    gtk_text_buffer_set_text (buffer, text_of (binding), -1);
}

static void
on_buffer_changed_cb (GtkTextBuffer *buffer, Binding *binding)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  write_text (binding, text);
}

GtkWidget *
nx_field_text_new (NxEdit *edit, guint field, int min_lines)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  PangoContext *context = gtk_widget_get_pango_context (view);
  g_autoptr (PangoLayout) line = pango_layout_new (context);
  Binding *binding = NULL;
  int height = 0;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  pango_layout_set_text (line, "X", -1);
  pango_layout_get_pixel_size (line, NULL, &height);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              height * min_lines + 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "nx-text");
  binding = bind (edit, field, view, show_text);
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                    G_CALLBACK (on_buffer_changed_cb), binding);
  return scrolled;
}

GtkWidget *
nx_field_text_get_view (GtkWidget *text)
{
  return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (text));
}

/* Days */

static void
show_date (gpointer data)
{
  Binding *binding = data;
  NxDate day = nx_edit_get_date (binding->edit, binding->field);

  if (nx_date_compare (nx_date_field_get_date (NX_DATE_FIELD (binding->widget)), day) != 0)
    nx_date_field_set_date (NX_DATE_FIELD (binding->widget), day);
}

static void
on_date_changed_cb (NxDateField *date_field, GParamSpec *pspec, Binding *binding)
{
  NxDate day = nx_date_field_get_date (date_field);
  g_autofree char *text = nx_date_is_set (day) ? nx_date_to_iso (day) : NULL;

  write_text (binding, text);
}

GtkWidget *
nx_field_date_new (NxEdit *edit, guint field)
{
  GtkWidget *date
      = nx_date_field_new (nx_field_get_label (&nx_edit_get_spec (edit)->fields[field]));
  Binding *binding = bind (edit, field, date, show_date);

  g_signal_connect (date, "notify::date", G_CALLBACK (on_date_changed_cb), binding);
  return date;
}

/* Chips */

static const char *
code_of (GtkWidget *toggle)
{
  return g_object_get_data (G_OBJECT (toggle), "nx-code");
}

static gboolean
holds_code (Binding *binding, const char *code)
{
  g_auto (GStrv) codes = g_strsplit (text_of (binding), " ", -1);

  return g_strv_contains ((const char *const *)codes, code);
}

static void
show_toggles (gpointer data)
{
  Binding *binding = data;

  for (GtkWidget *toggle = gtk_widget_get_first_child (binding->widget); toggle != NULL;
       toggle = gtk_widget_get_next_sibling (toggle))
    {
      const char *code = code_of (toggle);

      if (code == NULL)
        continue;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), holds_code (binding, code));
      if (holds_code (binding, code))
        gtk_widget_set_visible (toggle, TRUE);
    }
}

static void
on_chip_toggled_cb (GtkToggleButton *toggle, Binding *binding)
{
  const NxField *field = &nx_edit_get_spec (binding->edit)->fields[binding->field];
  const char *code = code_of (GTK_WIDGET (toggle));
  gboolean is_on = gtk_toggle_button_get_active (toggle);

  if (binding->is_updating)
    return;
  if (field->kind == NX_FIELD_CODES)
    nx_edit_toggle_code (binding->edit, binding->field, code, is_on);
  else if (is_on)
    nx_edit_set_text (binding->edit, binding->field, code);
  else if (holds_code (binding, code))
    nx_edit_clear (binding->edit, binding->field);
  /* One of several: the others follow. */
  show_field (binding);
}

static void
on_more_clicked_cb (GtkButton *more, GtkWidget *box)
{
  gboolean had_focus = gtk_widget_is_focus (GTK_WIDGET (more));
  GtkWidget *first_new = NULL;

  for (GtkWidget *chip = gtk_widget_get_first_child (box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      if (!gtk_widget_get_visible (chip) && first_new == NULL)
        first_new = chip;
      gtk_widget_set_visible (chip, chip != GTK_WIDGET (more));
    }
  if (had_focus && first_new != NULL)
    gtk_widget_grab_focus (first_new);
}

static gboolean
add_chips (GtkWidget *box, const NxField *field, guint n_shown)
{
  NxCodeList *list = nx_code_list_get (field->of);
  guint n_added = 0;

  g_return_val_if_fail (list != NULL, FALSE);
  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);
      GtkWidget *chip = NULL;

      chip = nx_chip_new (NULL, nx_code_label (code), -1);
      g_object_set_data (G_OBJECT (chip), "nx-code", (gpointer)nx_code_get_code (code));
      gtk_widget_set_visible (chip,
                              !nx_code_is_retired (code) && (n_shown == 0 || n_added < n_shown));
      n_added += !nx_code_is_retired (code);
      gtk_box_append (GTK_BOX (box), chip);
    }
  return n_shown > 0 && n_added > n_shown;
}

static void
connect_toggles (GtkWidget *box, Binding *binding)
{
  for (GtkWidget *toggle = gtk_widget_get_first_child (box); toggle != NULL;
       toggle = gtk_widget_get_next_sibling (toggle))
    if (code_of (toggle) != NULL)
      g_signal_connect (toggle, "toggled", G_CALLBACK (on_chip_toggled_cb), binding);
}

GtkWidget *
nx_field_chips_new (NxEdit *edit, guint field, guint n_shown)
{
  GtkWidget *box = nx_chip_box_new ();
  gboolean has_more = FALSE;

  has_more = add_chips (box, &nx_edit_get_spec (edit)->fields[field], n_shown);
  connect_toggles (box, bind (edit, field, box, show_toggles));
  if (has_more)
    {
      /* TRANSLATORS: shows the choices that are left */
      GtkWidget *more = gtk_button_new_with_label (_ ("More…"));

      gtk_widget_add_css_class (more, "flat");
      gtk_widget_add_css_class (more, "nx-more");
      g_signal_connect (more, "clicked", G_CALLBACK (on_more_clicked_cb), box);
      gtk_box_append (GTK_BOX (box), more);
    }
  return box;
}

/* States */

static const char *
icon_of_state (const char *code)
{
  static const struct
  {
    const char *code;
    const char *icon;
  } icons[] = {
    { "good", "object-select-symbolic" },
    { "fair", "value-decrease-symbolic" },
    { "poor", "dialog-warning-symbolic" },
    { "unknown", "nx-unknown-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i].code, code) == 0)
      return icons[i].icon;
  return "object-select-symbolic";
}

GtkWidget *
nx_field_states_new (NxEdit *edit, guint field)
{
  GtkWidget *box = nx_chip_box_new ();
  NxCodeList *list = nx_code_list_get (nx_edit_get_spec (edit)->fields[field].of);

  gtk_widget_set_layout_manager (box, nx_line_layout_new (0));
  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);
      GtkWidget *toggle = gtk_toggle_button_new ();
      GtkWidget *inside = nx_line_layout_new_box (4);
      GtkWidget *label = gtk_label_new (nx_code_label (code));
      GtkWidget *icon = gtk_image_new_from_icon_name (icon_of_state (nx_code_get_code (code)));

      g_object_bind_property (toggle, "active", icon, "visible", G_BINDING_SYNC_CREATE);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_box_append (GTK_BOX (inside), icon);
      gtk_box_append (GTK_BOX (inside), label);
      gtk_button_set_child (GTK_BUTTON (toggle), inside);
      gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      nx_code_label (code), -1);
      gtk_widget_add_css_class (toggle, "nx-state");
      gtk_widget_add_css_class (toggle, nx_code_get_code (code));
      g_object_set_data (G_OBJECT (toggle), "nx-code", (gpointer)nx_code_get_code (code));
      gtk_box_append (GTK_BOX (box), toggle);
    }
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  connect_toggles (box, bind (edit, field, box, show_toggles));
  return box;
}

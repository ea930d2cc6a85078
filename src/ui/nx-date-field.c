/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A field for a day: typed as people write it, or picked from a calendar. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-date-field.h"

#include <glib/gi18n-lib.h>

struct _NxDateField
{
  AdwBin parent_instance;

  GtkEditable *entry;
  GtkPopover *popover;
  GtkCalendar *calendar;
  GtkLabel *caption;

  char *label;
  NxDate date;
  guint is_past : 1;
  guint is_valid : 1;
  guint is_setting : 1; /* the program writes into entry or calendar */
};

G_DEFINE_FINAL_TYPE (NxDateField, nx_date_field, ADW_TYPE_BIN)

typedef enum
{
  PROP_DATE = 1,
  PROP_LABEL,
  PROP_PAST,
  PROP_PLACEHOLDER,
} NxDateFieldProps;

static GParamSpec *props[PROP_PLACEHOLDER + 1];

static void
show_caption (NxDateField *self, const char *text, gboolean is_error)
{
  gtk_label_set_label (self->caption, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), text != NULL && *text != '\0');
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->caption), "nx-high");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "nx-high");
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

static void
take_date (NxDateField *self, NxDate date)
{
  self->is_valid = TRUE;
  if (nx_date_compare (self->date, date) == 0)
    return;
  self->date = date;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DATE]);
}

static void
on_entry_changed_cb (NxDateField *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autofree char *long_form = NULL;
  g_autoptr (GError) error = NULL;
  NxDate today = nx_date_today ();
  NxDate date = NX_DATE_NONE;

  if (self->is_setting)
    return;
  if (*text == '\0')
    {
      take_date (self, NX_DATE_NONE);
      show_caption (self, NULL, FALSE);
      return;
    }
  if (!(self->is_past ? nx_date_parse_past (text, today, &date, &error)
                      : nx_date_parse (text, today, &date, &error)))
    {
      self->is_valid = FALSE;
      show_caption (self, error->message, TRUE);
      return;
    }
  take_date (self, date);
  long_form = nx_date_format (date, NX_DATE_LONG_DAY);
  show_caption (self, long_form, FALSE);
}

/* Enter writes the day out as it was understood, so that what is stored can be read in the entry.
 */
static void
on_entry_activate_cb (NxDateField *self)
{
  g_autofree char *iso = nx_date_to_iso (self->date);

  if (!self->is_valid || iso == NULL)
    return;
  self->is_setting = TRUE;
  gtk_editable_set_text (self->entry, iso);
  gtk_editable_set_position (self->entry, -1);
  self->is_setting = FALSE;
}

static void
on_popover_show_cb (NxDateField *self)
{
  NxDate date = nx_date_is_full (self->date) ? self->date : nx_date_today ();
  g_autoptr (GDateTime) day = g_date_time_new_local (date.year, date.month, date.day, 12, 0, 0);

  self->is_setting = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->is_setting = FALSE;
}

static void
on_calendar_day_selected_cb (NxDateField *self)
{
  g_autoptr (GDateTime) day = NULL;
  NxDate date = NX_DATE_NONE;

  if (self->is_setting)
    return;
  day = gtk_calendar_get_date (self->calendar);
  date.year = (gint16)g_date_time_get_year (day);
  date.month = (guint8)g_date_time_get_month (day);
  date.day = (guint8)g_date_time_get_day_of_month (day);
  nx_date_field_set_date (self, date);
  gtk_popover_popdown (self->popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
nx_date_field_finalize (GObject *object)
{
  g_free (NX_DATE_FIELD (object)->label);
  G_OBJECT_CLASS (nx_date_field_parent_class)->finalize (object);
}

static void
nx_date_field_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxDateField *self = NX_DATE_FIELD (object);

  switch ((NxDateFieldProps)prop_id)
    {
    case PROP_DATE:
      g_value_take_string (value, nx_date_to_iso (self->date));
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_PAST:
      g_value_set_boolean (value, self->is_past);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, gtk_entry_get_placeholder_text (GTK_ENTRY (self->entry)));
      break;
    }
}

static void
set_iso (NxDateField *self, const char *iso)
{
  NxDate date = NX_DATE_NONE;

  nx_date_from_iso (iso, &date);
  nx_date_field_set_date (self, date);
}

static void
set_field_label (NxDateField *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label, -1);
}

static void
nx_date_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxDateField *self = NX_DATE_FIELD (object);

  switch ((NxDateFieldProps)prop_id)
    {
    case PROP_DATE:
      set_iso (self, g_value_get_string (value));
      break;
    case PROP_LABEL:
      set_field_label (self, g_value_get_string (value));
      break;
    case PROP_PAST:
      nx_date_field_set_past (self, g_value_get_boolean (value));
      break;
    case PROP_PLACEHOLDER:
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), g_value_get_string (value));
      break;
    }
}

static void
nx_date_field_class_init (NxDateFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = nx_date_field_finalize;
  object_class->get_property = nx_date_field_get_property;
  object_class->set_property = nx_date_field_set_property;

  props[PROP_DATE] = g_param_spec_string ("date", NULL, NULL, NULL, flags);
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_PAST] = g_param_spec_boolean ("past", NULL, NULL, FALSE, flags);
  props[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-date-field.ui");
  gtk_widget_class_bind_template_child (widget_class, NxDateField, calendar);
  gtk_widget_class_bind_template_child (widget_class, NxDateField, caption);
  gtk_widget_class_bind_template_child (widget_class, NxDateField, entry);
  gtk_widget_class_bind_template_child (widget_class, NxDateField, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_calendar_day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show_cb);
}

static void
nx_date_field_init (NxDateField *self)
{
  self->is_valid = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nx_date_field_new (const char *label)
{
  return g_object_new (NX_TYPE_DATE_FIELD, "label", label, NULL);
}

NxDate
nx_date_field_get_date (NxDateField *self)
{
  g_return_val_if_fail (NX_IS_DATE_FIELD (self), NX_DATE_NONE);
  return self->date;
}

void
nx_date_field_set_date (NxDateField *self, NxDate date)
{
  g_autofree char *iso = nx_date_to_iso (date);
  g_autofree char *long_form = nx_date_format (date, NX_DATE_LONG_DAY);

  g_return_if_fail (NX_IS_DATE_FIELD (self));
  self->is_setting = TRUE;
  gtk_editable_set_text (self->entry, iso != NULL ? iso : "");
  self->is_setting = FALSE;
  show_caption (self, long_form, FALSE);
  take_date (self, date);
}

gboolean
nx_date_field_is_valid (NxDateField *self)
{
  g_return_val_if_fail (NX_IS_DATE_FIELD (self), FALSE);
  return self->is_valid;
}

void
nx_date_field_set_past (NxDateField *self, gboolean is_past)
{
  g_return_if_fail (NX_IS_DATE_FIELD (self));
  if (self->is_past == (is_past != FALSE))
    return;
  self->is_past = is_past != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAST]);
}

void
nx_date_field_set_activates_default (NxDateField *self, gboolean is_default)
{
  g_return_if_fail (NX_IS_DATE_FIELD (self));
  g_object_set (self->entry, "activates-default", is_default, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes back what GTK 4.8 leaves behind of every scrolled window. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-scroll-mend.h"

struct _NxScrollMend
{
  gulong hook;
};

/* Before GTK's own handler, which in later versions finds nothing left to do. */
static gboolean
on_unrealize_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_SCROLLED_WINDOW (widget))
    g_signal_handlers_disconnect_matched (
        gtk_widget_get_settings (widget),
        G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DETAIL | G_SIGNAL_MATCH_DATA,
        g_signal_lookup ("notify", G_TYPE_OBJECT),
        g_quark_from_static_string ("gtk-overlay-scrolling"), NULL, NULL, widget);
  return TRUE;
}

NxScrollMend *
nx_scroll_mend_start (void)
{
  NxScrollMend *self = g_new0 (NxScrollMend, 1);

  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  self->hook = g_signal_add_emission_hook (g_signal_lookup ("unrealize", GTK_TYPE_WIDGET), 0,
                                           on_unrealize_cb, NULL, NULL);
  return self;
}

void
nx_scroll_mend_stop (NxScrollMend *self)
{
  g_return_if_fail (self != NULL);
  g_signal_remove_emission_hook (g_signal_lookup ("unrealize", GTK_TYPE_WIDGET), self->hook);
  g_free (self);
}

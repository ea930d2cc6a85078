/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window that says what this program is, with a text for whoever helps when it does not work.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-about.h"

#include "nx-troubleshooting.h"

#include <glib/gi18n-lib.h>

/* Lives as long as its window. The reads are stopped before it goes and so never come back to it.
 */
typedef struct
{
  AdwAboutWindow *window;
  NxSession *session;
  GCancellable *reads;
  NxStoreFacts *facts;
  NxPagesState pages;
  guint n_findings;
} About;

static void
about_free (gpointer data)
{
  About *self = data;

  g_cancellable_cancel (self->reads);
  g_object_unref (self->reads);
  g_object_unref (self->session);
  g_free (self->facts);
  g_free (self);
}

static void
show_text (About *self)
{
  g_autofree char *text
      = nx_troubleshooting_dup (self->session, self->facts, self->pages, self->n_findings);

  adw_about_window_set_debug_info (self->window, text);
}

/* After a stop the window may be gone, and @data with it. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint *n_findings = nx_store_read_finish (NX_STORE (source), result, &error);
  About *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->pages = n_findings != NULL ? NX_PAGES_READ : NX_PAGES_UNKNOWN;
  self->n_findings = n_findings != NULL ? *n_findings : 0;
  show_text (self);
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree NxStoreFacts *facts = nx_store_read_finish (NX_STORE (source), result, &error);
  About *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->facts = g_steal_pointer (&facts);
  show_text (self);
}

static void
read_store (About *self)
{
  NxStore *store = nx_session_get_store (self->session);

  if (store == NULL)
    return;
  self->pages = NX_PAGES_READING;
  nx_store_read_long_async (store, "about-facts", nx_store_facts_job, NULL, NULL, g_free, NULL,
                            NULL, self->reads, facts_cb, self);
  nx_store_read_long_async (store, "about-pages", nx_store_facts_check_job, NULL, NULL, g_free,
                            NULL, NULL, self->reads, checked_cb, self);
}

AdwAboutWindow *
nx_about_present (GtkWindow *parent, NxSession *session)
{
  About *self = NULL;
  GtkWidget *window = NULL;

  g_return_val_if_fail (NX_IS_SESSION (session), NULL);
  window = g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE,
                         "destroy-with-parent", TRUE, "application-name", _ ("Nuanxin"),
                         "application-icon", NX_APP_ID, "version", NX_VERSION, "developer-name",
                         _ ("The Nuanxin authors"), "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", "© 2026 The Nuanxin authors", "comments",
                         _ ("Households, cases and visits of a social-work station. "
                            "Everything stays encrypted on this computer."),
                         "debug-info-filename", "nuanxin-troubleshooting.txt", NULL);
  self = g_new0 (About, 1);
  self->window = ADW_ABOUT_WINDOW (window);
  self->session = g_object_ref (session);
  self->reads = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (window), "nx-about", self, about_free);
  read_store (self);
  show_text (self);
  gtk_window_present (GTK_WINDOW (window));
  return self->window;
}

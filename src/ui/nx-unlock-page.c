/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of a locked office: passphrase, keyring and recovery code as equals, and why it is
 * locked. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-unlock-page.h"

#include <glib/gi18n-lib.h>

struct _NxUnlockPage
{
  AdwBin parent_instance;

  NxSession *session;
};

G_DEFINE_FINAL_TYPE (NxUnlockPage, nx_unlock_page, ADW_TYPE_BIN)

static void
nx_unlock_page_dispose (GObject *object)
{
  g_clear_object (&NX_UNLOCK_PAGE (object)->session);
  G_OBJECT_CLASS (nx_unlock_page_parent_class)->dispose (object);
}

static void
nx_unlock_page_class_init (NxUnlockPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_unlock_page_dispose;
}

static void
nx_unlock_page_init (NxUnlockPage *self)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("Locked"));
  adw_bin_set_child (ADW_BIN (self), status);
}

GtkWidget *
nx_unlock_page_new (NxSession *session)
{
  NxUnlockPage *self = g_object_new (NX_TYPE_UNLOCK_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that the text for whoever helps tells the state of an office, and nothing that is in it. */
#include "config.h"

#include "nx-about.h"
#include "nx-client-fixture.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-troubleshooting.h"

/* Every text of every field of every record. */
static void
add_texts (NxRecord *record, GPtrArray *texts)
{
  guint n_specs = 0;
  g_autofree GParamSpec **specs
      = g_object_class_list_properties (G_OBJECT_GET_CLASS (record), &n_specs);

  for (guint i = 0; i < n_specs; i++)
    if (specs[i]->value_type == G_TYPE_STRING)
      {
        char *text = NULL;

        g_object_get (record, specs[i]->name, &text, NULL);
        if (text != NULL && g_utf8_strlen (text, -1) >= 3)
          g_ptr_array_add (texts, text);
        else
          g_free (text);
      }
}

static gpointer
list_texts_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_WORKER, NX_RECORD_HOUSEHOLD, NX_RECORD_PERSON, NX_RECORD_CASE };
  GPtrArray *texts = data;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gint64 id = 1; id <= nx_records_count (db, kinds[i], error); id++)
      {
        g_autoptr (NxRecord) record = nx_records_load (db, kinds[i], id, error);

        if (record != NULL)
          add_texts (record, texts);
      }
  return NULL;
}

static void
assert_lacks (const char *text, const char *secret)
{
  if (secret == NULL || *secret == '\0')
    return;
  if (strstr (text, secret) != NULL)
    g_test_message ("it holds: %s", secret);
  g_assert_null (strstr (text, secret));
}

static void
assert_impersonal (Fixture *self, const char *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  NxStore *store = nx_session_get_store (self->session);

  nx_store_read (store, list_texts_job, texts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, >, 10);
  for (guint i = 0; i < texts->len; i++)
    assert_lacks (text, g_ptr_array_index (texts, i));
  assert_lacks (text, nx_session_get_worker_name (self->session));
  assert_lacks (text, nx_session_get_office_name (self->session));
  assert_lacks (text, nx_store_get_uid (store));
  assert_lacks (text, self->folder);
  assert_lacks (text, g_get_home_dir ());
  assert_lacks (text, g_get_host_name ());
  assert_lacks (text, "/home");
  assert_lacks (text, "/tmp");
  /* A user may be called like a part of a version; no line is only for that. */
  if (strlen (g_get_user_name ()) > 4)
    assert_lacks (text, g_get_user_name ());
}

static gboolean
says (AdwAboutWindow *about, const char *words)
{
  return strstr (adw_about_window_get_debug_info (about), words) != NULL;
}

static void
test_open (Fixture *self, gconstpointer data)
{
  Clients clients;
  AdwAboutWindow *about = NULL;

  open_clients (self, &clients);
  about = nx_about_present (GTK_WINDOW (self->window), self->session);
  nx_test_wait (says (about, "Pages: all read, sound"));
  for (const char *const *words
       = (const char *const[]){ "Nuanxin " NX_VERSION, "System: ", "Languages: ", "GTK 4.",
                                "libadwaita 1.", "SQLCipher 4.", "headers match", "AES-256",
                                "Display: Gdk", "text 100%", "Office: open",
                                "Keyring: ", "Schema step: ", "Page size: 4096\n",
                                "Records: at least 10", NULL };
       *words != NULL; words++)
    {
      g_test_message ("%s", *words);
      g_assert_true (says (about, *words));
    }
  assert_impersonal (self, adw_about_window_get_debug_info (about));
  g_assert_cmpstr (adw_about_window_get_debug_info_filename (about), ==,
                   "nuanxin-troubleshooting.txt");
  gtk_window_destroy (GTK_WINDOW (about));
  nx_test_settle ();
}

/* Closed while the file is being read, or over a locked office: nothing is asked of it. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  Clients clients;
  AdwAboutWindow *about = NULL;

  open_clients (self, &clients);
  gtk_window_destroy (GTK_WINDOW (nx_about_present (GTK_WINDOW (self->window), self->session)));
  nx_session_lock (self->session, NX_LOCK_USER);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_LOCKED);
  about = nx_about_present (GTK_WINDOW (self->window), self->session);
  nx_test_settle ();
  g_assert_true (says (about, "Office: locked"));
  g_assert_true (says (about, "Pages: not read"));
  g_assert_false (says (about, "Records"));
  gtk_window_destroy (GTK_WINDOW (about));
  nx_test_settle ();
}

static void
test_round (void)
{
  g_assert_cmpint (nx_store_facts_round (-3), ==, 0);
  g_assert_cmpint (nx_store_facts_round (0), ==, 0);
  g_assert_cmpint (nx_store_facts_round (1), ==, 1);
  g_assert_cmpint (nx_store_facts_round (9), ==, 1);
  g_assert_cmpint (nx_store_facts_round (10), ==, 10);
  g_assert_cmpint (nx_store_facts_round (99999), ==, 10000);
  g_assert_cmpint (nx_store_facts_round (G_MAXINT64), ==, G_GINT64_CONSTANT (1000000000000000000));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/about/locked", Fixture, NULL, set_up, test_locked, tear_down);
  g_test_add ("/ui/about/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add_func ("/ui/about/round", test_round);
  return g_test_run ();
}

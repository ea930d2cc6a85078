/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The half of the kill test that types into the real visit editor, saves, and is killed. */
#include "config.h"

#include "kill-rounds.h"

#include "nx-casework-fixture.h"
#include "nx-visit-editor.h"
#include "nx-visit.h"

#include <stdio.h>
#include <stdlib.h>

/* Somebody quick, who pauses for thought from time to time. */
#define KEY_MS 12
#define KEYS_A_THOUGHT 60
#define THOUGHT_MS 450

typedef struct
{
  NxStore *store;
  GtkWindow *window;
  gint64 case_id;
  gboolean is_saving_mode;

  NxVisitEditor *editor;
  NxDraftKeeper *keeper;
  guint n_typed; /* characters, or the number of the visit in hand */
  guint next_visit;
} Child;

static void open_editor (Child *self);
static gboolean go_on_cb (gpointer data);

static void
tell (const char *what, guint n)
{
  printf ("%s %u\n", what, n);
  fflush (stdout);
}

static gboolean
is_narrative (GtkWidget *widget)
{
  return GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget);
}

static GtkTextBuffer *
find_buffer (GtkWidget *widget)
{
  if (is_narrative (widget))
    return gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkTextBuffer *buffer = find_buffer (child);

      if (buffer != NULL)
        return buffer;
    }
  return NULL;
}

static void
type_text (Child *self, const char *text)
{
  GtkTextBuffer *buffer = find_buffer (GTK_WIDGET (self->editor));
  GtkTextIter end;

  g_assert_nonnull (buffer);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_interactive (buffer, &end, text, -1, TRUE);
}

static gboolean
type_key_cb (gpointer data)
{
  Child *self = data;
  char text[7] = { 0 };

  g_unichar_to_utf8 (kill_rounds_character (self->n_typed), text);
  type_text (self, text);
  self->n_typed++;
  printf ("typed %u %" G_GINT64_FORMAT "\n", self->n_typed, g_get_monotonic_time ());
  fflush (stdout);
  if (self->n_typed % KEYS_A_THOUGHT != 0)
    return G_SOURCE_CONTINUE;
  g_timeout_add (THOUGHT_MS, go_on_cb, self);
  return G_SOURCE_REMOVE;
}

static gboolean
go_on_cb (gpointer data)
{
  g_timeout_add (KEY_MS, type_key_cb, data);
  return G_SOURCE_REMOVE;
}

static gboolean
next_editor_cb (gpointer data)
{
  open_editor (data);
  return G_SOURCE_REMOVE;
}

static void
on_state_cb (NxDraftKeeper *keeper, GParamSpec *pspec, Child *self)
{
  NxDraftState state = nx_draft_keeper_get_state (keeper);

  if (keeper != self->keeper)
    return;
  if (!self->is_saving_mode && state == NX_DRAFT_KEPT)
    tell ("kept", self->n_typed);
  if (self->is_saving_mode && state == NX_DRAFT_NONE)
    {
      tell ("saved", self->n_typed);
      self->keeper = NULL;
      g_idle_add (next_editor_cb, self);
    }
}

static gboolean
save_cb (gpointer data)
{
  Child *self = data;

  tell ("saving", self->n_typed);
  nx_visit_editor_save (self->editor);
  return G_SOURCE_REMOVE;
}

static void
begin_visit (Child *self, const char *restored)
{
  g_autofree char *text = g_strdup_printf ("第%u次", self->next_visit);

  if (restored != NULL)
    self->n_typed = (guint)strtoul (restored + strlen ("第"), NULL, 10);
  else
    {
      self->n_typed = self->next_visit++;
      type_text (self, text);
    }
  tell ("ready", self->n_typed);
  g_timeout_add ((guint)g_random_int_range (0, 400), save_cb, self);
}

static gboolean
start_cb (gpointer data)
{
  Child *self = data;
  NxEdit *edit = nx_visit_editor_get_edit (self->editor);
  const char *restored = NULL;

  if (edit == NULL || find_buffer (GTK_WIDGET (self->editor)) == NULL)
    return G_SOURCE_CONTINUE;
  self->keeper = nx_visit_editor_get_keeper (self->editor);
  g_signal_connect (self->keeper, "notify::state", G_CALLBACK (on_state_cb), self);
  restored = nx_edit_get_text (edit, NX_VISIT_NARRATIVE);
  if (self->is_saving_mode)
    begin_visit (self, restored);
  else
    {
      self->n_typed = restored != NULL ? (guint)g_utf8_strlen (restored, -1) : 0;
      tell ("ready", self->n_typed);
      g_timeout_add (KEY_MS, type_key_cb, self);
    }
  return G_SOURCE_REMOVE;
}

static void
open_editor (Child *self)
{
  NxPage *page = nx_visit_editor_new (self->store, self->case_id, 0, "done");

  self->editor = NX_VISIT_EDITOR (page);
  gtk_window_set_child (self->window, GTK_WIDGET (page));
  g_timeout_add (1, start_cb, self);
}

int
kill_rounds_child (const char *mode, const char *folder, gint64 case_id, guint first)
{
  Child self = { .case_id = case_id, .next_visit = first };

  gtk_init ();
  adw_init ();
  self.is_saving_mode = g_str_equal (mode, "saving");
  self.store = casework_open (folder);
  self.window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self.window, 900, 700);
  gtk_window_present (self.window);
  open_editor (&self);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
  return 1;
}

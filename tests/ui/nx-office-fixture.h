/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A window on an empty folder, and a hand that answers its questions; for tests of the start. */
#pragma once

#include "nx-ui-test.h"
#include "nx-window.h"

#define PASSPHRASE "lampe tisch 47 regenbogen"

typedef struct
{
  char *folder;
  NxSession *session;
  NxWindow *window;
} Fixture;

/* A new session and window on the folder that is there; both are in the fixture then. */
void open_window (Fixture *self);
/* Ends what open_window() began and asserts that nothing is left of it. */
void close_window (Fixture *self);

/* For g_test_add(): a window that shows the first run of a folder of its own. */
void set_up (Fixture *self, gconstpointer data);
void tear_down (Fixture *self, gconstpointer data);

/* A folder and all in it. */
void remove_tree (const char *path);

GtkWidget *find_named (GtkWidget *widget, const char *id); /* NULL when there is none */
GtkWidget *get_named (Fixture *self, const char *id);
void press (Fixture *self, const char *id);
void type (Fixture *self, const char *id, const char *text);
void choose (Fixture *self, const char *row_id);
/* The questions of a new office as a worker answers them. */
void answer_questions (Fixture *self, gboolean use_keyring, const char *passphrase);
void wait_for_state (Fixture *self, NxSessionState state);
void lock_office (Fixture *self);

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Kills a visit editor in the middle of typing or saving, and looks for what it had promised.
 *
 * A hundred rounds of each, in a session with a display:
 *   ninja -C BUILD tests/e2e/kill-rounds && tests/support/session BUILD/tests/e2e/kill-rounds
 * --rounds=N, --mode=typing|saving, --seed=N and --lag=MS (how long a key may take to be in the
 * store, 1000 at first) change that. Exit status 1 when anything was lost. */
#include "config.h"

#include "kill-rounds.h"

#include "nx-casework-fixture.h"
#include "nx-edit.h"
#include "nx-journal.h"
#include "nx-records.h"
#include "nx-visit.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child that says nothing for so long is a failure of its own. */
#define READY_MS 60000
/* It is killed at a random moment of so long after it was ready. */
#define LIFE_MS 3000

static int n_rounds = 100;
static int lag_ms = 1000;
static int seed = 1;
static char *only_mode = NULL;

typedef struct
{
  char *folder;
  CaseworkIds ids;
  const char *mode;
  const char *program;

  /* What the child told in this round. */
  GString *told;
  gint64 killed_at;

  /* Over all rounds. */
  GHashTable *saved; /* numbers of visits that were acknowledged */
  guint next_visit;
  guint n_restored;
  guint n_kept;
  gint64 worst_lag; /* microseconds */
} Rounds;

/* The child */

static pid_t
start_child (Rounds *self, int *output)
{
  g_autofree char *case_id = g_strdup_printf ("%" G_GINT64_FORMAT, self->ids.case_id);
  g_autofree char *first = g_strdup_printf ("%u", self->next_visit);
  int ends[2] = { -1, -1 };
  pid_t pid = 0;

  g_assert_no_errno (pipe (ends));
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      dup2 (ends[1], STDOUT_FILENO);
      close (ends[0]);
      close (ends[1]);
      execl (self->program, self->program, "--child", self->mode, self->folder, case_id, first,
             NULL);
      _exit (127);
    }
  close (ends[1]);
  *output = ends[0];
  return pid;
}

/* Reads for at most @ms, or to the end with -1; FALSE when the time is over. */
static gboolean
read_told (Rounds *self, int output, int ms)
{
  struct pollfd wait = { .fd = output, .events = POLLIN };
  char buffer[4096];
  ssize_t n = 0;

  if (poll (&wait, 1, ms) <= 0)
    return FALSE;
  n = read (output, buffer, sizeof buffer);
  if (n > 0)
    g_string_append_len (self->told, buffer, n);
  return n > 0;
}

/* Lets it work for a random while after it is ready, then ends it as a power cut would. */
static void
run_child (Rounds *self)
{
  int output = -1;
  pid_t pid = start_child (self, &output);
  gint64 until = 0;
  int status = 0;

  g_string_truncate (self->told, 0);
  while (strstr (self->told->str, "ready") == NULL)
    if (!read_told (self, output, READY_MS))
      g_error ("The editor did not come up.");
  until = g_get_monotonic_time () + g_random_int_range (0, LIFE_MS) * 1000;
  while (g_get_monotonic_time () < until)
    read_told (self, output, (int)MAX (1, (until - g_get_monotonic_time ()) / 1000));
  g_assert_no_errno (kill (pid, SIGKILL));
  self->killed_at = g_get_monotonic_time ();
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
    g_error ("The editor ended by itself (status %d).", status);
  while (read_told (self, output, -1))
    continue;
  close (output);
}

/* What is in the store */

typedef struct
{
  GPtrArray *visits;
  gint64 journal_fault;
} Found;

static gpointer
look_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Rounds *self = data;
  Found *found = g_new0 (Found, 1);

  found->journal_fault = nx_journal_check (db, error);
  found->visits = nx_records_load_by_int (db, NX_RECORD_VISIT, NX_VISIT_CASE, self->ids.case_id,
                                          found->journal_fault >= 0 ? error : NULL);
  return found;
}

static char *
dup_draft_text (NxStore *store, gint64 case_id)
{
  g_autoptr (GBytes) draft = casework_find_draft (store, case_id, 0);
  g_autoptr (NxEdit) edit = draft != NULL ? nx_edit_from_draft (draft, NULL, NULL) : NULL;

  return edit != NULL ? g_strdup (nx_edit_get_text (edit, NX_VISIT_NARRATIVE)) : NULL;
}

static guint
number_of (const char *narrative)
{
  return g_str_has_prefix (narrative, "第") ? (guint)strtoul (narrative + strlen ("第"), NULL, 10)
                                            : 0;
}

/* Judging */

/* Every key that the editor said was kept, and every key older than the allowed lag, is back, and
 * nothing else. */
static gboolean
judge_typing (Rounds *self, const char *draft)
{
  guint n_draft = draft != NULL ? (guint)g_utf8_strlen (draft, -1) : 0;
  guint place = 0;
  g_auto (GStrv) lines = g_strsplit (self->told->str, "\n", -1);

  for (const char *at = draft; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) != kill_rounds_character (place++))
      {
        printf ("# the draft differs from what was typed at %u\n", place);
        return FALSE;
      }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint n = 0;
      gint64 at = 0;

      if (sscanf (lines[i], "kept %u", &n) == 1 || sscanf (lines[i], "ready %u", &n) == 1)
        {
          self->n_kept += g_str_has_prefix (lines[i], "kept");
          if (n > n_draft)
            {
              printf ("# %u characters were kept, %u are back\n", n, n_draft);
              return FALSE;
            }
        }
      else if (sscanf (lines[i], "typed %u %" G_GINT64_FORMAT, &n, &at) == 2 && n > n_draft)
        {
          self->worst_lag = MAX (self->worst_lag, self->killed_at - at);
          if (self->killed_at - at <= lag_ms * G_GINT64_CONSTANT (1000))
            continue;
          printf ("# a key of %d ms ago is not back\n", (int)((self->killed_at - at) / 1000));
          return FALSE;
        }
    }
  self->n_restored += n_draft > 0;
  return TRUE;
}

/* Every visit that was acknowledged is there once; none is there and a draft as well. */
static gboolean
judge_saving (Rounds *self, GPtrArray *visits, const char *draft)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (self->told->str, "\n", -1);
  GHashTableIter iter;
  gpointer number = NULL;
  gboolean is_right = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint n = 0;

      if (sscanf (lines[i], "saved %u", &n) == 1)
        g_hash_table_add (self->saved, GUINT_TO_POINTER (n));
      if (sscanf (lines[i], "ready %u", &n) == 1)
        self->next_visit = MAX (self->next_visit, n + 1);
    }
  for (guint i = 0; i < visits->len; i++)
    {
      const char *narrative
          = nx_record_peek_text (g_ptr_array_index (visits, i), NX_VISIT_NARRATIVE);
      guint n = number_of (narrative);

      if (n != 0 && !g_hash_table_add (there, GUINT_TO_POINTER (n)))
        {
          printf ("# visit %u is there twice\n", n);
          is_right = FALSE;
        }
    }
  g_hash_table_iter_init (&iter, self->saved);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (!g_hash_table_contains (there, number))
      {
        printf ("# visit %u was saved and is not there\n", GPOINTER_TO_UINT (number));
        is_right = FALSE;
      }
  if (draft != NULL && g_hash_table_contains (there, GUINT_TO_POINTER (number_of (draft))))
    {
      printf ("# visit %u is saved and still a draft\n", number_of (draft));
      is_right = FALSE;
    }
  self->n_restored += draft != NULL;
  return is_right;
}

static gboolean
run_round (Rounds *self)
{
  g_autoptr (NxStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;
  Found *found = NULL;
  gboolean is_right = FALSE;

  run_child (self);
  store = casework_open (self->folder);
  found = nx_store_read (store, look_job, self, NULL, &error);
  g_assert_no_error (error);
  draft = dup_draft_text (store, self->ids.case_id);
  is_right = g_str_equal (self->mode, "typing") ? judge_typing (self, draft)
                                                : judge_saving (self, found->visits, draft);
  if (found->journal_fault > 0)
    {
      printf ("# the journal is broken at %" G_GINT64_FORMAT "\n", found->journal_fault);
      is_right = FALSE;
    }
  nx_store_close (store, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (found->visits);
  g_free (found);
  return is_right;
}

static gboolean
run_mode (const char *program, const char *mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("nx-kill-XXXXXX", &error);
  g_autoptr (NxStore) store = NULL;
  Rounds self = { .program = program, .mode = mode, .next_visit = 1 };
  gboolean is_right = TRUE;
  int n_done = 0;

  g_assert_no_error (error);
  self.folder = g_build_filename (parent, "office", NULL);
  self.told = g_string_new (NULL);
  self.saved = g_hash_table_new (NULL, NULL);
  store = casework_create (self.folder, &self.ids);
  nx_store_close (store, &error);
  g_assert_no_error (error);
  for (; n_done < n_rounds && is_right; n_done++)
    is_right = run_round (&self);
  printf ("# %s: %d rounds, the draft was back %u times, %u acknowledgements of drafts, %u of "
          "visits; the oldest key that was not back: %d ms\n",
          mode, n_done, self.n_restored, self.n_kept, g_hash_table_size (self.saved),
          (int)(self.worst_lag / 1000));
  /* Rounds in which nothing was ever promised would prove nothing. */
  if (g_str_equal (mode, "typing") ? self.n_restored == 0 : g_hash_table_size (self.saved) == 0)
    {
      printf ("# nothing was written down in any round\n");
      is_right = FALSE;
    }
  casework_remove (parent);
  g_hash_table_unref (self.saved);
  g_string_free (self.told, TRUE);
  g_free (self.folder);
  return is_right;
}

static const GOptionEntry options[] = {
  { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "How many rounds of each", "N" },
  { "mode", 0, 0, G_OPTION_ARG_STRING, &only_mode, "typing or saving; both without", "MODE" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "When to kill", "N" },
  { "lag", 0, 0, G_OPTION_ARG_INT, &lag_ms, "How long a key may take to be in the store", "MS" },
  { NULL },
};

int
main (int argc, char **argv)
{
  static const char *const modes[] = { "typing", "saving" };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n_failed = 0;

  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return kill_rounds_child (argv[2], argv[3], g_ascii_strtoll (argv[4], NULL, 10),
                              (guint)strtoul (argv[5], NULL, 10));
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_random_set_seed ((guint32)seed);
  printf ("1..%u\n", (guint)G_N_ELEMENTS (modes));
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      gboolean is_asked = only_mode == NULL || g_str_equal (only_mode, modes[i]);
      gboolean is_right = !is_asked || run_mode (argv[0], modes[i]);

      n_failed += !is_right;
      printf ("%sok %u - kill -9 while %s%s\n", is_right ? "" : "not ", i + 1, modes[i],
              is_asked ? "" : " # SKIP not asked for");
    }
  return n_failed > 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What an import would do or did, as the window shows it: counts, and what is said of rows. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-plan.h"

#include <glib/gi18n-lib.h>

struct _NxImportPlan
{
  NxImportPlan *before; /* whose import this is, or NULL */
  NxImport *import;
  NxImportCounts counts;
  GPtrArray *remarks; /* NxImportRemark, in the order of the table */
  GArray *places[2];  /* guint: which of them are refusals, which notices */
};

static void
remark_free (NxImportRemark *remark)
{
  g_free (remark->text);
  g_free (remark);
}

static void
free_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  nx_import_free (data);
}

/* Hundreds of thousands of rows take longer to free than a frame, and it is the window that lets go
 * of them last. */
static void
free_import (NxImport *import)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, free_import);
  g_task_set_task_data (task, import, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

static void
clear (NxImportPlan *self)
{
  if (self->before != NULL)
    nx_import_plan_unref (self->before);
  else
    free_import (self->import);
  g_ptr_array_unref (self->remarks);
  g_array_unref (self->places[0]);
  g_array_unref (self->places[1]);
}

static char *
make_text (const NxImportRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->findings->len; i++)
    {
      const NxImportFinding *finding = g_ptr_array_index (row->findings, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (finding->column != NULL && *finding->column != '\0')
        /* TRANSLATORS: heading of a column, a sentence about it */
        g_string_append_printf (text, _ ("%1$s: %2$s"), finding->column, finding->message);
      else
        g_string_append (text, finding->message);
    }
  return g_string_free (text, FALSE);
}

static void
add_remark (NxImportPlan *self, const NxImportRow *row)
{
  NxImportRemark *remark = NULL;
  guint place = self->remarks->len;

  if (row->findings->len == 0)
    return;
  remark = g_new0 (NxImportRemark, 1);
  remark->row = row->number;
  remark->is_refused = nx_import_row_is_refused (row);
  remark->text = make_text (row);
  g_ptr_array_add (self->remarks, remark);
  g_array_append_val (self->places[remark->is_refused ? 0 : 1], place);
}

static NxImportPlan *
make (NxImport *import, const NxImportCounts *counts)
{
  NxImportPlan *self = g_atomic_rc_box_new0 (NxImportPlan);
  GPtrArray *rows = nx_import_get_rows (import);

  self->import = import;
  self->counts = *counts;
  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify)remark_free);
  self->places[0] = g_array_new (FALSE, FALSE, sizeof (guint));
  self->places[1] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < rows->len; i++)
    add_remark (self, g_ptr_array_index (rows, i));
  return self;
}

NxImportPlan *
nx_import_plan_new (NxImport *import, const NxImportCounts *counts)
{
  return make (import, counts);
}

NxImportPlan *
nx_import_plan_new_after (NxImportPlan *self, const NxImportCounts *counts)
{
  NxImportPlan *after = make (self->import, counts);

  after->before = nx_import_plan_ref (self);
  return after;
}

NxImportPlan *
nx_import_plan_ref (NxImportPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
nx_import_plan_unref (NxImportPlan *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

NxImport *
nx_import_plan_get_import (NxImportPlan *self)
{
  return self->import;
}

const NxImportCounts *
nx_import_plan_get_counts (NxImportPlan *self)
{
  return &self->counts;
}

gboolean
nx_import_plan_changes_something (NxImportPlan *self)
{
  return self->counts.persons_added + self->counts.updated + self->counts.households_added
             + self->counts.households_updated
         > 0;
}

guint
nx_import_plan_get_n_rows (NxImportPlan *self)
{
  return nx_import_get_n_rows (self->import);
}

static GArray *
places_of (NxImportPlan *self, NxImportShow show)
{
  return show == NX_IMPORT_SHOW_ALL ? NULL : self->places[show - NX_IMPORT_SHOW_REFUSED];
}

guint
nx_import_plan_get_n_remarks (NxImportPlan *self, NxImportShow show)
{
  GArray *places = places_of (self, show);

  return places != NULL ? places->len : self->remarks->len;
}

const NxImportRemark *
nx_import_plan_get_remark (NxImportPlan *self, NxImportShow show, guint position)
{
  GArray *places = places_of (self, show);

  if (position >= nx_import_plan_get_n_remarks (self, show))
    return NULL;
  return g_ptr_array_index (self->remarks,
                            places != NULL ? g_array_index (places, guint, position) : position);
}

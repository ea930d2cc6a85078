/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * All that is being written under a timeline's visits and on its cases, by place. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-remarks.h"

#include "nx-comment-acts.h"
#include "nx-drafts.h"

struct _NxRemarks
{
  GObject parent_instance;

  NxStore *store;
  GHashTable *remarks; /* place → NxRemark */
  GHashTable *drafts;  /* place → GBytes, as they were read last */
  GCancellable *load;
};

G_DEFINE_FINAL_TYPE (NxRemarks, nx_remarks, G_TYPE_OBJECT)

NxStore *
nx_remarks_get_store (NxRemarks *self)
{
  g_return_val_if_fail (NX_IS_REMARKS (self), NULL);
  return self->store;
}

static void
adopt (NxRemarks *self, const char *place, NxRemark *remark)
{
  if (self->drafts != NULL)
    nx_remark_adopt (remark, g_hash_table_lookup (self->drafts, place));
}

NxRemark *
nx_remarks_get (NxRemarks *self, gint64 case_id, gint64 visit_id)
{
  g_autofree char *place = nx_comment_dup_place (case_id, visit_id);
  NxRemark *remark = NULL;

  g_return_val_if_fail (NX_IS_REMARKS (self), NULL);
  remark = g_hash_table_lookup (self->remarks, place);
  if (remark != NULL)
    return remark;
  remark = nx_remark_new (self->store, case_id, visit_id);
  adopt (self, place, remark);
  g_hash_table_insert (self->remarks, g_steal_pointer (&place), remark);
  return remark;
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) drafts = nx_drafts_list (db, error);
  GHashTable *table = NULL;

  if (drafts == NULL)
    return NULL;
  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  for (guint i = 0; i < drafts->len; i++)
    {
      const NxDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->kind == NX_RECORD_COMMENT)
        g_hash_table_insert (table, g_strdup (draft->place), g_bytes_ref (draft->data));
    }
  return table;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GHashTable *drafts = nx_store_read_finish (NX_STORE (source), result, &error);
  NxRemarks *self = data;
  GHashTableIter iter;
  gpointer place = NULL;
  gpointer remark = NULL;

  /* Drafts that cannot be read are no reason to bar writing; they are looked for again. */
  if (drafts == NULL)
    return;
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  self->drafts = drafts;
  g_hash_table_iter_init (&iter, self->remarks);
  while (g_hash_table_iter_next (&iter, &place, &remark))
    adopt (self, place, remark);
}

void
nx_remarks_reload (NxRemarks *self)
{
  GHashTableIter iter;
  gpointer remark = NULL;

  g_return_if_fail (NX_IS_REMARKS (self));
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  g_hash_table_iter_init (&iter, self->remarks);
  while (g_hash_table_iter_next (&iter, NULL, &remark))
    nx_remark_begin_adopt (remark);
  nx_store_read_settled_async (self->store, "remarks", load_in_worker, NULL, NULL,
                               (GDestroyNotify)g_hash_table_unref, self->load, load_cb, self);
}

void
nx_remarks_flush (NxRemarks *self)
{
  GHashTableIter iter;
  gpointer remark = NULL;

  g_return_if_fail (NX_IS_REMARKS (self));
  g_hash_table_iter_init (&iter, self->remarks);
  while (g_hash_table_iter_next (&iter, NULL, &remark))
    nx_remark_flush (remark);
}

static void
nx_remarks_dispose (GObject *object)
{
  NxRemarks *self = NX_REMARKS (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  G_OBJECT_CLASS (nx_remarks_parent_class)->dispose (object);
}

static void
nx_remarks_finalize (GObject *object)
{
  NxRemarks *self = NX_REMARKS (object);

  g_hash_table_unref (self->remarks);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_object_unref (self->store);
  G_OBJECT_CLASS (nx_remarks_parent_class)->finalize (object);
}

static void
nx_remarks_class_init (NxRemarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_remarks_dispose;
  object_class->finalize = nx_remarks_finalize;
}

static void
nx_remarks_init (NxRemarks *self)
{
  self->remarks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

NxRemarks *
nx_remarks_new (NxStore *store)
{
  NxRemarks *self = g_object_new (NX_TYPE_REMARKS, NULL);

  self->store = g_object_ref (store);
  return self;
}

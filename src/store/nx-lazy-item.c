/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A row of a lazy list: its id at once, its record as soon as it has come. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-lazy-item.h"

#include "nx-lazy-private.h"

G_DEFINE_FINAL_TYPE (NxLazyItem, nx_lazy_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_RECORD,
  PROP_LOADING,
  PROP_ERROR,
} NxLazyItemProps;

static GParamSpec *properties[PROP_ERROR + 1];

static void
nx_lazy_item_dispose (GObject *object)
{
  NxLazyItem *self = NX_LAZY_ITEM (object);

  if (self->list != NULL)
    nx_lazy_list_forget (self->list, self);
  self->list = NULL;
  G_OBJECT_CLASS (nx_lazy_item_parent_class)->dispose (object);
}

static void
nx_lazy_item_finalize (GObject *object)
{
  NxLazyItem *self = NX_LAZY_ITEM (object);

  g_clear_object (&self->record);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (nx_lazy_item_parent_class)->finalize (object);
}

static void
nx_lazy_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxLazyItem *self = NX_LAZY_ITEM (object);

  switch ((NxLazyItemProps)prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, nx_lazy_item_get_loading (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    }
}

static void
nx_lazy_item_class_init (NxLazyItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_lazy_item_dispose;
  object_class->finalize = nx_lazy_item_finalize;
  object_class->get_property = nx_lazy_item_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, G_TYPE_OBJECT,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
nx_lazy_item_init (NxLazyItem *self)
{
}

NxLazyItem *
nx_lazy_item_new (NxLazyList *list, gint64 id)
{
  NxLazyItem *self = g_object_new (NX_TYPE_LAZY_ITEM, NULL);

  self->list = list;
  self->id = id;
  return self;
}

void
nx_lazy_item_set_awaited (NxLazyItem *self, gboolean is_awaited)
{
  gboolean was_loading = nx_lazy_item_get_loading (self);

  self->is_awaited = is_awaited != FALSE;
  if (was_loading != nx_lazy_item_get_loading (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* A failed try keeps the record that was there: an old row is better than none. */
void
nx_lazy_item_take_answer (NxLazyItem *self, GObject *record, const GError *error)
{
  gboolean was_loading = nx_lazy_item_get_loading (self);
  gboolean is_error_new = self->error != NULL || error != NULL;
  gboolean is_record_new = FALSE;

  self->is_awaited = FALSE;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  else
    {
      self->is_loaded = TRUE;
      is_record_new = g_set_object (&self->record, record);
    }
  g_object_freeze_notify (G_OBJECT (self));
  if (is_record_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
  if (is_error_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (was_loading != nx_lazy_item_get_loading (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
nx_lazy_item_get_id (NxLazyItem *self)
{
  g_return_val_if_fail (NX_IS_LAZY_ITEM (self), 0);
  return self->id;
}

gpointer
nx_lazy_item_get_record (NxLazyItem *self)
{
  g_return_val_if_fail (NX_IS_LAZY_ITEM (self), NULL);
  return self->record;
}

/* Loading is what a row shows while it has nothing else to show. */
gboolean
nx_lazy_item_get_loading (NxLazyItem *self)
{
  g_return_val_if_fail (NX_IS_LAZY_ITEM (self), FALSE);
  return !self->is_loaded && (self->is_awaited || self->error == NULL);
}

const GError *
nx_lazy_item_get_error (NxLazyItem *self)
{
  g_return_val_if_fail (NX_IS_LAZY_ITEM (self), NULL);
  return self->error;
}

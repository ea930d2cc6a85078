/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of a timeline's list: a month's heading, or an entry that is open or closed. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-item.h"

struct _NxTimelineItem
{
  GObject parent_instance;

  char *heading;
  NxTimelineEntry *entry;
  guint is_open : 1;
};

G_DEFINE_FINAL_TYPE (NxTimelineItem, nx_timeline_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_OPEN = 1,
} NxTimelineItemProps;

static GParamSpec *props[PROP_OPEN + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *
nx_timeline_item_get_heading (NxTimelineItem *self)
{
  return self->heading;
}

NxTimelineEntry *
nx_timeline_item_get_entry (NxTimelineItem *self)
{
  return self->entry;
}

gboolean
nx_timeline_item_is_open (NxTimelineItem *self)
{
  return self->is_open;
}

void
nx_timeline_item_set_open (NxTimelineItem *self, gboolean is_open)
{
  if (self->is_open == (is_open != FALSE))
    return;
  self->is_open = is_open != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN]);
}

static gboolean
is_same_record (NxRecord *a, NxRecord *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return nx_record_get_kind (a) == nx_record_get_kind (b)
         && nx_record_get_id (a) == nx_record_get_id (b)
         && nx_record_get_version (a) == nx_record_get_version (b);
}

gboolean
nx_timeline_item_is_same_place (NxTimelineItem *self, NxTimelineItem *other)
{
  NxRecord *a = self->entry != NULL ? self->entry->record : NULL;
  NxRecord *b = other->entry != NULL ? other->entry->record : NULL;

  if (self->entry == NULL || other->entry == NULL)
    return self->entry == other->entry;
  return a != NULL && b != NULL && nx_record_get_kind (a) == nx_record_get_kind (b)
         && nx_record_get_id (a) == nx_record_get_id (b);
}

void
nx_timeline_item_adopt (NxTimelineItem *self, NxTimelineItem *other)
{
  g_free (self->heading);
  self->heading = g_strdup (other->heading);
  g_set_object (&self->entry, other->entry);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
are_same_comments (GPtrArray *a, GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_same_record (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
nx_timeline_item_is_same (NxTimelineItem *self, NxTimelineItem *other)
{
  NxTimelineEntry *a = self->entry;
  NxTimelineEntry *b = other->entry;

  if (a == NULL || b == NULL)
    return a == b && g_strcmp0 (self->heading, other->heading) == 0;
  return a->kind == b->kind && a->order == b->order && nx_date_compare (a->day, b->day) == 0
         && is_same_record (a->record, b->record) && is_same_record (a->event, b->event)
         && are_same_comments (a->comments, b->comments);
}

static void
nx_timeline_item_finalize (GObject *object)
{
  NxTimelineItem *self = NX_TIMELINE_ITEM (object);

  g_free (self->heading);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (nx_timeline_item_parent_class)->finalize (object);
}

static void
nx_timeline_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxTimelineItemProps)prop_id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, NX_TIMELINE_ITEM (object)->is_open);
      break;
    }
}

static void
nx_timeline_item_class_init (NxTimelineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nx_timeline_item_finalize;
  object_class->get_property = nx_timeline_item_get_property;
  props[PROP_OPEN]
      = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_timeline_item_init (NxTimelineItem *self)
{
}

NxTimelineItem *
nx_timeline_item_new_heading (const char *text)
{
  NxTimelineItem *self = g_object_new (NX_TYPE_TIMELINE_ITEM, NULL);

  self->heading = g_strdup (text);
  return self;
}

NxTimelineItem *
nx_timeline_item_new (NxTimelineEntry *entry)
{
  NxTimelineItem *self = g_object_new (NX_TYPE_TIMELINE_ITEM, NULL);

  self->entry = g_object_ref (entry);
  return self;
}

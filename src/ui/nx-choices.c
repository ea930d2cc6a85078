/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What a drop-down of a form offers: keys with their words, the first place meaning "nothing". */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-choices.h"

#include "nx-code-list.h"

#include <gtk/gtk.h>

struct _NxChoices
{
  GtkStringList *labels;
  GPtrArray *keys; /* as many as labels; NULL at place 0 */
};

NxChoices *
nx_choices_new (const char *none)
{
  NxChoices *self = g_rc_box_new0 (NxChoices);

  self->labels = gtk_string_list_new (NULL);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  nx_choices_add (self, NULL, none);
  return self;
}

NxChoices *
nx_choices_new_codes (const char *list_id, const char *current, const char *none)
{
  NxChoices *self = nx_choices_new (none);
  NxCodeList *list = nx_code_list_get (list_id);

  for (guint i = 0; list != NULL && i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);

      if (!nx_code_is_retired (code) || g_strcmp0 (nx_code_get_code (code), current) == 0)
        {
          nx_choices_add (self, nx_code_get_code (code), nx_code_label (code));
          nx_choices_set_code (self, nx_code_get_code (code));
        }
    }
  return self;
}

NxChoices *
nx_choices_ref (NxChoices *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  NxChoices *self = data;

  g_object_unref (self->labels);
  g_ptr_array_unref (self->keys);
}

void
nx_choices_unref (NxChoices *self)
{
  g_rc_box_release_full (self, clear);
}

void
nx_choices_add (NxChoices *self, const char *key, const char *label)
{
  gtk_string_list_append (self->labels, label);
  g_ptr_array_add (self->keys, g_strdup (key));
}

void
nx_choices_set_code (NxChoices *self, const char *code)
{
  g_autoptr (GObject) last
      = g_list_model_get_item (G_LIST_MODEL (self->labels), self->keys->len - 1);

  g_object_set_data_full (last, "nx-code", g_strdup (code), g_free);
}

void
nx_choices_add_id (NxChoices *self, gint64 id, const char *label)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  nx_choices_add (self, key, label);
}

GListModel *
nx_choices_get_labels (NxChoices *self)
{
  return G_LIST_MODEL (self->labels);
}

const char *
nx_choices_get_key (NxChoices *self, guint position)
{
  return position < self->keys->len ? g_ptr_array_index (self->keys, position) : NULL;
}

gint64
nx_choices_get_id (NxChoices *self, guint position)
{
  const char *key = nx_choices_get_key (self, position);

  return key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;
}

guint
nx_choices_find (NxChoices *self, const char *key)
{
  for (guint i = 1; key != NULL && i < self->keys->len; i++)
    if (g_str_equal (g_ptr_array_index (self->keys, i), key))
      return i;
  return 0;
}

guint
nx_choices_find_id (NxChoices *self, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return nx_choices_find (self, key);
}

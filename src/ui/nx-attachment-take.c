/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets files be dropped on a whole page and pasted there, for the strip of attachments on it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-take.h"

#include "nx-attachments.h"
#include "nx-exchange-error.h"

#include <glib/gi18n-lib.h>

/* What a picture on the clipboard may be, the best first. It is taken as it is, and looked at where
 * foreign files are looked at, not in this process. */
static const char *const picture_types[]
    = { "image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp", NULL };

#define PIECE (64 * 1024)

typedef struct
{
  GWeakRef strip;
} Take;

static void
take_free (gpointer data)
{
  g_weak_ref_clear (&((Take *)data)->strip);
  g_free (data);
}

static Take *
get_take (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "nx-attachment-take");
}

static NxAttachmentStrip *
dup_strip (GtkWidget *page)
{
  return g_weak_ref_get (&get_take (page)->strip);
}

static void
add_files (NxAttachmentStrip *strip, GdkFileList *list)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  for (GSList *l = files; l != NULL; l = l->next)
    nx_attachment_queue_add_file (nx_attachment_strip_get_queue (strip), l->data);
}

/* Dropping */

static GdkDragAction
on_enter_cb (GtkDropTarget *target, double x, double y, GtkWidget *page)
{
  g_autoptr (NxAttachmentStrip) strip = dup_strip (page);

  if (strip == NULL)
    return 0;
  gtk_widget_add_css_class (page, "nx-drop-here");
  return GDK_ACTION_COPY;
}

static void
on_leave_cb (GtkDropTarget *target, GtkWidget *page)
{
  gtk_widget_remove_css_class (page, "nx-drop-here");
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *page)
{
  g_autoptr (NxAttachmentStrip) strip = dup_strip (page);

  gtk_widget_remove_css_class (page, "nx-drop-here");
  if (strip == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  add_files (strip, g_value_get_boxed (value));
  return TRUE;
}

/* Before what lies on the page: a text field would take the files' names. */
static void
add_drop_target (GtkWidget *page)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (on_enter_cb), page, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave_cb), page, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), page, 0);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (target));
}

/* Pasting */

static void
refuse_pasted (NxAttachmentStrip *strip, gboolean is_too_large)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, NX_EXCHANGE_ERROR,
                       is_too_large ? NX_EXCHANGE_ERROR_TOO_LARGE : NX_EXCHANGE_ERROR_FAILED,
                       is_too_large
                           ? _ ("The picture on the clipboard is too large. Nothing was added. "
                                "Save it as a file, make it smaller, and attach that.")
                           : _ ("The clipboard could not be read. Nothing was added. Copy the "
                                "picture once more, or save it as a file and attach that."));
  nx_attachment_queue_add_refused (nx_attachment_strip_get_queue (strip), _ ("Pasted picture"),
                                   error);
}

/* A picture that comes in pieces. */
typedef struct
{
  NxAttachmentStrip *strip;
  GInputStream *stream;
  GByteArray *bytes;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->strip);
  g_object_unref (paste->stream);
  g_byte_array_unref (paste->bytes);
  g_free (paste);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
end_paste (Paste *paste)
{
  g_autoptr (GBytes) bytes = g_bytes_new (paste->bytes->data, paste->bytes->len);

  if (paste->bytes->len == 0)
    refuse_pasted (paste->strip, FALSE);
  else
    /* TRANSLATORS: stands for the name of a file */
    nx_attachment_queue_add_bytes (nx_attachment_strip_get_queue (paste->strip),
                                   _ ("Pasted picture"), bytes);
}

/* Whoever holds the clipboard decides how much it is; not more is taken than may be kept. */
static void
piece_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) paste = data;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (paste->stream, result, NULL);
  gsize size = piece != NULL ? g_bytes_get_size (piece) : 0;

  if (piece == NULL)
    refuse_pasted (paste->strip, FALSE);
  else if (size == 0)
    end_paste (paste);
  else if (paste->bytes->len + size > NX_ATTACHMENTS_MAX_BYTES)
    refuse_pasted (paste->strip, TRUE);
  else
    {
      GInputStream *stream = paste->stream;

      g_byte_array_append (paste->bytes, g_bytes_get_data (piece, NULL), (guint)size);
      g_input_stream_read_bytes_async (stream, PIECE, G_PRIORITY_DEFAULT, NULL, piece_cb,
                                       g_steal_pointer (&paste));
    }
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxAttachmentStrip) strip = data;
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  Paste *paste = NULL;

  if (stream == NULL)
    {
      refuse_pasted (strip, FALSE);
      return;
    }
  paste = g_new0 (Paste, 1);
  paste->strip = g_steal_pointer (&strip);
  paste->stream = g_steal_pointer (&stream);
  paste->bytes = g_byte_array_new ();
  g_input_stream_read_bytes_async (paste->stream, PIECE, G_PRIORITY_DEFAULT, NULL, piece_cb, paste);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxAttachmentStrip) strip = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL)
    refuse_pasted (strip, FALSE);
  else
    add_files (strip, g_value_get_boxed (value));
}

static gboolean
is_typing (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (guint i = 0; picture_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, picture_types[i]))
      return TRUE;
  return FALSE;
}

/* What is on the clipboard can be asked for as these, at least. */
static GdkContentFormats *
dup_formats (GdkClipboard *clipboard)
{
  GdkContentFormats *formats = gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard));

  formats = gdk_content_formats_union_deserialize_gtypes (formats);
  return gdk_content_formats_union_serialize_mime_types (formats);
}

static gboolean
paste_cb (GtkWidget *page, GVariant *args, gpointer data)
{
  g_autoptr (NxAttachmentStrip) strip = dup_strip (page);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (page);
  g_autoptr (GdkContentFormats) formats = dup_formats (clipboard);

  if (strip == NULL
      || (is_typing (page) && gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)))
    return FALSE;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_cb, g_steal_pointer (&strip));
  else if (has_picture (formats))
    gdk_clipboard_read_async (clipboard, (const char **)picture_types, G_PRIORITY_DEFAULT, NULL,
                              picture_cb, g_steal_pointer (&strip));
  else
    return FALSE;
  return TRUE;
}

static gboolean
choose_cb (GtkWidget *page, GVariant *args, gpointer data)
{
  g_autoptr (NxAttachmentStrip) strip = dup_strip (page);

  if (strip != NULL)
    nx_attachment_strip_choose (strip);
  return strip != NULL;
}

static void
add_key (GtkEventController *keys, guint keyval, GtkShortcutFunc callback)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK),
                        gtk_callback_action_new (callback, NULL, NULL)));
}

/* Before what has the focus, which would paste nothing where a picture is on the clipboard. */
static void
add_keys (GtkWidget *page)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_v, paste_cb);
  add_key (keys, GDK_KEY_o, choose_cb);
  gtk_widget_add_controller (page, keys);
}

void
nx_attachment_take_install (GtkWidget *page, NxAttachmentStrip *strip)
{
  Take *take = NULL;

  g_return_if_fail (GTK_IS_WIDGET (page));
  if (get_take (page) != NULL)
    {
      g_weak_ref_set (&get_take (page)->strip, strip);
      return;
    }
  take = g_new0 (Take, 1);
  g_weak_ref_init (&take->strip, strip);
  g_object_set_data_full (G_OBJECT (page), "nx-attachment-take", take, take_free);
  add_drop_target (page);
  add_keys (page);
}

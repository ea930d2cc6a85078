/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The toasts of NxWindow, and the one act that can be taken back: by toast, by menu, by Ctrl+Z. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include <glib/gi18n-lib.h>

#define NX_TOAST_SECONDS 10
/* Waiting for the one before, moving in, and a reserve for slow frames. */
#define NX_TOAST_MOVE_MS 1500
/* Pixels beside the words of a message: its edges, and the button that closes it. */
#define NX_TOAST_FRAME 80

/* The menu's first line says what it takes back: long after its toast has gone, too. */
static void
name_undo (NxWindow *self, const char *sentence)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (self->menu_button);
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_auto (GStrv) parts = g_strsplit (sentence != NULL ? sentence : "", "_", -1);
  g_autofree char *words = g_strjoinv ("__", parts);
  /* TRANSLATORS: line of the menu; %s is a sentence that says what was done */
  g_autofree char *label = g_strdup_printf (_ ("_Undo: %s"), words);

  g_menu_remove (G_MENU (section), 0);
  g_menu_insert (G_MENU (section), 0, sentence != NULL ? label : _ ("_Undo"), "win.undo");
}

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxWindow *self = NX_WINDOW (widget);
  NxUndoFunc undo = g_steal_pointer (&self->undo);
  gpointer data = g_steal_pointer (&self->undo_data);
  GDestroyNotify free_data = g_steal_pointer (&self->free_undo_data);

  name_undo (self, NULL);
  if (undo != NULL)
    undo (data);
  if (free_data != NULL)
    free_data (data);
  nx_window_dismiss_toast (self);
  nx_window_update_actions (self);
}

void
nx_window_clear_undo (NxWindow *self)
{
  NxUndoFunc undo = g_steal_pointer (&self->undo);
  gpointer data = g_steal_pointer (&self->undo_data);
  GDestroyNotify free_data = g_steal_pointer (&self->free_undo_data);

  if (undo != NULL && self->menu_button != NULL)
    name_undo (self, NULL);
  if (undo != NULL && free_data != NULL)
    free_data (data);
}

void
nx_window_install_undo_action (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action_cb);
}

static void
on_toast_dismissed_cb (NxWindow *self, AdwToast *toast)
{
  g_object_set_data (G_OBJECT (toast), "nx-dismissed", toast);
  if (self->toast == toast)
    g_clear_weak_pointer (&self->toast);
}

static gboolean
dismiss_cb (gpointer data)
{
  if (g_object_get_data (data, "nx-dismissed") == NULL)
    adw_toast_dismiss (data);
  return G_SOURCE_REMOVE;
}

/* In libadwaita 1.2 a toast that is dismissed while it still moves in is freed before that movement
 * ends, which then works on what is freed. So it stays until it stands. One that still waits for
 * the one before it to go was never seen, and can leave at once. */
void
nx_window_dismiss_toast (NxWindow *self)
{
  g_autoptr (AdwToast) toast = NULL;
  gint64 now = g_get_monotonic_time ();
  gint64 left = 0;

  if (self->toast == NULL)
    return;
  toast = g_object_ref (self->toast);
  g_clear_weak_pointer (&self->toast);
  if (now < self->toast_shown_at)
    {
      dismiss_cb (toast);
      return;
    }
  left = self->toast_shown_at + NX_TOAST_MOVE_MS * 1000 - now;
  self->toast_gone_at = now + MAX (left, 0);
  if (left <= 0)
    dismiss_cb (toast);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, (guint)(left / 1000 + 1), dismiss_cb,
                        g_steal_pointer (&toast), g_object_unref);
}

static void
show_toast (NxWindow *self, AdwToast *toast)
{
  nx_window_dismiss_toast (self);
  g_set_weak_pointer (&self->toast, toast);
  self->toast_shown_at = MAX (g_get_monotonic_time (), self->toast_gone_at);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static int
measure_words (GtkWidget *widget, const char *words)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, words);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));
  int width = 0;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Words that wrap, above the button. The toast of libadwaita 1.2 asks how high it is before it
 * knows how wide, so the label says by itself where its lines end. */
static GtkWidget *
make_high_title (const char *sentence, gboolean has_undo, int room, int char_width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *button = NULL;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX (room / char_width, 1));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  if (!has_undo)
    return box;
  button = gtk_button_new_with_mnemonic (_ ("_Undo"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.undo");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* Its own title is cut off where it does not fit into one line. */
static AdwToast *
make_toast (NxWindow *self, const char *sentence, gboolean has_undo)
{
  GtkWidget *overlay = GTK_WIDGET (self->toast_overlay);
  AdwToast *toast = adw_toast_new (sentence);
  int room = gtk_widget_get_width (overlay) - NX_TOAST_FRAME;
  int char_width = measure_words (overlay, "0");
  int button_width = has_undo ? measure_words (overlay, _ ("_Undo")) + 3 * char_width : 0;

  if (measure_words (overlay, sentence) + button_width > room)
    adw_toast_set_custom_title (toast, make_high_title (sentence, has_undo, room, char_width));
  else if (has_undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  return toast;
}

/* While one page follows another there may be two such bars. */
void
nx_window_lift_toasts (NxWindow *self, int n)
{
  GtkWidget *overlay = GTK_WIDGET (self->toast_overlay);

  g_return_if_fail (NX_IS_WINDOW (self));
  self->n_bars += n;
  if (overlay != NULL && self->n_bars > 0)
    gtk_widget_add_css_class (overlay, "nx-lifted");
  else if (overlay != NULL)
    gtk_widget_remove_css_class (overlay, "nx-lifted");
}

void
nx_window_toast (NxWindow *self, const char *sentence)
{
  g_return_if_fail (NX_IS_WINDOW (self));
  show_toast (self, make_toast (self, sentence, FALSE));
}

void
nx_window_toast_undo (
    NxWindow *self, const char *sentence, NxUndoFunc undo, gpointer data, GDestroyNotify free_data)
{
  AdwToast *toast = NULL;

  g_return_if_fail (NX_IS_WINDOW (self));
  g_return_if_fail (undo != NULL);
  nx_window_clear_undo (self);
  self->undo = undo;
  self->undo_data = data;
  self->free_undo_data = free_data;
  name_undo (self, sentence);
  toast = make_toast (self, sentence, TRUE);
  adw_toast_set_timeout (toast, NX_TOAST_SECONDS);
  show_toast (self, toast);
  nx_window_update_actions (self);
}

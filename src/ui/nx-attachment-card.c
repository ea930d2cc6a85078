/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The card of one attachment: small picture, caption, size or pages, day; the caption is edited in
 * place. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-card.h"

#include "nx-attachment-jobs.h"
#include "nx-attachment-words.h"
#include "nx-attachment.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>

/* Of the small picture, in pixels of the screen's scale. */
#define WIDTH 132
#define HEIGHT 88

struct _NxAttachmentCard
{
  AdwBin parent_instance;

  NxRecord *record;
  GtkWidget *title; /* stack of label and entry */
  GtkWidget *label;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (NxAttachmentCard, nx_attachment_card, ADW_TYPE_BIN)

enum
{
  CAPTION_CHANGED,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The small picture */

/* The whole area is filled; what stands out is cut off: half on each side of a photo, at the foot
 * of a page. */
static GdkPaintable *
crop (GdkTexture *texture, gboolean is_page)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  double width = gdk_texture_get_width (texture);
  double height = gdk_texture_get_height (texture);
  double scale = MAX (WIDTH / width, HEIGHT / height);
  float left = (float)((WIDTH - width * scale) / 2);
  float top = is_page ? 0 : (float)((HEIGHT - height * scale) / 2);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  graphene_rect_t whole
      = GRAPHENE_RECT_INIT (left, top, (float)(width * scale), (float)(height * scale));
  graphene_size_t size = GRAPHENE_SIZE_INIT (WIDTH, HEIGHT);

  gtk_snapshot_push_clip (snapshot, &area);
  gtk_snapshot_append_texture (snapshot, texture, &whole);
  gtk_snapshot_pop (snapshot);
  return gtk_snapshot_to_paintable (snapshot, &size);
}

static GtkWidget *
new_picture (const NxAttachmentItem *item)
{
  GdkTexture *texture = nx_attachment_peek_texture (item->record);
  g_autoptr (GdkPaintable) paintable
      = texture != NULL ? crop (texture, nx_attachment_is_pdf (item->record)) : NULL;
  g_autofree char *name = nx_attachment_words_dup_name (item->record);
  GtkWidget *picture = NULL;

  if (paintable == NULL)
    {
      picture = gtk_image_new_from_icon_name (nx_attachment_is_pdf (item->record)
                                                  ? "x-office-document-symbolic"
                                                  : "image-x-generic-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (picture), 32);
      gtk_widget_set_size_request (picture, WIDTH, HEIGHT);
      return picture;
    }
  picture = gtk_picture_new_for_paintable (paintable);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  return picture;
}

/* The caption */

static void
end_editing (NxAttachmentCard *self)
{
  gboolean had_focus
      = gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));

  gtk_stack_set_visible_child (GTK_STACK (self->title), self->label);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
is_editing (NxAttachmentCard *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->title)) == self->entry;
}

static void
take_caption (NxAttachmentCard *self)
{
  g_autofree char *text = NULL;

  if (!is_editing (self))
    return;
  text = nx_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  end_editing (self);
  if (g_strcmp0 (text, nx_record_peek_text (self->record, NX_ATTACHMENT_CAPTION)) != 0)
    g_signal_emit (self, signals[CAPTION_CHANGED], 0, text);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  NxAttachmentCard *self = NX_ATTACHMENT_CARD (widget);

  if (!is_editing (self))
    return FALSE;
  end_editing (self);
  return TRUE;
}

static GtkWidget *
new_entry (NxAttachmentCard *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Caption"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Caption"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (take_caption), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (take_caption), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

void
nx_attachment_card_edit_caption (NxAttachmentCard *self)
{
  g_return_if_fail (NX_IS_ATTACHMENT_CARD (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         nx_record_peek_text (self->record, NX_ATTACHMENT_CAPTION));
  gtk_stack_set_visible_child (GTK_STACK (self->title), self->entry);
  gtk_widget_grab_focus (self->entry);
}

/* The pointer */

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NxAttachmentCard *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (is_editing (self) && button == GDK_BUTTON_PRIMARY)
    return;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button != GDK_BUTTON_SECONDARY)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0, x, y);
}

static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, NxAttachmentCard *self)
{
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY
      && !is_editing (self) && gtk_widget_contains (GTK_WIDGET (self), x, y))
    gtk_widget_activate_action (GTK_WIDGET (self), "attachment.open", NULL);
}

static void
on_more_clicked_cb (NxAttachmentCard *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[MENU], 0, (double)WIDTH - 12, 24.0);
}

/* For the hand; the keyboard has the menu key. */
static GtkWidget *
new_more_button (NxAttachmentCard *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-more-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("More for this attachment"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More for this attachment"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "nx-attachment-more");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_more_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

/* Object */

static void
nx_attachment_card_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&NX_ATTACHMENT_CARD (object)->record);
  G_OBJECT_CLASS (nx_attachment_card_parent_class)->dispose (object);
}

static void
nx_attachment_card_class_init (NxAttachmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_attachment_card_dispose;
  signals[CAPTION_CHANGED]
      = g_signal_new ("caption-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "attachment");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "attachment.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "attachment.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "attachment.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "attachment.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "attachment.caption", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "attachment.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "attachment.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "attachment.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "attachment.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "attachment.first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "attachment.last", NULL);
}

static void
nx_attachment_card_init (NxAttachmentCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed_cb), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-attachment");
}

static void
build (NxAttachmentCard *self, const NxAttachmentItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();
  g_autofree char *facts = nx_attachment_words_dup_facts (item->record);
  GtkWidget *facts_label = gtk_label_new (facts);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), new_picture (item));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_more_button (self));
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (overlay, "nx-attachment-picture");
  self->label = gtk_label_new (nx_attachment_peek_title (item->record));
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 1);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  self->entry = new_entry (self);
  self->title = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->title), FALSE);
  gtk_stack_add_child (GTK_STACK (self->title), self->label);
  gtk_stack_add_child (GTK_STACK (self->title), self->entry);
  gtk_label_set_ellipsize (GTK_LABEL (facts_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (facts_label), 1);
  gtk_label_set_xalign (GTK_LABEL (facts_label), 0);
  gtk_widget_add_css_class (facts_label, "caption");
  gtk_widget_add_css_class (facts_label, "nx-dim");
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), facts_label);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
nx_attachment_card_new (const NxAttachmentItem *item)
{
  NxAttachmentCard *self = g_object_new (NX_TYPE_ATTACHMENT_CARD, NULL);
  g_autofree char *name = nx_attachment_words_dup_name (item->record);

  self->record = g_object_ref (item->record);
  build (self, item);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), nx_attachment_peek_title (item->record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

NxRecord *
nx_attachment_card_get_record (NxAttachmentCard *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_CARD (self), NULL);
  return self->record;
}

void
nx_attachment_card_set_reachable (NxAttachmentCard *self, gboolean is_reachable)
{
  g_return_if_fail (NX_IS_ATTACHMENT_CARD (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), is_reachable);
}

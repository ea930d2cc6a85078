/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The one place to write a question, an answer or a note: what it is, the words, and sending. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-remark-box.h"

#include "nx-chip-box.h"
#include "nx-chip.h"
#include "nx-line-layout.h"
#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>

#define CAPTION_CHARS 10
#define LEAST_CHARS 4 /* of the entry, beside the button in a narrow window */

typedef enum
{
  ANSWER,
  QUESTION,
  NOTE,
  N_KINDS
} Kind;

/* Whole sentences for each kind: of a visit, and of a case as a whole. */
static const struct
{
  const char *code;
  const char *label;
  const char *placeholder[2];
  const char *name[2];
} kinds[N_KINDS] = {
  { "answer",
    /* TRANSLATORS: what one writes: an answer to a question */
    N_ ("_Answer"),
    { N_ ("Write an answer; it shows only at this visit"), N_ ("Write an answer") },
    { N_ ("Answer to this visit"), N_ ("Answer on the case") } },
  { "question",
    /* TRANSLATORS: what one writes: a question */
    N_ ("_Question"),
    { N_ ("Write a question; it shows only at this visit"), N_ ("Write a question on the case") },
    { N_ ("Question on this visit"), N_ ("Question on the case") } },
  { "note",
    /* TRANSLATORS: what one writes: a note */
    N_ ("_Note"),
    { N_ ("Write a note; it shows only at this visit"), N_ ("Write a note on the case") },
    { N_ ("Note on this visit"), N_ ("Note on the case") } },
};

struct _NxRemarkBox
{
  AdwBin parent_instance;

  NxRemark *remark;
  GtkWidget *chips[N_KINDS];
  GtkWidget *entry;
  GtkWidget *send_button;
  GtkWidget *hint;
  GtkWidget *warning;
  Kind proposed; /* until one is chosen */
  guint has_question : 1;
  guint is_updating : 1; /* the remark is being shown, not written */
};

G_DEFINE_FINAL_TYPE (NxRemarkBox, nx_remark_box, ADW_TYPE_BIN)

static const char *
translate (const char *text)
{
  return g_dgettext (GETTEXT_PACKAGE, text);
}

static Kind
get_kind (NxRemarkBox *self)
{
  const char *code = nx_remark_get_kind (self->remark);

  for (guint i = 0; i < N_KINDS; i++)
    if (g_strcmp0 (kinds[i].code, code) == 0)
      return i;
  return self->proposed;
}

static void
show_kind (NxRemarkBox *self)
{
  Kind kind = get_kind (self);
  guint of = nx_remark_get_visit (self->remark) == 0;

  gtk_widget_set_visible (self->chips[ANSWER], self->has_question || kind == ANSWER);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[kind]), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), translate (kinds[kind].placeholder[of]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  translate (kinds[kind].name[of]), -1);
  gtk_widget_set_visible (self->hint, kind == QUESTION);
}

/* Shut while it is on its way; the focus stays where it is. */
static void
show (NxRemarkBox *self)
{
  const char *text = nx_remark_get_text (self->remark);
  gboolean is_sending = nx_remark_is_sending (self->remark);
  g_autofree char *warning = nx_remark_dup_warning (self->remark);

  self->is_updating = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), !is_sending);
  gtk_widget_set_sensitive (self->send_button, !is_sending);
  gtk_label_set_label (GTK_LABEL (self->warning), warning != NULL ? warning : "");
  gtk_widget_set_visible (self->warning, warning != NULL);
  show_kind (self);
  self->is_updating = FALSE;
}

static void
on_entry_changed_cb (NxRemarkBox *self)
{
  if (!self->is_updating)
    nx_remark_set_text (self->remark, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
on_chip_toggled_cb (GtkToggleButton *chip, NxRemarkBox *self)
{
  if (self->is_updating || !gtk_toggle_button_get_active (chip))
    return;
  for (guint i = 0; i < N_KINDS; i++)
    if (self->chips[i] == GTK_WIDGET (chip))
      nx_remark_set_kind (self->remark, kinds[i].code);
}

/* Whoever has said what it is wants to write it. */
static void
on_chip_clicked_cb (NxRemarkBox *self)
{
  nx_remark_box_focus_text (self);
}

static void
send_cb (NxRemarkBox *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  nx_remark_send (self->remark, kinds[get_kind (self)].code, GTK_WIDGET (self));
  if (!nx_remark_is_sending (self->remark))
    gtk_widget_grab_focus (self->entry);
  else if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

NxRemark *
nx_remark_box_get_remark (NxRemarkBox *self)
{
  g_return_val_if_fail (NX_IS_REMARK_BOX (self), NULL);
  return self->remark;
}

void
nx_remark_box_set_comments (NxRemarkBox *self, GPtrArray *comments, gboolean is_own)
{
  NxRecord *open = nx_comments_find_open_question (comments);
  gint64 actor = nx_store_get_actor (nx_remark_get_store (self->remark));

  g_return_if_fail (NX_IS_REMARK_BOX (self));
  self->has_question = nx_comments_have_question (comments);
  if (open != NULL && nx_record_get_int (open, NX_COMMENT_AUTHOR) != actor)
    self->proposed = ANSWER;
  else
    self->proposed = is_own ? NOTE : QUESTION;
  show (self);
}

void
nx_remark_box_choose (NxRemarkBox *self, const char *kind)
{
  g_return_if_fail (NX_IS_REMARK_BOX (self));
  nx_remark_set_kind (self->remark, kind);
}

void
nx_remark_box_focus_text (NxRemarkBox *self)
{
  g_return_if_fail (NX_IS_REMARK_BOX (self));
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
}

int
nx_remark_box_get_cursor (NxRemarkBox *self)
{
  g_return_val_if_fail (NX_IS_REMARK_BOX (self), -1);
  return gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN
             ? gtk_editable_get_position (GTK_EDITABLE (self->entry))
             : -1;
}

void
nx_remark_box_set_cursor (NxRemarkBox *self, int cursor)
{
  nx_remark_box_focus_text (self);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), cursor);
}

/* The widget */

static GtkWidget *
new_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* A popover is as wide as its words would like to be, and then cuts them. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), CAPTION_CHARS);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_visible (label, FALSE);
  return label;
}

static GtkWidget *
new_chips (NxRemarkBox *self)
{
  GtkWidget *box = nx_chip_box_new ();

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->chips[i] = nx_chip_new (NULL, translate (kinds[i].label), -1);
      gtk_widget_add_css_class (self->chips[i], "small");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->chips[i]),
                                     GTK_TOGGLE_BUTTON (self->chips[0]));
      g_signal_connect_object (self->chips[i], "toggled", G_CALLBACK (on_chip_toggled_cb), self, 0);
      g_signal_connect_object (self->chips[i], "clicked", G_CALLBACK (on_chip_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->chips[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What you write"), -1);
  return box;
}

static GtkWidget *
new_line (NxRemarkBox *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = gtk_entry_new ();
  /* TRANSLATORS: a button that sends the question, answer or note one has written */
  self->send_button = gtk_button_new_with_mnemonic (_ ("_Send"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), LEAST_CHARS);
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->send_button, "clicked", G_CALLBACK (send_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->send_button);
  return line;
}

static void
nx_remark_box_dispose (GObject *object)
{
  NxRemarkBox *self = NX_REMARK_BOX (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  if (self->remark != NULL)
    g_signal_handlers_disconnect_by_data (self->remark, self);
  G_OBJECT_CLASS (nx_remark_box_parent_class)->dispose (object);
}

static void
nx_remark_box_finalize (GObject *object)
{
  g_clear_object (&NX_REMARK_BOX (object)->remark);
  G_OBJECT_CLASS (nx_remark_box_parent_class)->finalize (object);
}

static void
nx_remark_box_class_init (NxRemarkBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_remark_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_remark_box_finalize;
}

static void
nx_remark_box_init (NxRemarkBox *self)
{
  GtkWidget *box = nx_line_layout_new_box (6);

  nx_line_layout_set_stacked (box, TRUE);
  self->proposed = QUESTION;
  self->hint = new_caption (_ ("It waits on Today of whoever is to answer, until somebody does."));
  self->warning = new_caption (NULL);
  gtk_widget_add_css_class (self->hint, "nx-dim");
  gtk_widget_add_css_class (self->warning, "nx-high");
  gtk_box_append (GTK_BOX (box), new_chips (self));
  gtk_box_append (GTK_BOX (box), new_line (self));
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->warning);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
nx_remark_box_new (NxRemark *remark)
{
  NxRemarkBox *self = g_object_new (NX_TYPE_REMARK_BOX, NULL);

  self->remark = g_object_ref (remark);
  g_signal_connect_object (remark, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

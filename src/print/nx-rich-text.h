/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds a text with marked stretches: strong, small, tick boxes and blanks to write in. */
#pragma once

#include "nx-font.h"

#include <glib.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/* How a stretch differs from the style of the text around it. */
typedef enum
{
  NX_MARK_NONE,
  NX_MARK_STRONG, /* heading font, same size */
  NX_MARK_SMALL,  /* size of a note */
  NX_MARK_NAME,   /* name at the head of a cell */
  NX_MARK_BOX,    /* an empty box to tick */
  NX_MARK_TICKED, /* a ticked box */
  NX_MARK_BLANK,  /* a line to write on */
  NX_MARK_WHOLE   /* not to be broken; only appended by nx_rich_text_append_choice() */
} NxMark;

typedef struct _NxRichText NxRichText;

/* `plain` may be NULL. Text from records is cleaned while it is taken: not UTF-8, control and
 * direction characters never reach the page. */
NxRichText *nx_rich_text_new (const char *plain);
void nx_rich_text_free (NxRichText *self);

void nx_rich_text_append (NxRichText *self, const char *text, NxMark mark);

/* A strong label and the tab after it, for a cell with a hanging indent. Not cleaned: never from a
 * record. */
void nx_rich_text_append_label (NxRichText *self, const char *label);

/* A box, and a blank `ems` characters wide. */
void nx_rich_text_append_box (NxRichText *self, gboolean is_ticked);
void nx_rich_text_append_blank (NxRichText *self, double ems);

/* A box and its label, which stay on one line. */
void nx_rich_text_append_choice (NxRichText *self, const char *label, gboolean is_ticked);

/* Appends a (translated) form text in which "[ ]" is an empty box, "[x]" a ticked one and "{4}" a
 * blank four characters wide. Never give it text from a record. */
void nx_rich_text_append_form (NxRichText *self, const char *form);
/* The same with blanks `stretch` times as wide. */
void nx_rich_text_append_stretched_form (NxRichText *self, const char *form, double stretch);

/* Sum of the widths of all blanks, in characters. */
double nx_rich_text_sum_blanks (const NxRichText *self);

const char *nx_rich_text_get_text (const NxRichText *self);

/* What Pango needs to set the text in `style` on a page with `scale`. */
PangoAttrList *nx_rich_text_create_attributes (const NxRichText *self,
                                               NxTextStyle style,
                                               double scale);

/* What a mark's shape is; read by the shape renderer of the typesetter. */
typedef struct
{
  NxMark mark;
  double width;  /* points */
  double height; /* points above the base line */
} NxShape;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxRichText, nx_rich_text_free)

G_END_DECLS

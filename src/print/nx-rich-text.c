/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds a text with marked stretches: strong, small, tick boxes and blanks to write in. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-rich-text.h"

#include "nx-print-page.h"

#include <string.h>

#define SHAPE_CHARACTER "\357\277\274" /* U+FFFC, replaced by a drawn shape */
#define BOX_EMS 1.1

typedef struct
{
  guint start;
  guint end; /* bytes */
  NxMark mark;
  double ems; /* of a blank */
} Stretch;

struct _NxRichText
{
  GString *text;
  GArray *stretches; /* NULL while there is none: most cells are plain */
};

NxRichText *
nx_rich_text_new (const char *plain)
{
  NxRichText *self = g_new0 (NxRichText, 1);

  self->text = g_string_new (NULL);
  if (plain != NULL)
    nx_rich_text_append (self, plain, NX_MARK_NONE);
  return self;
}

void
nx_rich_text_free (NxRichText *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->stretches, g_array_unref);
  g_free (self);
}

static void
add_stretch (NxRichText *self, guint start, NxMark mark, double ems)
{
  Stretch stretch = { start, self->text->len, mark, ems };

  if (self->stretches == NULL)
    self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_array_append_val (self->stretches, stretch);
}

static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

static void
append_clean_character (GString *out, gunichar c)
{
  if (c == '\t')
    g_string_append_c (out, ' ');
  else if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x0085)
    g_string_append_c (out, '\n');
  else if (c == 0xFFFC)
    g_string_append_unichar (out, 0xFFFD); /* the shape character is ours alone */
  else if (!g_unichar_iscntrl (c) && !is_direction_control (c))
    g_string_append_unichar (out, c);
}

static void
append_clean (GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    append_clean_character (out, g_utf8_get_char (text));
}

void
nx_rich_text_append (NxRichText *self, const char *text, NxMark mark)
{
  guint start;

  g_return_if_fail (self != NULL);
  g_return_if_fail (mark < NX_MARK_BOX);

  if (text == NULL || *text == '\0')
    return;
  start = self->text->len;
  append_clean (self->text, text);
  if (mark != NX_MARK_NONE)
    add_stretch (self, start, mark, 0);
}

void
nx_rich_text_append_label (NxRichText *self, const char *label)
{
  g_return_if_fail (self != NULL);
  nx_rich_text_append (self, label, NX_MARK_STRONG);
  g_string_append_c (self->text, '\t');
}

static void
append_shape (NxRichText *self, NxMark mark, double ems)
{
  guint start = self->text->len;

  g_string_append (self->text, SHAPE_CHARACTER);
  add_stretch (self, start, mark, ems);
}

void
nx_rich_text_append_box (NxRichText *self, gboolean is_ticked)
{
  g_return_if_fail (self != NULL);
  append_shape (self, is_ticked ? NX_MARK_TICKED : NX_MARK_BOX, BOX_EMS);
}

void
nx_rich_text_append_blank (NxRichText *self, double ems)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (ems > 0);
  append_shape (self, NX_MARK_BLANK, ems);
}

void
nx_rich_text_append_choice (NxRichText *self, const char *label, gboolean is_ticked)
{
  /* Letters run wider than Han characters of the same size. */
  gboolean is_han = nx_font_is_han (g_utf8_get_char (label));
  guint start = self->text->len;

  nx_rich_text_append_box (self, is_ticked);
  nx_rich_text_append (self, label, is_han ? NX_MARK_NONE : NX_MARK_SMALL);
  add_stretch (self, start, NX_MARK_WHOLE, 0);
}

double
nx_rich_text_sum_blanks (const NxRichText *self)
{
  double sum = 0;

  for (guint i = 0; self->stretches != NULL && i < self->stretches->len; i++)
    if (g_array_index (self->stretches, Stretch, i).mark == NX_MARK_BLANK)
      sum += g_array_index (self->stretches, Stretch, i).ems;
  return sum;
}

/* If `form` starts with a box or a blank, appends it and returns what follows, else NULL. */
static const char *
append_form_item (NxRichText *self, const char *form, double stretch)
{
  char *end = NULL;
  double ems;

  if (g_str_has_prefix (form, "[ ]") || g_str_has_prefix (form, "[x]"))
    {
      nx_rich_text_append_box (self, form[1] == 'x');
      return form + 3;
    }
  if (*form != '{')
    return NULL;
  ems = g_ascii_strtod (form + 1, &end);
  if (*end != '}' || ems <= 0 || ems > 100)
    return NULL;
  nx_rich_text_append_blank (self, ems * stretch);
  return end + 1;
}

void
nx_rich_text_append_form (NxRichText *self, const char *form)
{
  nx_rich_text_append_stretched_form (self, form, 1);
}

void
nx_rich_text_append_stretched_form (NxRichText *self, const char *form, double stretch)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (form != NULL);

  while (*form != '\0')
    {
      const char *next = append_form_item (self, form, stretch);
      g_autofree char *plain = NULL;
      gsize length;

      if (next != NULL)
        {
          form = next;
          continue;
        }
      length = strcspn (form + 1, "[{") + 1;
      plain = g_strndup (form, length);
      nx_rich_text_append (self, plain, NX_MARK_NONE);
      form += length;
    }
}

const char *
nx_rich_text_get_text (const NxRichText *self)
{
  return self->text->str;
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
insert_font (PangoAttrList *list, NxTextStyle style, double scale, guint start, guint end)
{
  g_autoptr (PangoFontDescription) font = nx_font_describe (style, scale);

  insert (list, pango_attr_font_desc_new (font), start, end);
}

static void
insert_line_height (PangoAttrList *list, NxTextStyle style, double scale, guint start, guint end)
{
  int height = nx_to_pango (nx_font_get_line_height (style) * scale);

  insert (list, pango_attr_line_height_new_absolute (height), start, end);
}

static gpointer
copy_shape (gconstpointer shape)
{
  return g_memdup2 (shape, sizeof (NxShape));
}

static void
insert_shape (PangoAttrList *list, const Stretch *stretch, double size)
{
  NxShape shape = { stretch->mark, stretch->ems * size, size };
  PangoRectangle box
      = { 0, -nx_to_pango (size * 0.88), nx_to_pango (shape.width), nx_to_pango (size) };

  insert (list,
          pango_attr_shape_new_with_data (&box, &box, copy_shape (&shape), copy_shape, g_free),
          stretch->start, stretch->end);
}

static void
insert_stretch (PangoAttrList *list, const Stretch *stretch, NxTextStyle style, double scale)
{
  static const NxTextStyle styles[]
      = { [NX_MARK_SMALL] = NX_TEXT_NOTE, [NX_MARK_NAME] = NX_TEXT_NAME };

  switch (stretch->mark)
    {
    case NX_MARK_STRONG:
      {
        double factor = nx_font_get_size (style) / nx_font_get_size (NX_TEXT_LABEL);

        insert_font (list, NX_TEXT_LABEL, scale * factor, stretch->start, stretch->end);
        break;
      }
    case NX_MARK_SMALL:
    case NX_MARK_NAME:
      insert_font (list, styles[stretch->mark], scale, stretch->start, stretch->end);
      insert_line_height (list, styles[stretch->mark], scale, stretch->start, stretch->end);
      break;
    case NX_MARK_BOX:
    case NX_MARK_TICKED:
    case NX_MARK_BLANK:
      insert_shape (list, stretch, nx_font_get_size (style) * scale);
      break;
    case NX_MARK_WHOLE:
      insert (list, pango_attr_allow_breaks_new (FALSE), stretch->start, stretch->end);
      break;
    case NX_MARK_NONE:
      break;
    }
}

PangoAttrList *
nx_rich_text_create_attributes (const NxRichText *self, NxTextStyle style, double scale)
{
  PangoAttrList *list = pango_attr_list_new ();
  double spacing = nx_font_get_letter_spacing (style, self->text->str) * scale;

  insert_line_height (list, style, scale, 0, G_MAXUINT);
  insert (list, pango_attr_insert_hyphens_new (FALSE), 0, G_MAXUINT); /* not our words to cut */
  if (spacing > 0)
    insert (list, pango_attr_letter_spacing_new (nx_to_pango (spacing)), 0, G_MAXUINT);
  for (guint i = 0; self->stretches != NULL && i < self->stretches->len; i++)
    insert_stretch (list, &g_array_index (self->stretches, Stretch, i), style, scale);
  return list;
}

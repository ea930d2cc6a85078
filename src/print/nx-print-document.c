/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a paper: a list of blocks laid out into pages that can be drawn on any cairo surface. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-print-document.h"

#include "nx-page-frame.h"
#include "nx-text-block.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMED_MISSING 40 /* code points listed on the paper */

/* Layout goes forward block by block. When a block does not fit, what must stay with it (a heading
 * before it, the last lines before a signature) is taken back from the page and carried over. */

typedef struct
{
  NxBlock *block; /* borrowed from the document */
  NxPart part;
  double y; /* from the top of the body */
} Placed;

typedef struct
{
  GArray *placed;
  double bottom;
} Sheet;

struct _NxPrintDocument
{
  GObject parent_instance;

  NxPrintPage page;
  NxPageFrame frame;
  NxTypesetter *typesetter;
  char *title;
  gint64 printed_at;
  GPtrArray *blocks;
  GPtrArray *others; /* NxPrintDocument, whose pages come behind these */

  GPtrArray *sheets; /* Sheet */
  GArray *carried;   /* Placed, for the next sheet */
  guint next_block;
  NxBreak next_break;
  guint has_named_missing : 1;
  guint is_paginated : 1;
};

G_DEFINE_FINAL_TYPE (NxPrintDocument, nx_print_document, G_TYPE_OBJECT)

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_array_unref (sheet->placed);
  g_free (sheet);
}

static void
forget_pages (NxPrintDocument *self)
{
  g_ptr_array_set_size (self->sheets, 0);
  g_array_set_size (self->carried, 0);
  self->next_block = 0;
  self->next_break = (NxBreak){ 0, 0 };
  self->is_paginated = FALSE;
}

static void
place (Sheet *sheet, NxBlock *block, const NxPart *part, double gap)
{
  Placed placed = { block, *part, sheet->bottom + gap };

  g_array_append_val (sheet->placed, placed);
  sheet->bottom += gap + part->height;
}

static double
gap_before (NxPrintDocument *self, const Sheet *sheet, NxBlock *block)
{
  return sheet->placed->len > 0 ? nx_block_get_space_before (block) * self->page.text_scale : 0;
}

static Placed *
last_placed (Sheet *sheet)
{
  return &g_array_index (sheet->placed, Placed, sheet->placed->len - 1);
}

/* Moves the end of the page in front of what is carried already. */
static void
carry_last (NxPrintDocument *self, Sheet *sheet)
{
  Placed placed = *last_placed (sheet);

  g_array_set_size (sheet->placed, sheet->placed->len - 1);
  g_array_prepend_val (self->carried, placed);
}

static void
carry_tail (NxPrintDocument *self, Sheet *sheet)
{
  Placed *last = last_placed (sheet);
  Placed tail = *last;
  NxPart head;

  if (nx_block_split_tail (last->block, self->typesetter,
                           nx_print_page_get_body_width (&self->page), &last->part, &head,
                           &tail.part))
    {
      last->part = head;
      g_array_prepend_val (self->carried, tail);
    }
  else if (sheet->placed->len > 1)
    carry_last (self, sheet);
}

/* `block` has to start on the next page: takes along what must not stay without it. */
static void
take_back (NxPrintDocument *self, Sheet *sheet, NxBlock *block)
{
  if (self->next_break.unit != 0 || self->next_break.offset != 0)
    return;
  if (nx_block_get_keep_with_previous (block) && sheet->placed->len > 0)
    carry_tail (self, sheet);
  while (sheet->placed->len > 1 && nx_block_get_keep_with_next (last_placed (sheet)->block))
    carry_last (self, sheet);
}

static void
place_carried (NxPrintDocument *self, Sheet *sheet)
{
  for (guint i = 0; i < self->carried->len; i++)
    {
      const Placed *carried = &g_array_index (self->carried, Placed, i);

      place (sheet, carried->block, &carried->part, gap_before (self, sheet, carried->block));
    }
  g_array_set_size (self->carried, 0);
}

static void
name_missing (NxPrintDocument *self)
{
  g_autofree char *list = nx_print_document_dup_missing_text (self);
  g_autofree char *note = NULL;
  NxBlock *block;

  self->has_named_missing = TRUE;
  if (list == NULL)
    return;
  /* TRANSLATORS: a note on paper; %s is a list of code points such as "U+2348D, U+E000". */
  note = g_strdup_printf (
      _ ("No installed font has these characters; they appear as boxes above: %s"), list);
  block = nx_text_block_new_plain (NX_TEXT_NOTE, note);
  nx_block_set_space_before (block, 8);
  g_ptr_array_add (self->blocks, block);
}

static NxBlock *
next_block (NxPrintDocument *self)
{
  if (self->next_block == self->blocks->len && !self->has_named_missing)
    {
      nx_page_frame_check (&self->frame, self->typesetter);
      name_missing (self);
    }
  return self->next_block < self->blocks->len ? g_ptr_array_index (self->blocks, self->next_block)
                                              : NULL;
}

/* Fills `sheet`; FALSE when a block is left for the next one. */
static gboolean
fill_sheet (NxPrintDocument *self, Sheet *sheet)
{
  double height = nx_print_page_get_body_height (&self->page);
  NxBlock *block;

  place_carried (self, sheet);
  while ((block = next_block (self)) != NULL)
    {
      double gap = gap_before (self, sheet, block);
      NxRoom room = { nx_print_page_get_body_width (&self->page), height - sheet->bottom - gap,
                      height, sheet->placed->len == 0, self->next_break };
      NxPart part = { 0 };

      if (!nx_block_fit (block, self->typesetter, &room, &part))
        {
          take_back (self, sheet, block);
          return FALSE;
        }
      place (sheet, block, &part, gap);
      self->next_break = part.is_last ? (NxBreak){ 0, 0 } : part.to;
      if (!part.is_last)
        return FALSE;
      self->next_block++;
    }
  return TRUE;
}

static void
nx_print_document_finalize (GObject *object)
{
  NxPrintDocument *self = NX_PRINT_DOCUMENT (object);

  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->carried, g_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->typesetter, nx_typesetter_free);
  g_clear_pointer (&self->title, g_free);
  nx_page_frame_clear (&self->frame);
  G_OBJECT_CLASS (nx_print_document_parent_class)->finalize (object);
}

static void
nx_print_document_class_init (NxPrintDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_print_document_finalize;
}

static void
nx_print_document_init (NxPrintDocument *self)
{
  self->blocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->carried = g_array_new (FALSE, FALSE, sizeof (Placed));
}

NxPrintDocument *
nx_print_document_new_scaled (NxPaper paper, double text_scale)
{
  NxPrintDocument *self;

  g_return_val_if_fail (text_scale > 0.5 && text_scale < 3, NULL);

  self = g_object_new (NX_TYPE_PRINT_DOCUMENT, NULL);
  nx_print_page_init (&self->page, paper);
  self->page.text_scale *= text_scale;
  self->typesetter = nx_typesetter_new (self->page.text_scale);
  return self;
}

NxPrintDocument *
nx_print_document_new (NxPaper paper)
{
  return nx_print_document_new_scaled (paper, 1);
}

void
nx_print_document_set_title (NxPrintDocument *self, const char *title)
{
  g_return_if_fail (NX_IS_PRINT_DOCUMENT (self));
  g_free (self->title);
  self->title = g_strdup (title);
}

const char *
nx_print_document_get_title (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), NULL);
  return self->title;
}

void
nx_print_document_set_printed_at (NxPrintDocument *self, gint64 instant)
{
  g_return_if_fail (NX_IS_PRINT_DOCUMENT (self));
  self->printed_at = instant;
}

gint64
nx_print_document_get_printed_at (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), 0);
  return self->printed_at;
}

const NxPrintPage *
nx_print_document_get_page (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), NULL);
  return &self->page;
}

void
nx_print_document_set_head (NxPrintDocument *self, const char *left, const char *right)
{
  g_return_if_fail (NX_IS_PRINT_DOCUMENT (self));
  g_free (self->frame.head_left);
  g_free (self->frame.head_right);
  self->frame.head_left = g_strdup (left);
  self->frame.head_right = g_strdup (right);
}

void
nx_print_document_set_foot (NxPrintDocument *self, const char *left, const char *right)
{
  g_return_if_fail (NX_IS_PRINT_DOCUMENT (self));
  g_free (self->frame.foot_left);
  g_free (self->frame.foot_right);
  self->frame.foot_left = g_strdup (left);
  self->frame.foot_right = g_strdup (right);
}

NxBlock *
nx_print_document_add (NxPrintDocument *self, NxBlock *block)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), NULL);
  g_return_val_if_fail (NX_IS_BLOCK (block), NULL);
  g_return_val_if_fail (!self->has_named_missing, NULL);

  g_ptr_array_add (self->blocks, block);
  forget_pages (self);
  return block;
}

void
nx_print_document_append (NxPrintDocument *self, NxPrintDocument *next)
{
  g_return_if_fail (NX_IS_PRINT_DOCUMENT (self) && NX_IS_PRINT_DOCUMENT (next) && next != self);
  g_return_if_fail (next->others->len == 0 && next->page.width == self->page.width
                    && next->page.height == self->page.height);
  g_ptr_array_add (self->others, next);
}

/* The first is @self. */
static NxPrintDocument *
get_part (NxPrintDocument *self, guint n)
{
  return n == 0 ? self : g_ptr_array_index (self->others, n - 1);
}

static void
lay_out_sheet (NxPrintDocument *self)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_ptr_array_add (self->sheets, sheet);
  self->is_paginated = fill_sheet (self, sheet);
}

gboolean
nx_print_document_paginate_step (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), TRUE);

  for (guint i = 0; i <= self->others->len; i++)
    if (!get_part (self, i)->is_paginated)
      {
        lay_out_sheet (get_part (self, i));
        break;
      }
  return nx_print_document_is_laid_out (self);
}

void
nx_print_document_paginate (NxPrintDocument *self)
{
  while (!nx_print_document_paginate_step (self))
    ;
}

guint
nx_print_document_n_pages (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), 0);
  nx_print_document_paginate (self);
  return nx_print_document_n_laid_out (self);
}

guint
nx_print_document_n_laid_out (NxPrintDocument *self)
{
  guint n = 0;

  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), 0);
  for (guint i = 0; i <= self->others->len; i++)
    n += get_part (self, i)->sheets->len;
  return n;
}

gboolean
nx_print_document_is_laid_out (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), FALSE);
  for (guint i = 0; i <= self->others->len; i++)
    if (!get_part (self, i)->is_paginated)
      return FALSE;
  return TRUE;
}

static void
draw_sheet (NxPrintDocument *self, cairo_t *cairo, guint n)
{
  const Sheet *sheet = g_ptr_array_index (self->sheets, n);

  cairo_save (cairo);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  nx_page_frame_draw (&self->frame, &self->page, self->typesetter, cairo, n + 1,
                      self->is_paginated ? self->sheets->len : 0);
  for (guint i = 0; i < sheet->placed->len; i++)
    {
      const Placed *placed = &g_array_index (sheet->placed, Placed, i);

      nx_block_draw (placed->block, self->typesetter, cairo, self->page.left,
                     self->page.top + placed->y, nx_print_page_get_body_width (&self->page),
                     &placed->part);
    }
  cairo_restore (cairo);
}

void
nx_print_document_draw_page (NxPrintDocument *self, cairo_t *cairo, guint n)
{
  g_return_if_fail (NX_IS_PRINT_DOCUMENT (self));
  g_return_if_fail (n < nx_print_document_n_laid_out (self)
                    || n < nx_print_document_n_pages (self));

  for (guint i = 0; i <= self->others->len; i++)
    {
      NxPrintDocument *part = get_part (self, i);

      if (n < part->sheets->len)
        {
          draw_sheet (part, cairo, n);
          return;
        }
      n -= part->sheets->len;
    }
}

const GArray *
nx_print_document_get_missing (NxPrintDocument *self)
{
  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (self), NULL);
  return nx_typesetter_get_missing (self->typesetter);
}

static int
compare_code_points (gconstpointer a, gconstpointer b)
{
  gunichar left = *(const gunichar *)a;
  gunichar right = *(const gunichar *)b;

  return (left > right) - (left < right);
}

/* Of all parts, sorted, each once. */
static GArray *
collect_missing (NxPrintDocument *self)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (guint i = 0; i <= self->others->len; i++)
    {
      const GArray *missing = nx_print_document_get_missing (get_part (self, i));

      if (missing != NULL && missing->len > 0)
        g_array_append_vals (all, missing->data, missing->len);
    }
  g_array_sort (all, compare_code_points);
  for (guint i = all->len; i > 1; i--)
    if (g_array_index (all, gunichar, i - 1) == g_array_index (all, gunichar, i - 2))
      g_array_remove_index (all, i - 1);
  return all;
}

char *
nx_print_document_dup_missing_text (NxPrintDocument *self)
{
  g_autoptr (GArray) missing = collect_missing (self);
  GString *text;

  if (missing->len == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < MIN (missing->len, MOST_NAMED_MISSING); i++)
    g_string_append_printf (text, "%sU+%04X", i > 0 ? ", " : "",
                            g_array_index (missing, gunichar, i));
  if (missing->len > MOST_NAMED_MISSING)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

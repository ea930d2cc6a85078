/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures on drawn pages how far every word and mark stands out from what is behind it. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-badge.h"
#include "nx-case-list-page.h"
#include "nx-case-page.h"
#include "nx-chip.h"
#include "nx-household-page.h"
#include "nx-person-page.h"
#include "nx-stepper.h"
#include "nx-style-sheet.h"
#include "nx-today-page.h"
#include "nx-visit-editor.h"

/* WCAG 2.1, 1.4.3 and 1.4.11. */
#define LEAST_TEXT 4.5
#define LEAST_MARK 3.0
/* Drawn so much larger that strokes of letters have their full colour somewhere. */
#define ZOOM 3
/* Below this nothing was drawn there: scrolled out of sight. */
#define NOTHING 1.15

typedef struct
{
  guint8 *pixels; /* BGRA */
  int width;
  int height;
} Picture;

typedef struct
{
  Picture picture;
  GtkWidget *top;
  guint n_texts;
  guint n_marks;
  guint n_bad;
  double worst;
} Work;

/* Pixels */

static double
get_part (guint8 value)
{
  double part = value / 255.0;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const guint8 *pixel)
{
  return 0.2126 * get_part (pixel[2]) + 0.7152 * get_part (pixel[1]) + 0.0722 * get_part (pixel[0]);
}

static double
get_contrast (double a, double b)
{
  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* NULL until the window has been drawn for the first time. */
static GskRenderNode *
record (GtkWidget *top, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (top);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gtk_snapshot_scale (snapshot, ZOOM, ZOOM);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

static Picture
draw (GtkWidget *top)
{
  int width = gtk_widget_get_width (top);
  int height = gtk_widget_get_height (top);
  GskRenderNode *node = NULL;
  GdkTexture *texture = NULL;
  Picture picture = { NULL, width * ZOOM, height * ZOOM };

  nx_test_wait (node != NULL || (node = record (top, width, height)) != NULL);
  texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (top)), node,
                                     &GRAPHENE_RECT_INIT (0, 0, picture.width, picture.height));
  picture.pixels = g_malloc ((gsize)picture.width * picture.height * 4);
  gdk_texture_download (texture, picture.pixels, (gsize)picture.width * 4);
  g_object_unref (texture);
  gsk_render_node_unref (node);
  return picture;
}

typedef struct
{
  int x;
  int y;
  int width;
  int height;
} Area;

/* What is scrolled out of sight, wholly or in part, is not seen. */
static gboolean
is_clipped (GtkWidget *widget)
{
  for (GtkWidget *around = gtk_widget_get_parent (widget); around != NULL;
       around = gtk_widget_get_parent (around))
    {
      graphene_rect_t bounds;
      graphene_rect_t window;

      if (!GTK_IS_SCROLLED_WINDOW (around) || !gtk_widget_compute_bounds (widget, around, &bounds))
        continue;
      graphene_rect_init (&window, 0, 0, (float)gtk_widget_get_width (around),
                          (float)gtk_widget_get_height (around));
      if (!graphene_rect_contains_rect (&window, &bounds))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_area (Work *self, GtkWidget *widget, Area *area)
{
  graphene_rect_t bounds;

  if (is_clipped (widget) || !gtk_widget_compute_bounds (widget, self->top, &bounds))
    return FALSE;
  *area = (Area){ (int)(bounds.origin.x * ZOOM), (int)(bounds.origin.y * ZOOM),
                  (int)(bounds.size.width * ZOOM), (int)(bounds.size.height * ZOOM) };
  return area->width > 0 && area->height > 0 && area->x >= 0 && area->y >= 0
         && area->x + area->width <= self->picture.width
         && area->y + area->height <= self->picture.height;
}

static const guint8 *
get_pixel (Work *self, int x, int y)
{
  return self->picture.pixels + ((gsize)y * self->picture.width + x) * 4;
}

/* The colour most of it has. */
static double
measure_ground (Work *self, const Area *area)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint most = 0;
  double ground = 0;

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      {
        const guint8 *pixel = get_pixel (self, x, y);
        gpointer key = GUINT_TO_POINTER (pixel[0] | pixel[1] << 8 | pixel[2] << 16);
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

        g_hash_table_insert (counts, key, GUINT_TO_POINTER (n));
        if (n > most)
          {
            most = n;
            ground = get_luminance (pixel);
          }
      }
  return ground;
}

/* What differs most from the ground. */
static double
measure (Work *self, const Area *area)
{
  double ground = measure_ground (self, area);
  double best = 1;

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      best = MAX (best, get_contrast (get_luminance (get_pixel (self, x, y)), ground));
  return best;
}

/* Widgets */

static void
judge (Work *self, GtkWidget *widget, double contrast, double least)
{
  const char *words = nx_test_get_words (widget);
  g_auto (GStrv) classes = gtk_widget_get_css_classes (gtk_widget_get_parent (widget));
  g_autofree char *around = g_strjoinv (".", classes);

  self->worst = MIN (self->worst, contrast / least);
  if (contrast >= least)
    return;
  self->n_bad++;
  g_test_message ("%.2f : 1 (%.1f) %s “%s” in %s.%s", contrast, least, G_OBJECT_TYPE_NAME (widget),
                  words != NULL ? words : "", G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                  around);
}

static gboolean
is_mark (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "nx-event-bar")
         || gtk_widget_has_css_class (widget, "nx-unread-dot");
}

/* A mark is all of one colour: it is compared with what is beside it. */
static void
check_mark (Work *self, GtkWidget *widget, const Area *area)
{
  Area around = { MAX (area->x - 2 * ZOOM, 0), area->y, area->width + 4 * ZOOM, area->height };

  around.width = MIN (around.width, self->picture.width - around.x);
  judge (self, widget, measure (self, &around), LEAST_MARK);
  self->n_marks++;
}

static void
check_drawn (Work *self, GtkWidget *widget, const Area *area, double least)
{
  double contrast = measure (self, area);
  double by_style = 0;
  GdkRGBA colour;
  guint8 pixel[4] = { 0 };

  /* Thin strokes of an icon of 16 pixels are paler than the colour they are drawn with. */
  if (contrast < NOTHING || GTK_IS_IMAGE (widget))
    {
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
      pixel[0] = (guint8)(colour.blue * 255);
      pixel[1] = (guint8)(colour.green * 255);
      pixel[2] = (guint8)(colour.red * 255);
      by_style = get_contrast (get_luminance (pixel), measure_ground (self, area));
    }
  judge (self, widget, MAX (contrast, by_style), least);
}

/* The letter of an avatar stands beside the name, but in high contrast it is there to be seen too;
 * the signs in a switch are the theme's, and repeat where its knob is. */
static gboolean
is_decoration (GtkWidget *widget)
{
  return GTK_IS_SWITCH (widget)
         || (ADW_IS_AVATAR (widget)
             && !adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
}

static void
check (Work *self, GtkWidget *widget)
{
  const char *words = nx_test_get_words (widget);
  Area area;

  /* What cannot be used now is exempt; so is what is not shown. */
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget)
      || is_decoration (widget))
    return;
  if (is_mark (widget) && find_area (self, widget, &area))
    check_mark (self, widget, &area);
  else if (words != NULL && *words != '\0' && find_area (self, widget, &area))
    {
      check_drawn (self, widget, &area, LEAST_TEXT);
      self->n_texts++;
    }
  else if (GTK_IS_IMAGE (widget) && find_area (self, widget, &area))
    {
      check_drawn (self, widget, &area, LEAST_MARK);
      self->n_marks++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check (self, child);
}

static void
check_window (GtkWindow *window, const char *what, guint least_texts)
{
  Work self = { .top = GTK_WIDGET (window), .worst = 99 };

  for (int turn = 0; turn < 60; turn++)
    {
      gtk_widget_queue_draw (self.top);
      g_main_context_iteration (NULL, FALSE);
    }
  self.picture = draw (self.top);
  check (&self, self.top);
  g_test_message ("%s: %u texts, %u marks, the worst %.2f of what is asked", what, self.n_texts,
                  self.n_marks, self.worst);
  g_assert_cmpuint (self.n_texts, >=, least_texts);
  g_assert_cmpuint (self.n_bad, ==, 0);
  g_free (self.picture.pixels);
}

static void
check_page (CaseworkFixture *self, NxPage *page, const char *what)
{
  casework_show (self, page);
  nx_page_shown (page);
  nx_test_wait (gtk_widget_get_mapped (GTK_WIDGET (page)) && !nx_page_is_busy (page));
  check_window (self->window, what, 5);
  casework_close (self);
}

static void
test_pages (CaseworkFixture *self, gconstpointer data)
{
  check_page (self, nx_today_page_new (self->store), "today");
  check_page (self, nx_case_list_page_new (self->store), "cases");
  check_page (self, nx_case_page_new (self->store, self->ids.case_id), "case");
  check_page (self, nx_household_page_new (self->store, self->ids.household), "household");
  check_page (self, nx_person_page_new (self->store, self->ids.client), "person");
  check_page (self, nx_visit_editor_new (self->store, self->ids.case_id, 0, "done"), "visit");
}

/* Parts in every colour, on every ground they stand on. */

static const char *const kinds[] = { "high", "mid", "ok", "info", "stage", "accent", "plain" };

static GtkWidget *
make_event (const char *kind)
{
  GtkWidget *event = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *disc = gtk_image_new_from_icon_name ("nx-visit-symbolic");

  gtk_widget_add_css_class (event, "nx-event");
  gtk_widget_add_css_class (event, kind);
  gtk_widget_add_css_class (bar, "nx-event-bar");
  gtk_widget_add_css_class (disc, "nx-event-disc");
  gtk_box_append (GTK_BOX (event), bar);
  gtk_box_append (GTK_BOX (event), disc);
  return event;
}

static void
add_kind (GtkBox *line, const char *kind)
{
  g_autofree char *css_class = g_strconcat ("nx-", kind, NULL);
  GtkWidget *label = gtk_label_new (kind);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (line, nx_badge_new (kind, "nx-late-symbolic", kind));
  gtk_box_append (line, label);
  if (!g_str_equal (kind, "plain"))
    gtk_box_append (line, make_event (kind));
}

static void
add_styled (GtkBox *line, GtkWidget *widget, const char *css_class)
{
  gtk_widget_add_css_class (widget, css_class);
  gtk_box_append (line, widget);
}

static GtkWidget *
make_ground (const char *css_class, const char *ground)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkBox *kinds_line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9));
  GtkBox *parts_line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9));
  GtkWidget *chosen = nx_chip_new (NULL, "Chosen", 3);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, css_class);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_kind (kinds_line, kinds[i]);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chosen), TRUE);
  gtk_box_append (parts_line, chosen);
  gtk_box_append (parts_line, nx_chip_new (NULL, "Not chosen", 12));
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  add_styled (parts_line, dot, "nx-unread-dot");
  add_styled (parts_line, gtk_label_new (ground), "nx-dim");
  add_styled (parts_line, gtk_button_new_with_label ("Row action"), "nx-row-action");
  add_styled (parts_line, gtk_button_new_with_label ("Suggested"), "suggested-action");
  add_styled (parts_line, gtk_button_new_with_label ("Destructive"), "destructive-action");
  add_styled (parts_line, gtk_label_new ("12"), "nx-count");
  add_styled (parts_line, gtk_label_new ("Next visit"), "nx-strip");
  add_styled (parts_line, gtk_label_new ("Error"), "nx-error-bar");
  add_styled (parts_line, gtk_label_new ("Warning"), "nx-warning-bar");
  add_styled (parts_line, gtk_label_new ("Report"), "nx-report-bar");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (kinds_line));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (parts_line));
  return box;
}

static void
test_parts (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), make_ground ("background", "window"));
  gtk_box_append (GTK_BOX (box), make_ground ("view", "view"));
  gtk_box_append (GTK_BOX (box), make_ground ("card", "card"));
  gtk_box_append (GTK_BOX (box), make_ground ("nx-sidebar", "sidebar"));
  gtk_window_set_child (window, box);
  gtk_window_present (window);
  nx_test_wait (gtk_widget_get_mapped (box) && gtk_widget_get_height (box) > 100);
  check_window (window, "parts", 60);
  gtk_window_destroy (window);
  nx_test_settle ();
}

/* Lines in high contrast are there to be seen. */
static void
test_lines (void)
{
  static const char *const names[] = { "nx_line_color", "borders" };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (window));
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA ground;

  g_test_message ("%s, %s", adw_style_manager_get_dark (style) ? "dark" : "light",
                  adw_style_manager_get_high_contrast (style) ? "high contrast" : "usual");
  g_assert_true (adw_style_manager_get_high_contrast (style)
                 == (g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0));
  g_assert_true (gtk_style_context_lookup_color (context, "window_bg_color", &ground));
  for (guint i = 0; adw_style_manager_get_high_contrast (style) && i < G_N_ELEMENTS (names); i++)
    {
      GdkRGBA line;
      guint8 under[4] = { (guint8)(ground.blue * 255), (guint8)(ground.green * 255),
                          (guint8)(ground.red * 255), 255 };
      guint8 over[4] = { 0 };

      g_assert_true (gtk_style_context_lookup_color (context, names[i], &line));
      over[0] = (guint8)(255 * (line.blue * line.alpha + ground.blue * (1 - line.alpha)));
      over[1] = (guint8)(255 * (line.green * line.alpha + ground.green * (1 - line.alpha)));
      over[2] = (guint8)(255 * (line.red * line.alpha + ground.red * (1 - line.alpha)));
      g_test_message ("%s %.2f : 1", names[i],
                      get_contrast (get_luminance (over), get_luminance (under)));
      g_assert_cmpfloat (get_contrast (get_luminance (over), get_luminance (under)), >=,
                         LEAST_MARK);
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  nx_test_add_style ();
  g_test_add_func ("/ui/contrast/lines", test_lines);
  g_test_add ("/ui/contrast/pages", CaseworkFixture, NULL, casework_set_up, test_pages,
              casework_tear_down);
  g_test_add_func ("/ui/contrast/parts", test_parts);
  return g_test_run ();
}

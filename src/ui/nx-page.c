/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The base of every page: header bar, busy bar, error bar and the place for the page's own content.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-page.h"

#include "nx-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NX_BUSY_DELAY_MS 200
#define NX_BUSY_STEP_MS 80

typedef struct
{
  NxStore *store;

  AdwHeaderBar *header_bar;
  GtkButton *sidebar_button;
  GtkButton *back_button;
  GtkWidget *find_field;
  GtkWidget *find_button;
  GtkProgressBar *busy_bar;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkBox *frame;
  AdwBin *content;

  char *title;
  char *subtitle;
  guint n_busy;
  guint busy_source; /* waits, then moves the bar; 0 while not busy */
  guint is_narrow : 1;
  guint has_find : 1;
  guint has_share : 1;
  guint is_tight : 1;
  guint gives_room : 1;
} NxPagePrivate;

static void nx_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (NxPage,
                                  nx_page,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (NxPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             nx_page_buildable_init))

typedef enum
{
  PROP_STORE = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_BUSY,
  PROP_NARROW,
} NxPageProps;

static GParamSpec *props[PROP_NARROW + 1];
static GtkBuildableIface *parent_buildable;

static NxPagePrivate *
get_private (NxPage *self)
{
  return nx_page_get_instance_private (self);
}

static gboolean
move_busy_bar_cb (gpointer data)
{
  NxPagePrivate *self = get_private (data);

  gtk_widget_set_visible (GTK_WIDGET (self->busy_bar), TRUE);
  if (!self->has_share)
    gtk_progress_bar_pulse (self->busy_bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
start_busy_bar_cb (gpointer data)
{
  NxPagePrivate *self = get_private (data);

  move_busy_bar_cb (data);
  self->busy_source = g_timeout_add (NX_BUSY_STEP_MS, move_busy_bar_cb, data);
  return G_SOURCE_REMOVE;
}

static void
show_find (NxPagePrivate *self)
{
  gtk_widget_set_visible (self->find_field, self->has_find && !self->is_narrow);
  gtk_widget_set_visible (self->find_button, self->has_find && self->is_narrow
                                                 && !(self->gives_room && self->is_tight));
}

static void
on_error_close_button_clicked_cb (NxPage *self)
{
  nx_page_show_error (self, NULL);
}

static void
nx_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  NxPagePrivate *self = get_private (NX_PAGE (buildable));

  if (self->content == NULL)
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    adw_header_bar_pack_start (self->header_bar, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (self->header_bar, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "top") == 0)
    gtk_box_insert_child_after (self->frame, GTK_WIDGET (child),
                                gtk_widget_get_prev_sibling (GTK_WIDGET (self->content)));
  else if (GTK_IS_WIDGET (child))
    adw_bin_set_child (self->content, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
nx_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = nx_page_add_child;
}

static void
nx_page_dispose (GObject *object)
{
  NxPagePrivate *self = get_private (NX_PAGE (object));

  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_page_parent_class)->dispose (object);
}

static void
nx_page_finalize (GObject *object)
{
  NxPagePrivate *self = get_private (NX_PAGE (object));

  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (nx_page_parent_class)->finalize (object);
}

static void
nx_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxPagePrivate *self = get_private (NX_PAGE (object));

  switch ((NxPageProps)prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_busy > 0);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    }
}

static void
nx_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxPage *page = NX_PAGE (object);
  NxPagePrivate *self = get_private (page);

  switch ((NxPageProps)prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      nx_page_set_title (page, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      nx_page_set_subtitle (page, g_value_get_string (value));
      break;
    case PROP_BUSY:
    case PROP_NARROW:
      break;
    }
}

static void
nx_page_class_init (NxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = nx_page_dispose;
  object_class->finalize = nx_page_finalize;
  object_class->get_property = nx_page_get_property;
  object_class->set_property = nx_page_set_property;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, NX_TYPE_STORE,
                                           flags | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  props[PROP_SUBTITLE]
      = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, back_button);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, busy_bar);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, content);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, error_label);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, error_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, find_button);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, find_field);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, frame);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, header_bar);
  gtk_widget_class_bind_template_child_private (widget_class, NxPage, sidebar_button);
  gtk_widget_class_bind_template_callback (widget_class, on_error_close_button_clicked_cb);
}

static void
nx_page_init (NxPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

NxStore *
nx_page_get_store (NxPage *self)
{
  g_return_val_if_fail (NX_IS_PAGE (self), NULL);
  return get_private (self)->store;
}

const char *
nx_page_get_title (NxPage *self)
{
  g_return_val_if_fail (NX_IS_PAGE (self), NULL);
  return get_private (self)->title;
}

static void
set_text (NxPage *self, char **place, const char *text, NxPageProps prop)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
nx_page_set_title (NxPage *self, const char *title)
{
  g_return_if_fail (NX_IS_PAGE (self));
  set_text (self, &get_private (self)->title, title, PROP_TITLE);
}

const char *
nx_page_get_subtitle (NxPage *self)
{
  g_return_val_if_fail (NX_IS_PAGE (self), NULL);
  return get_private (self)->subtitle;
}

void
nx_page_set_subtitle (NxPage *self, const char *subtitle)
{
  g_return_if_fail (NX_IS_PAGE (self));
  set_text (self, &get_private (self)->subtitle, subtitle, PROP_SUBTITLE);
}

void
nx_page_begin_busy (NxPage *page)
{
  NxPagePrivate *self = get_private (page);

  if (self->n_busy++ > 0)
    return;
  self->has_share = FALSE;
  self->busy_source = g_timeout_add (NX_BUSY_DELAY_MS, start_busy_bar_cb, page);
  gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
  g_object_notify_by_pspec (G_OBJECT (page), props[PROP_BUSY]);
}

void
nx_page_end_busy (NxPage *page)
{
  NxPagePrivate *self = get_private (page);

  g_return_if_fail (self->n_busy > 0);
  if (--self->n_busy > 0)
    return;
  g_clear_handle_id (&self->busy_source, g_source_remove);
  if (self->busy_bar != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->busy_bar), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_BUSY, FALSE, -1);
  g_object_notify_by_pspec (G_OBJECT (page), props[PROP_BUSY]);
}

gboolean
nx_page_is_busy (NxPage *self)
{
  g_return_val_if_fail (NX_IS_PAGE (self), FALSE);
  return get_private (self)->n_busy > 0;
}

void
nx_page_set_progress (NxPage *page, double share)
{
  NxPagePrivate *self = get_private (page);

  self->has_share = TRUE;
  gtk_progress_bar_set_fraction (self->busy_bar, CLAMP (share, 0.0, 1.0));
}

void
nx_page_show_error (NxPage *page, const char *sentence)
{
  NxPagePrivate *self = get_private (page);

  g_return_if_fail (NX_IS_PAGE (page));
  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

void
nx_page_report (NxPage *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = nx_words_for_error (error);
  nx_page_show_error (self, sentence);
}

gboolean
nx_page_is_narrow (NxPage *self)
{
  g_return_val_if_fail (NX_IS_PAGE (self), FALSE);
  return get_private (self)->is_narrow;
}

void
nx_page_pack_end (NxPage *self, GtkWidget *widget)
{
  g_return_if_fail (NX_IS_PAGE (self));
  adw_header_bar_pack_end (get_private (self)->header_bar, widget);
}

void
nx_page_give_room (NxPage *self)
{
  g_return_if_fail (NX_IS_PAGE (self));
  get_private (self)->gives_room = TRUE;
}

/* The desktop's order of the window's buttons, such as "menu:minimize,maximize,close", with only
 * the one that closes it. */
static char *
dup_tight_layout (GtkWidget *widget)
{
  g_autofree char *layout = NULL;
  const char *colon = NULL;
  const char *close_at = NULL;

  g_object_get (gtk_widget_get_settings (widget), "gtk-decoration-layout", &layout, NULL);
  colon = layout != NULL ? strchr (layout, ':') : NULL;
  close_at = layout != NULL ? strstr (layout, "close") : NULL;
  if (close_at == NULL)
    return g_strdup (":");
  return g_strdup (colon == NULL || close_at < colon ? "close:" : ":close");
}

void
nx_page_set_chrome (NxPage *page,
                    gboolean can_go_back,
                    gboolean is_folded,
                    gboolean is_narrow,
                    gboolean has_find,
                    gboolean is_tight)
{
  NxPagePrivate *self = get_private (page);
  g_autofree char *layout = is_tight ? dup_tight_layout (GTK_WIDGET (page)) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), can_go_back);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), is_folded && !can_go_back);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, is_folded);
  adw_header_bar_set_decoration_layout (self->header_bar, layout);
  self->has_find = has_find != FALSE;
  self->is_tight = is_tight != FALSE;
  if (self->is_narrow != (is_narrow != FALSE))
    {
      self->is_narrow = is_narrow != FALSE;
      g_object_notify_by_pspec (G_OBJECT (page), props[PROP_NARROW]);
    }
  show_find (self);
}

/* Text that can be copied takes the focus too, and would be marked whole. */
#define MAX_LABELS 8

static void
focus_first_control (GtkWidget *content, GtkRoot *root)
{
  for (guint i = 0; i < MAX_LABELS; i++)
    if (!gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD)
        || !GTK_IS_LABEL (gtk_root_get_focus (root)))
      return;
}

void
nx_page_focus_content (NxPage *self)
{
  NxPagePrivate *priv = get_private (self);
  GtkWidget *content = GTK_WIDGET (priv->content);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (focus != NULL
      && (gtk_widget_is_ancestor (focus, content)
          || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  focus_first_control (content, root);
}

void
nx_page_shown (NxPage *self)
{
  if (NX_PAGE_GET_CLASS (self)->shown != NULL)
    NX_PAGE_GET_CLASS (self)->shown (self);
}

void
nx_page_flush (NxPage *self)
{
  if (NX_PAGE_GET_CLASS (self)->flush != NULL)
    NX_PAGE_GET_CLASS (self)->flush (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The five faces of every list: loading, rows, empty, no match, error with retry. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-list-faces.h"

#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define NX_GHOST_DELAY_MS 200
#define NX_SLOW_DELAY_MS 1800 /* after the ghosts: two seconds in all */
#define NX_N_GHOSTS 8

typedef enum
{
  PROP_MODEL = 1,
  PROP_FILTERED,
  PROP_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_TEXT,
  PROP_EMPTY_LABEL,
  PROP_EMPTY_ACTION,
  PROP_EMPTY_OTHER_LABEL,
  PROP_EMPTY_OTHER_ACTION,
  PROP_NO_MATCH_TITLE,
  PROP_NO_MATCH_TEXT,
  PROP_NO_MATCH_LABEL,
  PROP_NO_MATCH_ACTION,
  PROP_ERROR_TITLE,
} NxListFacesProps;

struct _NxListFaces
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkWidget *ghosts;
  GtkWidget *slow_box;
  GtkWidget *empty_button;
  GtkWidget *empty_other_button;
  GtkWidget *no_match_button;
  AdwStatusPage *error_page;

  GListModel *model;
  GSignalGroup *model_signals;
  GSignalGroup *model_notifies;
  GError *error;                     /* set by the page, whose model has none */
  char *texts[PROP_ERROR_TITLE + 1]; /* by property */
  guint delay_source;
  guint is_filtered : 1;
};

static void nx_list_faces_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NxListFaces,
                               nx_list_faces,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      nx_list_faces_buildable_init))

enum
{
  SIGNAL_CANCEL,
  SIGNAL_RETRY,
  N_SIGNALS
};

static GParamSpec *props[PROP_ERROR_TITLE + 1];
static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static gboolean
is_loading (NxListFaces *self)
{
  gboolean loading = FALSE;

  if (self->model == NULL)
    return TRUE;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self->model), "loading") != NULL)
    g_object_get (self->model, "loading", &loading, NULL);
  return loading;
}

static GError *
dup_error (NxListFaces *self)
{
  GError *error = NULL;
  GParamSpec *pspec = NULL;

  if (self->error != NULL)
    return g_error_copy (self->error);
  if (self->model != NULL)
    pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self->model), "error");
  if (pspec != NULL && pspec->value_type == G_TYPE_ERROR)
    g_object_get (self->model, "error", &error, NULL);
  return error;
}

static gboolean
show_slow_cb (gpointer data)
{
  NxListFaces *self = data;

  self->delay_source = 0;
  gtk_widget_set_visible (self->slow_box, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
show_ghosts_cb (gpointer data)
{
  NxListFaces *self = data;

  gtk_widget_set_visible (self->ghosts, TRUE);
  self->delay_source = g_timeout_add (NX_SLOW_DELAY_MS, show_slow_cb, self);
  return G_SOURCE_REMOVE;
}

static void
show_face (NxListFaces *self, const char *face)
{
  gboolean is_new = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), face) != 0;

  gtk_stack_set_visible_child_name (self->stack, face);
  if (!g_str_equal (face, "loading"))
    {
      g_clear_handle_id (&self->delay_source, g_source_remove);
      gtk_widget_set_visible (self->ghosts, FALSE);
      gtk_widget_set_visible (self->slow_box, FALSE);
    }
  else if (self->delay_source == 0 && (is_new || !gtk_widget_get_visible (self->ghosts)))
    self->delay_source = g_timeout_add (NX_GHOST_DELAY_MS, show_ghosts_cb, self);
}

static void
update_face (NxListFaces *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  g_autoptr (GError) error = dup_error (self);

  if (n > 0)
    show_face (self, "rows");
  else if (error != NULL)
    {
      g_autofree char *sentence = nx_words_for_error (error);

      adw_status_page_set_description (self->error_page, sentence);
      show_face (self, "error");
    }
  else if (is_loading (self))
    show_face (self, "loading");
  else
    show_face (self, self->is_filtered ? "no-match" : "empty");
}

static void
on_cancel_button_clicked_cb (NxListFaces *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCEL], 0);
}

static void
on_retry_button_clicked_cb (NxListFaces *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
nx_list_faces_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  NxListFaces *self = NX_LIST_FACES (buildable);

  if (self->scrolled != NULL && GTK_IS_WIDGET (child))
    nx_list_faces_set_view (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
nx_list_faces_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = nx_list_faces_add_child;
}

static void
nx_list_faces_dispose (GObject *object)
{
  NxListFaces *self = NX_LIST_FACES (object);

  g_clear_handle_id (&self->delay_source, g_source_remove);
  if (self->model_signals != NULL)
    g_signal_group_set_target (self->model_signals, NULL);
  if (self->model_notifies != NULL)
    g_signal_group_set_target (self->model_notifies, NULL);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (nx_list_faces_parent_class)->dispose (object);
}

static void
nx_list_faces_finalize (GObject *object)
{
  NxListFaces *self = NX_LIST_FACES (object);

  g_clear_object (&self->model_signals);
  g_clear_object (&self->model_notifies);
  g_clear_error (&self->error);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (nx_list_faces_parent_class)->finalize (object);
}

static void
nx_list_faces_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxListFaces *self = NX_LIST_FACES (object);

  if (prop_id == PROP_MODEL)
    g_value_set_object (value, self->model);
  else if (prop_id == PROP_FILTERED)
    g_value_set_boolean (value, self->is_filtered);
  else
    g_value_set_string (value, self->texts[prop_id]);
}

static void
set_text (NxListFaces *self, guint prop_id, const char *text)
{
  GtkWidget *button = NULL;

  if (g_strcmp0 (self->texts[prop_id], text) == 0)
    return;
  g_free (self->texts[prop_id]);
  self->texts[prop_id] = g_strdup (text);
  if (prop_id == PROP_EMPTY_ACTION)
    button = self->empty_button;
  else if (prop_id == PROP_EMPTY_OTHER_ACTION)
    button = self->empty_other_button;
  else if (prop_id == PROP_NO_MATCH_ACTION)
    button = self->no_match_button;
  if (button != NULL)
    {
      if (text != NULL)
        gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), text);
      else
        gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
      gtk_widget_set_visible (button, text != NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
nx_list_faces_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxListFaces *self = NX_LIST_FACES (object);

  if (prop_id == PROP_MODEL)
    nx_list_faces_set_model (self, g_value_get_object (value));
  else if (prop_id == PROP_FILTERED)
    nx_list_faces_set_filtered (self, g_value_get_boolean (value));
  else
    set_text (self, prop_id, g_value_get_string (value));
}

static void
install_texts (GObjectClass *object_class)
{
  static const struct
  {
    NxListFacesProps prop;
    const char *name;
  } texts[] = {
    { PROP_ICON_NAME, "icon-name" },
    { PROP_EMPTY_TITLE, "empty-title" },
    { PROP_EMPTY_TEXT, "empty-text" },
    { PROP_EMPTY_LABEL, "empty-label" },
    { PROP_EMPTY_ACTION, "empty-action" },
    { PROP_EMPTY_OTHER_LABEL, "empty-other-label" },
    { PROP_EMPTY_OTHER_ACTION, "empty-other-action" },
    { PROP_NO_MATCH_TITLE, "no-match-title" },
    { PROP_NO_MATCH_TEXT, "no-match-text" },
    { PROP_NO_MATCH_LABEL, "no-match-label" },
    { PROP_NO_MATCH_ACTION, "no-match-action" },
    { PROP_ERROR_TITLE, "error-title" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    props[texts[i].prop] = g_param_spec_string (texts[i].name, NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                    | G_PARAM_EXPLICIT_NOTIFY);
}

static void
nx_list_faces_class_init (NxListFacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = nx_list_faces_dispose;
  object_class->finalize = nx_list_faces_finalize;
  object_class->get_property = nx_list_faces_get_property;
  object_class->set_property = nx_list_faces_set_property;

  props[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[PROP_FILTERED] = g_param_spec_boolean ("filtered", NULL, NULL, FALSE, flags);
  install_texts (object_class);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_CANCEL] = g_signal_new ("cancel", NX_TYPE_LIST_FACES, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RETRY] = g_signal_new ("retry", NX_TYPE_LIST_FACES, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-list-faces.ui");
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, empty_button);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, empty_other_button);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, error_page);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, ghosts);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, no_match_button);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, slow_box);
  gtk_widget_class_bind_template_child (widget_class, NxListFaces, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_button_clicked_cb);
}

static void
nx_list_faces_init (NxListFaces *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->empty_button, FALSE);
  gtk_widget_set_visible (self->empty_other_button, FALSE);
  gtk_widget_set_visible (self->no_match_button, FALSE);
  for (guint i = 0; i < NX_N_GHOSTS; i++)
    {
      GtkWidget *ghost = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (ghost, "nx-ghost");
      gtk_widget_set_margin_end (ghost, (int)(i * 37 % 140));
      gtk_box_append (GTK_BOX (self->ghosts), ghost);
    }
  self->model_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "items-changed", G_CALLBACK (update_face),
                                  self);
  self->model_notifies = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->model_notifies, "notify", G_CALLBACK (update_face), self);
  update_face (self);
}

GtkWidget *
nx_list_faces_new (void)
{
  return g_object_new (NX_TYPE_LIST_FACES, NULL);
}

void
nx_list_faces_set_view (NxListFaces *self, GtkWidget *view)
{
  g_return_if_fail (NX_IS_LIST_FACES (self));
  gtk_scrolled_window_set_child (self->scrolled, view);
}

void
nx_list_faces_set_model (NxListFaces *self, GListModel *model)
{
  g_return_if_fail (NX_IS_LIST_FACES (self));
  if (!g_set_object (&self->model, model))
    return;
  g_signal_group_set_target (self->model_signals, model);
  g_signal_group_set_target (self->model_notifies, model);
  update_face (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MODEL]);
}

void
nx_list_faces_set_error (NxListFaces *self, const GError *error)
{
  g_return_if_fail (NX_IS_LIST_FACES (self));
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  update_face (self);
}

void
nx_list_faces_set_filtered (NxListFaces *self, gboolean is_filtered)
{
  g_return_if_fail (NX_IS_LIST_FACES (self));
  if (self->is_filtered == (is_filtered != FALSE))
    return;
  self->is_filtered = is_filtered != FALSE;
  update_face (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILTERED]);
}

void
nx_list_faces_set_no_match_text (NxListFaces *self, const char *text)
{
  g_return_if_fail (NX_IS_LIST_FACES (self));
  set_text (self, PROP_NO_MATCH_TEXT, text);
}

const char *
nx_list_faces_get_face (NxListFaces *self)
{
  g_return_val_if_fail (NX_IS_LIST_FACES (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

void
nx_list_faces_scroll_to (NxListFaces *self, guint position)
{
  GtkWidget *view = gtk_scrolled_window_get_child (self->scrolled);

  g_return_if_fail (NX_IS_LIST_FACES (self));
  if (GTK_IS_COLUMN_VIEW (view))
    view = gtk_widget_get_last_child (view);
  if (view != NULL)
    gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
}

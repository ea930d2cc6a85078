/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests attachments in the window: adding by file, drop and paste, refusing, cancelling, deleting,
 * naming, looking at them, saving a copy, and that a lock leaves nothing. */
#include "config.h"

#include "nx-attachment-card.h"
#include "nx-attachment-page.h"
#include "nx-attachment-strip.h"
#include "nx-attachment-take.h"
#include "nx-attachment.h"
#include "nx-case-page.h"
#include "nx-client-fixture.h"
#include "nx-draft-bar.h"
#include "nx-store-gate.h"
#include "nx-visit-editor.h"
#include "nx-visit.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  Fixture *fixture;
  Clients clients;
  NxStore *store;
  char *files; /* a folder for files to attach; removed at the end */
} Work;

static void
begin (Work *self, Fixture *fixture)
{
  self->fixture = fixture;
  open_clients (fixture, &self->clients);
  self->store = nx_session_get_store (fixture->session);
  self->files = g_dir_make_tmp ("nx-attach-XXXXXX", NULL);
  g_assert_nonnull (self->files);
}

static void
end (Work *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->files, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->files, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->files), ==, 0);
  g_free (self->files);
}

/* Files */

static void
paint (cairo_t *cairo, double width, double height, double hue)
{
  cairo_set_source_rgb (cairo, hue, 0.8, 0.6);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, 0.2, 0.3, 0.5);
  cairo_arc (cairo, width / 2, height / 2, MIN (width, height) / 3, 0, 7);
  cairo_fill (cairo);
}

static char *
make_photo (Work *self, const char *name, int width, int height)
{
  char *path = g_build_filename (self->files, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);

  paint (cairo, width, height, 0.7);
  cairo_destroy (cairo);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static char *
make_pdf (Work *self, const char *name, int n_pages)
{
  char *path = g_build_filename (self->files, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cairo = cairo_create (surface);

  for (int i = 0; i < n_pages; i++)
    {
      paint (cairo, 595, 842, 0.2 + 0.2 * i);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static char *
make_text (Work *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->files, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* The page and its strip */

static GtkWidget *
find_of_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_of_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
get_page (Work *self)
{
  return GTK_WIDGET (nx_window_get_page (self->fixture->window));
}

static NxAttachmentStrip *
get_strip (Work *self)
{
  return NX_ATTACHMENT_STRIP (find_of_type (get_page (self), NX_TYPE_ATTACHMENT_STRIP));
}

static guint
count_cards (Work *self)
{
  g_autoptr (GArray) ids = nx_attachment_strip_dup_ids (get_strip (self));

  return ids->len;
}

static GtkWidget *
first_card (Work *self)
{
  return find_of_type (GTK_WIDGET (get_strip (self)), NX_TYPE_ATTACHMENT_CARD);
}

static GListModel *
get_jobs (Work *self)
{
  return nx_attachment_queue_get_jobs (nx_attachment_strip_get_queue (get_strip (self)));
}

static void
open_case (Work *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.open-case", "x",
                              self->clients.case_id);
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (self))));
  g_assert_true (NX_IS_CASE_PAGE (get_page (self)));
}

static void
attach (Work *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  nx_attachment_queue_add_file (nx_attachment_strip_get_queue (get_strip (self)), file);
}

static void
attach_photo (Work *self, const char *name)
{
  g_autofree char *path = make_photo (self, name, 1200, 900);
  guint n = count_cards (self);

  attach (self, path);
  nx_test_wait (count_cards (self) == n + 1);
}

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static gpointer
ask_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-ask", question->sql, error);

  if (row != NULL && nx_statement_step (row, error))
    question->value = nx_statement_get_int64 (row, 0);
  return NULL;
}

static gint64
ask (Work *self, const char *sql)
{
  Question question = { sql, -1 };
  g_autoptr (GError) error = NULL;

  nx_store_read (self->store, ask_job, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

/* Adding */

static void
test_files (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *photo = NULL;
  g_autofree char *pdf = NULL;
  GtkWidget *card = NULL;

  begin (&work, fixture);
  open_case (&work);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_strip (&work))));
  photo = make_photo (&work, "门口.png", 1200, 900);
  pdf = make_pdf (&work, "评估.pdf", 3);
  attach (&work, photo);
  attach (&work, pdf);
  g_assert_true (nx_attachment_strip_is_busy (get_strip (&work)));
  /* One after another: the second waits. */
  g_assert_cmpuint (g_list_model_get_n_items (get_jobs (&work)), ==, 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_strip (&work))));
  nx_test_wait (count_cards (&work) == 2);
  nx_test_wait (!nx_attachment_strip_is_busy (get_strip (&work)));
  g_assert_cmpuint (g_list_model_get_n_items (get_jobs (&work)), ==, 0);
  card = first_card (&work);
  g_assert_true (nx_attachment_is_pdf (nx_attachment_card_get_record (NX_ATTACHMENT_CARD (card))));
  gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_true (shows (card, "3 pages · "));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL));
  nx_test_wait (shows (GTK_WIDGET (fixture->window), "2 files are attached."));
  nx_test_check_names (get_page (&work));
  /* Taking back takes both. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (count_cards (&work) == 0);
  end (&work);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *text = NULL;

  begin (&work, fixture);
  open_case (&work);
  text = make_text (&work, "notes.jpg", "this is no picture");
  attach (&work, text);
  attach (&work, work.files);
  attach_photo (&work, "good.png");
  nx_test_wait (!nx_attachment_strip_is_busy (get_strip (&work)));
  /* The good one came in although others did not; those say why, and stay until dismissed. */
  g_assert_cmpuint (g_list_model_get_n_items (get_jobs (&work)), ==, 2);
  g_assert_true (shows (GTK_WIDGET (get_strip (&work)), "notes.jpg: "));
  g_assert_true (shows (GTK_WIDGET (get_strip (&work)), "This is a folder."));
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM attachment"), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NxAttachmentJob) job = g_list_model_get_item (get_jobs (&work), 0);

      nx_attachment_queue_cancel (nx_attachment_strip_get_queue (get_strip (&work)), job);
    }
  g_assert_false (shows (GTK_WIDGET (get_strip (&work)), "notes.jpg"));
  end (&work);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GAsyncQueue *gate = NULL;

  begin (&work, fixture);
  open_case (&work);
  first = make_photo (&work, "first.png", 800, 600);
  second = make_photo (&work, "second.png", 800, 600);
  gate = nx_store_gate_shut (work.store);
  attach (&work, first);
  attach (&work, second);
  nx_attachment_queue_cancel_all (nx_attachment_strip_get_queue (get_strip (&work)));
  nx_store_gate_open (gate);
  g_async_queue_unref (gate);
  nx_test_wait (!nx_attachment_strip_is_busy (get_strip (&work)));
  nx_store_gate_pass (work.store);
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM attachment"), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_jobs (&work)), ==, 0);
  end (&work);
}

static GtkEventController *
find_drop_target (GtkWidget *page)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return g_steal_pointer (&controller);
    }
  g_assert_not_reached ();
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *photo = NULL;
  g_autoptr (GtkEventController) target = NULL;
  g_autoptr (GFile) file = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean is_taken = FALSE;
  GSList files = { NULL };

  begin (&work, fixture);
  open_case (&work);
  photo = make_photo (&work, "dropped.png", 640, 480);
  file = g_file_new_for_path (photo);
  files.data = file;
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  target = find_drop_target (get_page (&work));
  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_has_css_class (get_page (&work), "nx-drop-here"));
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_has_css_class (get_page (&work), "nx-drop-here"));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);
  nx_test_wait (count_cards (&work) == 1);
  end (&work);
}

static GtkShortcutAction *
find_action (GListModel *shortcuts, const char *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      g_autofree char *trigger
          = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

      if (g_str_equal (trigger, wanted))
        return gtk_shortcut_get_action (shortcut);
    }
  return NULL;
}

/* The shortcut of the page, as its key runs it. */
static gboolean
paste (Work *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_page (self));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkShortcutAction *action = GTK_IS_SHORTCUT_CONTROLLER (controller)
                                      ? find_action (G_LIST_MODEL (controller), "<Control>v")
                                      : NULL;

      if (action != NULL)
        return gtk_shortcut_action_activate (action, 0, get_page (self), NULL);
    }
  g_assert_not_reached ();
}

static void
copy_picture (Work *self)
{
  g_autofree char *photo = make_photo (self, "clipboard.png", 320, 200);
  g_autoptr (GFile) file = g_file_new_for_path (photo);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_file (file, &error);

  g_assert_no_error (error);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (get_page (self)), texture);
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *photo = NULL;
  g_autoptr (GFile) file = NULL;
  GSList files = { NULL };
  GtkWidget *entry = NULL;
  GdkClipboard *clipboard = NULL;

  begin (&work, fixture);
  open_case (&work);
  clipboard = gtk_widget_get_clipboard (get_page (&work));
  copy_picture (&work);
  g_assert_true (paste (&work));
  nx_test_wait (count_cards (&work) == 1);
  /* Files, as a file manager copies them. */
  photo = make_photo (&work, "copied.png", 200, 300);
  file = g_file_new_for_path (photo);
  files.data = file;
  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, gdk_file_list_new_from_list (&files));
  g_assert_true (paste (&work));
  nx_test_wait (count_cards (&work) == 2);
  /* Text is not for us: neither here nor in a field; in a field it wins over all else. */
  gdk_clipboard_set_text (clipboard, "老人精神尚可。");
  g_assert_false (paste (&work));
  entry = gtk_entry_new ();
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (get_strip (&work)))), entry);
  gtk_widget_grab_focus (entry);
  g_assert_false (paste (&work));
  copy_picture (&work);
  g_assert_true (paste (&work));
  nx_test_wait (count_cards (&work) == 3);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (get_strip (&work)))), entry);
  end (&work);
}

/* Naming, deleting, going from card to card */

static void
activate (Work *self, const char *action)
{
  gtk_widget_activate_action (first_card (self), action, NULL);
}

static GtkWidget *
get_focus (Work *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->fixture->window));
}

static void
test_caption (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  GtkWidget *entry = NULL;

  begin (&work, fixture);
  open_case (&work);
  attach_photo (&work, "IMG_1.png");
  gtk_widget_grab_focus (first_card (&work));
  activate (&work, "attachment.caption");
  entry = find_of_type (first_card (&work), GTK_TYPE_ENTRY);
  g_assert_true (gtk_widget_is_ancestor (get_focus (&work), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "门口的台阶");
  g_signal_emit_by_name (entry, "activate");
  nx_test_wait (shows (first_card (&work), "门口的台阶"));
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM attachment WHERE caption = '门口的台阶'"), ==,
                   1);
  /* The focus is on the card that took the place of the old one. */
  g_assert_true (get_focus (&work) == first_card (&work));
  end (&work);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  GtkWidget *second = NULL;
  GtkWidget *menu = NULL;

  begin (&work, fixture);
  open_case (&work);
  attach_photo (&work, "one.png");
  attach_photo (&work, "two.png");
  attach_photo (&work, "three.png");
  gtk_widget_grab_focus (first_card (&work));
  activate (&work, "attachment.next");
  second = gtk_widget_get_next_sibling (first_card (&work));
  g_assert_true (get_focus (&work) == second);
  /* Tab reaches one of them only. */
  g_assert_false (gtk_widget_get_focusable (first_card (&work)));
  activate (&work, "attachment.last");
  g_assert_null (gtk_widget_get_next_sibling (get_focus (&work)));
  activate (&work, "attachment.first");
  g_assert_true (get_focus (&work) == first_card (&work));
  activate (&work, "attachment.delete");
  nx_test_wait (count_cards (&work) == 2);
  g_assert_true (get_focus (&work) == first_card (&work));
  nx_test_wait (shows (GTK_WIDGET (fixture->window), "The attachment is deleted."));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (count_cards (&work) == 3);
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM event WHERE record_kind = 11"
                               " AND action = 'restored'"),
                   ==, 1);
  activate (&work, "attachment.menu");
  menu = find_of_type (GTK_WIDGET (get_strip (&work)), GTK_TYPE_POPOVER_MENU);
  nx_test_wait (gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  nx_test_wait (find_of_type (GTK_WIDGET (get_strip (&work)), GTK_TYPE_POPOVER_MENU) == NULL);
  end (&work);
}

/* Drafts of visits */

static void
open_editor (Work *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->fixture->window), "win.record-visit", "x",
                              self->clients.case_id);
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (self))));
  g_assert_true (NX_IS_VISIT_EDITOR (get_page (self)));
}

static void
go_back (Work *self)
{
  g_assert_true (nx_window_pop_page (self->fixture->window));
  nx_test_settle ();
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  GtkWidget *bar = NULL;

  begin (&work, fixture);
  open_case (&work);
  open_editor (&work);
  attach_photo (&work, "visit.png");
  go_back (&work);
  /* Nothing was typed, and yet there is a draft to go on with; the case has nothing of it. */
  bar = find_of_type (get_page (&work), NX_TYPE_DRAFT_BAR);
  nx_test_wait (nx_draft_bar_get_n_drafts (NX_DRAFT_BAR (bar)) == 1);
  g_assert_cmpuint (count_cards (&work), ==, 0);
  open_editor (&work);
  nx_test_wait (count_cards (&work) == 1);
  /* Thrown away it goes along, and comes back with Undo, also from another page. */
  gtk_widget_activate_action (get_page (&work), "visit.discard", NULL);
  nx_test_wait (count_cards (&work) == 0);
  go_back (&work);
  bar = find_of_type (get_page (&work), NX_TYPE_DRAFT_BAR);
  nx_test_wait (nx_draft_bar_get_n_drafts (NX_DRAFT_BAR (bar)) == 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (nx_draft_bar_get_n_drafts (NX_DRAFT_BAR (bar)) == 1);
  open_editor (&work);
  nx_test_wait (count_cards (&work) == 1);
  /* Thrown away and taken back on the page itself. */
  gtk_widget_activate_action (get_page (&work), "visit.discard", NULL);
  nx_test_wait (count_cards (&work) == 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  nx_test_wait (count_cards (&work) == 1);
  end (&work);
}

static void
test_save_waits (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *photo = NULL;

  begin (&work, fixture);
  open_case (&work);
  open_editor (&work);
  nx_edit_set_text (nx_visit_editor_get_edit (NX_VISIT_EDITOR (get_page (&work))),
                    NX_VISIT_NARRATIVE, "老人精神尚可。");
  photo = make_photo (&work, "late.png", 1600, 1200);
  attach (&work, photo);
  gtk_widget_activate_action (get_page (&work), "visit.save", NULL);
  g_assert_true (NX_IS_VISIT_EDITOR (get_page (&work)));
  nx_test_wait (NX_IS_CASE_PAGE (get_page (&work)));
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM attachment WHERE visit_id IS NOT NULL"
                               " AND draft_place IS NULL"),
                   ==, 1);
  nx_test_wait (count_cards (&work) == 1);
  end (&work);
}

/* Looking */

static NxAttachmentPage *
get_viewer (Work *self)
{
  return NX_ATTACHMENT_PAGE (get_page (self));
}

static void
act (Work *self, const char *action)
{
  gtk_widget_activate_action (get_page (self), action, NULL);
}

static void
test_viewer (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *pdf = NULL;
  GtkPicture *picture = NULL;

  begin (&work, fixture);
  open_case (&work);
  pdf = make_pdf (&work, "评估.pdf", 3);
  attach (&work, pdf);
  nx_test_wait (count_cards (&work) == 1);
  attach_photo (&work, "one.png");
  activate (&work, "attachment.open");
  nx_test_wait (nx_attachment_page_get_texture (get_viewer (&work)) != NULL);
  picture = GTK_PICTURE (find_named (get_page (&work), "picture"));
  g_assert_true (shows (get_page (&work), "one.png"));
  g_assert_nonnull (gtk_picture_get_alternative_text (picture));
  nx_test_check_names (get_page (&work));
  /* Nothing of it in the title of the window. */
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "one"));
  g_assert_cmpfloat (nx_attachment_page_get_zoom (get_viewer (&work)), ==, 0);
  act (&work, "viewer.zoom-in");
  g_assert_cmpfloat (nx_attachment_page_get_zoom (get_viewer (&work)), >, 0);
  for (guint i = 0; i < 12; i++)
    act (&work, "viewer.zoom-in");
  g_assert_cmpfloat (nx_attachment_page_get_zoom (get_viewer (&work)), ==, 4);
  for (guint i = 0; i < 12; i++)
    act (&work, "viewer.zoom-out");
  g_assert_cmpfloat (nx_attachment_page_get_zoom (get_viewer (&work)), ==, 0.1);
  act (&work, "viewer.fit");
  g_assert_cmpfloat (nx_attachment_page_get_zoom (get_viewer (&work)), ==, 0);
  /* The PDF was attached before it: one further. */
  act (&work, "viewer.next");
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (&work))));
  g_assert_true (shows (get_page (&work), "评估.pdf"));
  g_assert_true (shows (get_page (&work), "Page 1 of 3"));
  act (&work, "viewer.page-on");
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (&work))));
  act (&work, "viewer.page-on");
  act (&work, "viewer.page-on");
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (&work))));
  g_assert_cmpuint (nx_attachment_page_get_page_number (get_viewer (&work)), ==, 2);
  g_assert_true (shows (get_page (&work), "Page 3 of 3"));
  act (&work, "viewer.page-back");
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (&work))));
  g_assert_cmpuint (nx_attachment_page_get_page_number (get_viewer (&work)), ==, 1);
  act (&work, "viewer.previous");
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (&work))));
  g_assert_true (shows (get_page (&work), "one.png"));
  end (&work);
}

/* In the timeline */

static void
on_finished_cb (NxAttachmentQueue *queue, GArray *ids, gboolean *is_done)
{
  *is_done = TRUE;
}

static void
attach_to_visit (Work *self)
{
  NxAttachmentPlace place
      = { .case_id = self->clients.case_id, .visit_id = self->clients.visit_id };
  g_autoptr (NxAttachmentQueue) queue = nx_attachment_queue_new (self->store, &place);
  g_autofree char *path = make_photo (self, "visit.png", 800, 600);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean is_done = FALSE;

  g_signal_connect (queue, "finished", G_CALLBACK (on_finished_cb), &is_done);
  nx_attachment_queue_add_file (queue, file);
  nx_test_wait (is_done);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM attachment WHERE visit_id IS NOT NULL"), ==, 1);
}

static GtkWidget *
find_open_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.open-attachment")
             == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_open_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_timeline (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  GtkWidget *list = NULL;

  begin (&work, fixture);
  attach_to_visit (&work);
  open_case (&work);
  attach_photo (&work, "of-the-case.png");
  list = find_of_type (get_page (&work), GTK_TYPE_LIST_VIEW);
  nx_test_wait (shows (list, "Photo attached"));
  g_assert_true (shows (list, "1 attachment"));
  /* Headings and all: what can be opened opens. */
  for (guint i = 0;
       i < g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
       i++)
    g_signal_emit_by_name (list, "activate", i);
  nx_test_wait (find_of_type (list, NX_TYPE_ATTACHMENT_CARD) != NULL);
  g_assert_true (shows (find_of_type (list, NX_TYPE_ATTACHMENT_CARD), "visit.png"));
  g_assert_nonnull (find_open_button (list));
  g_signal_emit_by_name (find_open_button (list), "clicked");
  nx_test_wait (NX_IS_ATTACHMENT_PAGE (get_page (&work)));
  nx_test_wait (shows (get_page (&work), "of-the-case.png"));
  end (&work);
}

static gpointer
damage_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (
      db, "test-damage", "UPDATE attachment_part SET data = zeroblob(length(data))", error);

  nx_statement_run (row, error);
  return NULL;
}

static void
test_viewer_damage (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autoptr (GError) error = NULL;

  begin (&work, fixture);
  open_case (&work);
  attach_photo (&work, "one.png");
  nx_store_write (work.store, damage_job, NULL, NULL, &error);
  g_assert_no_error (error);
  activate (&work, "attachment.open");
  nx_test_wait (shows (get_page (&work), "The attachment cannot be shown"));
  g_assert_null (nx_attachment_page_get_texture (get_viewer (&work)));
  end (&work);
}

static void
type_reason (Work *self, const char *reason)
{
  act (self, "viewer.copy");
  gtk_editable_set_text (GTK_EDITABLE (find_named (get_page (self), "reason_entry")), reason);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/photo.png");
  GStatBuf info;

  begin (&work, fixture);
  open_case (&work);
  attach_photo (&work, "one.png");
  activate (&work, "attachment.open");
  nx_test_wait (nx_attachment_page_get_texture (get_viewer (&work)) != NULL);
  act (&work, "viewer.copy");
  nx_test_wait (shows (get_page (&work), "outside the encrypted store"));
  g_assert_false (gtk_widget_get_sensitive (find_named (get_page (&work), "place_button")));
  type_reason (&work, "转介用");
  g_assert_true (gtk_widget_get_sensitive (find_named (get_page (&work), "place_button")));
  /* What cannot be written leaves no line in the journal either. */
  nx_attachment_page_save_copy (get_viewer (&work), nowhere);
  nx_test_wait (!nx_page_is_busy (NX_PAGE (get_page (&work))));
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM event WHERE action = 'exported'"), ==, 0);
  path = g_build_filename (work.files, "copy.png", NULL);
  file = g_file_new_for_path (path);
  nx_attachment_page_save_copy (get_viewer (&work), file);
  nx_test_wait (shows (GTK_WIDGET (fixture->window), "The copy is saved."));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, ask (&work, "SELECT n_bytes FROM attachment"));
  g_assert_cmpint (ask (&work, "SELECT count(*) FROM event WHERE action = 'exported'"
                               " AND changes = '{\"reason\":[null,\"转介用\"]}'"),
                   ==, 1);
  end (&work);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  Work work = { NULL };
  g_autofree char *photo = NULL;
  gpointer texture = NULL;
  gpointer page = NULL;

  begin (&work, fixture);
  open_case (&work);
  attach_photo (&work, "one.png");
  /* One on its way too. */
  photo = make_photo (&work, "late.png", 1600, 1200);
  attach (&work, photo);
  activate (&work, "attachment.open");
  nx_test_wait (nx_attachment_page_get_texture (get_viewer (&work)) != NULL);
  texture = nx_attachment_page_get_texture (get_viewer (&work));
  page = get_page (&work);
  g_object_add_weak_pointer (texture, &texture);
  g_object_add_weak_pointer (page, &page);
  lock_office (fixture);
  nx_test_wait (texture == NULL);
  nx_test_wait (page == NULL);
  end (&work);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/ui/attachments/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("files", test_files);
  ADD ("refused", test_refused);
  ADD ("cancel", test_cancel);
  ADD ("drop", test_drop);
  ADD ("paste", test_paste);
  ADD ("caption", test_caption);
  ADD ("delete", test_delete);
  ADD ("draft", test_draft);
  ADD ("save-waits", test_save_waits);
  ADD ("timeline", test_timeline);
  ADD ("viewer", test_viewer);
  ADD ("viewer-damage", test_viewer_damage);
  ADD ("copy", test_copy);
  ADD ("lock", test_lock);
  return g_test_run ();
}

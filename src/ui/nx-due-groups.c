/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The groups of the page of the day: headings, cards of lines, and what comes later folded away. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-groups.h"

#include "nx-case.h"
#include "nx-due-card.h"
#include "nx-due-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* A screen and a half of each group, a screen of them all at once. */
#define N_FIRST 20
#define N_AT_ONCE 9
#define N_MORE 100

/* One group with its card. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *period;
  NxDueCard *card;
  GtkWidget *more;
  guint n; /* all, also those without a line yet */
} Group;

struct _NxDueGroups
{
  GtkBox parent_instance;

  Group groups[NX_N_DUE_GROUPS];
  GtkWidget *fold; /* opens the last group */
  GtkWidget *fold_icon;
  GtkWidget *fold_label;
  guint n_wanted[NX_N_DUE_GROUPS];
  GArray *ids;      /* of the answer shown */
  gint64 last_case; /* that had the focus */
};

G_DEFINE_FINAL_TYPE (NxDueGroups, nx_due_groups, GTK_TYPE_BOX)

enum
{
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *label;
  const char *icon_name;
  const char *css_class;
} heads[NX_N_DUE_GROUPS] = {
  /* TRANSLATORS: a group of visits: 已逾期 */
  { N_ ("Overdue"), "task-past-due-symbolic", "nx-high" },
  { NC_ ("day", "Today"), "nx-today-symbolic", "nx-plain" },
  /* TRANSLATORS: a group of visits: 本周 */
  { N_ ("This Week"), "x-office-calendar-symbolic", "nx-plain" },
  { N_ ("In the Next 30 Days"), "x-office-calendar-symbolic", "nx-plain" },
};

/* Lines */

static NxDueLine *
find_line (NxDueGroups *self, gint64 case_id)
{
  NxDueLine *line = NULL;

  for (guint i = 0; i < NX_N_DUE_GROUPS && line == NULL; i++)
    line = nx_due_card_find_line (self->groups[i].card, case_id);
  return line;
}

/* From the last line of a card down to the first of the next, and back up. */
static gboolean
on_keynav_failed_cb (GtkWidget *list, GtkDirectionType direction, NxDueGroups *self)
{
  int step = direction == GTK_DIR_DOWN ? 1 : -1;
  int at = 0;

  if (direction != GTK_DIR_DOWN && direction != GTK_DIR_UP)
    return FALSE;
  while (nx_due_card_get_list (self->groups[at].card) != list)
    at++;
  if (step > 0 && nx_due_card_fill (self->groups[at].card))
    return gtk_widget_child_focus (list, direction);
  for (at += step; at >= 0 && at < NX_N_DUE_GROUPS; at += step)
    {
      Group *group = &self->groups[at];
      NxDueLine *line = step > 0 ? nx_due_card_get_line (group->card, 0)
                                 : nx_due_card_get_last_line (group->card);

      if (line != NULL && gtk_widget_get_visible (group->box)
          && gtk_widget_is_visible (GTK_WIDGET (group->card)))
        return gtk_widget_grab_focus (GTK_WIDGET (line));
    }
  if (step > 0 && gtk_widget_get_visible (self->fold) && !gtk_widget_is_focus (self->fold))
    return gtk_widget_grab_focus (self->fold);
  return FALSE;
}

/* Where the focus is, so that it can be found again. */
typedef struct
{
  gboolean is_inside;
  gint64 case_id;
  guint group;
  int position;
  int button;
} Focus;

/* Asked of the window: while it is not the active one (a popover had the keyboard, another program
 * has it) the lists know of no focus, and who comes back expects the line that was left. */
static Focus
find_focus (NxDueGroups *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *now = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *line = now != NULL ? gtk_widget_get_ancestor (now, NX_TYPE_DUE_LINE) : NULL;
  Focus focus = { 0 };

  for (guint i = 0; i < NX_N_DUE_GROUPS && line != NULL; i++)
    {
      if (!gtk_widget_is_ancestor (line, GTK_WIDGET (self->groups[i].card)))
        continue;
      focus.is_inside = TRUE;
      focus.case_id = nx_due_line_get_case_id (NX_DUE_LINE (line));
      focus.group = i;
      focus.position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (line));
      focus.button = nx_due_line_get_focus_button (NX_DUE_LINE (line));
    }
  return focus;
}

/* The line that took the place of one that is gone; the last before it otherwise. */
static NxDueLine *
find_near (NxDueGroups *self, const Focus *focus)
{
  for (guint i = focus->group; i < NX_DUE_LATER; i++)
    {
      NxDueLine *line
          = nx_due_card_get_line (self->groups[i].card, i == focus->group ? focus->position : 0);

      if (line != NULL)
        return line;
    }
  for (int i = (int)focus->group; i >= 0; i--)
    {
      NxDueLine *line = nx_due_card_get_last_line (self->groups[i].card);

      if (line != NULL)
        return line;
    }
  return NULL;
}

static void
restore_focus (NxDueGroups *self, const Focus *before)
{
  Focus now = find_focus (self);
  NxDueLine *line = find_line (self, before->case_id);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* A popover that went away may have left it to nobody. */
  if (root != NULL && gtk_root_get_focus (root) == NULL
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      nx_due_groups_focus (self);
      return;
    }
  if (!before->is_inside || (now.is_inside && now.case_id == before->case_id))
    return;
  /* Never a button of somebody else's line: Enter would act on the wrong person. */
  if (line != NULL)
    nx_due_line_focus (line, before->button);
  else if ((line = find_near (self, before)) != NULL)
    nx_due_line_focus (line, -1);
}

/* Groups */

static char *
dup_period (NxDate today)
{
  NxDate from = NX_DATE_NONE;
  NxDate to = NX_DATE_NONE;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;

  nx_due_get_week (today, &from, &to);
  begin = nx_date_format (from, NX_DATE_SHORT);
  end = nx_date_format (to, NX_DATE_SHORT);
  if (!nx_date_is_set (from) || nx_date_compare (from, to) == 0)
    return g_steal_pointer (&end);
  /* TRANSLATORS: from one day to another: 2019-07 to 2024-03, 2019-07 至 2024-03 */
  return g_strdup_printf (_ ("%1$s to %2$s"), begin, end);
}

static void
show_group (NxDueGroups *self, guint i, NxDueAnswer *answer, guint *n_new)
{
  Group *group = &self->groups[i];
  guint n_shown = answer->rows[i]->len;
  g_autofree char *count = NULL;
  g_autofree char *more = NULL;

  group->n = answer->list->counts[i];
  count = g_strdup_printf ("%u", group->n);
  more = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Show %u More", "Show %u More", group->n - n_shown),
      MIN (group->n - n_shown, N_MORE));
  nx_due_card_show (group->card, answer->rows[i], answer->list->today, n_new);
  gtk_label_set_label (GTK_LABEL (group->count), count);
  gtk_button_set_label (GTK_BUTTON (group->more), more);
  gtk_widget_set_visible (group->more, group->n > n_shown);
  gtk_widget_set_visible (group->box, group->n > 0);
}

static void
show_fold (NxDueGroups *self, NxDueAnswer *answer)
{
  guint n = answer->list->counts[NX_DUE_LATER];
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->fold));
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->fold, n > 0);
  gtk_widget_set_visible (self->groups[NX_DUE_LATER].box, n > 0 && is_open);
  if (n == 0 || answer->nearest == NULL)
    return;
  day = nx_date_format (nx_record_get_date (answer->nearest->case_file, NX_CASE_NEXT_ON),
                        NX_DATE_DAY);
  name = nx_due_words_name (answer->nearest);
  /* TRANSLATORS: how many visits are due later, day and client of the first of them */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$u more in the next 30 days, the first %2$s %3$s",
                                       "%1$u more in the next 30 days, the first %2$s %3$s", n),
                          n, day, name);
  gtk_label_set_label (GTK_LABEL (self->fold_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
on_fold_toggled_cb (NxDueGroups *self)
{
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->fold));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->fold_icon),
                                is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  self->n_wanted[NX_DUE_LATER] = is_open ? N_FIRST : 0;
  gtk_widget_set_visible (self->groups[NX_DUE_LATER].box, is_open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_STATE_EXPANDED, is_open,
                               -1);
  g_signal_emit (self, signals[MORE], 0);
}

static void
on_more_clicked_cb (GtkWidget *button, NxDueGroups *self)
{
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    if (self->groups[i].more == button)
      self->n_wanted[i] += N_MORE;
  g_signal_emit (self, signals[MORE], 0);
}

static GtkWidget *
new_heading (Group *group, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (heads[i].icon_name);
  GtkWidget *label
      = gtk_label_new (i == NX_DUE_TODAY ? g_dpgettext2 (GETTEXT_PACKAGE, "day", heads[i].label)
                                         : g_dgettext (GETTEXT_PACKAGE, heads[i].label));

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  group->count = gtk_label_new (NULL);
  group->period = gtk_label_new (NULL);
  gtk_widget_add_css_class (icon, heads[i].css_class);
  gtk_widget_add_css_class (label, heads[i].css_class);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (group->count, "nx-count");
  gtk_widget_add_css_class (group->count, "numeric");
  gtk_widget_set_valign (group->count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (group->period, "caption");
  gtk_widget_add_css_class (group->period, "nx-dim");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), group->count);
  gtk_box_append (GTK_BOX (box), group->period);
  gtk_accessible_update_property (GTK_ACCESSIBLE (nx_due_card_get_list (group->card)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (label)), -1);
  return box;
}

static void
on_entered_cb (NxDueCard *card, gint64 case_id, NxDueGroups *self)
{
  self->last_case = case_id;
}

static void
add_group (NxDueGroups *self, guint i)
{
  Group *group = &self->groups[i];

  group->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  group->card = NX_DUE_CARD (nx_due_card_new ());
  group->more = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (group->more, "flat");
  gtk_widget_set_halign (group->more, GTK_ALIGN_START);
  g_signal_connect (group->card, "entered", G_CALLBACK (on_entered_cb), self);
  g_signal_connect (nx_due_card_get_list (group->card), "keynav-failed",
                    G_CALLBACK (on_keynav_failed_cb), self);
  g_signal_connect (group->more, "clicked", G_CALLBACK (on_more_clicked_cb), self);
  gtk_box_append (GTK_BOX (group->box), new_heading (group, i));
  gtk_box_append (GTK_BOX (group->box), GTK_WIDGET (group->card));
  gtk_box_append (GTK_BOX (group->box), group->more);
  gtk_widget_set_visible (group->box, FALSE);
  gtk_box_append (GTK_BOX (self), group->box);
}

static void
add_fold (NxDueGroups *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->fold = gtk_toggle_button_new ();
  self->fold_icon = gtk_image_new_from_icon_name ("pan-end-symbolic");
  self->fold_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fold_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->fold_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->fold_label), 0);
  gtk_widget_add_css_class (self->fold_label, "nx-dim");
  gtk_box_append (GTK_BOX (box), self->fold_icon);
  gtk_box_append (GTK_BOX (box), self->fold_label);
  gtk_button_set_child (GTK_BUTTON (self->fold), box);
  gtk_widget_add_css_class (self->fold, "flat");
  gtk_widget_add_css_class (self->fold, "nx-fold");
  gtk_widget_set_visible (self->fold, FALSE);
  g_signal_connect_swapped (self->fold, "toggled", G_CALLBACK (on_fold_toggled_cb), self);
  gtk_box_append (GTK_BOX (self), self->fold);
}

static void
nx_due_groups_finalize (GObject *object)
{
  g_clear_pointer (&NX_DUE_GROUPS (object)->ids, g_array_unref);
  G_OBJECT_CLASS (nx_due_groups_parent_class)->finalize (object);
}

static void
nx_due_groups_class_init (NxDueGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_due_groups_finalize;
  signals[MORE] = g_signal_new ("more", NX_TYPE_DUE_GROUPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
nx_due_groups_init (NxDueGroups *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    {
      self->n_wanted[i] = i == NX_DUE_LATER ? 0 : N_FIRST;
      if (i == NX_DUE_LATER)
        add_fold (self);
      add_group (self, i);
    }
}

GtkWidget *
nx_due_groups_new (void)
{
  return g_object_new (NX_TYPE_DUE_GROUPS, NULL);
}

void
nx_due_groups_show (NxDueGroups *self, NxDueAnswer *answer)
{
  Focus focus = find_focus (self);
  guint n_new = N_AT_ONCE;
  g_autofree char *period = dup_period (answer->list->today);

  g_return_if_fail (NX_IS_DUE_GROUPS (self));
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_ref (answer->list->ids);
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    show_group (self, i, answer, &n_new);
  gtk_label_set_label (GTK_LABEL (self->groups[NX_DUE_WEEK].period), period);
  show_fold (self, answer);
  restore_focus (self, &focus);
}

void
nx_due_groups_set_narrow (NxDueGroups *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_DUE_GROUPS (self));
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    nx_due_card_set_narrow (self->groups[i].card, is_narrow);
}

const guint *
nx_due_groups_get_n_wanted (NxDueGroups *self)
{
  g_return_val_if_fail (NX_IS_DUE_GROUPS (self), NULL);
  return self->n_wanted;
}

gboolean
nx_due_groups_is_busy (NxDueGroups *self)
{
  g_return_val_if_fail (NX_IS_DUE_GROUPS (self), FALSE);
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    if (nx_due_card_is_busy (self->groups[i].card))
      return TRUE;
  return FALSE;
}

gboolean
nx_due_groups_focus (NxDueGroups *self)
{
  NxDueLine *line = NULL;

  g_return_val_if_fail (NX_IS_DUE_GROUPS (self), FALSE);
  if (self->last_case != 0)
    line = find_line (self, self->last_case);
  for (guint i = 0; i < NX_N_DUE_GROUPS && line == NULL; i++)
    line = nx_due_card_get_line (self->groups[i].card, 0);
  return line != NULL && gtk_widget_grab_focus (GTK_WIDGET (line));
}

GArray *
nx_due_groups_dup_ids (NxDueGroups *self)
{
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->fold));
  guint n = 0;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (NX_IS_DUE_GROUPS (self), ids);
  for (guint i = 0; i < NX_N_DUE_GROUPS; i++)
    if (i != NX_DUE_LATER || is_open)
      n += self->groups[i].n;
  if (self->ids != NULL)
    g_array_append_vals (ids, self->ids->data, MIN (n, self->ids->len));
  return ids;
}

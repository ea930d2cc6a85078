/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A badge or tag: icon, word and colour together, never colour alone. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NX_TYPE_BADGE (nx_badge_get_type ())
G_DECLARE_FINAL_TYPE (NxBadge, nx_badge, NX, BADGE, GtkBox)

/* tone: "high", "mid", "ok", "info", "stage", "accent" or "plain" (outlined tag); icon_name may be
   NULL. All three are properties too ("tone", "icon-name", "label"). */
GtkWidget *nx_badge_new (const char *tone, const char *icon_name, const char *label);
void nx_badge_set_tone (NxBadge *self, const char *tone);
void nx_badge_set_icon_name (NxBadge *self, const char *icon_name);
void nx_badge_set_label (NxBadge *self, const char *label);

/* A risk level by its code ("high", "medium", "low"); NULL or unknown hides the badge. In tables
   is_short shows 高 and says 高风险 to a screen reader. */
void nx_badge_set_risk (NxBadge *self, const char *code, gboolean is_short);

/* Its words break into lines rather than make the page wider: only below a layout that gives it the
 * width it would like, as far as there is so much. */
void nx_badge_fit_words (NxBadge *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says who somebody is among people who may be the same, and how sure that is. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-twin-words.h"

#include "nx-badge.h"
#include "nx-person.h"

#include <glib/gi18n-lib.h>

static void
append (GString *line, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

char *
nx_twin_words_dup_facts (NxRecord *person, NxDate today)
{
  int age = nx_person_get_age_on (person, today);
  g_autofree char *sex = nx_record_dup_display (person, NX_PERSON_SEX);
  g_autofree char *address = nx_record_dup_masked (person, NX_PERSON_FULL_ADDRESS);
  g_autofree char *years = NULL;
  GString *line = g_string_new (NULL);

  if (age >= 0)
    /* TRANSLATORS: age of a person in years */
    years = g_strdup_printf (ngettext ("%d year old", "%d years old", (gulong)age), age);
  append (line, sex);
  append (line, years);
  append (line, nx_record_peek_text (person, NX_PERSON_AREA_NAME));
  append (line, address);
  return g_string_free (line, FALSE);
}

char *
nx_twin_words_dup_numbers (NxRecord *person)
{
  g_autofree char *number = nx_record_dup_masked (person, NX_PERSON_ID_NUMBER);
  g_autofree char *phones = nx_record_dup_masked (person, NX_PERSON_PHONES);
  GString *line = g_string_new (NULL);

  append (line, number);
  append (line, g_strdelimit (phones, "\n", ' '));
  return g_string_free (line, FALSE);
}

GtkWidget *
nx_twin_words_new_badge (NxTwinScore score)
{
  NxTwinCertainty certainty = nx_twin_score_get_certainty (score);
  const char *tone = certainty == NX_TWIN_ALMOST_SURE ? "accent"
                     : certainty == NX_TWIN_LIKELY    ? "mid"
                                                      : "plain";
  GtkWidget *badge = nx_badge_new (tone, NULL, nx_twin_certainty_get_label (certainty));

  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}

char *
nx_twin_words_dup_doubts (NxTwinScore score)
{
  g_autofree char *doubts = nx_twin_score_dup_doubts (score);

  if (*doubts == '\0')
    return NULL;
  /* TRANSLATORS: %s is what speaks against two records being one person: 不同之处：性别不同 */
  return g_strdup_printf (_ ("Against it: %s"), doubts);
}

GtkWidget *
nx_twin_words_new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

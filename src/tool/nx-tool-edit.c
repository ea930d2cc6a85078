/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Puts words of the command line into an edit, and refuses what the edit must not hold. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-edit.h"

#include "nx-code-list.h"
#include "nx-tool.h"
#include "nx-validation.h"

#include <glib/gi18n-lib.h>

static const NxCodeList *
list_of (NxEdit *edit, guint field)
{
  return nx_code_list_get (nx_edit_get_spec (edit)->fields[field].of);
}

static gboolean
refuse_code (const NxCodeList *list, const char *option, GError **error)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            nx_code_get_code (nx_code_list_nth (list, i)));
  /* TRANSLATORS: an option such as --kind, then the words it takes */
  return nx_tool_refuse_usage (error, _ ("%1$s may be: %2$s. Nothing was saved."), option,
                               codes->str);
}

gboolean
nx_tool_edit_set_code (
    NxEdit *edit, guint field, const char *option, const char *word, GError **error)
{
  const NxCodeList *list = list_of (edit, field);
  const NxCode *code = word != NULL ? nx_code_list_parse (list, word) : NULL;

  if (word == NULL)
    return TRUE;
  if (code == NULL)
    return refuse_code (list, option, error);
  nx_edit_set_text (edit, field, nx_code_get_code (code));
  return TRUE;
}

gboolean
nx_tool_edit_set_codes (
    NxEdit *edit, guint field, const char *option, const char *words, GError **error)
{
  const NxCodeList *list = list_of (edit, field);
  g_auto (GStrv) each = g_strsplit_set (words != NULL ? words : "", ",; ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      const NxCode *code = nx_code_list_parse (list, each[i]);

      if (*each[i] == '\0')
        continue;
      if (code == NULL)
        return refuse_code (list, option, error);
      nx_edit_toggle_code (edit, field, nx_code_get_code (code), TRUE);
    }
  return TRUE;
}

gboolean
nx_tool_edit_refuse_problems (NxEdit *edit, NxDate today, GError **error)
{
  g_autoptr (GPtrArray) problems = nx_validation_run (edit, today);
  const NxProblem *first = nx_validation_first_error (problems);

  if (first != NULL)
    {
      /* TRANSLATORS: %s is a sentence that says what is wrong */
      nx_tool_refuse (error, _ ("%s Nothing was saved."), first->message);
      return TRUE;
    }
  for (guint i = 0; i < problems->len; i++)
    nx_tool_warn (((const NxProblem *)g_ptr_array_index (problems, i))->message);
  return FALSE;
}

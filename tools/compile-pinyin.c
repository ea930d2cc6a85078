/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Build step: turns the three files of readings in resources/codes into constant C tables.
 */

/* Usage: compile-pinyin READINGS POLYPHONES SURNAMES OUTPUT.c
 * Runs on the building machine with nothing but the C library, so that the program itself opens no
 * transliterator and parses no file. The tables are described in src/search/nx-pinyin-data.h. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SYLLABLES 600
#define MAX_READINGS 4
#define N_PAGES 0x320
#define POLYPHONE 0x8000

typedef struct
{
  uint32_t characters[4];
  int n_characters;
  char readings[64];
} Entry;

typedef struct
{
  Entry *entries;
  size_t n_entries;
} List;

static char syllables[MAX_SYLLABLES][8];
static size_t n_syllables = 1;
static uint16_t *pages[N_PAGES];

static void
fail (const char *what, const char *where)
{
  fprintf (stderr, "compile-pinyin: %s: %s\n", where, what);
  exit (1);
}

static uint32_t
next_character (const char **text)
{
  const unsigned char *at = (const unsigned char *)*text;
  int n_more = *at < 0x80 ? 0 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : 3;
  uint32_t character = n_more == 0 ? *at : *at & (0x3F >> n_more);
  for (int i = 1; i <= n_more; i++)
    character = character << 6 | (at[i] & 0x3F);
  *text += n_more + 1;
  return character;
}

static int
compare_syllables (const void *a, const void *b)
{
  return strcmp (a, b);
}

static size_t
find_syllable (const char *text)
{
  for (size_t i = 1; i < n_syllables; i++)
    if (strcmp (syllables[i], text) == 0)
      return i;
  return 0;
}

static void
add_syllables (const char *text)
{
  char copy[128];
  snprintf (copy, sizeof copy, "%s", text);
  for (char *rest = NULL, *word = strtok_r (copy, " \n", &rest); word != NULL;
       word = strtok_r (NULL, " \n", &rest))
    {
      if (strlen (word) > 6)
        fail (word, "no syllable is that long");
      if (find_syllable (word) == 0 && n_syllables < MAX_SYLLABLES)
        snprintf (syllables[n_syllables++], sizeof syllables[0], "%s", word);
    }
}

/* Calls @take with both halves of every line that is no comment. */
static void
read_lines (const char *path, void (*take) (char *left, char *right, List *list), List *list)
{
  static char line[65536];
  FILE *file = fopen (path, "r");
  if (file == NULL)
    fail ("cannot be opened", path);
  while (fgets (line, sizeof line, file) != NULL)
    {
      char *tab = strchr (line, '\t');
      if (*line == '#' || *line == '\n')
        continue;
      if (tab == NULL)
        fail ("a line has no tab", path);
      *tab = '\0';
      tab[strcspn (tab + 1, "\n") + 1] = '\0';
      take (line, tab + 1, list);
    }
  fclose (file);
}

static void
take_syllable_of_reading (char *left, char *right, List *list)
{
  (void)right;
  (void)list;
  add_syllables (left);
}

static void
take_entry (char *left, char *right, List *list)
{
  const char *text = left;
  Entry *entry;
  list->entries = realloc (list->entries, (list->n_entries + 1) * sizeof *entry);
  entry = &list->entries[list->n_entries++];
  memset (entry, 0, sizeof *entry);
  while (*text != '\0' && entry->n_characters < 4)
    entry->characters[entry->n_characters++] = next_character (&text);
  if (*text != '\0' || strlen (right) >= sizeof entry->readings)
    fail (left, "too long");
  snprintf (entry->readings, sizeof entry->readings, "%s", right);
  add_syllables (right);
}

static void
set_reading (uint32_t character, uint16_t value)
{
  if (character >= N_PAGES << 8)
    fail ("a character is outside the tables", "readings");
  if (pages[character >> 8] == NULL)
    pages[character >> 8] = calloc (256, sizeof (uint16_t));
  pages[character >> 8][character & 0xFF] = value;
}

static void
take_readings (char *left, char *right, List *list)
{
  const char *text = right;
  uint16_t syllable = (uint16_t)find_syllable (left);
  (void)list;
  while (*text != '\0')
    set_reading (next_character (&text), syllable);
}

static int
compare_surnames (const void *a, const void *b)
{
  const Entry *one = a, *two = b;
  if (one->characters[0] != two->characters[0])
    return one->characters[0] < two->characters[0] ? -1 : 1;
  return two->n_characters - one->n_characters;
}

static void
print_ids (FILE *out, const Entry *entry)
{
  char copy[64];
  int n = 0;
  snprintf (copy, sizeof copy, "%s", entry->readings);
  for (char *rest = NULL, *word = strtok_r (copy, " ", &rest); word != NULL;
       word = strtok_r (NULL, " ", &rest))
    {
      if (n++ == MAX_READINGS)
        fail (entry->readings, "too many readings");
      fprintf (out, "%zu, ", find_syllable (word));
    }
}

static void
print_syllables (FILE *out)
{
  fprintf (out, "const char nx_pinyin_syllables[][8] = {\n");
  for (size_t i = 0; i < n_syllables; i++)
    fprintf (out, "  \"%s\",\n", syllables[i]);
  fprintf (out, "};\nconst guint nx_pinyin_n_syllables = %zu;\n\n", n_syllables);
}

static void
print_polyphones (FILE *out, const List *list)
{
  fprintf (out, "const guint16 nx_pinyin_polyphones[][%d] = {\n", MAX_READINGS);
  for (size_t i = 0; i < list->n_entries; i++)
    {
      fprintf (out, "  { ");
      print_ids (out, &list->entries[i]);
      fprintf (out, "},\n");
      set_reading (list->entries[i].characters[0], (uint16_t)(POLYPHONE | i));
    }
  fprintf (out, "};\n\n");
}

static void
print_pages (FILE *out)
{
  int n_pages = 1;
  fprintf (out, "const guint16 nx_pinyin_pages[][256] = {\n  { 0 },\n");
  for (size_t i = 0; i < N_PAGES; i++)
    if (pages[i] != NULL)
      {
        fprintf (out, "  {");
        for (size_t j = 0; j < 256; j++)
          fprintf (out, "%s%u,", j % 32 == 0 ? "\n    " : "", pages[i][j]);
        fprintf (out, "\n  },\n");
      }
  fprintf (out, "};\n\nconst guint16 nx_pinyin_page_numbers[0x%X] = {", N_PAGES);
  for (size_t i = 0; i < N_PAGES; i++)
    fprintf (out, "%s%d,", i % 32 == 0 ? "\n  " : "", pages[i] != NULL ? n_pages++ : 0);
  fprintf (out, "\n};\n\n");
}

static void
print_surnames (FILE *out, List *list)
{
  qsort (list->entries, list->n_entries, sizeof *list->entries, compare_surnames);
  fprintf (out, "const NxSurname nx_surnames[] = {\n");
  for (size_t i = 0; i < list->n_entries; i++)
    {
      const Entry *entry = &list->entries[i];
      fprintf (out, "  { %d, { ", entry->n_characters);
      for (int j = 0; j < entry->n_characters; j++)
        fprintf (out, "0x%X, ", entry->characters[j]);
      fprintf (out, "}, { ");
      print_ids (out, entry);
      fprintf (out, "} },\n");
    }
  fprintf (out, "};\nconst guint nx_n_surnames = %zu;\n", list->n_entries);
}

int
main (int argc, char **argv)
{
  List polyphones = { NULL, 0 }, surnames = { NULL, 0 };
  if (argc != 5)
    fail ("usage: compile-pinyin READINGS POLYPHONES SURNAMES OUTPUT", "arguments");
  read_lines (argv[1], take_syllable_of_reading, NULL);
  read_lines (argv[2], take_entry, &polyphones);
  read_lines (argv[3], take_entry, &surnames);
  qsort (syllables + 1, n_syllables - 1, sizeof *syllables, compare_syllables);
  read_lines (argv[1], take_readings, NULL);
  FILE *out = fopen (argv[4], "w");
  if (out == NULL)
    fail ("cannot be written", argv[4]);
  fprintf (out, "/* Made by compile-pinyin; edit the files of readings instead. */\n"
                "#include \"nx-pinyin-data.h\"\n\n");
  print_syllables (out);
  print_polyphones (out, &polyphones);
  print_pages (out);
  print_surnames (out, &surnames);
  free (polyphones.entries);
  free (surnames.entries);
  return fclose (out) == 0 ? 0 : 1;
}

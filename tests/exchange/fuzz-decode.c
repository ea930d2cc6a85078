/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Breaks photos and PDFs in a hundred ways and has them decoded: each gives a file or an error,
 * soon.
 *
 *   fuzz-decode [--minutes=N] [--seed=S]     three seconds and seed 1 when nothing is said
 *
 * Every run with the same seed breaks the same files in the same order. What ends the decoder by a
 * signal, or takes long, is counted and its number printed, since FAILED is what the program says
 * then: with that number and seed the file is made again by --only=NUMBER, into --keep=FILE. */
#include "config.h"

#include "decode-fixture.h"

#include <string.h>

/* Soon: far above what a whole photo takes, far below the patience of the program. */
#define SOON_MILLISECONDS 10000

static int minutes;
static int seed = 1;
static int only = -1;
static char *keep;

static const GOptionEntry options[] = {
  { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, NULL, NULL },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, NULL, NULL },
  { "only", 0, 0, G_OPTION_ARG_INT, &only, NULL, NULL },
  { "keep", 0, 0, G_OPTION_ARG_FILENAME, &keep, NULL, NULL },
  { NULL },
};

static GPtrArray *
make_seeds (void)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GdkPixbuf) noise = decode_fixture_new_noise (120, 90, 5);
  g_autoptr (GdkPixbuf) alpha = decode_fixture_new_halves (90, 60, TRUE);
  g_autoptr (GBytes) jpeg = decode_fixture_encode (noise, "jpeg");

  g_ptr_array_add (seeds, decode_fixture_add_exif (jpeg, 6));
  g_ptr_array_add (seeds, decode_fixture_encode (alpha, "png"));
  g_ptr_array_add (seeds, decode_fixture_encode (noise, "png"));
  g_ptr_array_add (seeds, decode_fixture_new_pdf (2));
  g_ptr_array_add (seeds, decode_fixture_new_locked_pdf ());
  g_ptr_array_add (seeds, decode_fixture_new_png_bomb (300, 300));
  return seeds;
}

static gsize
somewhere (GRand *rand, GByteArray *file)
{
  /* Heads and tails decide more than what lies between. */
  gboolean is_head = g_rand_boolean (rand);
  guint32 reach = is_head ? MIN (file->len, 200) : file->len;
  gsize at = g_rand_int_range (rand, 0, MAX (reach, 1));

  return g_rand_int_range (rand, 0, 4) == 0 ? file->len - 1 - at : at;
}

static void
break_once (GRand *rand, GByteArray *file)
{
  static const guint8 edges[] = { 0, 1, 0x7F, 0x80, 0xFE, 0xFF };
  gsize at = somewhere (rand, file);
  gsize wish = g_rand_int_range (rand, 1, 40);
  gsize length = MIN (file->len - at, wish);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      file->data[at] ^= 1 << g_rand_int_range (rand, 0, 8);
      break;
    case 1:
      file->data[at] = edges[g_rand_int_range (rand, 0, G_N_ELEMENTS (edges))];
      break;
    case 2:
      memset (file->data + at, edges[g_rand_int_range (rand, 0, G_N_ELEMENTS (edges))], length);
      break;
    case 3:
      if (file->len > length + 8)
        g_byte_array_remove_range (file, at, length);
      break;
    case 4:
      {
        g_autofree guint8 *copy = g_memdup2 (file->data + at, length);

        g_byte_array_append (file, copy, length);
        break;
      }
    default:
      file->data[at] = g_rand_int (rand);
      break;
    }
}

static GBytes *
break_seed (GRand *rand, GBytes *whole)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (whole, &n_bytes);
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, data, n_bytes);
  for (int n = g_rand_int_range (rand, 1, 12); n > 0; n--)
    break_once (rand, file);
  return g_byte_array_free_to_bytes (file);
}

/* TRUE when the decoder did not answer by itself. */
static gboolean
try_one (GBytes *file, guint *n_taken)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDecodedFile) decoded
      = decode_fixture_file (NULL, SOON_MILLISECONDS, file, NULL, &error);

  *n_taken += decoded != NULL;
  g_assert_true ((decoded == NULL) == (error != NULL));
  return g_error_matches (error, NX_DECODE_ERROR, NX_DECODE_ERROR_FAILED)
         || g_error_matches (error, NX_DECODE_ERROR, NX_DECODE_ERROR_LIMIT);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) seeds = NULL;
  g_autoptr (GRand) rand = NULL;
  g_autoptr (GError) error = NULL;
  gint64 until;
  guint n_done = 0, n_taken = 0, n_fallen = 0;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  until = g_get_monotonic_time () + (minutes > 0 ? minutes * 60 : 3) * (gint64)G_USEC_PER_SEC;
  seeds = make_seeds ();
  rand = g_rand_new_with_seed (seed);
  for (; only >= 0 ? n_done <= (guint)only : g_get_monotonic_time () < until; n_done++)
    {
      g_autoptr (GBytes) file = break_seed (rand, g_ptr_array_index (seeds, n_done % seeds->len));

      if (only >= 0 && n_done < (guint)only)
        continue;
      if (keep != NULL && only >= 0)
        g_file_set_contents (keep, g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL);
      if (try_one (file, &n_taken))
        {
          n_fallen++;
          g_print ("# number %u: the decoder fell over, or took too long\n", n_done);
        }
    }
  g_print ("# seed %d: %u files, %u taken, %u without an answer\n", seed, n_done, n_taken,
           n_fallen);
  g_print ("ok 1 /decode/fuzz\n1..1\n");
  return 0;
}

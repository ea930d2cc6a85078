/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills identifiers from the kernel's random numbers and the clock. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-uid.h"

#include <sys/random.h>

static void
fill_random (guint8 *bytes, gsize length)
{
  gssize n_read;

  /* Up to 256 bytes getrandom is never cut short; before the pool is ready it waits. */
  do
    n_read = getrandom (bytes, length, 0);
  while (n_read != (gssize)length);
}

static char *
to_text (guint8 bytes[16], guint version)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (37);
  char *end = text;

  bytes[6] = (bytes[6] & 0x0f) | (guint8)(version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *end++ = '-';
      *end++ = digits[bytes[i] >> 4];
      *end++ = digits[bytes[i] & 0xf];
    }
  *end = '\0';
  return text;
}

char *
nx_uid_new (void)
{
  guint64 ms = (guint64)g_get_real_time () / 1000;
  guint8 bytes[16];

  fill_random (bytes, sizeof bytes);
  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8)(ms >> (8 * (5 - i)));
  return to_text (bytes, 7);
}

char *
nx_uid_new_random (void)
{
  guint8 bytes[16];

  fill_random (bytes, sizeof bytes);
  return to_text (bytes, 4);
}

gboolean
nx_uid_is_valid (const char *uid)
{
  guint i;

  if (uid == NULL)
    return FALSE;
  for (i = 0; uid[i] != '\0'; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (uid[i] != '-')
            return FALSE;
        }
      else if (!g_ascii_isxdigit (uid[i]) || g_ascii_isupper (uid[i]))
        return FALSE;
    }
  return i == 36;
}

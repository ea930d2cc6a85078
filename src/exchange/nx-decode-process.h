/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Runs one decoder process for one request, within bounds of time and memory. */
#pragma once

#include "nx-decode-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Wall clock, for starting, giving, decoding and taking together; our default. */
#define NX_DECODE_PROCESS_MILLISECONDS (30 * 1000)

/* How a process ended that gave no answer. */
typedef enum
{
  NX_DECODE_PROCESS_ANSWERED,
  NX_DECODE_PROCESS_CANCELLED,
  NX_DECODE_PROCESS_TOO_LONG, /* of wall clock or processor */
  NX_DECODE_PROCESS_FAILED,   /* missing, fell over, or no answer to this request */
} NxDecodeProcessEnd;

/* Blocks; on a worker thread. The process is gone when this returns. @first and @second: what the
 * answer's n_first and n_second say, NULL for 0. */
NxDecodeProcessEnd nx_decode_process_run (const char *program,
                                          int milliseconds,
                                          const NxDecodeRequest *request,
                                          GBytes *file,
                                          GCancellable *cancellable,
                                          NxDecodeAnswer *answer,
                                          GBytes **first,
                                          GBytes **second);

/* The decoder of this build folder for a program that runs out of it, else the installed one. Free
 * with g_free. */
char *nx_decode_process_dup_program (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Adds the supervisor's decisions and questions, and the worker's answers, to a made-up case. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-writer.h"

#include <string.h>

static void
add_comment (NxSampleWriter *self,
             int visit,
             gboolean is_supervisor,
             const char *kind,
             char *take_text,
             NxDate on)
{
  NxSampleComment comment = { .visit = visit,
                              .is_supervisor = is_supervisor,
                              .kind = kind,
                              .text = take_text,
                              .on = on,
                              .minute = nx_sample_between (self->rand, 8 * 60 + 30, 17 * 60 + 20) };

  g_array_append_val (self->case_file->comments, comment);
}

void
nx_sample_writer_approve_plan (NxSampleWriter *self)
{
  static const char *const decisions[]
      = { "计划可行，同意。目标再写得具体些，写明到哪一天做到什么。",
          "同意。先做最急的一件，其余下个月再排。",
          "同意按计划介入。注意服务对象自己的意愿，能自己做的不代劳。",
          "同意。与家属的分工写进协议，一个月后一起看进展。" };

  for (guint i = 0; i < self->case_file->stages->len; i++)
    {
      const NxSampleStage *stage = &g_array_index (self->case_file->stages, NxSampleStage, i);

      if (strcmp (stage->stage, "intervention") == 0 && nx_sample_chance (self->rand, 55))
        add_comment (self, -1, TRUE, "decision",
                     g_strdup (NX_SAMPLE_CHOOSE (self->rand, decisions)), stage->on);
    }
}

void
nx_sample_writer_ask (NxSampleWriter *self)
{
  const NxSampleThread *thread = self->threads[0];
  guint n = self->case_file->visits->len;
  guint at = 0;
  const NxSampleVisit *visit = NULL;
  NxDate asked;
  NxDate answered;

  if (self->n_threads == 0 || self->n_service < 3 || !nx_sample_chance (self->rand, 34))
    return;
  /* Where the first thread was told last and is not over. */
  for (guint i = 0; i < n; i++)
    if (g_array_index (self->case_file->visits, NxSampleVisit, i).problems != NULL)
      at = i;
  visit = &g_array_index (self->case_file->visits, NxSampleVisit, at);
  if (strcmp (visit->state, "done") != 0)
    return;
  asked = nx_date_add_days (visit->written_on, nx_sample_between (self->rand, 1, 3));
  if (nx_date_compare (asked, self->office->today) > 0)
    return;
  add_comment (self, (int)at, TRUE, "question", nx_sample_fill (thread->question, &self->facts),
               asked);
  answered = nx_date_add_days (asked, nx_sample_between (self->rand, 1, 3));
  if (nx_date_compare (answered, self->office->today) <= 0 && nx_sample_chance (self->rand, 82))
    add_comment (self, (int)at, FALSE, "answer", nx_sample_fill (thread->answer, &self->facts),
                 answered);
}

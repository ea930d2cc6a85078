/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the invented records and sheets that the tests of the papers print. */
#include "config.h"

#include "nx-print-samples.h"

#include "nx-case.h"
#include "nx-comment.h"
#include "nx-event.h"
#include "nx-field.h"
#include "nx-household.h"
#include "nx-membership.h"
#include "nx-person.h"
#include "nx-support.h"
#include "nx-visit.h"
#include "nx-worker.h"

#include <stdarg.h>

#define LAST ((const char *)NULL)

NxRecord *
nx_print_samples_record (NxRecordKind kind, gint64 id, ...)
{
  NxValues *values = nx_values_new (kind);
  const NxRecordSpec *spec = nx_record_spec (kind);
  const char *text;
  va_list pairs;

  /* text first, then its field, so that NULL can end the list */
  va_start (pairs, id);
  while ((text = va_arg (pairs, const char *)) != NULL)
    {
      guint field = va_arg (pairs, guint);

      g_assert_cmpuint (field, <, spec->n_fields);
      if (nx_field_is_integer (&spec->fields[field]))
        nx_values_set_int (values, field, g_ascii_strtoll (text, NULL, 10));
      else
        nx_values_set_text (values, field, text);
    }
  va_end (pairs);
  return nx_record_new (kind, id, "00000000-0000-4000-8000-000000000001", 1, FALSE, values);
}

static NxRecord *
create_visit (void)
{
  return nx_print_samples_record (
      NX_RECORD_VISIT, 12, "1", NX_VISIT_CASE, "done", NX_VISIT_STATE, "home", NX_VISIT_KIND,
      "2025-11-19", NX_VISIT_ON, "14:00", NX_VISIT_START_TIME, "14:40", NX_VISIT_END_TIME,
      "2025-11-19", NX_VISIT_WRITTEN_ON, "12", NX_VISIT_SESSION, "regular safety", NX_VISIT_PURPOSE,
      "看扶手", NX_VISIT_PURPOSE_NOTE, "志愿者周海", NX_VISIT_COMPANIONS, "本人、女儿李梅",
      NX_VISIT_PERSONS_SEEN,
      "王桂英与女儿李梅在家。卫生间扶手定于11月20日上午9点安装，已与施工方通话确认。厨房灯管已更换"
      "，"
      "试亮正常。王桂英说昨晚起身一次，没有滑倒。当面测血压 142/84，药盒内余药13天。李梅的电话改为"
      "13900002222，证件210102193610040048已核对。11月21日为农历生日，已与社区食堂约定当天中午送餐"
      "。",
      NX_VISIT_NARRATIVE, "fair", NX_VISIT_BODY, "good", NX_VISIT_MOOD, "fair", NX_VISIT_HOME,
      "fair", NX_VISIT_MONEY, "good", NX_VISIT_CARE_STATE, "home_safety", NX_VISIT_NEW_RISKS,
      "卫生间扶手未装好以前，夜间起身仍有滑倒可能。", NX_VISIT_PROBLEMS,
      "LED 灯管（T8，0.6 米），更换并试亮，1 支\n测量血压 1次", NX_VISIT_SERVICES,
      "扶手安装当天到场，拍照存档（已同意）；林晓岚；2025-11-20\n生日当天中午送餐；社区食堂；2025-"
      "11-21",
      NX_VISIT_NEXT_STEPS, "2025-11-26", NX_VISIT_NEXT_ON, "高风险，每 7 天", NX_VISIT_NEXT_REASON,
      "SECRETREFLECTION 反思只给督导看", NX_VISIT_REFLECTION, "210102002001-2025-0007",
      NX_VISIT_CASE_NUMBER, "王桂英", NX_VISIT_CLIENT_NAME, "林晓岚", NX_VISIT_WORKER_NAME, "high",
      NX_VISIT_RISK, LAST);
}

static NxRecord *
create_member (gint64 person, const char *relation, const char *name, const char *birth)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person);

  return nx_print_samples_record (NX_RECORD_MEMBERSHIP, 100 + person, "1", NX_MEMBERSHIP_HOUSEHOLD,
                                  id, NX_MEMBERSHIP_PERSON, relation, NX_MEMBERSHIP_RELATION, name,
                                  NX_MEMBERSHIP_PERSON_NAME, "2", NX_MEMBERSHIP_PERSON_SEX, birth,
                                  NX_MEMBERSHIP_PERSON_BIRTH_ON, LAST);
}

void
nx_print_samples_init (NxPrintSamples *samples)
{
  samples->visit = create_visit ();
  samples->case_file = nx_print_samples_record (
      NX_RECORD_CASE, 1, "210102002001-2025-0007", NX_CASE_NUMBER, "王桂英独居支持", NX_CASE_TITLE,
      "1", NX_CASE_CLIENT_PERSON, "intervention", NX_CASE_STAGE, "high", NX_CASE_RISK, "1",
      NX_CASE_IS_CONFIDENTIAL, "2025-09-02", NX_CASE_OPENED_ON, "林晓岚", NX_CASE_WORKER_NAME,
      "赵明慧", NX_CASE_SUPERVISOR_NAME, "丰泽社区", NX_CASE_AREA_NAME, LAST);
  samples->person = nx_print_samples_record (
      NX_RECORD_PERSON, 1, "王桂英", NX_PERSON_NAME, "2", NX_PERSON_SEX, "1936-10-04",
      NX_PERSON_BIRTH_ON, "210102193610040048", NX_PERSON_ID_NUMBER,
      "13800005678 (本人)\n13900002222 (女儿)", NX_PERSON_PHONES, "丰泽社区", NX_PERSON_AREA_NAME,
      "新华街道丰泽社区3号楼2单元501", NX_PERSON_FULL_ADDRESS, LAST);
  samples->household = nx_print_samples_record (
      NX_RECORD_HOUSEHOLD, 1, "FZ-0031", NX_HOUSEHOLD_NUMBER, "新华街道丰泽社区",
      NX_HOUSEHOLD_AREA_NAME, "3号楼", NX_HOUSEHOLD_BUILDING, "2单元", NX_HOUSEHOLD_UNIT, "501",
      NX_HOUSEHOLD_ROOM, "occupied", NX_HOUSEHOLD_STATUS, "王桂英", NX_HOUSEHOLD_HEAD_NAME,
      "第5网格", NX_HOUSEHOLD_GRID, "林晓岚", NX_HOUSEHOLD_WORKER_NAME, LAST);
  samples->worker
      = nx_print_samples_record (NX_RECORD_WORKER, 1, "林晓岚", NX_WORKER_NAME, "worker",
                                 NX_WORKER_ROLE, "qualified", NX_WORKER_QUALIFICATION, LAST);
  samples->memberships = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (samples->memberships, create_member (1, "02", "王桂英", "1936-10-04"));
  g_ptr_array_add (samples->memberships, create_member (2, "32", "李梅", "1962-03-01"));
  g_ptr_array_add (samples->memberships, create_member (3, "44", "李小禾", "2012-06-01"));
}

void
nx_print_samples_clear (NxPrintSamples *samples)
{
  g_clear_object (&samples->visit);
  g_clear_object (&samples->case_file);
  g_clear_object (&samples->person);
  g_clear_object (&samples->household);
  g_clear_object (&samples->worker);
  g_clear_pointer (&samples->memberships, g_ptr_array_unref);
}

NxPrintOptions
nx_print_samples_options (NxCopy copy)
{
  return (NxPrintOptions){
    .copy = copy,
    .office = "新华街道丰泽社区社会工作服务站",
    .printed_by = "林晓岚",
    .printed_at = 1763535720,
    .print_number = "2025-000418",
  };
}

void
nx_print_samples_fill_visit (NxPrintSamples *samples, NxVisitSheet *sheet)
{
  NxVisitSources sources = { samples->visit,     samples->case_file, samples->person,
                             samples->household, samples->worker,    samples->memberships };

  nx_visit_sheet_fill (sheet, &sources);
}

static NxTimelineEntry *
add_entry (GPtrArray *entries, NxTimelineKind kind, const char *day, NxRecord *record)
{
  NxDate date = { 0 };
  NxTimelineEntry *entry;

  g_assert_true (nx_date_from_iso (day, &date));
  entry = nx_timeline_entry_new (kind, date, entries->len);
  entry->record = record;
  entry->worker_name = g_strdup ("林晓岚");
  g_ptr_array_insert (entries, 0, entry);
  return entry;
}

static NxRecord *
create_past_visit (guint number, const char *day, const char *written, const char *text)
{
  g_autofree char *session = g_strdup_printf ("%u", number);

  return nx_print_samples_record (
      NX_RECORD_VISIT, number, "1", NX_VISIT_CASE, "done", NX_VISIT_STATE, "home", NX_VISIT_KIND,
      day, NX_VISIT_ON, written, NX_VISIT_WRITTEN_ON, session, NX_VISIT_SESSION, text,
      NX_VISIT_NARRATIVE, "SECRETREFLECTION", NX_VISIT_REFLECTION, LAST);
}

static NxRecord *
create_event (const char *action, const char *changes)
{
  return nx_print_samples_record (NX_RECORD_EVENT, 7, action, NX_EVENT_ACTION, "7",
                                  NX_EVENT_RECORD_KIND, changes, NX_EVENT_CHANGES, LAST);
}

static void
add_many (GPtrArray *entries, guint n)
{
  static const char *const texts[]
      = { "说起老伴忌日，哭了约五分钟。陪坐半小时，联系楼下邻居晚上来坐。",
          "低保年度复核材料交齐。",
          "与女儿李梅商量扶手位置和费用，电话13900002222，李梅同意安装。" };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day
          = g_strdup_printf ("%u-%02u-%02u", 2015 + i / 336, i / 28 % 12 + 1, i % 28 + 1);

      add_entry (entries, NX_TIMELINE_VISIT, day,
                 create_past_visit (i + 1, day, day, texts[i % G_N_ELEMENTS (texts)]));
    }
}

GPtrArray *
nx_print_samples_entries (NxPrintSamples *samples, guint n)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  NxTimelineEntry *entry;

  add_many (entries, n);
  entry = add_entry (entries, NX_TIMELINE_STAGE, "2025-09-02", NULL);
  entry->event = create_event ("added", "{}");
  add_entry (
      entries, NX_TIMELINE_VISIT, "2025-09-05",
      create_past_visit (1, "2025-09-05", "2025-09-05",
                         "初次入户，建立信任。查看水电气和卫生间，拍照 3 张（已取得同意）。"));
  entry = add_entry (entries, NX_TIMELINE_STAGE, "2025-09-24", NULL);
  entry->event = create_event ("stage", "{\"stage\": [\"planning\", \"intervention\"]}");
  entry = add_entry (entries, NX_TIMELINE_EDIT, "2025-10-01", NULL);
  entry->event = create_event ("changed", "{\"title\": [\"旧\", \"新\"]}");
  entry = add_entry (entries, NX_TIMELINE_MEMBER, "2025-10-20",
                     g_object_ref (g_ptr_array_index (samples->memberships, 1)));
  entry->event = create_event ("moved_in", "{}");
  entry->subject = g_strdup ("李梅");
  add_entry (entries, NX_TIMELINE_NOT_MET, "2025-11-10",
             nx_print_samples_record (
                 NX_RECORD_VISIT, 40, "attempted", NX_VISIT_STATE, "home", NX_VISIT_KIND,
                 "2025-11-10", NX_VISIT_ON, "out", NX_VISIT_NOT_MET_REASON,
                 "问过邻居，电话接通：在女儿家，平安。", NX_VISIT_NOT_MET_NOTE, LAST));
  entry = add_entry (
      entries, NX_TIMELINE_VISIT, "2025-11-12",
      create_past_visit (
          11, "2025-11-12", "2025-11-14",
          "精神尚可，主动说起女儿李梅上周来过。防滑垫已铺好，扶手还没有装。血压 148/86，"
          "按时服药，余药 6 天。"));
  entry->comments = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (entry->comments,
                   nx_print_samples_record (NX_RECORD_COMMENT, 1, "question", NX_COMMENT_KIND,
                                            "扶手为什么还没装？", NX_COMMENT_TEXT, "1763103600",
                                            NX_COMMENT_AT, "赵明慧", NX_COMMENT_AUTHOR_NAME, LAST));
  return entries;
}

void
nx_print_samples_fill_timeline (NxPrintSamples *samples, GPtrArray *entries, NxTimelineSheet *sheet)
{
  NxTimelineSources sources = { .case_file = samples->case_file,
                                .person = samples->person,
                                .household = samples->household,
                                .memberships = samples->memberships,
                                .entries = entries,
                                .today = { 2025, 11, 19 },
                                .chain = NX_CHAIN_WHOLE };

  nx_timeline_sheet_fill (sheet, &sources);
}

static void
add_door (NxPrintSamples *samples,
          NxRouteDay *day,
          const char *name,
          const char *birth,
          const char *building,
          const char *kind)
{
  g_autoptr (NxRecord) person = nx_print_samples_record (
      NX_RECORD_PERSON, 50, name, NX_PERSON_NAME, "1", NX_PERSON_SEX, birth, NX_PERSON_BIRTH_ON,
      "210102193610040048", NX_PERSON_ID_NUMBER, "13812342316", NX_PERSON_PHONES, "东升社区",
      NX_PERSON_AREA_NAME, LAST);
  g_autoptr (NxRecord) household = nx_print_samples_record (
      NX_RECORD_HOUSEHOLD, 50, "新华街道东升社区", NX_HOUSEHOLD_AREA_NAME, building,
      NX_HOUSEHOLD_BUILDING, "2单元", NX_HOUSEHOLD_UNIT, "301", NX_HOUSEHOLD_ROOM, LAST);
  g_autoptr (NxRecord) planned
      = nx_print_samples_record (NX_RECORD_VISIT, 51, kind, NX_VISIT_KIND, "planned",
                                 NX_VISIT_STATE, "09:30", NX_VISIT_START_TIME, LAST);
  NxRouteSources sources = { .case_file = samples->case_file,
                             .person = person,
                             .household = household,
                             .last_visit = samples->visit,
                             .planned = planned,
                             .why = "高风险，每 7 天，逾期 2 天" };

  nx_route_day_add (day, &sources);
}

void
nx_print_samples_fill_route (NxPrintSamples *samples, NxRouteDay *day)
{
  nx_route_day_init (day, (NxDate){ 2025, 11, 19 }, "林晓岚");
  day->companion = g_strdup ("周海");
  add_door (samples, day, "何玉兰", "1954-02-03", "2号楼", "phone");
  add_door (samples, day, "刘建国", "1969-02-03", "10号楼", "home");
  add_door (samples, day, "赵小满", "2012-06-01", "9号楼", "home");
  add_door (samples, day, "孙有福", "1943-02-03", "1号楼", "home");
  add_door (samples, day, "阿依古丽·买买提", "1980-02-03", "3号楼", "home");
  nx_route_day_sort (day);
}

void
nx_print_samples_fill_household (NxPrintSamples *samples, NxHouseholdFile *file)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (GPtrArray) supports = g_ptr_array_new_with_free_func (g_object_unref);
  NxHouseholdSources sources
      = { samples->household, samples->memberships, persons, supports, cases, { 2025, 11, 19 } };

  g_ptr_array_add (persons, samples->person);
  g_ptr_array_add (cases, samples->case_file);
  g_ptr_array_add (supports, nx_print_samples_record (
                                 NX_RECORD_SUPPORT, 1, "dibao", NX_SUPPORT_CLASS, "2024-01-01",
                                 NX_SUPPORT_FROM_ON, "2026-01-01", NX_SUPPORT_REVIEW_ON, LAST));
  g_ptr_array_add (supports, nx_print_samples_record (
                                 NX_RECORD_SUPPORT, 2, "temp", NX_SUPPORT_CLASS, "2024-01-01",
                                 NX_SUPPORT_FROM_ON, "2024-03-01", NX_SUPPORT_TO_ON, LAST));
  g_ptr_array_add (supports,
                   nx_print_samples_record (NX_RECORD_SUPPORT, 3, "elder80", NX_SUPPORT_CLASS, "1",
                                            NX_SUPPORT_PERSON, "王桂英", NX_SUPPORT_PERSON_NAME,
                                            "2016-10-04", NX_SUPPORT_FROM_ON, LAST));
  nx_household_file_init (file);
  nx_household_file_fill (file, &sources);
}

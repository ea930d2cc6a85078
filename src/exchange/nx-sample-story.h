/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The matter made-up visit records are composed of: themes, their threads, and words for facts.
 *
 * Texts hold facts in braces: {c} the client as spoken of, {k} the relative with name, {ks} only
 * the word, {carer} who looks after them at home, {bp} a blood pressure, {n} a small number, {wd} a
 * day of the week, {d} the next date, {nb} a neighbour, {drug} the medicine, {hosp} where they are
 * treated, {grade} the school year, {job} the work, {dis} the disability, {w} the worker. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

/* One step of a thread: what was seen, the problem then, the service given, what comes next. */
typedef struct
{
  const char *seen;
  const char *problem;
  const char *service;
  const char *next;
} NxSampleBeat;

/* When a thread fits. */
typedef enum
{
  NX_SAMPLE_ALWAYS,
  NX_SAMPLE_LIVING_ALONE,
  NX_SAMPLE_WITH_KIN, /* lives alone, a relative lives elsewhere */
  NX_SAMPLE_PARENT_AWAY,
  NX_SAMPLE_RIDING,    /* rider or courier */
  NX_SAMPLE_SHARING,   /* a dwelling with fellow workers */
  NX_SAMPLE_IN_WINTER, /* heating */
  NX_SAMPLE_SINGLE,    /* one parent alone */
  NX_SAMPLE_DIVORCED,
} NxSampleFit;

/* A matter that runs through a case, from being found to being settled. */
typedef struct
{
  NxSampleFit fit;
  const char *question; /* the supervisor's, and the worker's answer */
  const char *answer;
  NxSampleBeat beats[4];
} NxSampleThread;

typedef enum
{
  NX_SAMPLE_THEME_ELDER,
  NX_SAMPLE_THEME_CARE,
  NX_SAMPLE_THEME_CHILD,
  NX_SAMPLE_THEME_POVERTY,
  NX_SAMPLE_THEME_DISABILITY,
  NX_SAMPLE_THEME_FAMILY,
  NX_SAMPLE_THEME_NEW_WORK,
  NX_SAMPLE_THEME_ILLNESS,
  NX_SAMPLE_THEME_GRIEF,
  NX_SAMPLE_THEME_MENTAL,
  NX_SAMPLE_THEME_NEIGHBOUR,
  NX_N_SAMPLE_THEMES
} NxSampleThemeId;

typedef struct
{
  const char *category; /* problem-category codes */
  const char *titles[3];
  const char *problems[3]; /* what they came with, in their words */
  const char *purposes[3]; /* visit-purpose codes */
  const NxSampleThread *threads;
  guint n_threads;
} NxSampleTheme;

extern const NxSampleTheme nx_sample_themes[NX_N_SAMPLE_THEMES];

/* What a text is filled with; every member is set. */
typedef struct
{
  const char *client;
  const char *kin;
  const char *kin_word;
  const char *carer;
  const char *blood_pressure;
  int number;
  const char *weekday;
  const char *date;
  const char *neighbour;
  const char *medicine;
  const char *hospital;
  const char *grade;
  const char *job;
  const char *disability;
  const char *worker;
} NxSampleFacts;

/* Puts the facts into a text. NULL for NULL. Free with g_free. */
char *nx_sample_fill (const char *text, const NxSampleFacts *facts);

typedef enum
{
  NX_SAMPLE_BANK_AT_HOME, /* how the visit began, by kind */
  NX_SAMPLE_BANK_PHONE,
  NX_SAMPLE_BANK_PHONE_TALK, /* what is talked of on the phone */
  NX_SAMPLE_BANK_OFFICE,
  NX_SAMPLE_BANK_ELDER_BODY, /* body and home of an elder, good to poor */
  NX_SAMPLE_BANK_ELDER_POOR,
  NX_SAMPLE_BANK_CHILD_STATE,
  NX_SAMPLE_BANK_ADULT_STATE,
  NX_SAMPLE_BANK_MOOD_GOOD,
  NX_SAMPLE_BANK_MOOD_POOR,
  NX_SAMPLE_BANK_SEASON_COLD,
  NX_SAMPLE_BANK_SEASON_HOT,
  NX_SAMPLE_BANK_FESTIVAL,
  NX_SAMPLE_BANK_CLOSING,
  NX_SAMPLE_BANK_CLOSING_AT_HOME,
  NX_SAMPLE_BANK_ASSESSMENT, /* sentences of the first visits */
  NX_SAMPLE_BANK_ASSESSMENT_AT_HOME,
  NX_SAMPLE_BANK_PLAN,
  NX_SAMPLE_BANK_EVALUATION,
  NX_SAMPLE_BANK_FOLLOW_UP,
  NX_SAMPLE_BANK_REFLECTION,
  NX_SAMPLE_BANK_NOT_MET_OUT,
  NX_SAMPLE_BANK_NOT_MET_HOSPITAL,
  NX_SAMPLE_BANK_NOT_MET_SILENT,
  NX_SAMPLE_BANK_NOT_MET_REFUSED,
  NX_N_SAMPLE_BANKS
} NxSampleBank;

/* The sentence of the bank at @position, counted round, so that a case that steps through a bank
 * repeats itself as late as possible. */
const char *nx_sample_bank_get (NxSampleBank bank, guint position);

G_END_DECLS

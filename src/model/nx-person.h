/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One human being, whether served, volunteer or both. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_PERSON (nx_person_get_type ())
G_DECLARE_FINAL_TYPE (NxPerson, nx_person, NX, PERSON, NxRecord)

/* clang-format off */
#define NX_PERSON_FIELDS(F) \
  F (NAME, "name", TEXT, N_ ("Name"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NAME, nx_check_name) \
  F (FORMER_NAMES, "former_names", TEXT, N_ ("Former names"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NAME, NULL) \
  F (PINYIN, "pinyin", TEXT, N_ ("Pinyin, corrected"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NONE, nx_check_pinyin) \
  F (SEX, "sex", CODE, N_ ("Sex"), "gbt-2261-1", \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (BIRTH_ON, "birth_on", DAY, N_ ("Date of birth"), NULL, \
     NX_FIELD_PERSONAL, BIRTH_DATE, nx_check_past_day) \
  F (BIRTH_LUNAR, "birth_lunar", TEXT, N_ ("Date of birth, lunar calendar"), NULL, \
     NX_FIELD_PERSONAL, BIRTH_DATE, nx_check_lunar) \
  F (ID_KIND, "id_kind", CODE, N_ ("Identity document"), "id-document-kind", \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (ID_NUMBER, "id_number", TEXT, N_ ("Identity number"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SENSITIVE | NX_FIELD_SEARCHED, ID_NUMBER, NULL) \
  F (ID_EXPIRES_ON, "id_expires_on", DAY, \
     N_ ("Identity document valid until"), NULL, \
     NX_FIELD_PERSONAL, NONE, nx_check_full_day) \
  F (ETHNIC, "ethnic", CODE, N_ ("Ethnic group"), "gbt-3304", \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (POLITICAL, "political", CODE, N_ ("Political status"), "gbt-4762", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (EDUCATION, "education", CODE, N_ ("Education level"), "gbt-4658", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (MARITAL, "marital", CODE, N_ ("Marital status"), "gbt-2261-2", \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (HEALTH, "health", CODE, N_ ("Health"), "gbt-2261-3", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (DISABILITY_KIND, "disability_kind", CODE, N_ ("Disability category"), "gbt-26341", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (DISABILITY_LEVEL, "disability_level", CODE, N_ ("Disability level"), "disability-level", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (DISABILITY_NUMBER, "disability_number", TEXT, N_ ("Disability certificate number"), NULL, \
     NX_FIELD_SENSITIVE, DISABILITY, NULL) \
  F (DISABILITY_EXPIRES_ON, "disability_expires_on", DAY, \
     N_ ("Disability certificate valid until"), NULL, \
     NX_FIELD_SENSITIVE, NONE, nx_check_full_day) \
  F (PHONES, "phones", LONG_TEXT, N_ ("Phones"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, PHONE, nx_check_phones) \
  F (REGISTERED_ADDRESS, "registered_address", TEXT, N_ ("Registered residence"), NULL, \
     NX_FIELD_PERSONAL, ADDRESS, NULL) \
  F (RESIDENCE_KIND, "residence_kind", CODE, N_ ("Residence"), "residence-kind", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (LIVING, "living", CODE, N_ ("Living arrangement"), "living-arrangement", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (CARE, "care", CODE, N_ ("Care dependency"), "care-dependency", \
     NX_FIELD_SENSITIVE, NONE, NULL) \
  F (EMPLOYMENT, "employment", CODE, N_ ("Employment"), "gbt-2261-4", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NEW_EMPLOYMENT, "new_employment", CODE, N_ ("New-employment group"), "new-employment", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (EMPLOYER, "employer", TEXT, N_ ("Work place"), NULL, \
     NX_FIELD_PERSONAL, NONE, NULL) \
  F (GUARDIAN, "guardian", TEXT, N_ ("Guardian"), NULL, \
     NX_FIELD_PERSONAL, NAME, NULL) \
  F (EMERGENCY_CONTACT, "emergency_contact", TEXT, N_ ("Emergency contact"), NULL, \
     NX_FIELD_PERSONAL, PHONE, NULL) \
  F (DIED_ON, "died_on", DAY, N_ ("Died on"), NULL, \
     NX_FIELD_PLAIN, NONE, nx_check_past_day) \
  F (NOTE, "note", LONG_TEXT, N_ ("Note"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (NAME_KEY, "name_key", TEXT, N_ ("Sort key"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (STROKE_KEY, "stroke_key", TEXT, N_ ("Sort key by strokes"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (HOUSEHOLD, "household_id", REFERENCE, N_ ("Household"), "household", \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (RELATION, "relation", CODE, N_ ("Relation to head"), "gbt-4761", \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (AREA_NAME, "area_name", TEXT, N_ ("Community"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL) \
  F (FULL_ADDRESS, "full_address", TEXT, N_ ("Current address"), NULL, \
     NX_FIELD_DERIVED | NX_FIELD_PERSONAL, ADDRESS, NULL)
/* clang-format on */

#define NX_PERSON_ENUM_ROW(id, ...) NX_PERSON_##id,
typedef enum
{
  NX_PERSON_FIELDS (NX_PERSON_ENUM_ROW) NX_N_PERSON_FIELDS
} NxPersonField;

extern const NxRecordSpec nx_person_spec;

/* Full years of age on @on (the age the law means, 周岁); for the dead, at death. -1 when the date
 * of birth is unknown. Rule of 29 February: see nx_date_age_on(). */
int nx_person_get_age_on (NxRecord *person, NxDate on);
/* The first phone number without its owner note, or NULL. Free with g_free. */
char *nx_person_dup_first_phone (NxRecord *person);

G_END_DECLS

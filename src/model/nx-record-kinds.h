/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Every kind of record, for files that work with several. */
#pragma once

#include "nx-area.h"
#include "nx-attachment.h"
#include "nx-case.h"
#include "nx-comment.h"
#include "nx-event.h"
#include "nx-household.h"
#include "nx-membership.h"
#include "nx-person.h"
#include "nx-support.h"
#include "nx-visit.h"
#include "nx-worker.h"

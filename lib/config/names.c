/* SPDX-License-Identifier: MIT */
#include "base/array.h"

#include <secscan/finding.h>

static const char *const kind_names[] = {
	[SECSCAN_KIND_SECRET] = "secret",
	[SECSCAN_KIND_BANNED] = "banned",
	[SECSCAN_KIND_PII] = "pii",
	[SECSCAN_KIND_TRAILER] = "trailer",
	[SECSCAN_KIND_REVIEW] = "review",
	[SECSCAN_KIND_SETTINGS] = "settings",
	[SECSCAN_KIND_ENV] = "environment",
};
static const char *const severity_names[] = {"low", "medium", "high", "critical"};
static const char *const confidence_names[] = {"doubtful", "plausible", "verified"};

static const char *const level_names[] = {"pre-existing", "note", "review", "block"};

static const char *name_of(const char *const *names, size_t count, unsigned value)
{
	return value < count ? names[value] : "unknown";
}

const char *secscan_kind_name(enum secscan_kind kind)
{
	return name_of(kind_names, ARRAY_SIZE(kind_names), kind);
}

const char *secscan_severity_name(enum secscan_severity severity)
{
	return name_of(severity_names, ARRAY_SIZE(severity_names), severity);
}

const char *secscan_confidence_name(enum secscan_confidence confidence)
{
	return name_of(confidence_names, ARRAY_SIZE(confidence_names), confidence);
}

const char *secscan_level_name(enum secscan_level level)
{
	return name_of(level_names, ARRAY_SIZE(level_names), level);
}

/* SPDX-License-Identifier: MIT */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "report/out.h"

#include <secscan/unstable/report.h>

#include <jansson.h>
#include <stdint.h>

/* Text as a JSON string; a byte that is no UTF-8 becomes the four characters \xNN. NULL: memory ran out. */
json_t *secscan_json_text(const char *text);

/* A key and its value, which is stolen; NULL for a value is a failure. 0 or -1, so that calls can be or-ed. */
int secscan_json_set(json_t *object, const char *key, json_t *value);
int secscan_json_set_text(json_t *object, const char *key, const char *text);
int secscan_json_set_number(json_t *object, const char *key, uint64_t number);

/* The path as secscan/unstable/report.h says: `path`, and `path_encoding` where it is no UTF-8. */
int secscan_json_set_path(json_t *object, const char *key, const char *path);

/* The proof of scan, key by key. */
int secscan_json_set_counts(json_t *object, const struct secscan_summary *s);

/* Write a value and release it. 0 or SECSCAN_ERR_NOMEM with nothing written; a NULL value is one, too. */
SECSCAN_MUST_CHECK int secscan_json_write(struct out *o, json_t *value, const char *after);

#endif

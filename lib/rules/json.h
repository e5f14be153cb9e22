/* SPDX-License-Identifier: MIT */
#ifndef RULES_JSON_H
#define RULES_JSON_H

#include <stdbool.h>
#include <stddef.h>

/* Is this text one whole JSON object and, when key is not NULL, does it have this member itself? */
bool secscan_json_is_object(const char *text, size_t len, const char *key);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef GATE_PUSH_PLACE_H
#define GATE_PUSH_PLACE_H

#include <stdbool.h>

/*
 * Whether two addresses name one repository: the same host and path. How one gets there (scheme, user, port) and what git
 * takes either way (a slash at the end, .git) make no difference.
 */
bool secscan_same_place(const char *a, const char *b);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H
#include <stdbool.h>
bool secscan_glob_match(const char *pattern, const char *path);
#endif

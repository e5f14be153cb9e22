/* SPDX-License-Identifier: MIT */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include <stdbool.h>

/*
 * Does the path, as git writes it (no slash in front), match the pattern? Bytes; upper and lower case differ.
 *
 *   ?      one byte, not a slash        *      any bytes, no slash
 *   **     as a whole part of the path: any number of parts, none included ("a/ ** /b" without the blanks
 *          matches a/b); at the end at least one
 *   /x     only at the root; without the slash in front the pattern may start at any directory
 *   x/     all beneath x
 *
 * An empty pattern matches nothing. Time grows with path times pattern at worst.
 */
bool secscan_glob_match(const char *pattern, const char *path);

#endif

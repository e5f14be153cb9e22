/* SPDX-License-Identifier: MIT */
#include "base/glob.h"
#include <fnmatch.h>
bool secscan_glob_match(const char *pattern, const char *path) { return !fnmatch(pattern, path, 0); }

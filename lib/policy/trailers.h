/* SPDX-License-Identifier: MIT */
#ifndef POLICY_TRAILERS_H
#define POLICY_TRAILERS_H

#include <secscan/unstable/trailers.h>

/* Where git's scissors line ("# ---- >8 ----") starts, or len where there is none. comment "" has none. */
size_t secscan_scissors_find(const char *text, size_t len, const char *comment);

#endif

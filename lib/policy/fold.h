/* SPDX-License-Identifier: MIT */
#ifndef POLICY_FOLD_H
#define POLICY_FOLD_H

#include "base/buffer.h"

/*
 * Text as a reader sees it, for comparing: lower case, no invisible characters, full-width and mathematical letters,
 * look-alikes of other scripts and odd colons and blanks as their plain ASCII form. Bytes that are no UTF-8 stay. Not for output.
 */
SECSCAN_MUST_CHECK int secscan_fold(struct buffer *out, const char *text, size_t len);

#endif

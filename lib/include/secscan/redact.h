/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_REDACT_H
#define SECSCAN_REDACT_H

#include <secscan/scanner.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Copy the input with the value of every secret replaced by "[REDACTED:<rule id>]"; inline
 * suppressions are ignored, overlapping values become one. *out is NUL-terminated, *out_len does
 * not count the NUL; the caller frees *out with free(). On failure *out is NULL: a text that
 * could not be judged is never handed back as redacted.
 */
SECSCAN_MUST_CHECK int secscan_redact(char **out, size_t *out_len, struct secscan_scanner *scanner,
		const struct secscan_input *input, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif

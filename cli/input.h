/* SPDX-License-Identifier: MIT */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <secscan/error.h>

/* All bytes of a file, "-" for standard input; NUL-terminated behind len, freed by the caller. */
SECSCAN_MUST_CHECK int secscan_cli_read(char **out, size_t *len, const char *path, struct secscan_error *err);

#endif

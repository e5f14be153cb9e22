/* SPDX-License-Identifier: MIT */
#ifndef SCAN_COLUMNS_H
#define SCAN_COLUMNS_H

#include "scan/scanner.h"

/*
 * `finder = columns`: a cell of the text at hand whose column is headed by one of the rule's `words`, in a table that says
 * whose it is in another column. The text is one such table (RFC 4180, with commas, semicolons, tabs or bars), or it holds
 * some whose header is set apart by a line of dashes and bars, as in Markdown and in what databases print, or by marks, as in wikis.
 */
SECSCAN_MUST_CHECK int secscan_columns_try(struct secscan_scanner *scanner, uint32_t rule);

#endif

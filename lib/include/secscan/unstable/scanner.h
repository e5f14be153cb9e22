/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_SCANNER_H
#define SECSCAN_UNSTABLE_SCANNER_H

#include <secscan/scanner.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Look for these kinds only: bits 1u << enum secscan_kind. All, at first. */
void secscan_scanner_kinds(struct secscan_scanner *scanner, uint32_t kinds);

/* Paths are not known while scanning (history): let rules for certain paths through, the caller asks secscan_rule_path_fits(). */
void secscan_scanner_any_path(struct secscan_scanner *scanner, bool any_path);
bool secscan_rule_path_fits(const struct secscan_rule *rule, const char *path);

#ifdef __cplusplus
}
#endif
#endif

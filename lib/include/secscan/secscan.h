/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_SECSCAN_H
#define SECSCAN_SECSCAN_H

/* All that is stable, in one line: version, errors, rules, scanner, findings, redaction. */
#include <secscan/error.h>
#include <secscan/finding.h>
#include <secscan/redact.h>
#include <secscan/rules.h>
#include <secscan/scanner.h>
#include <secscan/version.h>

#endif

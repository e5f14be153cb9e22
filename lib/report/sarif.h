/* SPDX-License-Identifier: MIT */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include "report/report.h"

#include <jansson.h>

/* A finding as a SARIF result; NULL: memory ran out. */
json_t *secscan_sarif_result(const struct secscan_finding *f);

/* What the finding's rule is, as a SARIF reportingDescriptor; NULL: memory ran out. */
json_t *secscan_sarif_rule(const struct secscan_finding *f);

/* A path as a URI reference: every byte but letters, digits and -._~/ is % and two hex digits. NULL: memory ran out. */
json_t *secscan_sarif_uri(const char *path);

/* {"text": ...} */
json_t *secscan_sarif_message(const char *text);

#endif

/* SPDX-License-Identifier: MIT */
#ifndef RULES_STRUCTURE_H
#define RULES_STRUCTURE_H

#include <secscan/rules.h>

/* Tokens that carry their own structure. */

/* RFC 7519: header and payload are JSON objects, the header names its algorithm; the signature may be empty. */
enum secscan_confidence secscan_grade_jwt(const char *value, size_t len);
/* The same in base64 once more. */
enum secscan_confidence secscan_grade_jwt_base64(const char *value, size_t len);
/* From the first "eyJ" to the end or to the last _ is the base64 of a JSON object. */
enum secscan_confidence secscan_grade_base64_json(const char *value, size_t len);
/* Behind the - is a macaroon (version 2) that ends with its signature. */
enum secscan_confidence secscan_grade_pypi_macaroon(const char *value, size_t len);

#endif

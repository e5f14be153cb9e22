/* SPDX-License-Identifier: MIT */
#ifndef RULES_CARDS_H
#define RULES_CARDS_H

#include <secscan/rules.h>

/* The digit that completes these digits to a Luhn number. */
char secscan_luhn_digit(const char *digits, size_t len);

enum secscan_confidence secscan_grade_luhn(const char *value, size_t len);
/* Luhn, and one of the known issuers' ranges and lengths; PLAUSIBLE for an issuer that we do not know. */
enum secscan_confidence secscan_grade_card(const char *value, size_t len);

#endif

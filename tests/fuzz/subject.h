/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUBJECT_H
#define TESTS_SUBJECT_H

#include "fuzz.h"

#include "rules/checks.h"
#include "rules/sums.h"

#include <secscan/scanner.h>

#include <string.h>

/* The built-in rules' scanner, made once. */
static inline struct secscan_scanner *subject_scanner(void)
{
	static struct secscan_rules *rules;
	static struct secscan_scanner *scanner;

	if (!scanner) {
		MUST(!secscan_rules_builtin(&rules, NULL));
		MUST(!secscan_scanner_new(&scanner, rules, NULL));
	}
	return scanner;
}

/* No seed may look like a secret: each byte 0x01 of one stands for a token, with zeros between its bytes for 0x02. */
static inline char *subject_text(size_t *len, const uint8_t *data, size_t size)
{
	static const char body[] = "7kQ2mX9vB4nT6wR8yL3pZ5cD1fG0hJ";
	char token[40] = {'g', 'h', 'p', '_'};
	char *out = malloc(size * 2 * sizeof(token) + 1), *to = out;

	MUST(out);
	memcpy(token + 4, body, sizeof(body) - 1);
	secscan_sum_write(token + 34, secscan_check_find("crc32-base62")->sum, token, 34);
	for (size_t i = 0; i < size; i++) {
		if (data[i] != 1 && data[i] != 2) {
			*to++ = (char)data[i];
			continue;
		}
		for (size_t j = 0; j < sizeof(token); j++) {
			*to++ = token[j];
			if (data[i] == 2)
				*to++ = '\0';
		}
	}
	*len = (size_t)(to - out);
	return realloc(out, *len ? *len : 1);
}

#endif

/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"
#include "scan/run.h"

enum { LONGEST_WIDE = 1024 };

/* What stays of UTF-16 or UTF-32 without its zero bytes; longer values are cut, which is no harm to a fingerprint. */
static size_t narrow(char out[LONGEST_WIDE], const char *value, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < LONGEST_WIDE; i++)
		if (value[i])
			out[n++] = value[i];
	return n;
}

void secscan_run_fingerprint(struct secscan_finding *f, const struct secscan_run *run, const char *data)
{
	const char *value = data + f->secret_offset;
	size_t len = f->secret_length;
	char plain[LONGEST_WIDE];

	if (f->decoded) {
		len = narrow(plain, value, len);
		value = plain;
	}
	secscan_fingerprint(f->fingerprint, run->key, f->rule_id, value, len, f->rule->chosen);
	if (f->decoded)
		explicit_bzero(plain, sizeof(plain));
}

/* SPDX-License-Identifier: MIT */
#include "rules/pack.h"

/* Laid into the program by the build: patterns/ as one pack. */
extern const char secscan_builtin_pack[];
extern const char secscan_builtin_pack_end[];

int secscan_rules_builtin(struct secscan_rules **out, struct secscan_error *err)
{
	return secscan_pack_open(out, secscan_builtin_pack, (size_t)(secscan_builtin_pack_end - secscan_builtin_pack),
			false, err);
}

/* SPDX-License-Identifier: MIT */
#include "rules/pack.h"

#include <secscan/unstable/embed.h>

/* Laid into the program by the build: patterns/secrets as one pack. */
extern const char secscan_secrets_pack[];
extern const char secscan_secrets_pack_end[];

int secscan_rules_builtin_secrets(struct secscan_rules **out, struct secscan_error *err)
{
	return secscan_pack_open(out, secscan_secrets_pack, (size_t)(secscan_secrets_pack_end - secscan_secrets_pack), false,
			err);
}

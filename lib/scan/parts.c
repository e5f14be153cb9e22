/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/parts.h>

#include "base/array.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <hs_runtime.h>
#include <pcre2.h>

static void hyperscan(char *out, size_t size)
{
	snprintf(out, size, "%.*s", (int)strcspn(hs_version(), " "), hs_version());
}

static void pcre2(char *out, size_t size)
{
	char version[64] = "";

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	snprintf(out, size, "%.*s", (int)strcspn(version, " "), version);
}

static void linkage(char *out, size_t size)
{
#ifdef SECSCAN_STATIC
	snprintf(out, size, "statically, without network code");
#else
	snprintf(out, size, "dynamically");
#endif
}

static const struct {
	const char *name;
	void (*version)(char *out, size_t size);
} parts[] = {
	{"Hyperscan", hyperscan},
	{"PCRE2", pcre2},
	{"linked", linkage},
};

bool secscan_part_at(struct secscan_part *out, size_t index)
{
	if (index >= ARRAY_SIZE(parts))
		return false;
	out->name = parts[index].name;
	parts[index].version(out->version, sizeof(out->version));
	return true;
}

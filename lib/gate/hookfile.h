/* SPDX-License-Identifier: MIT */
#ifndef GATE_HOOKFILE_H
#define GATE_HOOKFILE_H

#include "base/buffer.h"

#include <stdint.h>

#define CHAINED_SUFFIX ".secscan-chained"

enum { HOOK_HASH = 32 };

enum hook_state {
	HOOK_NONE,
	HOOK_OURS,    /* as we wrote it */
	HOOK_CHANGED, /* has our mark, but not the bytes that go with it */
	HOOK_OTHER,   /* a file of somebody else */
	HOOK_LINK,    /* a symbolic link, of somebody else: we make none */
	HOOK_ODD,     /* a folder, a device ... */
};

struct hook_file {
	enum hook_state state;
	bool executable;
	char version[32];        /* of ours */
	uint8_t hash[HOOK_HASH]; /* of ours */
};

/* What is at path. SECSCAN_ERR_IO when that cannot be told. */
SECSCAN_MUST_CHECK int secscan_hook_examine(struct hook_file *out, const char *path, const char *hook,
		struct secscan_error *err);

/* The bytes of an installed hook: the program's, and the line that marks them as ours. */
SECSCAN_MUST_CHECK int secscan_hook_image(struct buffer *out, struct hook_file *facts, const char *program,
		const char *hook, struct secscan_error *err);

#endif

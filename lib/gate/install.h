/* SPDX-License-Identifier: MIT */
#ifndef GATE_INSTALL_H
#define GATE_INSTALL_H

#include "gate/hookfile.h"
#include "gate/hooksdir.h"

#include <secscan/unstable/install.h>

enum { HOOK_COUNT = 3 };

extern const char *const secscan_hooks[HOOK_COUNT];

/* One hook where git looks for it. */
struct installed {
	const char *name;
	char *path;
	char *chained_path;
	bool chained;            /* somebody else's is kept there */
	bool chained_odd;        /* what is there is neither a file nor a link */
	struct hook_file file;
	struct buffer image;     /* what belongs there; empty until asked for */
	struct hook_file wanted; /* facts of the image */
};

struct installer {
	const struct secscan_install_options *options;
	struct hooks_place place;
	char *programs;
	struct installed hooks[HOOK_COUNT];
};

/* Release it also after a failure. */
SECSCAN_MUST_CHECK int secscan_installer_open(struct installer *in, const struct secscan_install_options *options,
		struct secscan_error *err);
void secscan_installer_release(struct installer *in);

/* Make the image of a hook from its program. */
SECSCAN_MUST_CHECK int secscan_installer_image(struct installer *in, struct installed *hook, struct secscan_error *err);

void secscan_installer_tell(const struct installer *in, enum secscan_tone tone, unsigned number, const char *hook,
		const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* The lines to add for the hook tools that are used here; always: also where none is seen. */
void secscan_installer_wiring(struct installer *in, bool always);

#endif

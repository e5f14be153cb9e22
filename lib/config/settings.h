/* SPDX-License-Identifier: MIT */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include "base/arena.h"
#include "config/ini.h"

#include <secscan/unstable/settings.h>

enum setting_type { SETTING_WORD, SETTING_WORDS, SETTING_PERCENT, SETTING_DAYS, SETTING_KEY, SETTING_LIST };

/* In which direction a change of the setting lets more through. */
enum weaker { WEAKER_NEVER, WEAKER_HIGHER, WEAKER_LOWER, WEAKER_MORE, WEAKER_FEWER, WEAKER_MORE_THAN_SOME };

struct setting {
	struct secscan_setting_doc doc;
	enum setting_type type;
	size_t at;
	enum weaker weaker;
	const char *const *words;
};

extern const struct setting secscan_setting_table[];
extern const size_t secscan_setting_count;

struct secscan_settings_memory {
	struct arena arena;
};

#endif

/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_CONFIG_LIST_H
#define SOURCES_CONFIG_LIST_H

#include "sources/repo.h"

/* All of git's configuration as "git config --list --null" prints it. */
struct config_list {
	struct buffer text;
};
SECSCAN_MUST_CHECK int secscan_config_load(struct config_list *list, struct secscan_repo *repo,
		struct secscan_error *err);
/* The last value of key, which may be written in any case that git takes. SECSCAN_ERR_NOT_FOUND. */
SECSCAN_MUST_CHECK int secscan_config_get(char **out, const struct config_list *list, const char *key,
		struct secscan_error *err);
/* Whether the second key was set after the first; both are set. */
bool secscan_config_later(const struct config_list *list, const char *first, const char *second);
void secscan_config_release(struct config_list *list);

#endif

/* SPDX-License-Identifier: MIT */
#include "sources/config_list.h"

#include "sources/git.h"

#include <strings.h>

int secscan_config_load(struct config_list *list, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {"config", "--list", "--null", NULL};
	int rc;

	secscan_buffer_reset(&list->text);
	rc = secscan_git_run(&list->text, NULL, repo, args, err);
	if (rc)
		secscan_buffer_release(&list->text);
	return rc;
}

/* Section and name do not mind case, what stands between their dots does. git prints the former in lower case. */
static bool same_key(const char *listed, size_t len, const char *key)
{
	const char *first = strchr(key, '.'), *last = strrchr(key, '.');
	size_t head, tail;

	if (!first || strlen(key) != len)
		return false;
	head = (size_t)(first - key);
	tail = (size_t)(last - key);
	return strncasecmp(listed, key, head) == 0 && strncmp(listed + head, first, tail - head) == 0 &&
	       strncasecmp(listed + tail, last, len - tail) == 0;
}

/* The last entry of key, NULL if there is none. */
static const char *find_last(const struct config_list *list, const char *key)
{
	const char *at = list->text.data, *end = at ? at + list->text.len : NULL, *found = NULL;

	for (; at < end; at += strlen(at) + 1)
		if (same_key(at, strcspn(at, "\n"), key))
			found = at;
	return found;
}

int secscan_config_get(char **out, const struct config_list *list, const char *key, struct secscan_error *err)
{
	const char *found = find_last(list, key);

	if (!found)
		return SECSCAN_ERR_NOT_FOUND;
	found += strlen(key);
	*out = strdup(*found ? found + 1 : "true");
	return *out ? 0 : secscan_fail_nomem(err);
}

bool secscan_config_later(const struct config_list *list, const char *first, const char *second)
{
	return find_last(list, second) > find_last(list, first);
}

void secscan_config_release(struct config_list *list)
{
	secscan_buffer_release(&list->text);
}

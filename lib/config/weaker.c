/* SPDX-License-Identifier: MIT */
#include "config/settings.h"

struct comparison {
	const struct secscan_settings *base, *now;
	secscan_weakening_fn *fn;
	void *payload;
	size_t count;
};

static void tell(struct comparison *c, const char *section, const char *key, const char *how, const char *what)
{
	char name[96], line[256];

	snprintf(name, sizeof(name), "%s.%s", section, key);
	snprintf(line, sizeof(line), "%s%s", how, what);
	c->count++;
	if (c->fn)
		c->fn(name, line, c->payload);
}

static bool list_has(const struct secscan_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i], text))
			return true;
	return false;
}

static void each_missing(struct comparison *c, const struct setting *row, const struct secscan_list *from,
		const struct secscan_list *in, const char *how)
{
	for (size_t i = 0; i < from->count; i++)
		if (!list_has(in, from->items[i]))
			tell(c, row->doc.section, row->doc.key, how, from->items[i]);
}

static void compare_list(struct comparison *c, const struct setting *row)
{
	const struct secscan_list *base = (const void *)((const char *)c->base + row->at);
	const struct secscan_list *now = (const void *)((const char *)c->now + row->at);

	if (row->weaker == WEAKER_FEWER)
		each_missing(c, row, base, now, "no longer names ");
	else if (row->weaker == WEAKER_MORE || base->count)
		each_missing(c, row, now, base, "now names ");
}

static unsigned number(const struct secscan_settings *s, const struct setting *row)
{
	if (row->type == SETTING_WORD)
		return ((const uint8_t *)s)[row->at];
	return *(const unsigned *)(const void *)((const char *)s + row->at);
}

static void compare_number(struct comparison *c, const struct setting *row)
{
	unsigned base = number(c->base, row), now = number(c->now, row);
	char how[32];

	if (row->weaker == WEAKER_HIGHER ? now <= base : now >= base)
		return;
	snprintf(how, sizeof(how), "now %u", now);
	tell(c, row->doc.section, row->doc.key, row->words ? "now " : how, row->words ? row->words[now] : "");
}

/* A word more or a word less, each told by itself. */
static void compare_words(struct comparison *c, const struct setting *row)
{
	uint8_t base = ((const uint8_t *)c->base)[row->at], now = ((const uint8_t *)c->now)[row->at];
	bool fewer = row->weaker == WEAKER_FEWER;
	uint8_t weaker = fewer ? base & (uint8_t)~now : now & (uint8_t)~base;

	for (unsigned i = 0; row->words[i]; i++)
		if (weaker >> i & 1)
			tell(c, row->doc.section, row->doc.key, fewer ? "no longer names " : "now names ", row->words[i]);
}

static void compare_levels(struct comparison *c)
{
	static const char *const sections[] = {"secrets", "banned", "pii"};

	for (unsigned k = 0; k < 3; k++)
		for (unsigned s = 0; s < 4; s++)
			for (unsigned f = 0; f < 3; f++) {
				char key[32];

				if (c->now->levels[k][s][f] >= c->base->levels[k][s][f])
					continue;
				snprintf(key, sizeof(key), "%s-%s", secscan_severity_name(s), secscan_confidence_name(f));
				tell(c, sections[k], key, "now ", secscan_level_name(c->now->levels[k][s][f]));
			}
}

size_t secscan_settings_weaker(const struct secscan_settings *base, const struct secscan_settings *now,
		secscan_weakening_fn *fn, void *payload)
{
	struct comparison c = {base, now, fn, payload, 0};

	for (size_t i = 0; i < secscan_setting_count; i++) {
		const struct setting *row = &secscan_setting_table[i];

		if (row->weaker == WEAKER_NEVER)
			continue;
		if (row->type == SETTING_LIST)
			compare_list(&c, row);
		else if (row->type == SETTING_WORDS)
			compare_words(&c, row);
		else
			compare_number(&c, row);
	}
	compare_levels(&c);
	return c.count;
}

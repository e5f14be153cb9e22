/* SPDX-License-Identifier: MIT */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include <secscan/rules.h>

#include <stdbool.h>

enum rule_scope {
	SCOPE_CODE,
	SCOPE_COMMENT,
	SCOPE_STRING,
	SCOPE_ANY,
};

/* What becomes of a value whose other part is not near. */
enum rule_alone {
	ALONE_DOUBTFUL,
	ALONE_DROPPED, /* and it is looked for around the other part only */
};

/* Who finds the places that the pattern is tried at. */
enum rule_finder {
	FINDER_TRIGGER, /* Hyperscan, by the trigger or what is derived from the pattern */
	FINDER_RUNS,    /* scan/runs.h: long runs of letters and digits that a machine has made */
	FINDER_COLUMNS, /* scan/columns.h: cells of a table's column that has one of `words` for a header */
};

/* Where a rule keeps its texts. A list is strings one after the other, closed by an empty one. */
enum rule_text {
	TEXT_ID,
	TEXT_NAME,
	TEXT_PATTERN,
	TEXT_TRIGGER, /* "" when it is derived from the pattern */
	TEXT_WORDS,   /* with a finder: one of them stands in or near every match; "" when nobody said */
	TEXT_CHECK,
	TEXT_WITH,    /* the id of the rule of its other part */
	TEXT_REMEDY,
	TEXT_REFERENCE,
	TEXT_CWE,
	TEXT_INSTEAD,
	LIST_NEAR,
	LIST_UNLESS,
	LIST_PATH,
	LIST_SAMPLE,
	LIST_NOT,
	RULE_TEXTS,
};

/*
 * A rule as it lies in a pack (pack.h): fixed size, no pointers. Texts are offsets from the rule
 * itself, so that a pack is used where it lies, without a fix-up.
 */
struct secscan_rule {
	uint32_t texts[RULE_TEXTS];
	uint32_t languages;     /* bits of enum secscan_language; 0 for all */
	int32_t partner;        /* from this rule to that of its other part; 0 for none */
	int32_t sought;         /* to the next rule that is looked for around the same part; from a part to the first */
	uint32_t before;        /* the trigger's end is at most this far from the match's start */
	uint16_t min_entropy;   /* hundredths of a bit a character, 0 for none */
	uint8_t kind;
	uint8_t severity;
	uint8_t confidence;
	uint8_t scope;
	uint8_t window;         /* lines for near and unless */
	uint8_t chosen;
	uint8_t yields;
	uint8_t within;         /* lines between it and its other part */
	uint8_t alone;
	uint8_t is_part;        /* some rule names it in `with` */
	uint8_t borrowed;       /* here for the sake of another rule only */
	uint8_t homemade;
	uint8_t finder;
	uint8_t reserved[3];
	uint16_t width;         /* of the trigger, at most */
};

static inline const char *rule_text(const struct secscan_rule *rule, enum rule_text which)
{
	return (const char *)rule + rule->texts[which];
}

/* The rule of its other part, or NULL. */
static inline const struct secscan_rule *rule_partner(const struct secscan_rule *rule)
{
	return rule->partner ? rule + rule->partner : NULL;
}

/* Whether it has no trigger of its own and is looked for around its other part. */
static inline bool rule_is_sought(const struct secscan_rule *rule)
{
	return rule->alone == ALONE_DROPPED;
}

/* The next string of a list; start with rule_text(rule, LIST_...), stop at an empty one. */
static inline const char *list_next(const char *text)
{
	while (*text)
		text++;
	return text + 1;
}

#endif

/* SPDX-License-Identifier: MIT */
#include "rules/draft.h"

#include "base/nearest.h"
#include "rules/checks.h"
#include "rules/language.h"

#include <ctype.h>
#include <stdarg.h>

struct key;
typedef const char *parse_fn(struct rule_draft *draft, const struct key *key, const char *value);

/* One row a key of a rule file; parse returns what is wrong with the value, or NULL. */
struct key {
	const char *name;
	parse_fn *parse;
	enum rule_text text;
	bool repeats;
	bool needed;
	bool banned_only;
	const char *const *words; /* for parse_word: a word's index goes to the byte at this offset */
	size_t at;
	uint8_t most;             /* for parse_lines, which has an offset too */
};

#define WORD(list, member) .words = list, .at = offsetof(struct secscan_rule, member)
#define LINES(limit, member) .most = limit, .at = offsetof(struct secscan_rule, member)

static const char *parse_text(struct rule_draft *draft, const struct key *key, const char *value)
{
	(void)draft;
	(void)key;
	return *value ? NULL : "the value is empty";
}

static const char *const severities[] = {"low", "medium", "high", "critical", NULL};
static const char *const confidences[] = {"doubtful", "plausible", "verified", NULL};
static const char *const scopes[] = {"code", "comment", "string", "any", NULL};
static const char *const yes_or_no[] = {"no", "yes", NULL};
static const char *const finders[] = {"trigger", "runs", "columns", NULL};
static const char *const fates[] = {"doubtful", "dropped", NULL};

static const struct {
	const char *const *words;
	const char *text;
} expected[] = {
	{severities, "expected low, medium, high or critical"},
	{confidences, "expected doubtful, plausible or verified"},
	{scopes, "expected code, comment, string or any"},
	{yes_or_no, "expected yes or no"},
	{finders, "expected trigger, runs or columns"},
	{fates, "expected doubtful or dropped"},
};

static const char *parse_word(struct rule_draft *draft, const struct key *key, const char *value)
{
	for (uint8_t i = 0; key->words[i]; i++) {
		if (!strcmp(key->words[i], value)) {
			((uint8_t *)&draft->fixed)[key->at] = i;
			return NULL;
		}
	}
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		if (expected[i].words == key->words)
			return expected[i].text;
	return "this is none of the words that can stand here";
}

static const char *parse_entropy(struct rule_draft *draft, const struct key *key, const char *value)
{
	char *end;
	double bits = strtod(value, &end);

	(void)key;
	if (end == value || *end || !(bits > 0 && bits <= 8))
		return "expected bits a character, more than 0 and at most 8";
	draft->fixed.min_entropy = (uint16_t)(bits * 100 + 0.5);
	return NULL;
}

enum { WINDOW_MOST = 20, WITHIN_MOST = 50 };

static const char *parse_lines(struct rule_draft *draft, const struct key *key, const char *value)
{
	char *end;
	unsigned long lines = strtoul(value, &end, 10);

	if (end == value || *end || lines > key->most)
		return key->most == WINDOW_MOST ? "expected a number of lines from 0 to 20" :
				"expected a number of lines from 0 to 50";
	((uint8_t *)&draft->fixed)[key->at] = (uint8_t)lines;
	return NULL;
}

static const char *parse_language(struct rule_draft *draft, const struct key *key, const char *value)
{
	uint32_t bits = secscan_language_mask(value);

	(void)key;
	if (!bits)
		return "no language of this name is known; patterns/README.md lists them";
	draft->fixed.languages |= bits;
	return NULL;
}

static const char *parse_words(struct rule_draft *draft, const struct key *key, const char *value)
{
	(void)draft;
	(void)key;
	for (const char *p = value; *p; p++)
		if (isupper((unsigned char)*p))
			return "words are in lower case, which stands for both";
	return *value ? NULL : "the value is empty";
}

static const char *parse_check(struct rule_draft *draft, const struct key *key, const char *value)
{
	(void)draft;
	(void)key;
	return secscan_check_find(value) ? NULL : "no check of this name is known; patterns/README.md lists them";
}

static const struct key keys[] = {
	{"name", parse_text, TEXT_NAME, .needed = true},
	{"severity", parse_word, RULE_TEXTS, .needed = true, WORD(severities, severity)},
	{"confidence", parse_word, RULE_TEXTS, WORD(confidences, confidence)},
	{"pattern", parse_text, TEXT_PATTERN, .needed = true},
	{"trigger", parse_text, TEXT_TRIGGER},
	{"finder", parse_word, RULE_TEXTS, WORD(finders, finder)},
	{"words", parse_words, TEXT_WORDS},
	{"check", parse_check, TEXT_CHECK},
	{"entropy", parse_entropy, RULE_TEXTS},
	{"chosen", parse_word, RULE_TEXTS, WORD(yes_or_no, chosen)},
	{"homemade", parse_word, RULE_TEXTS, WORD(yes_or_no, homemade)},
	{"yields", parse_word, RULE_TEXTS, WORD(yes_or_no, yields)},
	{"near", parse_text, LIST_NEAR, .repeats = true},
	{"unless", parse_text, LIST_UNLESS, .repeats = true},
	{"window", parse_lines, RULE_TEXTS, LINES(WINDOW_MOST, window)},
	{"with", parse_text, TEXT_WITH},
	{"within", parse_lines, RULE_TEXTS, LINES(WITHIN_MOST, within)},
	{"alone", parse_word, RULE_TEXTS, WORD(fates, alone)},
	{"path", parse_text, LIST_PATH, .repeats = true},
	{"remedy", parse_text, TEXT_REMEDY, .needed = true},
	{"reference", parse_text, TEXT_REFERENCE},
	{"sample", parse_text, LIST_SAMPLE, .repeats = true, .needed = true},
	{"not", parse_text, LIST_NOT, .repeats = true, .needed = true},
	{"language", parse_language, RULE_TEXTS, .repeats = true, .needed = true, .banned_only = true},
	{"scope", parse_word, RULE_TEXTS, .banned_only = true, WORD(scopes, scope)},
	{"cwe", parse_text, TEXT_CWE, .needed = true, .banned_only = true},
	{"instead", parse_text, TEXT_INSTEAD, .needed = true, .banned_only = true},
};

const char *secscan_draft_text(const struct rule_draft *draft, enum rule_text which)
{
	return draft->texts[which].len ? draft->texts[which].items[0].text : "";
}

struct rule_draft *secscan_drafts_find(const struct rule_drafts *drafts, const char *id)
{
	for (size_t i = 0; i < drafts->len; i++)
		if (!strcmp(secscan_draft_text(&drafts->items[i], TEXT_ID), id))
			return &drafts->items[i];
	return NULL;
}

int secscan_draft_refuse(const struct rule_draft *draft, enum rule_text which, struct secscan_error *err,
		unsigned number, const char *fmt, ...)
{
	struct rule_value place = {.line = draft->line, .column = 1};
	va_list args;
	int rc;

	if (which < RULE_TEXTS && draft->texts[which].len)
		place = draft->texts[which].items[0];
	va_start(args, fmt);
	rc = secscan_failv(err, SECSCAN_ERR_SYNTAX, number, fmt, args);
	va_end(args);
	secscan_fail_at(err, draft->file, place.line, place.column);
	return rc;
}

static int keep_text(struct rule_draft *draft, enum rule_text which, struct rule_value value)
{
	struct rule_value *slot = array_push(&draft->texts[which]);

	if (!slot)
		return SECSCAN_ERR_NOMEM;
	*slot = value;
	return 0;
}

static int refuse_at(const struct ini_document *d, unsigned line, unsigned column, struct secscan_error *err,
		unsigned number, const char *fmt, ...) __attribute__((format(printf, 6, 7)));
static int refuse_at(const struct ini_document *d, unsigned line, unsigned column, struct secscan_error *err,
		unsigned number, const char *fmt, ...)
{
	va_list args;
	int rc;

	va_start(args, fmt);
	rc = secscan_failv(err, SECSCAN_ERR_SYNTAX, number, fmt, args);
	va_end(args);
	secscan_fail_at(err, d->name, line, column);
	return rc;
}

static int unknown_key(const struct ini_document *d, const struct ini_entry *e, struct secscan_error *err)
{
	struct nearest nearest = {.wanted = e->key};

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		secscan_nearest_try(&nearest, keys[i].name);
	return refuse_at(d, e->line, e->key_column, err, 202, "unknown key `%s` in rule [%s]%s%s%s", e->key, e->section,
			nearest.best ? "; did you mean `" : "", nearest.best ? nearest.best : "",
			nearest.best ? "`?" : "");
}

static int read_entry(struct rule_draft *draft, uint32_t *seen, const struct ini_document *d,
		const struct ini_entry *e, struct secscan_error *err)
{
	const char *complaint;
	size_t k = 0;

	while (k < ARRAY_SIZE(keys) && strcmp(keys[k].name, e->key) != 0)
		k++;
	if (k == ARRAY_SIZE(keys))
		return unknown_key(d, e, err);
	if (keys[k].banned_only && draft->fixed.kind != SECSCAN_KIND_BANNED)
		return refuse_at(d, e->line, e->key_column, err, 202, "`%s` is for banned code only", e->key);
	if (*seen >> k & 1 && !keys[k].repeats)
		return refuse_at(d, e->line, e->key_column, err, 203, "`%s` stands twice in [%s]", e->key, e->section);
	*seen |= 1u << k;
	complaint = keys[k].parse(draft, &keys[k], e->value);
	if (complaint)
		return refuse_at(d, e->line, e->value_column, err, 204, "%s: %s", e->key, complaint);
	if (keys[k].text == RULE_TEXTS)
		return 0;
	if (keep_text(draft, keys[k].text, (struct rule_value){e->value, e->line, e->value_column}))
		return secscan_fail_nomem(err);
	return 0;
}

static bool id_is_well_formed(const char *id)
{
	return strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id) && id[0] != '-';
}

static int start_rule(struct rule_drafts *drafts, enum secscan_kind kind, const struct ini_document *d,
		const struct ini_entry *e, struct secscan_error *err)
{
	struct rule_draft *draft;

	if (!id_is_well_formed(e->section))
		return refuse_at(d, e->line, e->key_column, err, 205,
				"a rule's id has lower case letters, digits and - only: [%s]", e->section);
	draft = secscan_drafts_find(drafts, e->section);
	if (draft && !draft->line)
		return refuse_at(d, e->line, e->key_column, err, 205, "rule [%s] already stands in %s", e->section, draft->file);
	if (draft)
		return refuse_at(d, e->line, e->key_column, err, 205, "rule [%s] already stands in %s:%u", e->section,
				draft->file, draft->line);
	draft = array_push(drafts);
	if (!draft || keep_text(draft, TEXT_ID, (struct rule_value){e->section, e->line, e->key_column}))
		return secscan_fail_nomem(err);
	draft->file = d->name;
	draft->line = e->line;
	draft->fixed.kind = (uint8_t)kind;
	draft->fixed.confidence = SECSCAN_PLAUSIBLE;
	draft->fixed.within = WITHIN_UNSAID;
	draft->fixed.scope = kind == SECSCAN_KIND_BANNED ? SCOPE_CODE : SCOPE_ANY;
	return 0;
}

static int check_complete(const struct rule_draft *draft, uint32_t seen, struct secscan_error *err)
{
	for (size_t k = 0; k < ARRAY_SIZE(keys); k++) {
		bool needed = keys[k].needed && (!keys[k].banned_only || draft->fixed.kind == SECSCAN_KIND_BANNED);

		if (needed && !(seen >> k & 1))
			return secscan_draft_refuse(draft, RULE_TEXTS, err, 206, "rule [%s] has no `%s`",
					secscan_draft_text(draft, TEXT_ID), keys[k].name);
	}
	return 0;
}

int secscan_drafts_read(struct rule_drafts *drafts, enum secscan_kind kind, const struct ini_document *d,
		struct secscan_error *err)
{
	uint32_t seen = 0;
	int rc;

	for (size_t i = 0; i < d->entries.len; i++) {
		const struct ini_entry *e = &d->entries.items[i];

		if (!e->key) {
			seen = 0;
			rc = start_rule(drafts, kind, d, e, err);
		} else {
			rc = read_entry(&drafts->items[drafts->len - 1], &seen, d, e, err);
		}
		if (!rc && (i + 1 == d->entries.len || !d->entries.items[i + 1].key))
			rc = check_complete(&drafts->items[drafts->len - 1], seen, err);
		if (rc)
			return rc;
	}
	return 0;
}

static int copy_texts(struct rule_draft *draft, const struct secscan_rule *rule)
{
	for (unsigned t = 0; t < RULE_TEXTS; t++)
		for (const char *text = rule_text(rule, t); *text; text = list_next(text))
			if (keep_text(draft, t, (struct rule_value){.text = text}))
				return SECSCAN_ERR_NOMEM;
	return 0;
}

int secscan_drafts_copy(struct rule_drafts *drafts, const struct secscan_rule *rules, size_t count,
		struct secscan_error *err)
{
	for (size_t i = 0; i < count; i++) {
		struct rule_draft *draft = array_push(drafts);

		if (!draft || copy_texts(draft, &rules[i]))
			return secscan_fail_nomem(err);
		draft->fixed = rules[i];
		draft->file = "the built-in rules";
	}
	return 0;
}

void secscan_drafts_release(struct rule_drafts *drafts)
{
	for (size_t i = 0; i < drafts->len; i++)
		for (size_t t = 0; t < RULE_TEXTS; t++)
			array_release(&drafts->items[i].texts[t]);
	array_release(drafts);
}

/* SPDX-License-Identifier: MIT */
#include "scan/confirm.h"

#include "base/error.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
	CONTEXT = 64,              /* bytes before the window that look-behind and \b may see */
	LAST_REACH = 1024 * 1024,
	MATCH_LIMIT = 1000 * 1000,
	HEAP_LIMIT_KIB = 8 * 1024,
	JIT_STACK_MAX = 1024 * 1024,
};

struct codes ARRAY_MEMBERS(pcre2_code *);

/* The compiled patterns of one rule: its pattern, then its near and unless lists. */
struct compiled {
	pcre2_code *pattern;
	struct codes near;
	struct codes unless;
	bool ready;
};

struct confirmer {
	const struct secscan_rule *rules;
	size_t count;
	struct compiled *compiled;
	pcre2_compile_context *compile_context;
	pcre2_match_context *match_context;
	pcre2_jit_stack *jit_stack;
	pcre2_match_data *found;
};

int secscan_confirmer_new(struct confirmer **out, const struct secscan_rule *rules, size_t count,
		struct secscan_error *err)
{
	struct confirmer *c = calloc(1, sizeof(*c));

	if (!c)
		return secscan_fail_nomem(err);
	c->rules = rules;
	c->count = count;
	c->compiled = calloc(count, sizeof(*c->compiled));
	c->compile_context = pcre2_compile_context_create(NULL);
	c->match_context = pcre2_match_context_create(NULL);
	c->found = pcre2_match_data_create(8, NULL);
	if (!c->compiled || !c->compile_context || !c->match_context || !c->found) {
		secscan_confirmer_free(c);
		return secscan_fail_nomem(err);
	}
	pcre2_set_newline(c->compile_context, PCRE2_NEWLINE_LF);
	pcre2_set_match_limit(c->match_context, MATCH_LIMIT);
	pcre2_set_heap_limit(c->match_context, HEAP_LIMIT_KIB);
	*out = c;
	return 0;
}

static void codes_release(struct codes *codes)
{
	for (size_t i = 0; i < codes->len; i++)
		pcre2_code_free(codes->items[i]);
	array_release(codes);
}

static void compiled_release(struct compiled *compiled)
{
	pcre2_code_free(compiled->pattern);
	codes_release(&compiled->near);
	codes_release(&compiled->unless);
	memset(compiled, 0, sizeof(*compiled));
}

void secscan_confirmer_free(struct confirmer *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->compiled && i < c->count; i++)
		compiled_release(&c->compiled[i]);
	free(c->compiled);
	pcre2_match_data_free(c->found);
	pcre2_jit_stack_free(c->jit_stack);
	pcre2_match_context_free(c->match_context);
	pcre2_compile_context_free(c->compile_context);
	free(c);
}

static int compile(pcre2_code **out, struct confirmer *c, const struct secscan_rule *rule, const char *pattern,
		struct secscan_error *err)
{
	uint32_t options = PCRE2_MULTILINE | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C |
			PCRE2_USE_OFFSET_LIMIT;
	PCRE2_SIZE offset;
	int error;

	*out = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &error, &offset, c->compile_context);
	if (!*out) {
		char why[128] = "";

		pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
		return secscan_fail(err, SECSCAN_ERR_SYNTAX, 209, "[%s]: PCRE2 refuses `%.80s` at byte %zu: %s",
				rule_text(rule, TEXT_ID), pattern, offset, why);
	}
	/* Without a JIT (a machine that forbids it) the interpreter serves. */
	pcre2_jit_compile(*out, PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_HARD);
	return 0;
}

static int need_jit_stack(struct confirmer *c, struct secscan_error *err)
{
	if (c->jit_stack)
		return 0;
	c->jit_stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK_MAX, NULL);
	if (!c->jit_stack)
		return secscan_fail_nomem(err);
	pcre2_jit_stack_assign(c->match_context, NULL, c->jit_stack);
	return 0;
}

static int compile_list(struct codes *out, struct confirmer *c, const struct secscan_rule *rule, enum rule_text which,
		struct secscan_error *err)
{
	int rc = 0;

	for (const char *text = rule_text(rule, which); !rc && *text; text = list_next(text)) {
		pcre2_code **slot = array_push(out);

		rc = slot ? compile(slot, c, rule, text, err) : secscan_fail_nomem(err);
	}
	return rc;
}

int secscan_confirmer_prepare(struct confirmer *c, uint32_t index, struct secscan_error *err)
{
	struct compiled *compiled = &c->compiled[index];
	const struct secscan_rule *rule = &c->rules[index];
	int rc;

	if (compiled->ready)
		return 0;
	rc = need_jit_stack(c, err);
	if (!rc)
		rc = compile(&compiled->pattern, c, rule, rule_text(rule, TEXT_PATTERN), err);
	if (!rc)
		rc = compile_list(&compiled->near, c, rule, LIST_NEAR, err);
	if (!rc)
		rc = compile_list(&compiled->unless, c, rule, LIST_UNLESS, err);
	if (rc)
		compiled_release(compiled);
	else
		compiled->ready = true;
	return rc;
}

static int limit_reached(const struct secscan_rule *rule, int pcre2_code_, struct secscan_error *err)
{
	char why[128] = "";

	pcre2_get_error_message(pcre2_code_, (PCRE2_UCHAR *)why, sizeof(why));
	return secscan_fail(err, SECSCAN_ERR_LIMIT, 403, "rule [%s] gave up on this input: %s",
			rule_text(rule, TEXT_ID), why);
}

/* The subject of one try: data[start, end), to be searched from `from`. */
struct window {
	size_t start, from, end;
};

static int try_window(struct confirmer *c, const pcre2_code *code, const char *data, size_t len,
		const struct window *w, bool may_grow)
{
	uint32_t options = w->start ? PCRE2_NOTBOL : 0;

	if (w->end < len) {
		options |= PCRE2_NOTEOL;
		if (may_grow)
			options |= PCRE2_PARTIAL_HARD;
	}
	return pcre2_match(code, (PCRE2_SPTR)data + w->start, w->end - w->start, w->from - w->start, options,
			c->found, c->match_context);
}

/* Search from w->from for a start before `to`; the window grows while a match might go on behind its end. */
static int search(struct confirmer *c, const pcre2_code *code, const char *data, size_t len, struct window *w,
		size_t to)
{
	size_t reach = w->end - to;

	pcre2_set_offset_limit(c->match_context, to - w->start - 1);
	for (;;) {
		bool may_grow = reach < LAST_REACH;
		int rc = try_window(c, code, data, len, w, may_grow);

		if (rc != PCRE2_ERROR_PARTIAL)
			return rc;
		reach *= 8;
		w->end = len - to > reach ? to + reach : len;
	}
}

/* groups is what pcre2_match() said: 1 for none; then what stands behind the first pair is of an earlier match. */
static void take(struct match *out, struct confirmer *c, const struct window *w, int groups)
{
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(c->found);
	bool has_group = groups != 1 && v[2] != PCRE2_UNSET && v[3] > v[2];

	out->start = w->start + v[0];
	out->end = w->start + v[1];
	out->value_start = has_group ? w->start + v[2] : out->start;
	out->value_end = has_group ? w->start + v[3] : out->end;
}

size_t secscan_lines_back(const char *data, size_t from, size_t at, unsigned lines)
{
	size_t floor = at - from > NEAR_REACH ? at - NEAR_REACH : from;

	for (; at > floor; at--)
		if (data[at - 1] == '\n' && !lines--)
			break;
	return at;
}

size_t secscan_lines_on(const char *data, size_t len, size_t at, unsigned lines)
{
	size_t ceiling = len - at > NEAR_REACH ? at + NEAR_REACH : len;

	for (; at < ceiling; at++) {
		const char *end = memchr(data + at, '\n', ceiling - at);

		at = end ? (size_t)(end - data) : ceiling;
		if (!end || !lines--)
			break;
	}
	return at;
}

/* 1 when near and unless allow the match, 0 when they do not. */
static int surroundings_allow(struct confirmer *c, uint32_t index, const char *data, size_t len,
		const struct match *m, struct secscan_error *err)
{
	const struct compiled *compiled = &c->compiled[index];
	const struct secscan_rule *rule = &c->rules[index];
	size_t start = secscan_lines_back(data, 0, m->start, rule->window);
	size_t end = secscan_lines_on(data, len, m->end, rule->window);
	bool near = !compiled->near.len;

	pcre2_set_offset_limit(c->match_context, PCRE2_UNSET);
	for (size_t i = 0; i < compiled->near.len + compiled->unless.len; i++) {
		bool is_near = i < compiled->near.len;
		const pcre2_code *code = is_near ? compiled->near.items[i] : compiled->unless.items[i - compiled->near.len];
		int rc = pcre2_match(code, (PCRE2_SPTR)data + start, end - start, 0, 0, c->found, c->match_context);

		if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
			return limit_reached(rule, rc, err);
		if (rc >= 0 && !is_near)
			return 0;
		near |= rc >= 0;
	}
	return near;
}

static int ask_surroundings(struct match *m, struct confirmer *c, const char *data, size_t len, struct secscan_error *err)
{
	int rc = surroundings_allow(c, m->rule, data, len, m, err);

	if (!rc)
		m->ruling = (struct ruling){SECSCAN_DROPPED, "surroundings",
				"what `near` asks for is missing, or `unless` forbids it"};
	return rc;
}

int secscan_confirm(struct match *out, struct confirmer *c, uint32_t index, const char *data, size_t len, size_t from,
		size_t to, struct secscan_error *err)
{
	const struct secscan_rule *rule = &c->rules[index];
	size_t earliest = to > rule->before ? to - rule->before : 0, first = from > earliest ? from : earliest;
	struct window w = {.from = first};
	int rc = secscan_confirmer_prepare(c, index, err);

	if (rc)
		return rc;
	out->far = true;
	w.end = len - to > CONFIRM_BEHIND ? to + CONFIRM_BEHIND : len;
	w.start = w.from > CONTEXT ? w.from - CONTEXT : 0;
	while (w.from < to) {
		rc = search(c, c->compiled[index].pattern, data, len, &w, to);
		if (rc == PCRE2_ERROR_NOMATCH) {
			out->end = w.from == first ? to : 0;
			out->far = rule->before + CONTEXT > CONFIRM_BEFORE || w.end > to + CONFIRM_BEHIND;
			return 0;
		}
		if (rc < 0)
			return limit_reached(rule, rc, err);
		take(out, c, &w, rc);
		if (out->start >= to)
			return 0;
		if (out->end >= to)
			break;
		w.from = out->end > w.from ? out->end : w.from + 1;
	}
	if (w.from >= to)
		return 0;
	out->rule = index;
	return ask_surroundings(out, c, data, len, err);
}

int secscan_confirm_around(struct match *out, struct confirmer *c, uint32_t index, const char *data, size_t len,
		size_t from, const struct match *part, struct secscan_error *err)
{
	const struct secscan_rule *rule = &c->rules[index];
	size_t to = secscan_lines_on(data, len, part->end, rule->within);
	struct window w = {.from = from < part->start ? secscan_lines_back(data, from, part->start, rule->within) : from};
	int rc = secscan_confirmer_prepare(c, index, err);

	out->end = to > from ? to : from;
	if (rc || w.from >= to)
		return rc;
	w.end = len - to > CONFIRM_BEHIND ? to + CONFIRM_BEHIND : len;
	w.start = w.from > CONTEXT ? w.from - CONTEXT : 0;
	rc = search(c, c->compiled[index].pattern, data, len, &w, to);
	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	if (rc < 0)
		return limit_reached(rule, rc, err);
	take(out, c, &w, rc);
	out->rule = index;
	rc = ask_surroundings(out, c, data, len, err);
	return rc < 0 ? rc : 1;
}

int secscan_confirm_anywhere(struct confirmer *c, uint32_t index, const char *data, size_t len, struct secscan_error *err)
{
	int rc = secscan_confirmer_prepare(c, index, err);

	if (rc)
		return rc;
	pcre2_set_offset_limit(c->match_context, PCRE2_UNSET);
	rc = pcre2_match(c->compiled[index].pattern, (PCRE2_SPTR)data, len, 0, 0, c->found, c->match_context);
	if (rc < 0 && rc != PCRE2_ERROR_NOMATCH)
		return limit_reached(&c->rules[index], rc, err);
	return rc >= 0;
}

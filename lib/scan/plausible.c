/* SPDX-License-Identifier: MIT */
/*
 * Between confirm and grade: is this value one that somebody would mind losing? A chain of small
 * steps, each with a name that explains the outcome. Rules with a format of their own are believed
 * unless the value is plainly made up; generic rules have to stand all steps.
 */
#include "scan/plausible.h"
#include "scan/encoded_find.h"

#include <ctype.h>
#include <string.h>

enum { NEAR = 240 }; /* how far before and after the match a step may look on its lines */

enum audience {
	ALL,
	EVEN_PROVEN, /* and whatever has been proven */
	GENERIC, /* rules that yield to others */
	CHOSEN,  /* those, and rules for what people choose: passwords */
	RANDOM,  /* of those, the ones whose values nobody makes up by hand */
	HOMEMADE, /* rules for keys that anybody can make */
	MADE,    /* those, generic and chosen ones: whatever no service has issued */
};

static const struct step {
	const char *name;
	enum audience audience;
	step_fn *judge;
} steps[] = {
	{"published", EVEN_PROVEN, secscan_step_published},
	{"placeholder", ALL, secscan_step_placeholder},
	{"repeated", ALL, secscan_step_repeated},
	{"sequence", ALL, secscan_step_sequence},
	{"documentation-host", ALL, secscan_step_host},
	{"login", ALL, secscan_step_login},
	{"decoded", ALL, secscan_step_decoded},
	{"piece", ALL, secscan_step_piece},
	{"called", ALL, secscan_step_called},
	{"disowned", ALL, secscan_step_disowned},
	{"name", GENERIC, secscan_step_name},
	{"code", GENERIC, secscan_step_code},
	{"reference", GENERIC, secscan_step_reference},
	{"phrase", GENERIC, secscan_step_phrase},
	{"translation", GENERIC, secscan_step_translation},
	{"restated", GENERIC, secscan_step_restated},
	{"usual-file", GENERIC, secscan_step_usual_file},
	{"hash", GENERIC, secscan_step_usual_hash},
	{"id", RANDOM, secscan_step_id},
	{"minified", GENERIC, secscan_step_minified},
	{"generated", GENERIC, secscan_step_generated},
	{"words", GENERIC, secscan_step_words},
	{"service", GENERIC, secscan_step_service},
	{"documented", MADE, secscan_step_documented},
	{"test-file", CHOSEN, secscan_step_test_file},
	{"made-for-tests", HOMEMADE, secscan_step_homemade},
};

static bool concerns_rule(const struct step *step, const struct secscan_rule *rule)
{
	switch (step->audience) {
	case GENERIC:
		return rule->yields;
	case CHOSEN:
		return rule->yields || rule->chosen;
	case RANDOM:
		return rule->yields && !rule->chosen;
	case HOMEMADE:
		return rule->homemade;
	case MADE:
		return rule->yields || rule->chosen || rule->homemade;
	default:
		return true;
	}
}

/* That a key is a key says nothing of what it opens; against other proofs nothing speaks. */
static bool concerns(const struct step *step, const struct candidate *c)
{
	bool weighs_proofs = step->audience == EVEN_PROVEN || step->audience == HOMEMADE || step->audience == MADE;

	if (c->proven && !c->rule->yields && !weighs_proofs)
		return false;
	return concerns_rule(step, c->rule);
}

static struct span near_lines(const struct candidate *c)
{
	const char *start = c->match.at, *end = start + c->match.len;
	const char *floor = start - c->text.at > NEAR ? start - NEAR : c->text.at;
	const char *text_end = c->text.at + c->text.len;
	const char *ceiling = text_end - end > NEAR ? end + NEAR : text_end;

	while (start > floor && start[-1] != '\n')
		start--;
	while (end < ceiling && *end != '\n')
		end++;
	return (struct span){start, (size_t)(end - start)};
}

static bool is_name_byte(char ch)
{
	return isalnum((unsigned char)ch) || ch == '_' || ch == '-' || ch == '.' || ch == '$';
}

/* Whether a new word begins at p: accessToken, HTTPServer, key2 stays one. */
static bool begins_word(const char *start, const char *p, const char *end)
{
	bool upper = isupper((unsigned char)*p);

	if (p == start || !upper)
		return false;
	return islower((unsigned char)p[-1]) ||
			(isupper((unsigned char)p[-1]) && p + 1 < end && islower((unsigned char)p[1]));
}

static void split_name(char out[NAME_SIZE], const char *start, const char *end)
{
	size_t n = 0;

	out[n++] = '_';
	for (const char *p = start; p < end && n < NAME_SIZE - 3; p++) {
		bool letter = isalnum((unsigned char)*p);

		if (out[n - 1] != '_' && (!letter || begins_word(start, p, end)))
			out[n++] = '_';
		if (letter)
			out[n++] = (char)tolower((unsigned char)*p);
	}
	if (out[n - 1] != '_')
		out[n++] = '_';
	out[n > 1 ? n : 0] = '\0';
}

static bool is_quote(char ch)
{
	return ch == '"' || ch == '\'' || ch == '`';
}

/* Where the match is no more than the value, what it is assigned to ends before it: "credentialId": "...", ?page_token=... */
static const char *name_in_match(const struct candidate *c)
{
	const char *at = c->match.at;
	bool assigned = false;

	if (at < c->value.at && !(is_quote(*at) && at + 1 == c->value.at))
		return at;
	while (at > c->line.at && strchr(" \t\"'`:=>", at[-1])) {
		at--;
		assigned |= *at == ':' || *at == '=';
	}
	return assigned ? at : c->match.at;
}

/* Behind an escape that the name is written to: \u0026page_token, %26key. */
static const char *behind_escape(const struct candidate *c, const char *start, const char *end)
{
	char mark = start > c->line.at ? start[-1] : ' ';
	size_t left = (size_t)(end - start);

	if (mark == '%' && value16(start, left, 2) >= 0)
		return start + 2;
	return mark == '\\' && *start == 'u' && value16(start + 1, left - 1, 4) >= 0 ? start + 5 : start;
}

/* What stands in a field of a form: of txtPassword.Text the name is txtPassword, of passwordField.text password. */
static const char *name_of_field(const char *start, const char *end)
{
	static const char *const members[] = {".text", ".value", NULL}, *const fields[] = {"field", "box", "input", NULL};
	struct span name = {start, (size_t)(end - start)};
	const char *member = secscan_span_ends_any(name, members), *field;

	if (!member)
		return end;
	name.len -= strlen(member);
	field = secscan_span_ends_any(name, fields);
	return start + name.len - (field ? strlen(field) : 0);
}

/* A generic rule's match begins with a word of the name; the rest of it lies on both sides. */
static void find_name(struct candidate *c)
{
	const char *start = name_in_match(c), *end = start;

	while (start > c->line.at && is_name_byte(start[-1]))
		start--;
	while (end < c->value.at && is_name_byte(*end))
		end++;
	if (start < end)
		start = behind_escape(c, start, end);
	split_name(c->name, start, name_of_field(start, end));
}

void secscan_candidate_fill(struct candidate *c)
{
	c->line = near_lines(c);
	c->quoted = c->value.at > c->text.at && is_quote(c->value.at[-1]);
	find_name(c);
}

void secscan_plausible(struct ruling *out, const struct candidate *c)
{
	for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
		enum secscan_ruling ruling = SECSCAN_DROPPED;
		const char *reason = concerns(&steps[i], c) ? steps[i].judge(c, &ruling) : NULL;

		if (reason && ruling > out->ruling)
			*out = (struct ruling){ruling, steps[i].name, reason};
		if (out->ruling == SECSCAN_DROPPED)
			return;
	}
}

/* SPDX-License-Identifier: MIT */
#include "scan/explain.h"

#include "scan/partner.h"

#include <secscan/unstable/scanner.h>

void secscan_scanner_explain(struct secscan_scanner *s, secscan_explain_fn *fn, void *payload)
{
	s->explain = fn;
	s->explain_payload = payload;
}

const char *secscan_ruling_name(enum secscan_ruling ruling)
{
	static const char *const names[] = {
		[SECSCAN_KEPT] = "kept",
		[SECSCAN_DOUBTED] = "doubted",
		[SECSCAN_DROPPED] = "dropped",
	};

	return (unsigned)ruling < ARRAY_SIZE(names) ? names[ruling] : "unknown";
}

static void tell(struct secscan_scanner *s, const struct match *m, size_t offset)
{
	char text[160];
	unsigned column;
	struct secscan_explanation e = {
		.rule_id = secscan_rule_id(&s->rules->rules[m->rule]),
		.path = s->given_path,
		.offset = offset,
		.line = secscan_lines_find(&s->lines, offset, &column),
		.ruling = m->ruling.ruling,
		.step = m->ruling.step,
		.reason = m->ruling.reason,
	};

	if (e.step == secscan_partner_step) {
		secscan_partner_reason(text, sizeof(text), s->rules->rules, m);
		e.reason = text;
	}
	s->explain(&e, s->explain_payload);
}

void secscan_explain_match(struct secscan_scanner *s, const struct match *m)
{
	if (s->explain)
		tell(s, m, secscan_scanner_origin(s, m->start));
}

/* Settled matches have been led back to the original bytes. */
void secscan_explain_matches(struct secscan_scanner *s)
{
	for (size_t i = 0; s->explain && i < s->matches.len; i++)
		tell(s, &s->matches.items[i], s->matches.items[i].start);
}

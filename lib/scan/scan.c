/* SPDX-License-Identifier: MIT */
#include "scan/finding.h"
#include "scan/inline.h"
#include "scan/lines.h"
#include "scan/scanner.h"

enum { NUMBER_SECRET = 1, NUMBER_BANNED = 2, NUMBER_PII = 3 };

static unsigned number_of(enum secscan_kind kind)
{
	if (kind == SECSCAN_KIND_BANNED)
		return NUMBER_BANNED;
	return kind == SECSCAN_KIND_PII ? NUMBER_PII : NUMBER_SECRET;
}

void secscan_finding_fill(struct secscan_finding *out, const struct secscan_rule *rule, const struct match *m)
{
	const char *instead = rule_text(rule, TEXT_INSTEAD);

	*out = (struct secscan_finding){
		.rule = rule,
		.rule_id = secscan_rule_id(rule),
		.title = secscan_rule_name(rule),
		.detail = *instead ? instead : "",
		.remedy = secscan_rule_remedy(rule),
		.kind = secscan_rule_kind(rule),
		.severity = secscan_rule_severity(rule),
		.confidence = (enum secscan_confidence)m->confidence,
		.level = SECSCAN_BLOCK,
		.number = number_of(secscan_rule_kind(rule)),
		.path = "",
		.commit = "",
		.reason = "",
		.offset = m->start,
		.length = m->end - m->start,
		.secret_offset = m->value_start,
		.secret_length = m->value_end - m->value_start,
		.decoded = m->decoded,
	};
}

int secscan_scan(struct secscan_scanner *s, const struct secscan_input *input, secscan_finding_fn *fn, void *payload,
		struct secscan_error *err)
{
	int rc = secscan_scanner_match(s, input, err);
	struct allow_memory comments = {0};
	struct line_cursor lines;

	secscan_lines_init(&lines, input->data, input->len);
	for (size_t i = 0; i < s->matches.len; i++) {
		const struct match *m = &s->matches.items[i];
		struct secscan_finding finding;
		struct inline_allow allow;
		unsigned column;
		int stop;

		secscan_finding_fill(&finding, &s->rules->rules[m->rule], m);
		finding.path = s->given_path;
		secscan_comment_allow(&allow, &comments, finding.rule, NULL, input->data, input->len, m->start, m->end);
		if (allow.found)
			finding.allow_line = secscan_lines_find(&lines, allow.offset, &column);
		finding.line = secscan_lines_find(&lines, m->start, &finding.column);
		finding.end_line = secscan_lines_find(&lines, m->end - 1, &column);
		finding.suppressed = allow.found && !allow.refused;
		finding.reason = allow.reason;
		stop = fn(&finding, payload);
		if (stop)
			return stop;
	}
	return rc;
}

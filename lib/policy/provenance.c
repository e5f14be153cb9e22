/* SPDX-License-Identifier: MIT */
#include <secscan/unstable/policy.h>

#include "base/array.h"
#include "base/error.h"
#include "base/glob.h"
#include "policy/claims.h"
#include "policy/declare.h"

enum verdict { MISSING, UNDECLARED, EDITOR, BAD_ASSISTED, BAD_SHARE, REVIEW, SECURITY, HUMAN_WORDS, DIFFERS, VERDICTS };

static const struct {
	unsigned number;
	const char *id;
	const char *title;
	enum secscan_kind kind;
	enum secscan_severity severity;
	const char *remedy;
} texts[VERDICTS] = {
	[MISSING] = {101, "ai-trailer-missing", "the message does not name the AI at work", SECSCAN_KIND_TRAILER,
		SECSCAN_HIGH, NULL},
	[UNDECLARED] = {102, "ai-not-declared", "the commit does not say whether AI took part", SECSCAN_KIND_TRAILER,
		SECSCAN_MEDIUM, "add the trailer Assisted-by: AGENT:MODEL, or AI-Share: 0% where no AI took part"},
	[EDITOR] = {103, "ai-editor-seen", "an editor with AI was seen", SECSCAN_KIND_TRAILER, SECSCAN_LOW, NULL},
	[BAD_ASSISTED] = {104, "assisted-by-malformed", "Assisted-by is not of the form AGENT:MODEL", SECSCAN_KIND_TRAILER,
		SECSCAN_MEDIUM, "write it as Assisted-by: AGENT:MODEL [tools], without blanks in AGENT:MODEL"},
	[BAD_SHARE] = {105, "ai-share-malformed", "AI-Share is not a percentage that fits its lines", SECSCAN_KIND_TRAILER,
		SECSCAN_MEDIUM, "write it as AI-Share: 62% (124/200): lines of AI, all lines, and their percentage"},
	[REVIEW] = {106, "review-missing", "no senior has reviewed the AI's share", SECSCAN_KIND_REVIEW, SECSCAN_HIGH,
		"let a person listed under [provenance] senior review it and add Reviewed-by: Name <mail>"},
	[SECURITY] = {107, "security-review-missing", "AI touched a sensitive path without security review",
		SECSCAN_KIND_REVIEW, SECSCAN_HIGH,
		"let a person listed under [provenance] senior review it and add Security-reviewed-by: Name <mail>"},
	[HUMAN_WORDS] = {108, "review-under-agent", "a review or sign-off written while an agent is at work",
		SECSCAN_KIND_REVIEW, SECSCAN_MEDIUM, "let the person add it from a shell of their own"},
	[DIFFERS] = {109, "message-reads-differently", "the message can be read in two ways", SECSCAN_KIND_TRAILER,
		SECSCAN_HIGH, "put the trailers into the last paragraph, no line of --- above them, no title that begins as a comment"},
};

struct judge {
	const struct secscan_policy *policy;
	const struct secscan_commit_facts *facts;
	const struct secscan_agent_evidence *agent;  /* of agent grade, or NULL */
	const struct secscan_agent_evidence *editor;
	const char *sensitive;                       /* the first such path, or NULL */
	struct people people;
	struct claims claims;                        /* of the usual reading */
	unsigned lines[VERDICTS];                    /* in the file */
	unsigned first, all, any;                    /* bits: of the usual reading, of all of them, of any */
	struct message_reading with[VERDICTS], without[VERDICTS]; /* the first of each; trailers are gone */
	bool started;
};

struct secscan_policy secscan_policy_of(const struct secscan_settings *settings)
{
	return (struct secscan_policy){
		.require = (enum secscan_require)settings->require,
		.review_at = settings->review_at,
		.senior = settings->senior,
		.sensitive = settings->sensitive,
	};
}

static const struct secscan_agent_evidence *find_grade(const struct secscan_commit_facts *facts,
		enum secscan_agent_grade grade)
{
	for (size_t i = 0; i < facts->evidence_count; i++)
		if (facts->evidence[i].grade == grade)
			return &facts->evidence[i];
	return NULL;
}

static const char *find_sensitive(const struct secscan_policy *policy, const struct secscan_commit_facts *facts)
{
	for (size_t i = 0; i < facts->path_count; i++)
		for (size_t j = 0; j < policy->sensitive.count; j++)
			if (secscan_glob_match(policy->sensitive.items[j], facts->paths[i]))
				return facts->paths[i];
	return NULL;
}

/* A review that is written while an agent is at work is the agent's word for it. */
static bool counts(const struct judge *j, bool review)
{
	return review && !j->agent;
}

static unsigned bit(enum verdict v, bool set)
{
	return set ? 1u << v : 0;
}

static unsigned judge_claims(const struct judge *j, const struct claims *c)
{
	bool silent = !c->trailer && !c->bad_assisted, asked = j->policy->require != SECSCAN_REQUIRE_NEVER;
	bool missing = asked && silent && j->agent;
	bool undeclared = j->policy->require == SECSCAN_REQUIRE_ALWAYS && silent && !missing && !c->no_ai &&
			!c->bad_share && !j->facts->merge;

	return bit(MISSING, missing) | bit(UNDECLARED, undeclared) |
			bit(EDITOR, asked && silent && !missing && !undeclared && !c->no_ai && j->editor) |
			bit(BAD_ASSISTED, c->bad_assisted) | bit(BAD_SHARE, c->bad_share) |
			bit(REVIEW, c->ai && c->share >= j->policy->review_at && !counts(j, c->reviewed)) |
			bit(SECURITY, c->ai && j->sensitive && !counts(j, c->security_reviewed)) |
			bit(HUMAN_WORDS, j->agent && c->human_words);
}

/* Called for each reading of the message. */
static int take_reading(const struct message_reading *reading, void *payload)
{
	struct judge *j = payload;
	struct claims c;
	unsigned found;

	if (secscan_claims_read(&c, &reading->trailers, j->policy, &j->people))
		return SECSCAN_ERR_NOMEM;
	found = judge_claims(j, &c);
	if (!j->started) {
		j->claims = c;
		j->first = j->all = found;
	}
	j->started = true;
	j->all &= found;
	j->any |= found;
	for (int v = 0; v < DIFFERS; v++) {
		struct message_reading *first = found & (1u << v) ? &j->with[v] : &j->without[v];

		if (!first->cleanups)
			*first = *reading;
	}
	if (reading->cleanups & 1u << MESSAGE_VERBATIM) {
		j->lines[BAD_ASSISTED] = c.bad_assisted;
		j->lines[BAD_SHARE] = c.bad_share;
		j->lines[HUMAN_WORDS] = c.human_line;
	}
	return 0;
}

static enum secscan_level level_of(const struct judge *j, enum verdict v)
{
	if (v == EDITOR)
		return SECSCAN_NOTE;
	if (v == HUMAN_WORDS)
		return SECSCAN_REVIEW;
	if (v != REVIEW && v != SECURITY)
		return SECSCAN_BLOCK;
	if (!j->facts->protected_branch)
		return SECSCAN_NOTE;
	/* Who lists no senior has not asked for security reviews yet: said, not stopped. */
	return v == SECURITY && !j->policy->senior.count && j->claims.share < j->policy->review_at ? SECSCAN_REVIEW :
			SECSCAN_BLOCK;
}

static void say_missing(struct judge *j, char *detail, size_t size)
{
	if (j->lines[MISSING])
		snprintf(detail, size, "%s is at work here (%s). Line %u looks like a trailer, but git reads none there: trailers "
			"stand in the last paragraph, and nothing else does", j->agent->tool, j->agent->why, j->lines[MISSING]);
	else
		snprintf(detail, size, "%s is at work here (%s), and no trailer says so", j->agent->tool, j->agent->why);
}

static void say_review(struct judge *j, char *detail, size_t size, enum verdict v)
{
	const struct claims *c = &j->claims;
	const char *why = j->agent && c->human_words ? "a review written while an agent is at work is declared, not proven" :
			c->why_not ? c->why_not : !j->policy->senior.count ? "nobody is listed under [provenance] senior" :
			"there is none";

	if (v == REVIEW)
		snprintf(detail, size, "AI share %.3g%%, a senior's review is called for from %u%% on: %s", c->share,
			j->policy->review_at, why);
	else
		snprintf(detail, size, "a senior's Security-reviewed-by is called for here: %s", why);
}

/* "cleaned with scissors, --- ends it" */
static void describe(char *out, size_t size, const struct message_reading *r)
{
	bool scissors = r->cut && r->cleanups & 1u << MESSAGE_WHITESPACE;

	snprintf(out, size, "cleaned with %s%s%s", scissors ? "scissors" : secscan_message_cleanup(r->cleanups),
		r->cut && !scissors ? ", cut at the scissors" : "", r->no_divider ? "" : ", cut at ---");
}

static void say_differs(struct judge *j, char *detail, size_t size)
{
	char with[96], without[96];
	int v = 0;

	while (v < DIFFERS - 1 && !((j->any & ~j->all) & (1u << v) && level_of(j, (enum verdict)v) == SECSCAN_BLOCK))
		v++;
	describe(with, sizeof(with), &j->with[v]);
	describe(without, sizeof(without), &j->without[v]);
	snprintf(detail, size, "%s: not so when it is %s, but so when it is %s", texts[v].title, without, with);
}

static void say_detail(struct judge *j, enum verdict v, char *detail, size_t size)
{
	detail[0] = '\0';
	if (v == MISSING)
		say_missing(j, detail, size);
	else if (v == UNDECLARED)
		snprintf(detail, size, "every commit has to say so here ([provenance] require = always)");
	else if (v == EDITOR)
		snprintf(detail, size, "%s (%s); a person may be typing", j->editor->tool, j->editor->why);
	else if (v == REVIEW || v == SECURITY)
		say_review(j, detail, size, v);
	else if (v == HUMAN_WORDS)
		snprintf(detail, size, "%s is at work (%s): declared, not proven, and it does not count", j->agent->tool,
			j->agent->why);
	else if (v == BAD_ASSISTED && j->claims.placeholder)
		snprintf(detail, size, "AGENT and MODEL stand for names: write the agent's and the model's in their place");
	else if (v == DIFFERS)
		say_differs(j, detail, size);
}

/* A review is called for, and the settings name nobody who could give it. */
static bool nobody_may(const struct judge *j, enum verdict v)
{
	return (v == REVIEW || v == SECURITY) && !j->policy->senior.count;
}

static int tell(struct judge *j, enum verdict v, secscan_finding_fn *fn, void *payload)
{
	const struct secscan_agent_evidence *e = v == MISSING ? j->agent : v == EDITOR ? j->editor : NULL;
	char detail[400], remedy[128];
	struct secscan_finding f = {
		.rule_id = texts[v].id,
		.title = texts[v].title,
		.detail = detail,
		.remedy = e ? remedy : nobody_may(j, v) ? "list people under [provenance] senior in the settings: then one of them "
				"can review it and say so in a trailer" : texts[v].remedy,
		.kind = texts[v].kind,
		.severity = texts[v].severity,
		.confidence = SECSCAN_PLAUSIBLE,
		.level = level_of(j, v),
		.number = texts[v].number,
		.path = v == SECURITY ? j->sensitive : "",
		.commit = j->facts->commit ? j->facts->commit : "",
		.line = j->lines[v],
		.end_line = j->lines[v],
		.reason = "",
	};

	if (e)
		snprintf(remedy, sizeof(remedy), "add the trailer Assisted-by: %s:MODEL%s", e->word,
			v == EDITOR ? " if it took part" : "");
	say_detail(j, v, detail, sizeof(detail));
	return fn(&f, payload);
}

/* What all readings agree on; what only some say, where that would block, is a verdict of its own. */
static int tell_all(struct judge *j, secscan_finding_fn *fn, void *payload)
{
	bool differs = false;
	int rc = 0;

	for (int v = 0; !rc && v < DIFFERS; v++) {
		bool blocks = level_of(j, (enum verdict)v) == SECSCAN_BLOCK;
		unsigned from = blocks ? j->all : j->first;

		if (from & (1u << v))
			rc = tell(j, (enum verdict)v, fn, payload);
		differs = differs || (blocks && (j->any & ~j->all & (1u << v)));
	}
	return rc || !differs ? rc : tell(j, DIFFERS, fn, payload);
}

static int read_facts(struct judge *j)
{
	const struct secscan_commit_facts *facts = j->facts;

	j->agent = find_grade(facts, SECSCAN_AGENT_AGENT);
	j->editor = find_grade(facts, SECSCAN_AGENT_EDITOR);
	j->sensitive = find_sensitive(j->policy, facts);
	if (secscan_identity_read(&j->people.author, facts->author) ||
			secscan_identity_read(&j->people.committer, facts->committer))
		return SECSCAN_ERR_NOMEM;
	return secscan_lookalike_line(&j->lines[MISSING], facts->message, facts->message_len);
}

int secscan_policy_judge(const struct secscan_policy *policy, const struct secscan_commit_facts *facts,
		secscan_finding_fn *fn, void *payload, struct secscan_error *err)
{
	struct judge j = {.policy = policy, .facts = facts};
	int rc = read_facts(&j);

	if (!rc && facts->stored)
		rc = secscan_message_stored(facts->message, facts->message_len, facts->comment, take_reading, &j, err);
	else if (!rc)
		rc = secscan_message_readings(facts->message, facts->message_len, facts->comment, take_reading, &j, err);
	if (rc)
		rc = secscan_fail_nomem(err); /* nothing else can fail up to here */
	else
		rc = tell_all(&j, fn, payload);
	secscan_identity_release(&j.people.author);
	secscan_identity_release(&j.people.committer);
	return rc;
}

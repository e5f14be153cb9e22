/* SPDX-License-Identifier: MIT */
#include "policy/claims.h"

#include "policy/declare.h"

#include <strings.h>

struct reader {
	struct claims *out;
	const struct secscan_trailers *trailers;
	const struct secscan_policy *policy;
	const struct people *people;
	struct identity person; /* of the trailer at hand */
	struct identity other;
};

static bool is_key(const struct secscan_trailer *t, const char *key)
{
	return strcasecmp(t->key, key) == 0;
}

static int is_senior(bool *out, struct reader *r)
{
	*out = false;
	for (size_t i = 0; i < r->policy->senior.count && !*out; i++) {
		if (secscan_identity_read(&r->other, r->policy->senior.items[i]))
			return SECSCAN_ERR_NOMEM;
		*out = *r->other.mail && strcmp(r->other.mail, r->person.mail) == 0;
	}
	return 0;
}

static int is_co_author(bool *out, struct reader *r)
{
	*out = false;
	for (size_t i = 0; i < r->trailers->count && !*out; i++) {
		const struct secscan_trailer *t = &r->trailers->items[i];

		if (!is_key(t, "Co-authored-by") && !is_key(t, "Co-developed-by"))
			continue;
		if (secscan_identity_read(&r->other, t->value))
			return SECSCAN_ERR_NOMEM;
		*out = secscan_identity_same(&r->person, &r->other);
	}
	return 0;
}

/* Why this person's review does not count; NULL: it does. */
static int refuse_reviewer(const char **why, struct reader *r)
{
	bool senior, co_author;

	*why = NULL;
	if (is_senior(&senior, r) || is_co_author(&co_author, r))
		return SECSCAN_ERR_NOMEM;
	if (secscan_identity_agent(&r->person))
		*why = "the reviewer named is an AI";
	else if (secscan_identity_is_bot(&r->person))
		*why = "the reviewer named is a bot";
	else if (!senior)
		*why = "the reviewer named is not listed under [provenance] senior";
	else if (secscan_identity_same(&r->person, &r->people->author))
		*why = "the reviewer named is the author";
	else if (secscan_identity_same(&r->person, &r->people->committer))
		*why = "the reviewer named is the committer";
	else if (co_author)
		*why = "the reviewer named helped to write it";
	return 0;
}

static int read_review(bool *counts, struct reader *r, const struct secscan_trailer *t)
{
	const char *why;

	if (secscan_identity_read(&r->person, t->value) || refuse_reviewer(&why, r))
		return SECSCAN_ERR_NOMEM;
	if (why)
		r->out->why_not = why;
	else
		*counts = true;
	return 0;
}

/* Reviews and sign-offs are a person's to give. */
static int read_human_words(struct reader *r, const struct secscan_trailer *t)
{
	struct claims *out = r->out;
	bool review = is_key(t, "Reviewed-by"), security = is_key(t, "Security-reviewed-by");

	if (!review && !security && !is_key(t, "Signed-off-by"))
		return 0;
	if (!out->human_words)
		out->human_line = t->line;
	out->human_words = true;
	if (review)
		return read_review(&out->reviewed, r, t);
	return security ? read_review(&out->security_reviewed, r, t) : 0;
}

static void read_share(struct claims *out, const struct secscan_trailer *t)
{
	struct ai_share share;

	if (!secscan_ai_share_read(&share, t->value)) {
		out->bad_share = out->bad_share ? out->bad_share : t->line;
		return;
	}
	out->no_ai = share.percent == 0;
	if (share.percent > out->share)
		out->share = share.percent;
}

static int read_trailer(struct reader *r, const struct secscan_trailer *t)
{
	struct claims *out = r->out;
	bool declares;

	if (secscan_trailer_declares_ai(&declares, t, &r->person))
		return SECSCAN_ERR_NOMEM;
	out->trailer = out->trailer || declares;
	if (is_key(t, "AI-Share")) {
		read_share(out, t);
	} else if (is_key(t, "Assisted-by") && !declares && !out->bad_assisted) {
		out->bad_assisted = t->line;
		out->placeholder = secscan_assisted_by_is_placeholder(t->value);
	}
	return read_human_words(r, t);
}

int secscan_claims_read(struct claims *out, const struct secscan_trailers *trailers,
		const struct secscan_policy *policy, const struct people *people)
{
	struct reader r = {.out = out, .trailers = trailers, .policy = policy, .people = people};
	int rc = 0;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; !rc && i < trailers->count; i++)
		rc = read_trailer(&r, &trailers->items[i]);
	out->no_ai = out->no_ai && out->share == 0 && !out->bad_share;
	out->ai = out->trailer || out->share > 0 || secscan_identity_agent(&people->author) ||
			secscan_identity_agent(&people->committer);
	secscan_identity_release(&r.person);
	secscan_identity_release(&r.other);
	return rc;
}

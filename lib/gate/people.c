/* SPDX-License-Identifier: MIT */
#include "gate/people.h"

#include "gate/message.h"
#include "policy/message.h"

#include <secscan/unstable/policy.h>

enum { NUMBER_SIGN_OFF = 26 };

struct paths ARRAY_MEMBERS(const char *);

/* The commits of a walk, one after the other. */
struct hearing {
	struct secscan_gate *gate;
	struct secscan_policy policy;
	struct arena arena;
	struct paths paths;
	char *comment;   /* what comments in a message begin with */
	bool signed_off; /* some change of settings is */
	bool refused;    /* some change of settings is not */
	struct secscan_error *err;
};

static int add_path(const char *path, void *payload)
{
	struct hearing *h = payload;
	const char **slot = array_push(&h->paths);

	if (!slot)
		return secscan_fail_nomem(h->err);
	*slot = secscan_arena_strdup(&h->arena, path);
	return *slot ? 0 : secscan_fail_nomem(h->err);
}

static int judge_commit(struct hearing *h, const struct secscan_commit *commit)
{
	char hex[SECSCAN_OID_HEX];
	struct secscan_commit_facts facts = {
		.commit = hex,
		.author = commit->author,
		.committer = commit->committer,
		.message = commit->message,
		.message_len = commit->message_len,
		.comment = h->comment,
		.stored = true,
		.merge = commit->parent_count > 1,
		.protected_branch = true,
	};

	secscan_oid_hex(hex, &commit->oid);
	facts.paths = h->paths.items;
	facts.path_count = h->paths.len;
	return secscan_policy_judge(&h->policy, &facts, secscan_gate_tell, h->gate, h->err);
}

/* "Name <mail>" against "Name <mail>" or a bare mail: the mail decides. */
static bool same_person(const char *who, const char *listed)
{
	const char *a = strrchr(who, '<'), *b = strrchr(listed, '<');
	size_t a_len, b_len;

	a = a ? a + 1 : who;
	b = b ? b + 1 : listed;
	a_len = strcspn(a, ">");
	b_len = strcspn(b, ">");
	return a_len && a_len == b_len && !strncasecmp(a, b, a_len);
}

bool secscan_people_has_sign_off(const struct secscan_gate *g, const struct secscan_trailers *trailers,
		const char *author)
{
	const struct secscan_list *listed = &g->settings->sign_off;

	for (size_t t = 0; t < trailers->count; t++) {
		const struct secscan_trailer *trailer = &trailers->items[t];

		if (strcasecmp(trailer->key, "Reviewed-by") != 0 || (author && same_person(trailer->value, author)))
			continue;
		for (size_t i = 0; i < listed->count; i++)
			if (same_person(trailer->value, listed->items[i]))
				return true;
	}
	return false;
}

struct reading_of {
	struct hearing *hearing;
	const char *author;
	bool *found;
};

static int look_for_sign_off(const struct message_reading *reading, void *payload)
{
	struct reading_of *r = payload;

	*r->found |= secscan_people_has_sign_off(r->hearing->gate, &reading->trailers, r->author);
	return 0;
}

static int find_sign_off(struct hearing *h, const struct secscan_commit *commit, bool *found)
{
	struct reading_of r = {.hearing = h, .author = commit->author, .found = found};

	return secscan_message_stored(commit->message, commit->message_len, h->comment, look_for_sign_off, &r, h->err);
}

/* Only a base that names somebody asks for a sign-off. */
static int judge_allowed(struct hearing *h, const struct secscan_commit *commit)
{
	char hex[SECSCAN_OID_HEX];
	bool found = false;
	int rc = 0;

	if (!h->gate->allowed.len || !h->gate->settings->sign_off.count)
		return 0;
	rc = find_sign_off(h, commit, &found);
	secscan_oid_hex(hex, &commit->oid);
	return rc ? rc : secscan_allowed_judge(h->gate, hex, found);
}

static int hear_commit(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	struct hearing *h = payload;
	struct secscan_commit commit;
	int rc = secscan_repo_commit(&commit, h->gate->repo, oid, h->err);

	(void)tree;
	if (rc)
		return rc;
	h->paths.len = 0;
	rc = secscan_repo_changed_paths(h->gate->repo, &commit, add_path, h, h->err);
	if (!rc)
		rc = judge_commit(h, &commit);
	if (!rc)
		rc = judge_allowed(h, &commit);
	secscan_commit_release(&commit);
	secscan_arena_release(&h->arena);
	return rc;
}

int secscan_people_judge_commits(struct secscan_gate *g, const struct secscan_oid *tip,
		const struct secscan_oid *exclude, size_t n_exclude, struct secscan_error *err)
{
	struct hearing h = {.gate = g, .policy = secscan_policy_of(g->settings), .err = err};
	int rc = secscan_message_comment_of(&h.comment, g, err);

	g->err = err;
	if (!rc)
		rc = secscan_repo_walk(g->repo, tip, 1, exclude, n_exclude, hear_commit, &h, err);
	free(h.comment);
	array_release(&h.paths);
	return rc;
}

/* *first: other settings or rules than the first parent has. *own: other ones than any parent has. */
static int changes_settings(struct hearing *h, const struct secscan_commit *commit, bool *first, bool *own)
{
	uint8_t now[32], before[32];
	char hex[SECSCAN_OID_HEX];
	int rc;

	secscan_oid_hex(hex, &commit->oid);
	rc = secscan_gate_judged_by(now, h->gate, hex, h->err);
	*first = *own = false;
	for (size_t i = 0; !rc && (!i || i < commit->parent_count); i++) {
		if (commit->parent_count)
			secscan_oid_hex(hex, &commit->parents[i]);
		rc = secscan_gate_judged_by(before, h->gate, commit->parent_count ? hex : NULL, h->err);
		if (rc)
			break;
		*own = (!i || *own) && memcmp(now, before, sizeof(now)) != 0;
		*first = i ? *first : *own;
	}
	return rc;
}

/* Only what stands on the change itself signs it off, so each commit that changes the settings needs it. */
static int hear_sign_off(const struct secscan_oid *oid, const struct secscan_oid *tree, void *payload)
{
	struct hearing *h = payload;
	struct secscan_commit commit;
	bool first, own, found = false;
	int rc = secscan_repo_commit(&commit, h->gate->repo, oid, h->err);

	(void)tree;
	if (rc)
		return rc;
	rc = changes_settings(h, &commit, &first, &own);
	if (!rc && first)
		rc = find_sign_off(h, &commit, &found);
	h->signed_off |= found;
	h->refused |= own && !found;
	secscan_commit_release(&commit);
	return rc ? rc : h->refused;
}

int secscan_people_signed_off(struct secscan_gate *g, const struct secscan_oid *tip, const struct secscan_oid *exclude,
		size_t n_exclude, struct secscan_error *err)
{
	struct hearing h = {.gate = g, .err = err};
	int rc = secscan_message_comment_of(&h.comment, g, err);

	if (!rc)
		rc = secscan_repo_walk(g->repo, tip, 1, exclude, n_exclude, hear_sign_off, &h, err);
	free(h.comment);
	return rc < 0 ? rc : h.signed_off && !h.refused;
}

int secscan_people_want_sign_off(struct secscan_gate *g)
{
	char detail[300];
	struct secscan_finding f = secscan_gate_about("settings-sign-off", SETTINGS_FILE, NUMBER_SIGN_OFF, SECSCAN_BLOCK);

	f.title = "weaker settings without a sign-off";
	f.detail = detail;
	snprintf(detail, sizeof(detail), "the message needs `Reviewed-by:` of somebody the settings name, as %.200s",
			g->settings->sign_off.items[0]);
	return secscan_gate_tell(&f, g);
}

/* SPDX-License-Identifier: MIT */
#include "gate/push.h"

#include "base/glob.h"
#include "gate/baseline.h"
#include "gate/cut.h"
#include "gate/people.h"

static int add_oid(struct oids *oids, const struct secscan_oid *oid, struct secscan_error *err)
{
	struct secscan_oid *slot;

	if (secscan_oid_is_zero(oid))
		return 0;
	slot = array_push(oids);
	if (!slot)
		return secscan_fail_nomem(err);
	*slot = *oid;
	return 0;
}

int secscan_push_known(struct push *push, const struct secscan_oid *oid, bool old, struct secscan_error *err)
{
	int rc = add_oid(&push->known, oid, err);

	return rc || !old ? rc : add_oid(&push->exclude, oid, err);
}

static int collect(struct push *push, const char *remote, const char *url, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < push->refs.len; i++)
		rc = secscan_push_known(push, &push->refs.items[i].remote, true, err);
	if (!rc && remote)
		rc = secscan_push_tracking(push, remote, url, err);
	push->n_theirs = push->known.len;
	if (!rc)
		rc = secscan_accepted_read(&push->known, push->gate, err);
	for (size_t i = push->n_theirs; !rc && i < push->known.len; i++)
		rc = add_oid(&push->exclude, &push->known.items[i], err);
	return rc;
}

static bool is_protected(const struct push *push, const struct push_ref *ref)
{
	const struct secscan_list *globs = &push->gate->settings->protected_branch;

	for (size_t i = 0; ref->branch && i < globs->count; i++)
		if (secscan_glob_match(globs->items[i], ref->branch))
			return true;
	return push->all_protected;
}

static int judge_name(struct push *push, const struct push_ref *ref, struct secscan_error *err)
{
	struct secscan_source *source;
	int rc = secscan_source_bytes(&source, SECSCAN_ITEM_NAME, ref->remote_name, ref->remote_name,
			strlen(ref->remote_name), err);

	return rc ? rc : secscan_gate_run(push->gate, source, err);
}

static int judge_sign_off(struct push *push, const struct push_ref *ref, struct secscan_error *err)
{
	int rc = secscan_people_signed_off(push->gate, &ref->local, push->known.items, push->known.len, err);

	push->gate->weakened = false;
	if (rc < 0)
		return rc;
	return rc ? 0 : secscan_people_want_sign_off(push->gate);
}

/* One ref that stays: its name, its settings, and on a protected branch what its commits declare. */
static int judge_ref(struct push *push, const struct push_ref *ref, struct secscan_error *err)
{
	char tip[SECSCAN_OID_HEX];
	int rc = judge_name(push, ref, err);

	if (rc)
		return rc;
	secscan_oid_hex(tip, &ref->local);
	rc = secscan_gate_judge_settings(push->gate, *ref->base ? ref->base : NULL, tip, err);
	if (!rc && push->gate->weakened && push->gate->settings->sign_off.count)
		rc = judge_sign_off(push, ref, err);
	if (!rc && is_protected(push, ref))
		rc = secscan_people_judge_commits(push->gate, &ref->local, push->exclude.items, push->exclude.len, err);
	return rc;
}

static int note(struct push *push, unsigned number, const char *id, const char *title, const char *detail)
{
	struct secscan_finding f = {
		.rule_id = id,
		.title = title,
		.detail = detail,
		.remedy = "",
		.kind = SECSCAN_KIND_ENV,
		.level = SECSCAN_NOTE,
		.number = number,
		.path = "",
		.commit = "",
		.reason = "",
	};

	return secscan_gate_tell(&f, push->gate);
}

/* By its object: the name of a branch may hold what must not be shown. */
static int tell_no_base(struct push *push, const struct push_ref *ref)
{
	char detail[128], tip[SECSCAN_OID_HEX];

	secscan_oid_hex(tip, &ref->local);
	snprintf(detail, sizeof(detail), "to accept what is found as old, once: secscan check --accept-base %.12s", tip);
	return note(push, 30, "push-without-base", "the remote has nothing yet, so all history is judged", detail);
}

static int tell_doubt(struct push *push)
{
	return note(push, 30, "push-without-base", "old commits are judged as new to the remote", push->doubt);
}

/*
 * git's list is empty when there is nothing to push, and it looks empty when another program has read it before us. Which
 * of the two cannot be told, so where there is something to push it is said that nothing was read.
 */
static int tell_nothing(struct push *push, struct secscan_error *err)
{
	struct secscan_oid head;
	int rc = secscan_repo_resolve(&head, push->gate->repo, "HEAD", err);

	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	rc = secscan_push_adds(push, &head, push->known.items, push->known.len, err);
	if (rc <= 0)
		return rc;
	return note(push, 31, "push-of-nothing", "no ref was named, so nothing was read",
			"HEAD has commits that the remote has not. If git rejects the push: git pull first; if it pushes them, a hook "
			"before this one has read git's list and not handed it on");
}

static const struct push_ref *first_update(const struct push *push)
{
	for (size_t i = 0; i < push->refs.len; i++)
		if (!secscan_oid_is_zero(&push->refs.items[i].local))
			return &push->refs.items[i];
	return NULL;
}

bool secscan_push_in_group(const struct push_ref *ref, const struct push_ref *first)
{
	return !secscan_oid_is_zero(&ref->local) && !ref->judged &&
			!memcmp(ref->judged_by, first->judged_by, sizeof(ref->judged_by));
}

static int judge_objects(struct push *push, struct secscan_error *err)
{
	struct secscan_source *source;
	int rc = secscan_source_range(&source, push->gate->repo, push->include.items, push->include.len,
			push->exclude.items, push->exclude.len, err);

	if (rc)
		return rc;
	push->gate->run.judge_lines = true;
	push->gate->run.known_line = secscan_push_knows_line;
	push->gate->run.known_payload = push;
	push->gate->keep_allowed = true;
	return secscan_gate_run(push->gate, source, err);
}

/* Refs that bring different baselines along lend each other none of their new lines. */
static int load_baseline(struct push *push, const struct push_ref *first, struct secscan_error *err)
{
	char tip[SECSCAN_OID_HEX], other[SECSCAN_OID_HEX];
	struct version_of now = {VERSION_REVISION, tip};
	int rc = 0;

	secscan_oid_hex(tip, &first->local);
	for (size_t i = 0; !rc && i < push->include.len; i++) {
		bool same;

		secscan_oid_hex(other, &push->include.items[i]);
		rc = secscan_baseline_same(&same, push->gate, tip, other, err);
		now.place = same ? now.place : VERSION_NONE;
	}
	return rc ? rc : secscan_baseline_load(push->gate, *first->base ? first->base : NULL, now, err);
}

/* All refs that the same settings and rules judge. */
static int judge_group(struct push *push, struct push_ref *first, struct secscan_error *err)
{
	int rc = secscan_gate_prepare(push->gate, *first->base ? first->base : NULL, err);

	push->include.len = 0;
	push->first = first;
	for (struct push_ref *ref = first; !rc && ref < push->refs.items + push->refs.len; ref++)
		if (secscan_push_in_group(ref, first))
			rc = add_oid(&push->include, &ref->local, err);
	if (!rc)
		rc = load_baseline(push, first, err);
	if (!rc)
		rc = judge_objects(push, err);
	for (struct push_ref *ref = first; !rc && ref < push->refs.items + push->refs.len; ref++) {
		if (!secscan_push_in_group(ref, first))
			continue;
		rc = judge_ref(push, ref, err);
		ref->judged = ref != first;
	}
	first->judged = true;
	return rc;
}

int secscan_push_judge(struct push *push, struct secscan_error *err)
{
	const struct push_ref *first = first_update(push);
	int rc = secscan_push_find_bases(push, err);

	for (size_t i = 0; !rc && i < push->refs.len; i++)
		if (secscan_push_in_group(&push->refs.items[i], &push->refs.items[i]))
			rc = judge_group(push, &push->refs.items[i], err);
	if (rc || !first || !push->gate->run.summary.levels[SECSCAN_BLOCK])
		return rc;
	if (*push->doubt)
		return tell_doubt(push);
	return push->exclude.len ? 0 : tell_no_base(push, first);
}

static int push_all(struct secscan_gate *g, const char *remote, const char *url, const char *lines, size_t len,
		struct secscan_error *err)
{
	struct push push = {.gate = g};
	int rc = secscan_gate_repo(g, err);

	if (!rc)
		rc = secscan_push_parse(&push, lines, len, err);
	if (!rc)
		rc = collect(&push, remote, url, err);
	if (!rc)
		rc = push.refs.len ? secscan_push_judge(&push, err) : tell_nothing(&push, err);
	secscan_push_release(&push);
	return rc;
}

int secscan_gate_push(struct secscan_gate *g, const char *remote, const char *url, const char *lines, size_t len,
		struct secscan_error *err)
{
	return secscan_gate_finish(g, push_all(g, remote, url, lines, len, err), err);
}

static int split_range(struct push *push, struct push_ref *ref, const char *range, struct secscan_error *err)
{
	struct secscan_gate *g = push->gate;
	const char *dots = strstr(range, ".."), *to, *from;
	int rc;

	if (!dots)
		return secscan_fail(err, SECSCAN_ERR_USAGE, 512, "a range is A..B: `%.150s..HEAD` is what HEAD adds to it, `..%.150s` "
				"all that it holds", range, range);
	to = dots + 2;
	from = secscan_arena_strndup(&g->arena, range, (size_t)(dots - range));
	if (!from)
		return secscan_fail_nomem(err);
	if (*to == '.')
		return secscan_fail(err, SECSCAN_ERR_USAGE, 512, "a range is A..B; A...B is not judged: name the merge base");
	ref->local_name = *to ? to : "HEAD";
	ref->remote_name = "";
	rc = secscan_repo_resolve(&ref->local, g->repo, ref->local_name, err);
	if (!rc && *from && strspn(from, "0") != strlen(from))
		rc = secscan_repo_resolve(&ref->remote, g->repo, from, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = secscan_fail(err, SECSCAN_ERR_USAGE, 512, "this range names a revision that is not here: %s", range);
	return rc;
}

static int judge_range(struct push *push, struct secscan_error *err)
{
	const struct secscan_range range = {&push->refs.items[0].local, 1, push->exclude.items, push->exclude.len};
	int rc = secscan_push_judge(push, err);

	return rc ? rc : secscan_gate_not_cut(push->gate, &range, err);
}

static int check_range(struct secscan_gate *g, const char *range, struct secscan_error *err)
{
	struct push push = {.gate = g, .all_protected = true};
	struct push_ref *ref;
	int rc = secscan_gate_repo(g, err);

	if (!rc) {
		ref = array_push(&push.refs);
		rc = ref ? split_range(&push, ref, range, err) : secscan_fail_nomem(err);
	}
	if (!rc)
		rc = collect(&push, NULL, NULL, err);
	if (!rc)
		rc = judge_range(&push, err);
	secscan_push_release(&push);
	return rc;
}

int secscan_gate_range(struct secscan_gate *g, const char *range, struct secscan_error *err)
{
	return secscan_gate_finish(g, check_range(g, range, err), err);
}

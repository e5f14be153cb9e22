/* SPDX-License-Identifier: MIT */
/* commit-msg: secrets in the message, what it declares about AI, and a sign-off that weaker settings need. */
#include "base/file.h"
#include "gate/message.h"
#include "gate/people.h"
#include "policy/message.h"

#include <secscan/unstable/policy.h>

#include <unistd.h>

struct message {
	struct secscan_gate *gate;
	const char *path;
	struct buffer text;
	char *comment;
	char author[512];
	char committer[512];
	struct secscan_agent_facts seen;
	struct secscan_agent_evidence evidence[SECSCAN_AGENT_MAX];
	size_t evidence_count;
	bool signed_off;
	struct secscan_error *err;
};

static const char *from_environment(const struct secscan_gate *g, const char *name)
{
	size_t len = strlen(name);

	for (const char *const *e = g->options.environment; e && *e; e++)
		if (!strncmp(*e, name, len) && (*e)[len] == '=')
			return *e + len + 1;
	return NULL;
}

/* "Name <mail>" as git will write it, "" where that is not known yet. */
static int identity(char out[512], struct message *m, const char *who, struct secscan_error *err)
{
	char variable[32];
	const char *name, *mail;
	char *from_config[2] = {NULL, NULL};
	int rc = 0;

	snprintf(variable, sizeof(variable), "GIT_%s_NAME", who);
	name = from_environment(m->gate, variable);
	snprintf(variable, sizeof(variable), "GIT_%s_EMAIL", who);
	mail = from_environment(m->gate, variable);
	if (!name)
		rc = secscan_repo_config(&from_config[0], m->gate->repo, "user.name", err);
	if ((!rc || rc == SECSCAN_ERR_NOT_FOUND) && !mail)
		rc = secscan_repo_config(&from_config[1], m->gate->repo, "user.email", err);
	name = name ? name : from_config[0];
	mail = mail ? mail : from_config[1];
	if (name && mail)
		snprintf(out, 512, "%s <%s>", name, mail);
	free(from_config[0]);
	free(from_config[1]);
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

static bool merge_under_way(const struct secscan_gate *g)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/MERGE_HEAD", secscan_repo_gitdir(g->repo));
	return access(path, F_OK) == 0;
}

/* A value that no version of git takes leaves things as they are. */
static int add_newer(char **comment, const char *newer, struct secscan_error *err)
{
	struct buffer both = {0};

	if (!*newer || strchr(newer, '\n'))
		return 0;
	if (secscan_buffer_addf(&both, "%s\n%s", newer, *comment ? *comment : "#")) {
		secscan_buffer_release(&both);
		return secscan_fail_nomem(err);
	}
	free(*comment);
	*comment = secscan_buffer_detach(&both);
	return 0;
}

/*
 * Newer versions of git take core.commentString and core.commentChar for one, of which the last one holds; older ones know
 * the latter only. Which version runs us is not told, so both are handed on.
 */
int secscan_message_comment_of(char **out, struct secscan_gate *g, struct secscan_error *err)
{
	static const char character[] = "core.commentchar", string[] = "core.commentstring";
	char *newer = NULL;
	int rc, later = 1;

	*out = NULL;
	rc = secscan_repo_config(out, g->repo, character, err);
	if (!rc || rc == SECSCAN_ERR_NOT_FOUND)
		rc = secscan_repo_config(&newer, g->repo, string, err);
	if (!rc && *out)
		later = secscan_repo_config_later(g->repo, character, string, err);
	if (!rc && later)
		rc = later < 0 ? later : add_newer(out, newer, err);
	free(newer);
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

static int read_message(struct message *m, struct secscan_error *err)
{
	int rc = secscan_file_read(&m->text, m->path, err);

	if (!rc)
		rc = secscan_message_comment_of(&m->comment, m->gate, err);
	if (!rc)
		rc = identity(m->author, m, "AUTHOR", err);
	if (!rc)
		rc = identity(m->committer, m, "COMMITTER", err);
	return rc;
}

static int scan_message(struct message *m, struct secscan_error *err)
{
	struct secscan_source *source;
	size_t extent = secscan_message_scan_extent(m->text.data, m->text.len, m->comment);
	int rc;

	if (extent < m->text.len)
		return secscan_message_scan_diff(m->gate, m->path, &m->text, extent, err);
	rc = secscan_source_bytes(&source, SECSCAN_ITEM_MESSAGE, m->path, m->text.data, m->text.len, err);
	return rc ? rc : secscan_gate_run(m->gate, source, err);
}

/* git runs hooks at the top and says where the user stands: "" or "sub/folder/". */
static int path_from_there(struct buffer *out, const struct message *m)
{
	const char *prefix = from_environment(m->gate, "GIT_PREFIX");
	int rc = 0;

	for (; !rc && *m->path != '/' && prefix && *prefix; prefix++)
		if (*prefix == '/')
			rc = secscan_buffer_addstr(out, "../");
	return rc ? rc : secscan_buffer_addstr(out, m->path);
}

/* A trailer that is missing comes with the command that commits again with it. */
static int tell(const struct secscan_finding *finding, void *payload)
{
	struct message *m = payload;
	struct secscan_finding f = *finding;
	struct buffer path = {0};
	char *retry = NULL;
	int rc;

	if (f.level != SECSCAN_BLOCK || strcmp(f.rule_id, "ai-trailer-missing") != 0)
		return secscan_gate_tell(&f, m->gate);
	rc = path_from_there(&path, m) ? secscan_fail_nomem(m->err) : 0;
	if (!rc)
		rc = secscan_provenance_retry(&retry, path.data, m->text.data, m->text.len, m->comment,
				m->evidence_count ? m->evidence : NULL, m->err);
	secscan_buffer_release(&path);
	if (rc)
		return rc;
	f.command = retry;
	rc = secscan_gate_tell(&f, m->gate);
	free(retry);
	return rc;
}

static int judge_people(struct message *m, struct secscan_error *err)
{
	struct secscan_policy policy = secscan_policy_of(m->gate->settings);
	struct secscan_commit_facts facts = {
		.author = *m->author ? m->author : NULL,
		.committer = *m->committer ? m->committer : NULL,
		.message = m->text.data,
		.message_len = m->text.len,
		.comment = m->comment,
		.merge = merge_under_way(m->gate),
		.evidence = m->evidence,
	};

	secscan_agent_observe(&m->seen, m->gate->options.environment);
	m->evidence_count = secscan_agent_detect(m->evidence, &m->seen);
	facts.evidence_count = m->evidence_count;
	m->err = err;
	return secscan_policy_judge(&policy, &facts, tell, m, err);
}

static int look_for_sign_off(const struct message_reading *reading, void *payload)
{
	struct message *m = payload;

	m->signed_off &= secscan_people_has_sign_off(m->gate, &reading->trailers, *m->author ? m->author : NULL);
	return 0;
}

static bool agent_at_work(const struct message *m)
{
	return m->evidence_count && m->evidence[0].grade == SECSCAN_AGENT_AGENT;
}

/* Only where the base names somebody: else pre-commit has blocked already. Every reading of the message must hold it. */
static int judge_sign_off(struct message *m, const char *head, struct secscan_error *err)
{
	int rc;

	if (!m->gate->settings->sign_off.count)
		return 0;
	rc = secscan_gate_judge_settings(m->gate, head, NULL, err);
	if (rc || !m->gate->weakened)
		return rc;
	m->signed_off = !agent_at_work(m);
	rc = secscan_message_readings(m->text.data, m->text.len, m->comment, look_for_sign_off, m, err);
	return rc || m->signed_off ? rc : secscan_people_want_sign_off(m->gate);
}

static int judge(struct message *m, struct secscan_error *err)
{
	const char *head = NULL;
	int rc = secscan_gate_repo(m->gate, err);

	if (!rc)
		rc = secscan_gate_head(&head, m->gate, err);
	if (!rc)
		rc = secscan_gate_prepare(m->gate, head, err);
	m->gate->unmade = true;
	if (!rc)
		rc = read_message(m, err);
	if (!rc)
		rc = scan_message(m, err);
	if (!rc)
		rc = judge_people(m, err);
	return rc ? rc : judge_sign_off(m, head, err);
}

int secscan_gate_message(struct secscan_gate *g, const char *path, struct secscan_error *err)
{
	struct message m = {.gate = g, .path = path};
	int rc = judge(&m, err);

	secscan_buffer_wipe(&m.text);
	free(m.comment);
	return secscan_gate_finish(g, rc, err);
}

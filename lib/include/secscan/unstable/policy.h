/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_POLICY_H
#define SECSCAN_UNSTABLE_POLICY_H

#include <secscan/finding.h>
#include <secscan/unstable/agent.h>
#include <secscan/unstable/settings.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Rules about people: from what a commit says and what was seen while it was made to verdicts. Pure: no git,
 * no files, nothing printed. All that is given is borrowed for the call.
 */
struct secscan_policy {
	enum secscan_require require;
	unsigned review_at;            /* percent of AI share from which a senior must have reviewed */
	struct secscan_list senior;    /* "Name <mail>" or mail; the mail decides */
	struct secscan_list sensitive; /* globs of paths */
};
struct secscan_policy secscan_policy_of(const struct secscan_settings *settings);

struct secscan_commit_facts {
	const char *commit;       /* hex; NULL or "" before it is made */
	const char *author;       /* "Name <mail>", NULL where it is not known */
	const char *committer;
	const char *message;      /* need not end with NUL */
	size_t message_len;
	const char *comment;      /* core.commentChar or commentString, see policy/message.h; NULL for "#" */
	bool stored;              /* the message is a commit's; else it is commit-msg's file, before cleaning */
	bool merge;               /* two parents or more, or a merge under way */
	bool protected_branch;    /* the commit is on its way to a protected branch */
	const char *const *paths; /* that the commit changes */
	size_t path_count;
	const struct secscan_agent_evidence *evidence;
	size_t evidence_count;
};

/*
 * Judge one commit. Verdicts are findings without a rule; a missing review blocks on the way to a protected branch and
 * is a note before. SECSCAN_ERR_NOMEM, or what fn returned to stop.
 *
 *   require = evidence: agent-grade evidence and no AI trailer blocks; editor grade is a note.
 *   require = always: besides, a commit that says nothing blocks; "AI-Share: 0%" says that no AI took part, where no
 *   agent is seen. Merges are let off (their own content is scanned), reverts are not.
 *   require = never: trailers may be missing; what is there must be well formed, and reviews are still called for.
 */
SECSCAN_MUST_CHECK int secscan_policy_judge(const struct secscan_policy *policy, const struct secscan_commit_facts *facts,
		secscan_finding_fn *fn, void *payload, struct secscan_error *err);

/*
 * The shell command that commits again with the message of this file kept and the trailer added. evidence names
 * the agent, NULL: AGENT. The caller frees *out.
 */
SECSCAN_MUST_CHECK int secscan_provenance_retry(char **out, const char *path, const char *message, size_t message_len,
		const char *comment, const struct secscan_agent_evidence *evidence, struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif

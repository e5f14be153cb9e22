/* SPDX-License-Identifier: MIT */
/* Whether two versions would judge alike: a hash of their settings, baseline and rules, byte for byte. */
#include "gate/gate.h"

#include "base/hash.h"

struct texts {
	struct secscan_gate *gate;
	const char *rev;
	struct buffer all;
	struct secscan_error *err;
};

static int add_text(const char *path, void *payload)
{
	struct texts *t = payload;
	unsigned mode = 0;
	char *text = NULL;
	size_t len = 0;
	int rc = secscan_repo_read_path(&text, &len, &mode, t->gate->repo, t->rev, path, t->err);

	if (rc)
		return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
	if (secscan_buffer_addf(&t->all, "%s %o %zu\n", path, mode, len) || secscan_buffer_add(&t->all, text, len))
		rc = secscan_fail_nomem(t->err);
	free(text);
	return rc;
}

static int add_all(struct texts *t)
{
	int rc = add_text(".secscan.ini", t);

	if (!rc)
		rc = add_text(BASELINE_FILE, t);
	for (size_t i = 0; !rc && secscan_gate_rule_folder(i); i++) {
		rc = secscan_repo_list(t->gate->repo, t->rev, secscan_gate_rule_folder(i)->path, ".ini", add_text, t, t->err);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = 0;
	}
	return rc;
}

int secscan_gate_judged_by(uint8_t out[32], struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	struct texts t = {.gate = g, .rev = rev, .err = err};
	int rc = secscan_buffer_addstr(&t.all, "") ? secscan_fail_nomem(err) : 0;

	if (!rc && rev)
		rc = add_all(&t);
	if (!rc)
		secscan_hash(out, t.all.data, t.all.len);
	secscan_buffer_release(&t.all);
	return rc;
}

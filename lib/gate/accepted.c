/* SPDX-License-Identifier: MIT */
/*
 * Where the remote has nothing yet, a push would judge all history again and again. "This is my base" is
 * said once (`secscan check --accept-base REV`) and kept in the clone: <common dir>/secscan/accepted.
 */
#include "base/file.h"
#include "gate/push.h"

#include <errno.h>
#include <sys/stat.h>

static char *accepted_path(struct secscan_gate *g)
{
	return secscan_path_join(secscan_repo_commondir(g->repo), "secscan/accepted");
}

int secscan_accepted_read(struct oids *out, struct secscan_gate *g, struct secscan_error *err)
{
	struct buffer text = {0};
	size_t before = out->len;
	char *path = accepted_path(g);
	int rc = path ? secscan_file_read(&text, path, err) : secscan_fail_nomem(err);

	for (const char *line = text.data; !rc && line && *line;) {
		size_t len = strcspn(line, "\n");
		struct secscan_oid *oid = array_push(out);

		if (!oid)
			rc = secscan_fail_nomem(err);
		else if (secscan_oid_parse(oid, line, len)) {
			rc = secscan_fail(err, SECSCAN_ERR_SYNTAX, 511, "expected one object id a line");
			secscan_fail_at(err, path, 0, 0);
		}
		line += len + (line[len] == '\n');
	}
	g->run.summary.accepted = out->len - before;
	secscan_buffer_release(&text);
	free(path);
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc;
}

static int write_accepted(struct secscan_gate *g, const struct secscan_oid *oid, struct secscan_error *err)
{
	struct buffer text = {0};
	char *path = accepted_path(g), *slash = path ? strrchr(path, '/') : NULL;
	char hex[SECSCAN_OID_HEX];
	int rc = 0;

	if (!path)
		return secscan_fail_nomem(err);
	*slash = '\0';
	if (mkdir(path, 0755) && errno != EEXIST) {
		rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "cannot make this folder: %s", strerror(errno));
		secscan_fail_at(err, path, 0, 0);
	}
	*slash = '/';
	if (!rc)
		rc = secscan_file_read(&text, path, err);
	if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	secscan_oid_hex(hex, oid);
	if (!rc && secscan_buffer_addf(&text, "%s\n", hex))
		rc = secscan_fail_nomem(err);
	if (!rc)
		rc = secscan_file_write(path, text.data, text.len, 0644, err);
	secscan_buffer_release(&text);
	free(path);
	return rc;
}

int secscan_gate_accept_base(char **file, struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	struct secscan_oid oid;
	int rc = secscan_gate_repo(g, err);

	*file = NULL;
	if (!rc)
		rc = secscan_repo_resolve(&oid, g->repo, rev, err);
	if (!rc)
		rc = write_accepted(g, &oid, err);
	if (rc)
		return rc;
	*file = accepted_path(g);
	return *file ? 0 : secscan_fail_nomem(err);
}

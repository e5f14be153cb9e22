/* SPDX-License-Identifier: MIT */
/* The reader that asks git itself: for what libgit2 cannot open (sha256, reftable, split or sparse index ...). */
#include "sources/config_list.h"
#include "sources/git.h"
#include "sources/git_bulk.h"
#include "sources/git_objects.h"
#include "sources/git_text.h"
#include "sources/index_file.h"

struct plumbing {
	struct git_child batch; /* cat-file --batch; pid 0 while not running */
	struct config_list config;
	bool config_known;
};

static int plumbing_read(struct object *out, struct secscan_repo *repo, const struct secscan_oid *oid,
		struct secscan_error *err)
{
	static const char *const args[] = {"cat-file", "--batch", NULL};
	struct plumbing *p = repo->plumbing;
	char line[SECSCAN_OID_HEX + 1];
	struct secscan_oid got;
	size_t len;
	int rc = 0;

	if (p->batch.pid <= 0)
		rc = secscan_git_start(&p->batch, repo, args, err);
	if (rc)
		return rc;
	secscan_oid_hex(line, oid);
	len = strlen(line);
	line[len] = '\n';
	rc = secscan_git_send(&p->batch, line, len + 1, err);
	if (!rc)
		rc = secscan_git_object(out, &got, &p->batch, err);
	if (rc > 0 && secscan_oid_equal(&got, oid))
		return 0;
	if (rc == SECSCAN_ERR_NOT_FOUND)
		return rc;
	if (rc > 0) {
		secscan_object_release(out);
		rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "git cat-file gave another object than was asked for");
	}
	if (!rc && !secscan_git_end(&p->batch, err))
		(void)secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file went away");
	secscan_git_stop(&p->batch);
	return rc ? rc : SECSCAN_ERR_REPO;
}

static int plumbing_resolve(struct secscan_oid *out, struct secscan_repo *repo, const char *rev,
		struct secscan_error *err)
{
	const char *const args[] = {"rev-parse", "--verify", "--quiet", rev, NULL};
	struct buffer text = {0};
	int status = 0, rc = secscan_git_run(&text, &status, repo, args, err);

	if (!rc && status)
		rc = status == 1 ? SECSCAN_ERR_NOT_FOUND : SECSCAN_ERR_REPO;
	if (!rc && (!text.len || secscan_oid_parse(out, text.data, strcspn(text.data, "\n"))))
		rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git rev-parse answered in an unknown way");
	secscan_buffer_release(&text);
	return rc;
}

static int stash_refs(struct secscan_repo *repo, secscan_ref_fn *fn, void *payload, struct secscan_error *err)
{
	static const char *const args[] = {"rev-list", "--walk-reflogs", "refs/stash", NULL};
	struct buffer text = {0};
	struct secscan_oid oid;
	unsigned n = 0;
	char name[40];
	int rc = secscan_git_run(&text, NULL, repo, args, err);

	for (char *at = text.data, *end; !rc && at && *at; at = end + 1) {
		end = at + strcspn(at, "\n");
		snprintf(name, sizeof(name), "refs/stash@{%u}", n++);
		if (!*end || secscan_oid_parse(&oid, at, (size_t)(end - at)))
			rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git rev-list answered in an unknown way");
		else
			rc = fn(name, &oid, payload);
	}
	secscan_buffer_release(&text);
	return rc;
}

static int plumbing_refs(struct secscan_repo *repo, secscan_ref_fn *fn, void *payload, struct secscan_error *err)
{
	static const char *const args[] = {"for-each-ref", "--format=%(objectname) %(refname)", NULL};
	struct buffer text = {0};
	struct secscan_oid oid;
	bool stash = false;
	int rc = plumbing_resolve(&oid, repo, "HEAD", err);

	if (!rc)
		rc = fn("HEAD", &oid, payload);
	else if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	if (!rc)
		rc = secscan_git_run(&text, NULL, repo, args, err);
	for (char *at = text.data, *end; !rc && at && *at; at = end + 1) {
		char *space = strchr(at, ' ');

		end = at + strcspn(at, "\n");
		if (!*end || !space || secscan_oid_parse(&oid, at, (size_t)(space - at))) {
			rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git for-each-ref answered in an unknown way");
			break;
		}
		*end = '\0';
		stash = stash || strcmp(space + 1, "refs/stash") == 0;
		rc = fn(space + 1, &oid, payload);
	}
	secscan_buffer_release(&text);
	return rc || !stash ? rc : stash_refs(repo, fn, payload, err);
}

static const char *empty_tree(const struct secscan_repo *repo)
{
	return repo->oid_len == 20 ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904" :
	                             "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";
}

static int add_conflict(const struct index_entry *entry, void *payload)
{
	struct change change = {.path = entry->path, .oid = entry->oid, .mode = entry->mode, .stage = entry->stage};

	return entry->stage ? secscan_changes_add(payload, &change, entry->path_len) : 0;
}

static int by_path_and_stage(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	return order ? order : (int)x->stage - (int)y->stage;
}

static int unmerged(struct changes *out, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {"ls-files", "--unmerged", "--full-name", "-z", "--", ":(top)", NULL};
	struct buffer text = {0};
	int rc = secscan_git_run(&text, NULL, repo, args, err);

	if (!rc)
		rc = secscan_git_text_index(&text, add_conflict, out, err);
	if (!rc)
		qsort(out->items, out->len, sizeof(*out->items), by_path_and_stage);
	secscan_buffer_release(&text);
	return rc;
}

/* Only damage counts: what our parser merely does not know, git may. */
static int check_index(struct secscan_repo *repo, struct secscan_error *err)
{
	struct index_file file = {0};
	struct secscan_error why = {0};
	int rc = secscan_index_read(&file, repo->index, repo->oid_len, &why);

	secscan_index_release(&file);
	if (rc != SECSCAN_ERR_SYNTAX && rc != SECSCAN_ERR_NOMEM)
		return 0;
	if (err)
		*err = why;
	return rc;
}

static int plumbing_staged(struct changes *out, struct secscan_repo *repo, const struct secscan_oid *tree,
		struct secscan_error *err)
{
	char hex[SECSCAN_OID_HEX];
	const char *const args[] = {"diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames",
	                            "--no-relative", "--ita-invisible-in-index", "--ignore-submodules=none",
	                            secscan_oid_is_zero(tree) ? empty_tree(repo) : hex, "--", NULL};
	struct buffer text = {0};
	bool conflict = false;
	int rc = check_index(repo, err);

	secscan_oid_hex(hex, tree);
	if (!rc)
		rc = secscan_git_run(&text, NULL, repo, args, err);
	if (!rc)
		rc = secscan_git_text_diff(out, &conflict, &text, err);
	if (!rc && conflict)
		rc = unmerged(out, repo, err);
	secscan_buffer_release(&text);
	return rc;
}

static int plumbing_index(struct secscan_repo *repo, const char *prefix, index_fn *fn, void *payload,
		struct secscan_error *err)
{
	struct buffer text = {0}, spec = {0};
	int rc = secscan_buffer_addf(&spec, *prefix ? ":(top,literal)%s" : ":(top)", prefix);
	const char *const args[] = {"ls-files", "--stage", "--full-name", "-z", "--", spec.data, NULL};

	rc = rc ? secscan_fail_nomem(err) : check_index(repo, err);
	if (!rc)
		rc = secscan_git_run(&text, NULL, repo, args, err);
	if (!rc)
		rc = secscan_git_text_index(&text, fn, payload, err);
	secscan_buffer_release(&spec);
	secscan_buffer_release(&text);
	return rc;
}

static int load_config(struct secscan_repo *repo, struct secscan_error *err)
{
	struct plumbing *p = repo->plumbing;
	int rc = p->config_known ? 0 : secscan_config_load(&p->config, repo, err);

	p->config_known = !rc;
	return rc;
}

static int plumbing_config(char **out, struct secscan_repo *repo, const char *key, struct secscan_error *err)
{
	struct plumbing *p = repo->plumbing;
	int rc = load_config(repo, err);

	return rc ? rc : secscan_config_get(out, &p->config, key, err);
}

static int plumbing_config_later(struct secscan_repo *repo, const char *first, const char *second, struct secscan_error *err)
{
	struct plumbing *p = repo->plumbing;
	int rc = load_config(repo, err);

	return rc ? rc : secscan_config_later(&p->config, first, second);
}

static void plumbing_close(struct secscan_repo *repo)
{
	struct plumbing *p = repo->plumbing;

	if (!p)
		return;
	secscan_git_stop(&p->batch);
	secscan_config_release(&p->config);
	free(p);
	repo->plumbing = NULL;
}

const struct repo_ops secscan_repo_plumbing = {
	.name = "git",
	.close = plumbing_close,
	.read = plumbing_read,
	.resolve = plumbing_resolve,
	.refs = plumbing_refs,
	.staged = plumbing_staged,
	.index = plumbing_index,
	.config = plumbing_config,
	.config_later = plumbing_config_later,
	.bulk_open = secscan_git_bulk_open,
	.bulk_next = secscan_git_bulk_next,
	.bulk_is_apart = secscan_git_bulk_is_apart,
	.bulk_close = secscan_git_bulk_close,
};

int secscan_plumbing_open(struct secscan_repo *repo, struct secscan_error *err)
{
	int rc = secscan_git_places(repo, err);

	if (rc)
		return rc;
	repo->plumbing = calloc(1, sizeof(struct plumbing));
	if (!repo->plumbing)
		return secscan_fail_nomem(err);
	repo->ops = &secscan_repo_plumbing;
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* The reader that asks git itself: for what libgit2 cannot open (sha256, reftable, split or sparse index ...). */
#include "sources/config_list.h"
#include "sources/git.h"
#include "sources/git_text.h"
#include "sources/index_file.h"

#include <errno.h>
#include <limits.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FIRST_ROOM = 4 * 1024 * 1024 };

struct plumbing {
	struct git_child batch; /* cat-file --batch; pid 0 while not running */
	struct config_list config;
	bool config_known;
};

static enum object_type type_of(const char *name)
{
	static const struct {
		const char *name;
		enum object_type type;
	} types[] = {
		{"blob", OBJECT_BLOB},
		{"tree", OBJECT_TREE},
		{"commit", OBJECT_COMMIT},
		{"tag", OBJECT_TAG},
	};

	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (strcmp(name, types[i].name) == 0)
			return types[i].type;
	return 0;
}

/* "<type> <oid>", not "<oid> missing". */
static bool type_of_line(const char *line)
{
	char type[8];
	size_t len = strcspn(line, " ");

	snprintf(type, sizeof(type), "%.*s", (int)(len < sizeof(type) ? len : 0), line);
	return type_of(type) != 0;
}

/* "<oid> <type> <size>" or "<oid> missing"; oid gets the name, *size the length. */
static int header_parse(struct object *out, struct secscan_oid *oid, char *line, struct secscan_error *err)
{
	char *type = strchr(line, ' '), *size = type ? strchr(type + 1, ' ') : NULL, *end;
	unsigned long long len;

	if (type && strcmp(type, " missing") == 0)
		return SECSCAN_ERR_NOT_FOUND;
	if (!size || secscan_oid_parse(oid, line, (size_t)(type - line)))
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file answered in an unknown way");
	*size++ = '\0';
	out->type = type_of(type + 1);
	len = strtoull(size, &end, 10);
	if (!out->type || *end || end == size || len > SIZE_MAX / 2)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file answered in an unknown way");
	out->len = (size_t)len;
	return 0;
}

/* Room grows with what comes: a damaged header can announce anything. */
static int receive_growing(struct buffer *out, size_t len, struct git_child *child, struct secscan_error *err)
{
	while (out->len < len) {
		size_t left = len - out->len, step = out->len ? out->len : FIRST_ROOM;
		int rc;

		if (step > left)
			step = left;
		if (secscan_buffer_reserve(out, step))
			return secscan_fail_nomem(err);
		rc = secscan_git_receive(child, out->data + out->len, step, err);
		if (rc)
			return rc;
		out->len += step;
	}
	return 0;
}

/* The bytes that a header has announced, and the newline behind them. */
static int receive_bytes(struct buffer *out, size_t len, struct git_child *child, struct secscan_error *err)
{
	char newline;
	int rc = receive_growing(out, len, child, err);

	if (!rc)
		rc = secscan_git_receive(child, &newline, 1, err);
	if (!rc && newline != '\n')
		rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "it is longer than its header says");
	if (!rc && secscan_buffer_addstr(out, ""))
		rc = secscan_fail_nomem(err);
	if (rc)
		secscan_buffer_release(out);
	return rc;
}

static int damaged(const struct secscan_oid *oid, const struct secscan_error *why, struct secscan_error *err)
{
	char hex[SECSCAN_OID_HEX];

	secscan_oid_hex(hex, oid);
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_BAD_OBJECT, "object %s cannot be read: %.300s", hex, why->message);
}

/* The next object of a cat-file --batch: 1, 0 at the end of output, SECSCAN_ERR_NOT_FOUND for one that is not here. */
static int receive_object(struct object *out, struct secscan_oid *oid, struct git_child *child,
		struct secscan_error *err)
{
	struct object object = {0};
	struct secscan_error why = {0};
	struct buffer bytes = {0};
	char line[256];
	int rc = secscan_git_line(child, line, sizeof(line), err);

	if (rc <= 0)
		return rc;
	rc = header_parse(&object, oid, line, err);
	if (rc)
		return rc;
	rc = receive_bytes(&bytes, object.len, child, &why);
	if (rc)
		return rc == SECSCAN_ERR_NOMEM ? secscan_fail_nomem(err) : damaged(oid, &why, err);
	object.data = object.handle = bytes.data;
	object.release = free;
	*out = object;
	return 1;
}

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
		rc = receive_object(out, &got, &p->batch, err);
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

static int plumbing_config(char **out, struct secscan_repo *repo, const char *key, struct secscan_error *err)
{
	struct plumbing *p = repo->plumbing;
	int rc = 0;

	if (!p->config_known)
		rc = secscan_config_load(&p->config, repo, err);
	if (rc)
		return rc;
	p->config_known = true;
	return secscan_config_get(out, &p->config, key, err);
}

/* Which objects are blobs git tells fast, in the order of the packs: trees and commits are then not unpacked. */
static int list_blobs(struct buffer *names, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {"cat-file", "--batch-all-objects", "--unordered", "--buffer",
	                                   "--batch-check=%(objecttype) %(objectname)", NULL};
	struct git_child child;
	char line[256];
	int rc = secscan_git_start(&child, repo, args, err);

	if (rc)
		return rc;
	while ((rc = secscan_git_line(&child, line, sizeof(line), err)) > 0) {
		rc = 0;
		if (strncmp(line, "blob ", 5) == 0)
			rc = secscan_buffer_addf(names, "%s\n", line + 5) ? secscan_fail_nomem(err) : 0;
		else if (!type_of_line(line))
			rc = secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file says of an object: %.100s", line);
		if (rc)
			break;
	}
	if (!rc)
		return secscan_git_end(&child, err);
	secscan_git_stop(&child);
	return rc;
}

/* A file in memory that holds the names, read from its start. */
static int names_file(int *out, const struct buffer *names, struct secscan_error *err)
{
	size_t done = 0;

	*out = memfd_create("blobs", MFD_CLOEXEC);
	while (*out >= 0 && done < names->len) {
		ssize_t n = pwrite(*out, names->data + done, names->len - done, (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	return *out >= 0 && done == names->len ? 0 : secscan_fail_nomem(err);
}

static int bulk_open(void **bulk, struct secscan_repo *repo, struct secscan_error *err)
{
	/* By itself git maps whole packs. This costs it little time and bounds what stays in memory. */
	static const char *const args[] = {"-c", "core.packedGitWindowSize=16m", "-c", "core.packedGitLimit=64m", "cat-file",
	                                   "--batch", "--buffer", NULL};
	struct git_child *child = calloc(1, sizeof(*child));
	struct buffer names = {0};
	int file = -1, rc = child ? list_blobs(&names, repo, err) : secscan_fail_nomem(err);

	if (!rc)
		rc = names_file(&file, &names, err);
	if (!rc)
		rc = secscan_git_start_on(child, repo, args, file, err);
	if (file >= 0)
		close(file);
	secscan_buffer_release(&names);
	if (rc)
		free(child);
	else
		*bulk = child;
	return rc;
}

static int bulk_next(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo, void *bulk,
		struct secscan_error *err)
{
	int rc = receive_object(out, oid, bulk, err);

	(void)repo;
	if (rc > 0 && out->type != OBJECT_BLOB) {
		secscan_object_release(out);
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file answered in an unknown way");
	}
	return rc ? rc : secscan_git_end(bulk, err);
}

static void bulk_close(void *bulk)
{
	secscan_git_stop(bulk);
	free(bulk);
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
	.bulk_open = bulk_open,
	.bulk_next = bulk_next,
	.bulk_close = bulk_close,
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

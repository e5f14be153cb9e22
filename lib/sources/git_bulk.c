/* SPDX-License-Identifier: MIT */
/*
 * All blobs, each behind the one that it is stored as a difference to: git then finds that one still unpacked, and who
 * reads gets the versions of a file one after the other. Then all trees, as they lie in the packs.
 */
#include "sources/git_bulk.h"

#include "sources/delta_order.h"
#include "sources/git_objects.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

/* By itself git maps whole packs and keeps 96 MiB of bases. This costs it no time and bounds what stays in memory. */
#define BOUNDED "-c", "core.packedGitWindowSize=16m", "-c", "core.packedGitLimit=64m", "-c", "core.deltaBaseCacheLimit=32m"

/* What there is. */
struct stock {
	struct delta_order blobs;
	struct buffer trees;   /* names as bytes */
	size_t oid_len;
};

/* The names, into a file in memory. */
struct names {
	struct buffer text;
	int file;
	off_t at;
	struct secscan_error *err;
};

static int unknown(struct secscan_error *err)
{
	return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file answered in an unknown way");
}

/* "<type> <oid> <oid of the base, or zeros>"; commits and tags are left out. */
static int take_line(struct stock *stock, char *line, struct secscan_error *err)
{
	char *name = strchr(line, ' '), *base_name = name ? strchr(name + 1, ' ') : NULL;
	enum object_type type;
	struct secscan_oid oid, base;

	if (name)
		*name++ = '\0';
	type = secscan_git_type(line);
	if (!base_name || !type)
		return secscan_fail(err, SECSCAN_ERR_REPO, MSG_GIT_FAILED, "git cat-file says of an object: %.100s",
				name ? name : line);
	*base_name++ = '\0';
	if (type != OBJECT_BLOB && type != OBJECT_TREE)
		return 0;
	if (secscan_oid_parse(&oid, name, strlen(name)) || secscan_oid_parse(&base, base_name, strlen(base_name)))
		return unknown(err);
	stock->oid_len = oid.len;
	if (type == OBJECT_TREE)
		return secscan_buffer_add(&stock->trees, oid.id, oid.len) ? secscan_fail_nomem(err) : 0;
	return secscan_delta_order_add(&stock->blobs, &oid, secscan_oid_is_zero(&base) ? NULL : &base, err);
}

/* Which objects are of which type git tells fast, in the order of the packs: nothing else is then unpacked. */
static int list_objects(struct stock *stock, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {BOUNDED, "cat-file", "--batch-all-objects", "--unordered", "--buffer",
	                                   "--batch-check=%(objecttype) %(objectname) %(deltabase)", NULL};
	struct git_child child;
	char line[256];
	int rc = secscan_git_start(&child, repo, args, err);

	if (rc)
		return rc;
	while ((rc = secscan_git_line(&child, line, sizeof(line), err)) > 0) {
		rc = take_line(stock, line, err);
		if (rc)
			break;
	}
	if (!rc)
		return secscan_git_end(&child, err);
	secscan_git_stop(&child);
	return rc;
}

static int flush(struct names *names)
{
	for (size_t done = 0; done < names->text.len;) {
		ssize_t n = pwrite(names->file, names->text.data + done, names->text.len - done, names->at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return secscan_fail_nomem(names->err);
		done += (size_t)n;
		names->at += n;
	}
	secscan_buffer_reset(&names->text);
	return 0;
}

static int write_name(const struct secscan_oid *oid, void *payload)
{
	struct names *names = payload;
	char hex[SECSCAN_OID_HEX];

	secscan_oid_hex(hex, oid);
	if (secscan_buffer_addf(&names->text, "%s\n", hex))
		return secscan_fail_nomem(names->err);
	return names->text.len < PIECE ? 0 : flush(names);
}

static int write_trees(const struct stock *stock, struct names *names)
{
	int rc = 0;

	for (size_t at = 0; !rc && at < stock->trees.len; at += stock->oid_len) {
		struct secscan_oid oid = secscan_oid_of(stock->trees.data + at, stock->oid_len);

		rc = write_name(&oid, names);
	}
	return rc ? rc : flush(names);
}

/* *file is open from then on, also after a failure; it is read from its start. */
static int write_names(int *file, struct secscan_repo *repo, struct secscan_error *err)
{
	struct names names = {.file = memfd_create("objects", MFD_CLOEXEC), .err = err};
	struct stock stock = {0};
	int rc = names.file >= 0 ? list_objects(&stock, repo, err) : secscan_fail_nomem(err);

	if (!rc)
		rc = secscan_delta_order_each(&stock.blobs, write_name, &names, err);
	if (!rc)
		rc = write_trees(&stock, &names);
	*file = names.file;
	secscan_delta_order_release(&stock.blobs);
	secscan_buffer_release(&stock.trees);
	secscan_buffer_release(&names.text);
	return rc;
}

int secscan_git_bulk_open(void **bulk, struct secscan_repo *repo, struct secscan_error *err)
{
	static const char *const args[] = {BOUNDED, "cat-file", "--batch", "--buffer", NULL};
	struct git_child *child = calloc(1, sizeof(*child));
	int file = -1, rc = child ? write_names(&file, repo, err) : secscan_fail_nomem(err);

	if (!rc)
		rc = secscan_git_start_on(child, repo, args, file, err);
	if (file >= 0)
		close(file);
	if (rc)
		free(child);
	else
		*bulk = child;
	return rc;
}

int secscan_git_bulk_next(struct object *out, struct secscan_oid *oid, struct secscan_repo *repo, void *bulk,
		struct secscan_error *err)
{
	int rc = secscan_git_object(out, oid, bulk, err);

	(void)repo;
	if (rc > 0 && out->type != OBJECT_BLOB && out->type != OBJECT_TREE) {
		secscan_object_release(out);
		return unknown(err);
	}
	return rc ? rc : secscan_git_end(bulk, err);
}

void secscan_git_bulk_close(void *bulk)
{
	secscan_git_stop(bulk);
	free(bulk);
}

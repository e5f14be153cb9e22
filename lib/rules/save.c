/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "rules/pack.h"

#include <secscan/unstable/embed.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PRIVATE_MODE = 0600 };

static int stale(struct secscan_error *err, const char *path, const char *why)
{
	int rc = secscan_fail(err, SECSCAN_ERR_RULES, 405, "this rule cache cannot be used: %s; "
			"`secscan rules compile` makes it anew", why);

	secscan_fail_at(err, path, 0, 0);
	return rc;
}

static void digest(uint8_t out[PACK_DIGEST], const struct pack_header *pack)
{
	secscan_hash(out, pack + 1, pack->total - sizeof(*pack));
}

int secscan_rules_embed(const struct secscan_rules *rules, const char *path, bool as_image, const uint8_t origin[32],
		struct secscan_error *err)
{
	const struct pack_header *p = rules->pack;
	const char *texts = (const char *)(rules->rules + p->rule_count);
	void *bytes = NULL;
	size_t len = 0;
	int rc = secscan_pack_make(&bytes, &len, rules->rules, p->rule_count, texts,
			(size_t)((const char *)p + p->database_at - texts), (const char *)p + p->database_at,
			p->database_len, as_image ? PACK_IMAGE : PACK_SERIALIZED, err);

	if (!rc) {
		memcpy(((struct pack_header *)bytes)->origin, origin, PACK_DIGEST);
		rc = secscan_file_write(path, bytes, len, 0644, err);
	}
	free(bytes);
	return rc;
}

int secscan_rules_save_as(const struct secscan_rules *rules, const char *path, const uint8_t origin[PACK_DIGEST],
		struct secscan_error *err)
{
	struct pack_header *copy;
	int rc;

	if (rules->pack->form != PACK_SERIALIZED)
		return secscan_fail(err, SECSCAN_ERR_USAGE, 401, "rules that are linked in cannot be saved");
	copy = malloc(rules->pack->total);
	if (!copy)
		return secscan_fail_nomem(err);
	memcpy(copy, rules->pack, rules->pack->total);
	memcpy(copy->origin, origin, PACK_DIGEST);
	digest(copy->digest, copy);
	rc = secscan_file_write(path, copy, copy->total, PRIVATE_MODE, err);
	free(copy);
	return rc;
}

int secscan_rules_save(const struct secscan_rules *rules, const char *path, struct secscan_error *err)
{
	return secscan_rules_save_as(rules, path, rules->pack->origin, err);
}

static const char *file_flaw(int fd)
{
	struct stat st;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return "it is no regular file";
	if (st.st_uid != geteuid())
		return "it belongs to somebody else";
	return (st.st_mode & 07777) != PRIVATE_MODE ? "others can read or write it" : NULL;
}

static int open_whole(struct secscan_rules **out, struct buffer *bytes, const char *path, struct secscan_error *err)
{
	const struct pack_header *pack = (const void *)bytes->data;
	uint8_t sum[PACK_DIGEST];

	if (bytes->len < sizeof(*pack) || pack->total != bytes->len)
		return stale(err, path, "it is cut short");
	digest(sum, pack);
	if (memcmp(sum, pack->digest, sizeof(sum)) != 0 || pack->form != PACK_SERIALIZED)
		return stale(err, path, "its contents have changed");
	return secscan_pack_open(out, bytes->data, bytes->len, true, err);
}

int secscan_rules_open(struct secscan_rules **out, const char *path, struct secscan_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); /* waits for no writer of a FIFO */
	struct buffer bytes = {0};
	const char *flaw;
	int rc;

	if (fd < 0 && errno == ENOENT)
		return secscan_fail(err, SECSCAN_ERR_NOT_FOUND, 405, "there is no rule cache yet");
	flaw = fd < 0 ? "it is a symbolic link or cannot be opened" : file_flaw(fd);
	rc = flaw ? stale(err, path, flaw) : secscan_fd_read(&bytes, fd, path, err);
	if (!rc)
		rc = open_whole(out, &bytes, path, err);
	if (rc)
		secscan_buffer_release(&bytes);
	if (fd >= 0)
		close(fd);
	return rc;
}

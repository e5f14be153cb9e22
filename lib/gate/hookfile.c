/* SPDX-License-Identifier: MIT */
#include "gate/hookfile.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"

#include <secscan/version.h>

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The mark is the last line: "# secscan-hook pre-commit 0.1.0 HASH". A program does not mind bytes behind its end,
 * and a script takes it for a comment. The hash is over all that stands before it.
 */
#define MARK "\n# secscan-hook "

enum { HEX = 2 * HOOK_HASH, MARK_MAX = 160 };

static int add_hash(struct buffer *image, uint8_t hash[HOOK_HASH])
{
	int rc = 0;

	secscan_hash(hash, image->data, image->len);
	for (size_t i = 0; !rc && i < HOOK_HASH; i++)
		rc = secscan_buffer_addf(image, "%02x", hash[i]);
	return rc ? rc : secscan_buffer_addstr(image, "\n");
}

int secscan_hook_image(struct buffer *out, struct hook_file *facts, const char *program, const char *hook,
		struct secscan_error *err)
{
	int rc = secscan_file_read(out, program, err);

	if (rc)
		return rc;
	*facts = (struct hook_file){.state = HOOK_OURS, .executable = true};
	snprintf(facts->version, sizeof(facts->version), "%s", secscan_version());
	if (secscan_buffer_addf(out, MARK "%s %s ", hook, facts->version) || add_hash(out, facts->hash))
		return secscan_fail_nomem(err);
	return 0;
}

/* The place of the last line if it is a mark of this hook. */
static const char *find_mark(const struct buffer *file, const char *hook)
{
	char start[64];
	size_t start_len = (size_t)snprintf(start, sizeof(start), MARK "%s ", hook);
	size_t tail = file->len < MARK_MAX ? file->len : MARK_MAX;
	const char *from = file->data + file->len - tail, *found = NULL;

	for (const char *at = from; (at = memmem(at, (size_t)(file->data + file->len - at), start, start_len)); at++)
		found = at;
	return found ? found + start_len : NULL;
}

static bool is_hex_of(const char *hex, const uint8_t hash[HOOK_HASH])
{
	char wanted[HEX + 1];

	for (size_t i = 0; i < HOOK_HASH; i++)
		snprintf(wanted + 2 * i, 3, "%02x", hash[i]);
	return !strncmp(hex, wanted, HEX);
}

/* "VERSION HASH\n" up to the end of the file. */
static enum hook_state judge(struct hook_file *out, const struct buffer *file, const char *hook)
{
	const char *version = find_mark(file, hook);
	size_t rest = version ? (size_t)(file->data + file->len - version) : 0;
	size_t len = version ? strcspn(version, " \n") : 0;

	if (!version)
		return HOOK_OTHER;
	snprintf(out->version, sizeof(out->version), "%.*s", (int)len, version);
	if (rest != len + 1 + HEX + 1 || version[len] != ' ' || version[rest - 1] != '\n')
		return HOOK_CHANGED;
	secscan_hash(out->hash, file->data, (size_t)(version + len + 1 - file->data));
	return is_hex_of(version + len + 1, out->hash) ? HOOK_OURS : HOOK_CHANGED;
}

int secscan_hook_examine(struct hook_file *out, const char *path, const char *hook, struct secscan_error *err)
{
	struct buffer file = {0};
	struct stat st;
	int rc;

	*out = (struct hook_file){.state = HOOK_NONE};
	if (lstat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "cannot look at it: %s", strerror(errno));
		secscan_fail_at(err, path, 0, 0);
		return rc;
	}
	out->executable = !access(path, X_OK);
	out->state = S_ISLNK(st.st_mode) ? HOOK_LINK : HOOK_ODD;
	if (!S_ISREG(st.st_mode))
		return 0;
	rc = secscan_file_read(&file, path, err);
	if (!rc)
		out->state = judge(out, &file, hook);
	secscan_buffer_release(&file);
	return rc;
}

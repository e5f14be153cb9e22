/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SANDBOX_H
#define TESTS_SANDBOX_H

#include "unit.h"

#include "sources/repo.h"

#include <sys/wait.h>
#include <unistd.h>

/*
 * A throw-away folder in which the real git makes repositories, with settings, names and dates of its own. The
 * test's process moves into it: Check forks one a test.
 */
static char sandbox_path[64];

/* Run a shell script here; it must succeed. */
static inline void sh(const char *row, const char *script)
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	if (!pid) {
		execl("/bin/sh", "sh", "-e", "-c", script, (char *)NULL);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status) && !WEXITSTATUS(status), "%s: the script of this row failed", row);
}

/* Only ever the folder that mkdtemp made: sandbox_path is empty until then, and HOME has no say. */
static inline void sandbox_end(void)
{
	char script[160];

	if (!*sandbox_path || !strstr(sandbox_path, "/secscan.") || chdir("/"))
		return;
	setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
	snprintf(script, sizeof(script), "chmod -R u+rwx '%s'; rm -rf '%s'", sandbox_path, sandbox_path);
	sh("sandbox", script);
	*sandbox_path = '\0';
}

static inline void sandbox_begin(void)
{
	static const char *const env[][2] = {
		{"GIT_CONFIG_NOSYSTEM", "1"},
		{"GIT_AUTHOR_NAME", "A U Thor"},
		{"GIT_AUTHOR_EMAIL", "author@example.com"},
		{"GIT_AUTHOR_DATE", "1700000000 +0000"},
		{"GIT_COMMITTER_NAME", "C O Mitter"},
		{"GIT_COMMITTER_EMAIL", "committer@example.com"},
		{"GIT_COMMITTER_DATE", "1700000000 +0000"},
	};
	static const char *const gone[] = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"};
	const char *tmp = getenv("TMPDIR");
	char fresh[sizeof(sandbox_path)];

	snprintf(fresh, sizeof(fresh), "%.40s/secscan.XXXXXX", tmp ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(fresh));
	memcpy(sandbox_path, fresh, sizeof(fresh));
	ck_assert_int_eq(chdir(sandbox_path), 0);
	setenv("HOME", sandbox_path, 1);
	unsetenv("XDG_CONFIG_HOME");
	for (size_t i = 0; i < ARRAY_SIZE(env); i++)
		setenv(env[i][0], env[i][1], 1);
	for (size_t i = 0; i < ARRAY_SIZE(gone); i++)
		unsetenv(gone[i]);
	sh("sandbox", "git config --global init.defaultBranch main; git config --global protocol.file.allow always;"
	              "git config --global advice.detachedHead false; mkdir r; cd r; git init -q .");
	ck_assert_int_eq(chdir("r"), 0);
}

/* What a command prints, NULs and all. */
static inline struct buffer output_of(const char *row, const char *script)
{
	struct buffer out = {0}, whole = {0};
	FILE *file;
	char chunk[4096];
	size_t n;

	ck_assert_int_eq(secscan_buffer_addf(&whole, "{ %s\n} > \"$HOME/output\"", script), 0);
	sh(row, whole.data);
	secscan_buffer_reset(&whole);
	ck_assert_int_eq(secscan_buffer_addf(&whole, "%s/output", sandbox_path), 0);
	file = fopen(whole.data, "rb");
	ck_assert_ptr_nonnull(file);
	while ((n = fread(chunk, 1, sizeof(chunk), file)) > 0)
		ck_assert_int_eq(secscan_buffer_add(&out, chunk, n), 0);
	fclose(file);
	secscan_buffer_release(&whole);
	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	return out;
}

static inline struct secscan_repo *open_repo(const char *row, enum repo_reader reader)
{
	struct secscan_error err = {0};
	struct secscan_repo *repo = NULL;
	int rc = secscan_repo_open_with(&repo, NULL, reader, &err);

	ck_assert_msg(rc == 0, "%s: reader %d: %s", row, reader, err.message);
	return repo;
}

/* One line an item: kind, mode, object, bytes, flags, bases, path. */
static inline struct buffer dump(const char *row, struct secscan_source *source)
{
	static const char *const kinds[] = {"blob", "link", "message", "identity", "name", "skipped"};
	struct secscan_error err = {0};
	struct secscan_item item;
	struct buffer out = {0};
	int rc;

	ck_assert_int_eq(secscan_buffer_addstr(&out, ""), 0);
	while ((rc = secscan_source_next(source, &item, &err)) > 0) {
		char hex[SECSCAN_OID_HEX], path[600];
		uint64_t sum = item.len;
		const char *origin = NULL;

		for (size_t i = 0; i < item.len; i++)
			sum = sum * 1099511628211u + (unsigned char)item.data[i];
		rc = secscan_source_origin(source, &origin, &err);
		ck_assert_msg(rc == 0, "%s: origin of %s: %s", row, item.path, err.message);
		secscan_oid_hex(hex, &item.oid);
		secscan_printable(path, sizeof(path), item.path);
		ck_assert_int_eq(secscan_buffer_addf(&out, "%s %06o %s %016llx %zu %s%s%s%s@%s %s bases", kinds[item.kind],
				item.mode, hex, (unsigned long long)sum, item.len, item.skipped ? item.skipped : "",
				origin ? " renamed" : "", item.unread ? " " : "", item.unread ? item.unread : "", item.commit, path), 0);
		for (size_t i = 0; i < item.n_bases; i++) {
			const char *base;
			size_t len;

			rc = secscan_source_base(source, i, &base, &len, &err);
			ck_assert_msg(rc == 0, "%s: base of %s: %s", row, path, err.message);
			ck_assert_int_eq(secscan_buffer_addf(&out, base ? " %zu" : " -", len), 0);
		}
		ck_assert_int_eq(secscan_buffer_addstr(&out, "\n"), 0);
	}
	if (rc < 0)
		ck_assert_int_eq(secscan_buffer_addf(&out, "error %d %u %s: %s\n", rc, err.number, err.file, err.message), 0);
	return out;
}

/* Parts that must be in a dump, or with "!" must not be; parted by '|'. */
static inline void assert_facts(const char *row, const char *text, const char *parts)
{
	char part[80];

	while (*parts) {
		size_t len = strcspn(parts, "|");
		bool no = *parts == '!';

		snprintf(part, sizeof(part), "%.*s", (int)len - no, parts + no);
		ck_assert_msg(!strstr(text, part) == no, "%s: \"%s\" %s in\n%s", row, part, no ? "is" : "is not", text);
		parts += len + (parts[len] == '|');
	}
}

#endif

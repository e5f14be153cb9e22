/* SPDX-License-Identifier: MIT */
/*
 * The rules that judge: the built-in ones, and the repository's own from the base. Those are compiled once into
 * a cache named by all that they were made from; a hook holds no compiler and asks the installed program.
 */
#include "gate/gate.h"

#include "base/file.h"
#include "base/hash.h"
#include "gate/spawn.h"
#include "gate/trust.h"
#include "rules/pack.h"

#include <secscan/version.h>

#include <errno.h>
#include <sys/stat.h>

enum { COMPILE_SECONDS = 120 };

static const struct rule_folder folders[] = {
	{".secscan/secrets", SECSCAN_KIND_SECRET},
	{".secscan/banned", SECSCAN_KIND_BANNED},
	{".secscan/pii", SECSCAN_KIND_PII},
};

struct collecting {
	struct secscan_gate *gate;
	const char *rev;
	enum secscan_kind kind;
	struct secscan_error *err;
};

static int collect(const char *path, void *payload)
{
	struct collecting *c = payload;
	struct secscan_rule_text *slot;
	unsigned mode;
	char *text;
	size_t len;
	int rc = secscan_repo_read_path(&text, &len, &mode, c->gate->repo, c->rev, path, c->err);

	if (rc)
		return rc;
	if (mode == 0120000) {
		free(text);
		rc = secscan_fail(c->err, SECSCAN_ERR_SYNTAX, 21, "a rule file must be a regular file, not a symbolic link");
		secscan_fail_at(c->err, path, 0, 0);
		return rc;
	}
	slot = array_push(&c->gate->rule_texts);
	if (slot) {
		slot->kind = c->kind;
		slot->name = secscan_arena_strdup(&c->gate->arena, path);
		slot->text = secscan_arena_strndup(&c->gate->arena, text, len);
		slot->len = len;
	}
	free(text);
	return slot && slot->name && slot->text ? 0 : secscan_fail_nomem(c->err);
}

static int add_key_part(struct buffer *key, const void *data, size_t len)
{
	return secscan_buffer_addf(key, "%zu:", len) || secscan_buffer_add(key, data, len) ? SECSCAN_ERR_NOMEM : 0;
}

/* Everything the compiled rules depend on; the built-in ones through all files that they were made from. */
static int cache_key(uint8_t digest[PACK_DIGEST], struct secscan_gate *g, struct secscan_error *err)
{
	struct buffer key = {0};
	int rc = add_key_part(&key, secscan_version(), strlen(secscan_version()));

	if (!rc)
		rc = add_key_part(&key, g->builtin->pack->origin, PACK_DIGEST);
	for (size_t i = 0; !rc && i < g->rule_texts.len; i++) {
		const struct secscan_rule_text *t = &g->rule_texts.items[i];

		rc = secscan_buffer_addf(&key, "%d", (int)t->kind);
		if (!rc)
			rc = add_key_part(&key, t->text, t->len);
	}
	if (!rc)
		secscan_hash(digest, key.data, key.len);
	secscan_buffer_release(&key);
	return rc ? secscan_fail_nomem(err) : 0;
}

static int make_folder(const char *path, struct secscan_error *err)
{
	if (mkdir(path, 0700) && errno != EEXIST) {
		int rc = secscan_fail(err, SECSCAN_ERR_IO, 406, "cannot make the folder of the rule cache: %s",
				strerror(errno));

		secscan_fail_at(err, path, 0, 0);
		return rc;
	}
	return 0;
}

static int cache_path(char **out, uint8_t key[PACK_DIGEST], struct secscan_gate *g, struct secscan_error *err)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	struct buffer path = {0};
	char hex[2 * PACK_DIGEST + 1];
	int rc = cache_key(key, g, err);

	for (size_t i = 0; !rc && i < PACK_DIGEST; i++)
		snprintf(hex + 2 * i, 3, "%02x", key[i]);
	if (!rc && xdg && *xdg == '/')
		rc = secscan_buffer_addstr(&path, xdg);
	else if (!rc && home && *home == '/')
		rc = secscan_buffer_addf(&path, "%s/.cache", home);
	else if (!rc)
		rc = secscan_fail(err, SECSCAN_ERR_IO, 406, "no HOME to keep the rule cache in");
	if (!rc)
		rc = make_folder(path.data, err);
	if (!rc)
		rc = secscan_buffer_addstr(&path, "/secscan") ? secscan_fail_nomem(err) : make_folder(path.data, err);
	if (!rc && secscan_buffer_addf(&path, "/%s.rules", hex))
		rc = secscan_fail_nomem(err);
	if (rc)
		secscan_buffer_release(&path);
	*out = secscan_buffer_detach(&path);
	return rc;
}

static int ask_installed(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	const char *dir = secscan_repo_worktree(g->repo) ? secscan_repo_worktree(g->repo) : secscan_repo_gitdir(g->repo);
	const char *argv[] = {SECSCAN_PROGRAM, "rules", "compile", "--revision", rev, NULL};
	int status = secscan_spawn(argv, dir, COMPILE_SECONDS);

	if (!status)
		return 0;
	if (status == SECSCAN_SPAWN_NOT_STARTED)
		return secscan_fail(err, SECSCAN_ERR_RULES, 406, "this repository has rules of its own, and %s, which would compile "
				"them, cannot be run", SECSCAN_PROGRAM);
	return secscan_fail(err, SECSCAN_ERR_RULES, 406, "this repository has rules of its own, and `%s rules compile "
			"--revision %s` could not compile them; run it to see why", SECSCAN_PROGRAM, rev);
}

static int compile_here(struct secscan_gate *g, const char *path, const uint8_t key[PACK_DIGEST], struct secscan_error *err)
{
	struct secscan_rules *rules;
	int rc = g->options.compile(&rules, g->builtin, g->rule_texts.items, g->rule_texts.len, err);

	if (rc)
		return rc;
	rc = secscan_rules_save_as(rules, path, key, err);
	secscan_rules_free(rules);
	return rc;
}

/* A file that was given another one's name holds other rules. */
static int open_file(struct secscan_gate *g, const char *path, const uint8_t key[PACK_DIGEST], struct secscan_error *err)
{
	int rc = secscan_rules_open(&g->rules, path, err);

	if (rc || !memcmp(g->rules->pack->origin, key, PACK_DIGEST))
		return rc;
	secscan_rules_free(g->rules);
	g->rules = NULL;
	rc = secscan_fail(err, SECSCAN_ERR_RULES, 405, "this rule cache cannot be used: it holds other rules than its name says");
	secscan_fail_at(err, path, 0, 0);
	return rc;
}

/* What is not well formed no compiler takes: whoever repairs it is told which version is meant, and the way out. */
static int read_base(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < g->rule_texts.len; i++)
		rc = secscan_trust_read_rules(&g->rule_texts.items[i], err);
	return rc == SECSCAN_ERR_SYNTAX && err ? secscan_trust_refuse_base(rev, rc, err) : rc;
}

static int open_cached(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	uint8_t key[PACK_DIGEST];
	char *path = NULL;
	int rc = cache_path(&path, key, g, err);

	if (!rc)
		rc = open_file(g, path, key, err);
	if (rc == SECSCAN_ERR_NOT_FOUND || rc == SECSCAN_ERR_RULES) {
		rc = read_base(g, rev, err);
		if (rc)
			goto out;
		rc = g->options.compile ? compile_here(g, path, key, err) : ask_installed(g, rev, err);
		if (!rc)
			rc = open_file(g, path, key, err);
	}
out:
	free(path);
	return rc;
}

static int collect_all(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && rev && i < ARRAY_SIZE(folders); i++) {
		struct collecting c = {g, rev, folders[i].kind, err};

		rc = secscan_repo_list(g->repo, rev, folders[i].path, ".ini", collect, &c, err);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = 0;
	}
	return rc;
}

const struct rule_folder *secscan_gate_rule_folder(size_t index)
{
	return index < ARRAY_SIZE(folders) ? &folders[index] : NULL;
}

const struct rule_folder *secscan_gate_rule_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');

	for (size_t i = 0; slash && dot > slash && !strcmp(dot, ".ini") && i < ARRAY_SIZE(folders); i++)
		if (strlen(folders[i].path) == (size_t)(slash - path) && !strncmp(path, folders[i].path, (size_t)(slash - path)))
			return &folders[i];
	return NULL;
}

int secscan_gate_load_rules(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	int rc = g->builtin ? 0 : g->options.builtin(&g->builtin, err);

	if (!rc)
		rc = collect_all(g, rev, err);
	if (rc)
		return rc;
	if (g->rule_texts.len)
		return open_cached(g, rev, err);
	g->rules = g->builtin;
	return 0;
}

int secscan_gate_compile(struct secscan_gate *g, const char *rev, struct secscan_error *err)
{
	uint8_t key[PACK_DIGEST];
	char *path = NULL;
	int rc = secscan_gate_repo(g, err);

	if (!rc)
		rc = g->options.builtin(&g->builtin, err);
	if (!rc)
		rc = collect_all(g, rev, err);
	if (rc || !g->rule_texts.len)
		return rc;
	rc = cache_path(&path, key, g, err);
	if (!rc)
		rc = compile_here(g, path, key, err);
	free(path);
	return rc;
}

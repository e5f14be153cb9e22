/* SPDX-License-Identifier: MIT */
/*
 * The repository's own rules are settings too: to take one away or to change it weakens, to add one does
 * not. What a changed pattern lets through cannot be told from its text, so every change is said.
 */
#include "config/ini.h"
#include "gate/trust.h"
#include "rules/draft.h"

/* The entries of one section, as they stand in the file. */
struct section {
	const struct ini_entry *first;
	size_t count;
};

static struct section find_section(const struct ini_document *d, const char *name)
{
	struct section s = {0};

	for (size_t i = 0; i < d->entries.len; i++) {
		const struct ini_entry *e = &d->entries.items[i];

		if (strcmp(e->section, name) != 0)
			continue;
		if (!s.count++)
			s.first = e;
	}
	return s;
}

static bool is_proof(const struct ini_entry *e)
{
	return e->key && (!strcmp(e->key, "sample") || !strcmp(e->key, "not") || !strcmp(e->key, "reference"));
}

/* Equal but for samples and nots, which prove a rule and do not change what it finds. */
static bool equal(struct section a, struct section b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.count && is_proof(&a.first[i]))
			i++;
		while (j < b.count && is_proof(&b.first[j]))
			j++;
		if (i == a.count || j == b.count)
			return i == a.count && j == b.count;
		if (a.first[i].key && b.first[j].key &&
				(strcmp(a.first[i].key, b.first[j].key) || strcmp(a.first[i].value, b.first[j].value)))
			return false;
		i++;
		j++;
	}
}

static int compare(struct secscan_gate *g, const char *path, const struct ini_document *base,
		const struct ini_document *now)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < base->entries.len; i++) {
		const struct ini_entry *e = &base->entries.items[i];
		char detail[200];
		struct section was, is;

		if (e->key)
			continue;
		was = find_section(base, e->section);
		is = find_section(now, e->section);
		if (is.count && equal(was, is))
			continue;
		snprintf(detail, sizeof(detail), "rule [%s] is %s", e->section, is.count ? "changed" : "taken away");
		rc = secscan_trust_weaker(g, path, detail);
	}
	return rc;
}

static int compare_texts(struct secscan_gate *g, const struct secscan_rule_text *base, const char *text, size_t len,
		struct secscan_error *err)
{
	struct ini_document was = {0}, is = {0};
	int rc = secscan_ini_parse(&was, base->name, base->text, base->len, err);

	if (!rc)
		rc = secscan_ini_parse(&is, base->name, text, len, err);
	if (!rc)
		rc = compare(g, base->name, &was, &is);
	secscan_ini_release(&was);
	secscan_ini_release(&is);
	return rc;
}

int secscan_trust_read_rules(const struct secscan_rule_text *text, struct secscan_error *err)
{
	struct ini_document document = {0};
	struct rule_drafts drafts = {0};
	int rc = secscan_ini_parse(&document, text->name, text->text, text->len, err);

	if (!rc)
		rc = secscan_drafts_read(&drafts, text->kind, &document, err);
	secscan_drafts_release(&drafts);
	secscan_ini_release(&document);
	return rc;
}

struct listing {
	struct secscan_gate *gate;
	const char *now;
	struct secscan_error *err;
};

static int read_version(char **text, size_t *len, unsigned *mode, const struct listing *l, const char *path)
{
	return l->now ? secscan_repo_read_path(text, len, mode, l->gate->repo, l->now, path, l->err)
		      : secscan_repo_read_staged(text, len, mode, l->gate->repo, path, l->err);
}

static int read_file(const char *path, void *payload)
{
	const struct listing *l = payload;
	const struct rule_folder *folder = secscan_gate_rule_folder_of(path);
	struct secscan_rule_text rules = {.name = path};
	unsigned mode = 0;
	char *text = NULL;
	int rc;

	if (!folder)
		return 0;
	rc = read_version(&text, &rules.len, &mode, l, path);
	rules.kind = folder->kind;
	rules.text = text;
	if (!rc && mode == SECSCAN_MODE_LINK) {
		rc = secscan_fail(l->err, SECSCAN_ERR_SYNTAX, 21, "a rule file must be a regular file, not a symbolic link");
		secscan_fail_at(l->err, path, 0, 0);
	} else if (!rc) {
		rc = secscan_trust_read_rules(&rules, l->err);
	}
	free(text);
	return rc == SECSCAN_ERR_NOT_FOUND ? 0 : rc; /* an entry of the index without bytes of its own yet */
}

/* Who breaks a rule is told now, not everybody at the next commit, which it would judge. One look through the index. */
static int read_all(struct secscan_gate *g, const char *now, struct secscan_error *err)
{
	const struct rule_folder *folder;
	struct listing l = {g, now, err};
	int rc = 0;

	if (!now)
		return secscan_repo_tracked(g->repo, ".secscan", read_file, &l, err);
	for (size_t i = 0; !rc && (folder = secscan_gate_rule_folder(i)); i++) {
		rc = secscan_repo_list(g->repo, now, folder->path, ".ini", read_file, &l, err);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = 0;
	}
	return rc;
}

int secscan_trust_judge_rules(struct secscan_gate *g, const char *now, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < g->rule_texts.len; i++) {
		const struct secscan_rule_text *base = &g->rule_texts.items[i];
		unsigned mode = 0;
		char *text = NULL;
		size_t len = 0;

		rc = now ? secscan_repo_read_path(&text, &len, &mode, g->repo, now, base->name, err)
			 : secscan_repo_read_staged(&text, &len, &mode, g->repo, base->name, err);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = secscan_trust_weaker(g, base->name, "the rule file is taken away");
		else if (!rc && mode == SECSCAN_MODE_LINK)
			rc = secscan_trust_weaker(g, base->name, "the rule file is now a symbolic link");
		else if (!rc && (len != base->len || memcmp(text, base->text, len) != 0))
			rc = compare_texts(g, base, text, len, err);
		free(text);
	}
	return rc ? rc : read_all(g, now, err);
}

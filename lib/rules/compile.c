/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "rules/draft.h"
#include "rules/lint.h"
#include "rules/pack.h"

#include "base/buffer.h"
#include "base/hash.h"

#include <secscan/unstable/embed.h>

#include <hs_compile.h>

struct secscan_compiler {
	struct arena arena;
	uint8_t digest[PACK_DIGEST]; /* of all texts so far, each chained to those before */
	struct rule_drafts drafts;
	const struct secscan_rules *lent; /* where parts are found that were not added, or NULL */
	ARRAY_OF(struct ini_document) documents;
};

int secscan_compiler_new(struct secscan_compiler **out, struct secscan_error *err)
{
	*out = calloc(1, sizeof(**out));
	return *out ? 0 : secscan_fail_nomem(err);
}

void secscan_compiler_free(struct secscan_compiler *c)
{
	if (!c)
		return;
	secscan_drafts_release(&c->drafts);
	for (size_t i = 0; i < c->documents.len; i++)
		secscan_ini_release(&c->documents.items[i]);
	array_release(&c->documents);
	secscan_arena_release(&c->arena);
	free(c);
}

static int lint_from(struct secscan_compiler *c, size_t first, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = first; !rc && i < c->drafts.len; i++)
		rc = secscan_rule_lint(&c->drafts.items[i], &c->arena, err);
	return rc;
}

static int digest_text(struct secscan_compiler *c, enum secscan_kind kind, const char *text, size_t len)
{
	struct buffer chained = {0};
	int rc = secscan_buffer_add(&chained, c->digest, sizeof(c->digest));

	if (!rc)
		rc = secscan_buffer_addf(&chained, "%d", (int)kind);
	if (!rc)
		rc = secscan_buffer_add(&chained, text, len);
	if (!rc)
		secscan_hash(c->digest, chained.data, chained.len);
	secscan_buffer_release(&chained);
	return rc;
}

void secscan_compiler_digest(uint8_t out[32], const struct secscan_compiler *c)
{
	memcpy(out, c->digest, sizeof(c->digest));
}

int secscan_compiler_add_text(struct secscan_compiler *c, enum secscan_kind kind, const char *name,
		const char *text, size_t len, struct secscan_error *err)
{
	struct ini_document *document = array_push(&c->documents);
	size_t before = c->drafts.len;
	int rc;

	if (!document || digest_text(c, kind, text, len))
		return secscan_fail_nomem(err);
	rc = secscan_ini_parse(document, name, text, len, err);
	if (!rc)
		rc = secscan_drafts_read(&c->drafts, kind, document, err);
	return rc ? rc : lint_from(c, before, err);
}

int secscan_compiler_add_rules(struct secscan_compiler *c, const struct secscan_rules *rules, struct secscan_error *err)
{
	size_t before = c->drafts.len;
	int rc = secscan_drafts_copy(&c->drafts, rules->rules, secscan_rules_count(rules), err);

	return rc ? rc : lint_from(c, before, err);
}

/* Add a rule that is there for the sake of another one. */
static int borrow(struct secscan_compiler *c, const struct secscan_rule *rule, struct secscan_error *err)
{
	size_t at = c->drafts.len;
	int rc;

	if (!rule || secscan_drafts_find(&c->drafts, secscan_rule_id(rule)))
		return 0;
	rc = secscan_drafts_copy(&c->drafts, rule, 1, err);
	if (rc)
		return rc;
	c->drafts.items[at].fixed.borrowed = true;
	return lint_from(c, at, err);
}

static int borrow_parts(struct secscan_compiler *c, struct secscan_error *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && c->lent && i < c->drafts.len; i++) {
		const char *id = secscan_draft_text(&c->drafts.items[i], TEXT_WITH);

		rc = *id ? borrow(c, secscan_rules_find(c->lent, id), err) : 0;
	}
	return rc;
}

void secscan_compiler_lend(struct secscan_compiler *c, const struct secscan_rules *rules)
{
	c->lent = rules;
}

int secscan_compiler_add_rule(struct secscan_compiler *c, const struct secscan_rule *rule, struct secscan_error *err)
{
	size_t before = c->drafts.len;
	int rc = secscan_drafts_copy(&c->drafts, rule, 1, err);

	if (!rc)
		rc = lint_from(c, before, err);
	return rc ? rc : borrow(c, rule_partner(rule), err);
}

const char *secscan_compiler_file(const struct secscan_compiler *c, size_t index)
{
	return index < c->documents.len ? c->documents.items[index].name : NULL;
}

int secscan_compiler_add_file(struct secscan_compiler *c, enum secscan_kind kind, const char *path,
		struct secscan_error *err)
{
	struct buffer text = {0};
	int rc = secscan_file_read(&text, path, err);

	if (!rc)
		rc = secscan_compiler_add_text(c, kind, path, text.data ? text.data : "", text.len, err);
	secscan_buffer_release(&text);
	return rc;
}

struct tree_walk {
	struct secscan_compiler *compiler;
	enum secscan_kind kind;
};

static int add_found(const char *path, void *payload, struct secscan_error *err)
{
	struct tree_walk *walk = payload;

	return secscan_compiler_add_file(walk->compiler, walk->kind, path, err);
}

int secscan_compiler_add_folder(struct secscan_compiler *c, enum secscan_kind kind, const char *path,
		struct secscan_error *err)
{
	struct tree_walk walk = {c, kind};

	return secscan_folder_each(path, ".ini", add_found, &walk, err);
}

int secscan_compiler_add_tree(struct secscan_compiler *c, const char *path, struct secscan_error *err)
{
	static const struct {
		const char *folder;
		enum secscan_kind kind;
	} folders[] = {
		{"secrets", SECSCAN_KIND_SECRET},
		{"banned", SECSCAN_KIND_BANNED},
		{"pii", SECSCAN_KIND_PII},
	};
	int rc = 0;

	for (size_t i = 0; !rc && i < ARRAY_SIZE(folders); i++) {
		char *folder = secscan_path_join(path, folders[i].folder);

		if (!folder)
			return secscan_fail_nomem(err);
		rc = secscan_compiler_add_folder(c, folders[i].kind, folder, err);
		free(folder);
		if (rc == SECSCAN_ERR_NOT_FOUND)
			rc = 0;
	}
	return rc;
}

static int add_texts(struct buffer *texts, const struct rule_draft *draft, enum rule_text which)
{
	for (size_t i = 0; i < draft->texts[which].len; i++)
		if (secscan_buffer_add(texts, draft->texts[which].items[i].text,
				strlen(draft->texts[which].items[i].text) + 1))
			return SECSCAN_ERR_NOMEM;
	return secscan_buffer_add(texts, "", 1);
}

/* Rules and their texts as they lie in a pack; texts start right behind the last rule. */
static int lay_out(struct secscan_rule *rules, struct buffer *texts, const struct rule_drafts *drafts)
{
	for (size_t i = 0; i < drafts->len; i++) {
		size_t to_texts = (drafts->len - i) * sizeof(*rules);

		rules[i] = drafts->items[i].fixed;
		for (unsigned t = 0; t < RULE_TEXTS; t++) {
			rules[i].texts[t] = (uint32_t)(to_texts + texts->len);
			if (add_texts(texts, &drafts->items[i], t))
				return SECSCAN_ERR_NOMEM;
		}
	}
	return 0;
}

static int compile_error(const struct rule_drafts *drafts, const unsigned *ids, hs_compile_error_t *error,
		struct secscan_error *err)
{
	int rc;

	if (error && error->expression >= 0)
		rc = secscan_draft_refuse(&drafts->items[ids[error->expression]], TEXT_PATTERN, err, 209,
				"[%s]: Hyperscan refuses this: %s",
				secscan_draft_text(&drafts->items[ids[error->expression]], TEXT_ID), error->message);
	else
		rc = secscan_fail(err, SECSCAN_ERR_RULES, 402, "Hyperscan cannot build the database: %s",
				error ? error->message : "no reason given");
	hs_free_compile_error(error);
	return rc;
}

/* What Hyperscan is to compile. It takes no empty set: rules that are all found otherwise get a trigger that is no text. */
static unsigned gather(const char **expressions, unsigned *flags, unsigned *ids, const struct rule_drafts *drafts)
{
	unsigned n = 0;

	for (unsigned i = 0; i < drafts->len; i++) {
		if (!drafts->items[i].expression)
			continue;
		expressions[n] = drafts->items[i].expression;
		flags[n] = HS_FLAG_MULTILINE;
		ids[n++] = i;
	}
	if (!n)
		expressions[n++] = "\\xfe\\xff\\xfe\\xff\\xfe\\xff";
	return n;
}

/* For any x86-64 with what Hyperscan needs at least: 9 % slower than tuned, runs everywhere. */
static int compile(char **serialized, size_t *len, const struct rule_drafts *drafts, struct secscan_error *err)
{
	size_t most = drafts->len + 1;
	const char **expressions = calloc(most, sizeof(*expressions));
	unsigned *flags = calloc(most, sizeof(*flags)), *ids = calloc(most, sizeof(*ids)), n;
	hs_platform_info_t generic = {0};
	hs_compile_error_t *error = NULL;
	hs_database_t *database = NULL;
	int rc = 0;

	if (!expressions || !flags || !ids) {
		rc = secscan_fail_nomem(err);
		goto out;
	}
	n = gather(expressions, flags, ids, drafts);
	if (hs_compile_multi(expressions, flags, ids, n, HS_MODE_BLOCK, &generic, &database, &error) !=
			HS_SUCCESS)
		rc = compile_error(drafts, ids, error, err);
	else if (hs_serialize_database(database, serialized, len) != HS_SUCCESS)
		rc = secscan_fail_nomem(err);
out:
	hs_free_database(database);
	free(expressions);
	free(flags);
	free(ids);
	return rc;
}

static int make_pack(void **out, size_t *len, struct secscan_compiler *c, struct secscan_error *err)
{
	struct secscan_rule *rules = NULL;
	struct buffer texts = {0};
	char *serialized = NULL;
	size_t serialized_len = 0;
	int rc = c->drafts.len ? borrow_parts(c, err) :
			secscan_fail(err, SECSCAN_ERR_USAGE, 210, "there is no rule to compile");

	if (!rc)
		rc = secscan_drafts_link(&c->drafts, err);
	if (rc)
		goto out;
	rules = calloc(c->drafts.len + 1, sizeof(*rules));
	if (!rules || lay_out(rules, &texts, &c->drafts)) {
		rc = secscan_fail_nomem(err);
		goto out;
	}
	rc = compile(&serialized, &serialized_len, &c->drafts, err);
	if (!rc)
		rc = secscan_pack_make(out, len, rules, c->drafts.len, texts.data, texts.len, serialized,
				serialized_len, PACK_SERIALIZED, err);
out:
	free(serialized);
	secscan_buffer_release(&texts);
	free(rules);
	return rc;
}

int secscan_compiler_build(struct secscan_rules **out, struct secscan_compiler *c, struct secscan_error *err)
{
	void *bytes;
	size_t len;
	int rc = make_pack(&bytes, &len, c, err);

	if (rc)
		return rc;
	rc = secscan_pack_open(out, bytes, len, true, err);
	if (rc)
		free(bytes);
	return rc;
}

int secscan_compiler_place(const char **file, unsigned *line, const struct secscan_compiler *c, size_t rule,
		bool is_not, size_t index)
{
	enum rule_text which = is_not ? LIST_NOT : LIST_SAMPLE;

	if (rule >= c->drafts.len || index >= c->drafts.items[rule].texts[which].len)
		return SECSCAN_ERR_NOT_FOUND;
	*file = c->drafts.items[rule].file;
	*line = c->drafts.items[rule].texts[which].items[index].line;
	return *line ? 0 : SECSCAN_ERR_NOT_FOUND;
}

int secscan_compiler_key_place(const char **file, unsigned *line, unsigned *column, const struct secscan_compiler *c,
		size_t rule, const char *key)
{
	enum rule_text which = !strcmp(key, "trigger") ? TEXT_TRIGGER : !strcmp(key, "pattern") ? TEXT_PATTERN : TEXT_ID;
	const struct rule_draft *draft;

	if (rule >= c->drafts.len || !c->drafts.items[rule].line)
		return SECSCAN_ERR_NOT_FOUND;
	draft = &c->drafts.items[rule];
	if (!draft->texts[which].len)
		which = TEXT_ID;
	*file = draft->file;
	*line = draft->texts[which].items[0].line;
	*column = draft->texts[which].items[0].column;
	return 0;
}

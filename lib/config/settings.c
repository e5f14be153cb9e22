/* SPDX-License-Identifier: MIT */
#include "config/settings.h"

#include "base/file.h"
#include "base/glob.h"
#include "base/nearest.h"

#include <ctype.h>
#include <limits.h>

enum { KINDS = 3, SEVERITIES = 4, CONFIDENCES = 3 };

static const char *const requires[] = {"never", "evidence", "always", NULL};
static const char *const yes_or_no[] = {"no", "yes", NULL};
static const char *const terms[] = {"reason", "owner", "until", NULL};        /* bits SECSCAN_TERM_* */
static const char *const foreign[] = {"gitleaks", "detect-secrets", "kingfisher", NULL}; /* bits SECSCAN_FOREIGN_* */
static const char *const depths[] = {"0", "1", "2", "3", "4", NULL};

#define AT(member) offsetof(struct secscan_settings, member)

/* One row a setting: reading, comparing and documenting all come from here. */
const struct setting secscan_setting_table[] = {
	{{"allow", "path", "glob of paths whose findings are suppressed; may repeat"}, SETTING_LIST,
			AT(allow_path), WEAKER_MORE},
	{{"allow", "inline", "yes or no: whether a comment `secscan:allow RULE reason=...` may suppress"}, SETTING_WORD,
			AT(inline_allow), WEAKER_HIGHER, yes_or_no},
	{{"allow", "require", "what every suppression must say, of reason, owner, until; reason always"}, SETTING_WORDS,
			AT(allow_require), WEAKER_FEWER, terms},
	{{"allow", "longest", "days that a suppression may last from today, 1 to 36500; below that it must say until=DATE"},
			SETTING_DAYS, AT(allow_longest), WEAKER_HIGHER},
	{{"allow", "foreign", "whose comments suppress as well, of gitleaks, detect-secrets, kingfisher: without a reason, and "
			"not where an owner or a day is asked for"}, SETTING_WORDS, AT(allow_foreign), WEAKER_MORE, foreign},
	{{"scan", "decode-depth", "0 to 4: how deep to look into base64, hex and escapes; 0 not at all"}, SETTING_WORD,
			AT(decode_depth), WEAKER_LOWER, depths},
	{{"rules", "off", "id of a rule that does not apply here; may repeat"}, SETTING_LIST, AT(rules_off),
			WEAKER_MORE},
	{{"provenance", "require", "never, evidence or always: when a commit must name the AI that helped"},
			SETTING_WORD, AT(require), WEAKER_LOWER, requires},
	{{"provenance", "review-at", "percent of AI share from which a senior must have reviewed"}, SETTING_PERCENT,
			AT(review_at), WEAKER_HIGHER},
	{{"provenance", "senior", "who may review: \"Name <mail>\" or mail; may repeat"}, SETTING_LIST, AT(senior),
			WEAKER_MORE},
	{{"provenance", "sensitive", "glob of paths that need a security review; may repeat"}, SETTING_LIST,
			AT(sensitive), WEAKER_FEWER},
	{{"push", "protected", "glob of branches where push judges the commits; may repeat"}, SETTING_LIST,
			AT(protected_branch), WEAKER_FEWER},
	{{"settings", "sign-off", "who may weaken these settings; may repeat"}, SETTING_LIST, AT(sign_off),
			WEAKER_MORE_THAN_SOME},
	{{"fingerprint", "key", "64 hex digits that key the fingerprints of this repository"}, SETTING_KEY,
			AT(fingerprint_key), WEAKER_NEVER},
	{{"lock", "key", "section.key that later layers may not set; may repeat"}, SETTING_LIST, AT(locks),
			WEAKER_NEVER},
};
const size_t secscan_setting_count = ARRAY_SIZE(secscan_setting_table);

const struct secscan_setting_doc *secscan_setting_doc(size_t index)
{
	static const struct secscan_setting_doc levels = {"secrets|banned|pii", "<severity>-<confidence>",
			"block, review or note: what such a finding means, as in high-doubtful = review"};

	if (index == ARRAY_SIZE(secscan_setting_table))
		return &levels;
	return index < ARRAY_SIZE(secscan_setting_table) ? &secscan_setting_table[index].doc : NULL;
}

/* block where a person must act, review where a person should look, note where it is worth a line. */
static const uint8_t default_levels[KINDS][SEVERITIES][CONFIDENCES] = {
	{ /* secrets: doubtful, plausible, verified */
		{SECSCAN_NOTE, SECSCAN_REVIEW, SECSCAN_REVIEW},
		{SECSCAN_NOTE, SECSCAN_BLOCK, SECSCAN_BLOCK},
		{SECSCAN_REVIEW, SECSCAN_BLOCK, SECSCAN_BLOCK},
		{SECSCAN_REVIEW, SECSCAN_BLOCK, SECSCAN_BLOCK},
	},
	{ /* banned code */
		{SECSCAN_NOTE, SECSCAN_NOTE, SECSCAN_REVIEW},
		{SECSCAN_NOTE, SECSCAN_REVIEW, SECSCAN_BLOCK},
		{SECSCAN_REVIEW, SECSCAN_BLOCK, SECSCAN_BLOCK},
		{SECSCAN_REVIEW, SECSCAN_BLOCK, SECSCAN_BLOCK},
	},
	{ /* personal data */
		{SECSCAN_NOTE, SECSCAN_NOTE, SECSCAN_REVIEW},
		{SECSCAN_NOTE, SECSCAN_REVIEW, SECSCAN_BLOCK},
		{SECSCAN_REVIEW, SECSCAN_BLOCK, SECSCAN_BLOCK},
		{SECSCAN_REVIEW, SECSCAN_BLOCK, SECSCAN_BLOCK},
	},
};

static const char *const default_sensitive[] = {"**/auth/**", "**/*auth*.*", "**/crypto/**", "**/*crypt*.*", "**/tenant*/**",
		"**/*tenant*.*", "**/permission*/**", "**/session*/**"};
static const char *const default_protected[] = {"main", "master"};

static int list_add(struct secscan_settings *s, struct secscan_list *list, const char *value)
{
	const char **grown = secscan_arena_alloc(&s->memory->arena, (list->count + 1) * sizeof(*grown));
	const char *copy = secscan_arena_strdup(&s->memory->arena, value);

	if (!grown || !copy)
		return SECSCAN_ERR_NOMEM;
	if (list->count)
		memcpy(grown, list->items, list->count * sizeof(*grown));
	grown[list->count++] = copy;
	list->items = grown;
	return 0;
}

static int add_defaults(struct secscan_settings *s)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < ARRAY_SIZE(default_sensitive); i++)
		rc = list_add(s, &s->sensitive, default_sensitive[i]);
	for (size_t i = 0; !rc && i < ARRAY_SIZE(default_protected); i++)
		rc = list_add(s, &s->protected_branch, default_protected[i]);
	return rc;
}

int secscan_settings_new(struct secscan_settings **out, struct secscan_error *err)
{
	struct secscan_settings *s = calloc(1, sizeof(*s));

	if (!s)
		return secscan_fail_nomem(err);
	s->memory = calloc(1, sizeof(*s->memory));
	memcpy(s->levels, default_levels, sizeof(default_levels));
	s->inline_allow = 1;
	s->allow_longest = SECSCAN_ANY_LENGTH;
	s->decode_depth = SECSCAN_DECODE_DEPTH;
	s->require = SECSCAN_REQUIRE_EVIDENCE;
	s->review_at = 30;
	s->fingerprint_key = "";
	if (!s->memory || add_defaults(s)) {
		secscan_settings_free(s);
		return secscan_fail_nomem(err);
	}
	*out = s;
	return 0;
}

void secscan_settings_free(struct secscan_settings *s)
{
	if (!s)
		return;
	if (s->memory)
		secscan_arena_release(&s->memory->arena);
	free(s->memory);
	free(s);
}

enum secscan_level secscan_settings_level(const struct secscan_settings *s, enum secscan_kind kind,
		enum secscan_severity severity, enum secscan_confidence confidence)
{
	if ((unsigned)kind >= KINDS || (unsigned)severity >= SEVERITIES || (unsigned)confidence >= CONFIDENCES)
		return SECSCAN_BLOCK;
	return (enum secscan_level)s->levels[kind][severity][confidence];
}

const char *secscan_settings_path(char *out, const struct secscan_settings *s, const char *path)
{
	const char *rest = path + strnlen(path, s->path_strip);

	if ((size_t)snprintf(out, PATH_MAX, "%s%s", s->path_prefix ? s->path_prefix : "", rest) >= PATH_MAX)
		*out = '\0';
	return out;
}

const char *secscan_settings_allowed_by(const struct secscan_settings *s, const char *path)
{
	char there[PATH_MAX];

	if (s->path_prefix && s->allow_path.count)
		path = secscan_settings_path(there, s, path);
	for (size_t i = 0; i < s->allow_path.count; i++)
		if (secscan_glob_match(s->allow_path.items[i], path))
			return s->allow_path.items[i];
	return NULL;
}

bool secscan_settings_rule_is_off(const struct secscan_settings *s, const char *id)
{
	for (size_t i = 0; i < s->rules_off.count; i++)
		if (!strcmp(s->rules_off.items[i], id))
			return true;
	return false;
}

struct place {
	const struct ini_document *document;
	const struct ini_entry *entry;
	enum secscan_layer layer;
	struct secscan_error *err;
};

static int refuse(const struct place *p, bool at_value, unsigned number, const char *what, const char *detail)
{
	int rc = secscan_fail(p->err, SECSCAN_ERR_SYNTAX, number, "%s%s", what, detail);

	secscan_fail_at(p->err, p->document->name, p->entry->line,
			at_value ? p->entry->value_column : p->entry->key_column);
	return rc;
}

static int set_word(struct secscan_settings *s, const struct setting *row, const struct place *p)
{
	for (uint8_t i = 0; row->words[i]; i++) {
		if (!strcmp(row->words[i], p->entry->value)) {
			((uint8_t *)s)[row->at] = i;
			return 0;
		}
	}
	return refuse(p, true, 204, "this value is none of those that can stand here: ", row->doc.help);
}

static int set_number(struct secscan_settings *s, const struct setting *row, const struct place *p, unsigned least,
		unsigned most)
{
	char *end, range[32];
	unsigned long n = strtoul(p->entry->value, &end, 10);

	snprintf(range, sizeof(range), "%u to %u", least, most);
	if (!isdigit((unsigned char)*p->entry->value) || *end || n < least || n > most)
		return refuse(p, true, 204, "expected a whole number from ", range);
	*(unsigned *)(void *)((char *)s + row->at) = (unsigned)n;
	return 0;
}

static int set_percent(struct secscan_settings *s, const struct setting *row, const struct place *p)
{
	return set_number(s, row, p, 0, 100);
}

static int set_days(struct secscan_settings *s, const struct setting *row, const struct place *p)
{
	return set_number(s, row, p, 1, SECSCAN_ANY_LENGTH);
}

/* "reason, until" as bits; what a later layer says takes the place of what an earlier one said. */
static int set_words(struct secscan_settings *s, const struct setting *row, const struct place *p)
{
	const char *at = p->entry->value;
	uint8_t bits = 0;

	for (;;) {
		size_t len = strcspn(at, ", \t");
		unsigned i = 0;

		while (row->words[i] && (strlen(row->words[i]) != len || memcmp(row->words[i], at, len) != 0))
			i++;
		if (!row->words[i])
			return refuse(p, true, 204, "this value is none of those that can stand here: ", row->doc.help);
		bits |= (uint8_t)(1u << i);
		at += len;
		at += strspn(at, " \t");
		if (!*at)
			break;
		at += *at == ',';
		at += strspn(at, " \t");
	}
	((uint8_t *)s)[row->at] = bits;
	return 0;
}

static int set_key(struct secscan_settings *s, const struct setting *row, const struct place *p)
{
	const char **out = (const char **)(void *)((char *)s + row->at);
	const char *value = p->entry->value;

	if (strlen(value) != 64 || strspn(value, "0123456789abcdefABCDEF") != 64)
		return refuse(p, true, 204, "expected 64 hex digits", "");
	*out = secscan_arena_strdup(&s->memory->arena, value);
	return *out ? 0 : secscan_fail_nomem(p->err);
}

static int add_to_list(struct secscan_settings *s, const struct setting *row, const struct place *p)
{
	struct secscan_list *list = (struct secscan_list *)(void *)((char *)s + row->at);

	if (!*p->entry->value)
		return refuse(p, true, 204, "the value is empty", "");
	if (list->layer == SECSCAN_LAYER_BUILTIN)
		list->count = 0;
	list->layer = p->layer;
	return list_add(s, list, p->entry->value) ? secscan_fail_nomem(p->err) : 0;
}

static int (*const setters[])(struct secscan_settings *, const struct setting *, const struct place *) = {
	[SETTING_WORD] = set_word,
	[SETTING_PERCENT] = set_percent,
	[SETTING_DAYS] = set_days,
	[SETTING_WORDS] = set_words,
	[SETTING_KEY] = set_key,
	[SETTING_LIST] = add_to_list,
};

/* "high-doubtful" in [secrets], [banned], [pii]: the cell of the levels, or NULL. */
static uint8_t *find_level(struct secscan_settings *s, const char *section, const char *key)
{
	static const char *const sections[KINDS] = {"secrets", "banned", "pii"};

	for (unsigned i = 0; i < KINDS * SEVERITIES * CONFIDENCES; i++) {
		unsigned kind = i / (SEVERITIES * CONFIDENCES), severity = i / CONFIDENCES % SEVERITIES;
		char name[32];

		snprintf(name, sizeof(name), "%s-%s", secscan_severity_name(severity),
				secscan_confidence_name(i % CONFIDENCES));
		if (!strcmp(section, sections[kind]) && !strcmp(key, name))
			return &s->levels[kind][severity][i % CONFIDENCES];
	}
	return NULL;
}

static int set_level(uint8_t *cell, const struct place *p)
{
	for (uint8_t level = SECSCAN_NOTE; level <= SECSCAN_BLOCK; level++) {
		if (!strcmp(secscan_level_name(level), p->entry->value)) {
			*cell = level;
			return 0;
		}
	}
	return refuse(p, true, 204, "expected block, review or note", "");
}

static const struct setting *find_row(const char *section, const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(secscan_setting_table); i++) {
		const struct setting *row = &secscan_setting_table[i];

		if (!strcmp(row->doc.section, section) && !strcmp(row->doc.key, key))
			return row;
	}
	return NULL;
}

static int unknown(const struct place *p, bool at_value, const char *wanted)
{
	char near[160] = "";
	struct nearest nearest = {.wanted = wanted};
	char names[ARRAY_SIZE(secscan_setting_table)][64];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const struct secscan_setting_doc *doc = &secscan_setting_table[i].doc;

		snprintf(names[i], sizeof(names[i]), "%s.%s", doc->section, doc->key);
		secscan_nearest_try(&nearest, names[i]);
	}
	if (nearest.best)
		snprintf(near, sizeof(near), "%s; did you mean %s?", wanted, nearest.best);
	return refuse(p, at_value, 202, "unknown setting ", nearest.best ? near : wanted);
}

/* A lock with a typing error would lock nothing, without a word. */
static int check_lock(struct secscan_settings *s, const struct place *p)
{
	const char *name = p->entry->value, *dot = strchr(name, '.');
	char section[64];

	if (dot) {
		snprintf(section, sizeof(section), "%.*s", (int)(dot - name), name);
		if (find_row(section, dot + 1) || find_level(s, section, dot + 1))
			return 0;
	}
	return unknown(p, true, name);
}

static bool is_locked(const struct secscan_list *locks, enum secscan_layer layer, const struct ini_entry *e)
{
	char name[128];

	snprintf(name, sizeof(name), "%s.%s", e->section, e->key);
	for (size_t i = 0; i < locks->count; i++)
		if (locks->layer < layer && !strcmp(locks->items[i], name))
			return true;
	return false;
}

static int note_ignored(struct secscan_settings *s, const struct place *p)
{
	char text[320];

	snprintf(text, sizeof(text), "%s.%s (%s:%u)", p->entry->section, p->entry->key, p->document->name,
			p->entry->line);
	return list_add(s, &s->ignored, text) ? secscan_fail_nomem(p->err) : 0;
}

static int apply(struct secscan_settings *s, const struct secscan_list *locks, const struct place *p)
{
	const struct setting *row = find_row(p->entry->section, p->entry->key);
	uint8_t *level = row ? NULL : find_level(s, p->entry->section, p->entry->key);
	char name[128];
	int rc = 0;

	if (!row && !level) {
		snprintf(name, sizeof(name), "%s.%s", p->entry->section, p->entry->key);
		return unknown(p, false, name);
	}
	if (is_locked(locks, p->layer, p->entry))
		return note_ignored(s, p);
	if (level)
		return set_level(level, p);
	if (row->at == AT(locks) && *p->entry->value)
		rc = check_lock(s, p);
	return rc ? rc : setters[row->type](s, row, p);
}

/* The later one would hold, and who reads the first would never know. */
static int check_twice(const struct place *p)
{
	const struct setting *row = find_row(p->entry->section, p->entry->key);
	char text[160];

	if (row && row->type == SETTING_LIST)
		return 0;
	for (const struct ini_entry *e = p->document->entries.items; e < p->entry; e++) {
		if (!e->key || strcmp(e->section, p->entry->section) != 0 || strcmp(e->key, p->entry->key) != 0)
			continue;
		snprintf(text, sizeof(text), "%.40s.%.60s stands in line %u already", e->section, e->key, e->line);
		return refuse(p, false, 203, text, "");
	}
	return 0;
}

int secscan_settings_add(struct secscan_settings *s, enum secscan_layer layer, const char *name, const char *text,
		size_t len, struct secscan_error *err)
{
	struct ini_document document = {0};
	struct secscan_list locks = s->locks; /* a layer's own locks are for later layers */
	int rc = secscan_ini_parse(&document, name, text, len, err);

	for (size_t i = 0; !rc && i < document.entries.len; i++) {
		struct place p = {&document, &document.entries.items[i], layer, err};

		if (p.entry->key)
			rc = check_twice(&p);
		if (!rc && p.entry->key)
			rc = apply(s, &locks, &p);
	}
	secscan_ini_release(&document);
	return rc;
}

static int add_file(struct secscan_settings *s, enum secscan_layer layer, const char *path, struct secscan_error *err)
{
	struct buffer text = {0};
	int rc = secscan_file_read(&text, path, err);

	if (!rc)
		rc = secscan_settings_add(s, layer, path, text.data ? text.data : "", text.len, err);
	else if (rc == SECSCAN_ERR_NOT_FOUND)
		rc = 0;
	secscan_buffer_release(&text);
	return rc;
}

int secscan_settings_add_machine(struct secscan_settings *s, struct secscan_error *err)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	char path[4096] = "";
	int rc = add_file(s, SECSCAN_LAYER_SYSTEM, "/etc/secscan/config.ini", err);

	if (xdg && *xdg == '/')
		snprintf(path, sizeof(path), "%s/secscan/config.ini", xdg);
	else if (home && *home == '/')
		snprintf(path, sizeof(path), "%s/.config/secscan/config.ini", home);
	if (!rc && *path)
		rc = add_file(s, SECSCAN_LAYER_USER, path, err);
	return rc;
}

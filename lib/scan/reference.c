/* SPDX-License-Identifier: MIT */
/* Values that name where a secret comes from, or something else altogether. For generic rules only. */
#include "scan/plausible.h"
#include "scan/words.h"

#include <ctype.h>
#include <string.h>

enum {
	WORDY = 450, /* looser than for words alone: dots and colons speak for a name */
	LEAST_BASE64 = 20,
};

static const char *const lookups[] = {"os.environ", "process.env", "getenv", "env.", "environ[", "env[",
		"import.meta", "config.", "configuration.", "settings.", "secrets.", "vault.", "credentials.",
		"options.", "params.", "request.", "req.", "args.", "self.", "this.", "var.", "local.", "module.",
		"data.", "ctx.", "context.", "props.", "state.", "user.", "session.", "input.", "event.", "arn:",
		"ref:", "ref+", "vault:", "secret:", "file:", "env:", "ssm:", "projects/", "keychain:", "keyring:",
		"alias/", "urn:", "op://", "!ref", "!sub", "!getatt", "valuefrom", "fn::", "module::", NULL};

static const char *const file_ends[] = {".json", ".yaml", ".yml", ".xml", ".html", ".htm", ".js", ".ts", ".jsx",
		".tsx", ".py", ".rb", ".go", ".java", ".php", ".c", ".h", ".cpp", ".rs", ".sh", ".txt", ".md",
		".ini", ".conf", ".cfg", ".toml", ".properties", ".pem", ".key", ".crt", ".cer", ".p12", ".pfx",
		".jks", ".pub", ".gpg", ".asc", ".png", ".svg", ".jpg", ".css", ".scss", ".log", ".sql", ".db",
		".env", ".csv", ".lock", ".zip", ".tar.gz", ".vue", ".kt", ".swift", NULL};

/* Behind a folder only: a password may end so by itself. */
static const char *const source_ends[] = {".lua", ".pl", ".pm", ".ex", ".exs", ".hs", ".scala", ".clj", ".dart", ".cs", ".tf", ".jl",
		".groovy", ".gradle", ".bat", ".ps1", ".erb", ".j2", ".tpl", ".tmpl", NULL};

/* Languages in which a value without quotes is code: a name, a call, a number. */
static bool quotes_strings(enum secscan_language language)
{
	switch (language) {
	case SECSCAN_LANGUAGE_NONE:
	case SECSCAN_LANGUAGE_DOCKERFILE:
	case SECSCAN_LANGUAGE_HTML:
	case SECSCAN_LANGUAGE_NGINX:
	case SECSCAN_LANGUAGE_SHELL:
	case SECSCAN_LANGUAGE_SQL:
	case SECSCAN_LANGUAGE_WORKFLOW:
	case SECSCAN_LANGUAGE_YAML:
		return false;
	default:
		return true;
	}
}

const char *secscan_step_code(const struct candidate *c, enum secscan_ruling *ruling)
{
	size_t at = (size_t)(c->value.at - c->text.at);

	(void)ruling;
	if (c->quoted || !c->lexis || !quotes_strings(c->language) || secscan_lexis_at(c->lexis, at) != LEXIS_CODE)
		return NULL;
	return "it is code: a name, a call or a number, not a text";
}

static char byte_after(const struct candidate *c)
{
	const char *after = c->value.at + c->value.len;

	return after < c->text.at + c->text.len ? *after : '\n';
}

/* name, object.member, Class::CONSTANT, array[0]: words of letters and few digits, joined. */
static bool is_dotted_name(struct span v)
{
	size_t joints = 0, digits = 0;

	for (size_t i = 0; i < v.len; i++) {
		unsigned char ch = (unsigned char)v.at[i];

		if (!isalnum(ch) && !strchr("_.:$>-[]()", ch))
			return false;
		digits += isdigit(ch) != 0;
		joints += ch == '.' || ch == ':' || ch == '>';
	}
	return joints && digits * 6 <= v.len && isalpha((unsigned char)v.at[0]) && secscan_words_cost(v) < WORDY;
}

/* LIKE_THIS: the name of a variable of the environment. */
static bool is_env_name(struct span v)
{
	size_t lower = secscan_span_count(v, islower), digits = secscan_span_count(v, isdigit);

	return !lower && digits * 6 <= v.len && memchr(v.at, '_', v.len) && isupper((unsigned char)v.at[0]) &&
			secscan_span_count(v, isupper) + digits + v.len / 2 >= v.len;
}

static bool is_path(struct span v)
{
	size_t slashes = 0;

	for (size_t i = 0; i < v.len; i++)
		slashes += v.at[i] == '/';
	if (secscan_span_starts(v, "./") || secscan_span_starts(v, "../") || secscan_span_starts(v, "~/"))
		return true;
	if (v.len > 3 && isalpha((unsigned char)v.at[0]) && v.at[1] == ':' && v.at[2] == '\\')
		return true;
	return slashes >= 2 && v.at[0] == '/' && secscan_span_count(v, isdigit) * 8 <= v.len &&
			secscan_span_count(v, isupper) * 4 <= v.len;
}

static bool is_file_name(struct span v)
{
	bool is_file = secscan_span_ends_any(v, file_ends) ||
			(memchr(v.at, '/', v.len) && secscan_span_ends_any(v, source_ends));

	return is_file && secscan_span_count(v, isdigit) < 6;
}

/* cn=readers,ou=groups,dc=acme,dc=com (RFC 4514) */
static bool is_directory_name(const struct candidate *c)
{
	static const char *const starts[] = {"cn=", "uid=", "ou=", "dc=", "o=", NULL};

	return secscan_span_starts_any(c->value, starts) && (memchr(c->value.at, ',', c->value.len) || byte_after(c) == ',');
}

static bool is_url_without_password(struct span v)
{
	const char *scheme = memmem(v.at, v.len, "://", 3);

	return scheme && scheme - v.at <= 12 && !memchr(v.at, '@', v.len) && !memchr(v.at, '?', v.len);
}

/* 2023-04-28T14:33, 1.2.3-beta, 12:30:01 */
static bool is_date_or_version(struct span v)
{
	size_t digits = secscan_span_count(v, isdigit), letters = secscan_span_count(v, isalpha), marks = 0;

	for (size_t i = 0; i < v.len; i++)
		marks += strchr(".-:+/", v.at[i]) != NULL;
	return marks >= 2 && digits + marks + letters == v.len && digits * 2 >= v.len && letters <= 6 && marks * 5 >= v.len;
}

/* Files in which whatever stands behind the name is the value, so that marks of code are not. */
static bool is_settings_file(const struct candidate *c)
{
	static const char *const ends[] = {".properties", ".ini", ".cfg", ".conf", ".cnf", ".env", ".yml", ".yaml", NULL};
	struct span base = secscan_path_base(c->path);

	return secscan_span_ends_any(base, ends) || secscan_span_starts(base, ".env");
}

/* pass.join(","), list[0], {a;b} */
static bool has_code_marks(struct span v)
{
	for (size_t i = 0; i < v.len; i++)
		if (strchr("'\"`<>{}$\\(),;[]", v.at[i]))
			return true;
	return false;
}

/* The byte behind the value and blanks. */
static char mark_after(const struct candidate *c)
{
	const char *after = c->value.at + c->value.len, *end = c->text.at + c->text.len;

	while (after < end && (*after == ' ' || *after == '\t'))
		after++;
	return after < end ? *after : '\n';
}

static bool is_yaml(const struct candidate *c)
{
	return c->language == SECSCAN_LANGUAGE_YAML || c->language == SECSCAN_LANGUAGE_WORKFLOW;
}

/* A name and its value; no option of a command line, no URL, no cell of a table. */
static bool is_assigned(const struct candidate *c)
{
	return c->match.at < c->value.at && isalpha((unsigned char)*c->match.at) &&
			!memmem(c->match.at, (size_t)(c->value.at - c->match.at), "://", 3);
}

/* Logs, dumps and texts show what was a value when they were written. */
static bool is_record(const struct candidate *c)
{
	static const char *const ends[] = {".log", ".txt", ".out", ".json", ".jsonl", ".ndjson", ".csv", ".eml", ".md",
			".rst", ".adoc", NULL};

	return secscan_span_ends_any(secscan_path_base(c->path), ends);
}

/* Letters and digits as no name of a variable has them: with a sign, or in no order of words. */
static bool is_chosen_value(const struct candidate *c)
{
	struct span v = c->value;
	size_t digits = secscan_span_count(v, isdigit), letters = secscan_span_count(v, isalpha), joints = 0;

	for (size_t i = 0; i < v.len; i++)
		joints += strchr("_.", v.at[i]) != NULL;
	if (!digits || !letters)
		return false;
	return is_record(c) || digits + letters + joints < v.len || secscan_words_cost(v) >= WORDY;
}

/* ${NAME:value}: another rule's */
static bool is_default(const struct candidate *c)
{
	const char *p = c->match.at;

	while (p > c->text.at && (isalnum((unsigned char)p[-1]) || strchr("_.-", p[-1])))
		p--;
	return p - c->text.at > 1 && p[-1] == '{' && p[-2] == '$';
}

static bool lies_in_literal(const struct candidate *c)
{
	return c->lexis && secscan_lexis_at(c->lexis, (size_t)(c->value.at - c->text.at)) == LEXIS_STRING;
}

/* f(user, password): names, not texts; inside of a literal, or with letters and digits, it is a value all the same. */
static bool is_among_others(const struct candidate *c)
{
	char mark = mark_after(c);

	if (is_yaml(c) || !mark || !strchr(",})]", mark))
		return false;
	if (is_default(c))
		return true;
	return !lies_in_literal(c) && !is_chosen_value(c);
}

static const char *unquoted_reference(const struct candidate *c)
{
	char after = byte_after(c);

	if (after == '(' || after == '[')
		return "it is called or indexed: code, not a text";
	if (c->rule->chosen && is_assigned(c) && !is_settings_file(c) && has_code_marks(c->value))
		return "it has marks of code";
	if (c->rule->chosen && is_assigned(c) && is_among_others(c))
		return "it stands among arguments or members: code, not a text";
	if (is_dotted_name(c->value) && !c->rule->chosen)
		return "it is the name of something, as config.token";
	return NULL;
}

/* "+k3...=": every 64th text of base64 begins so. */
static bool is_base64(struct span v)
{
	size_t signs = 0;

	for (size_t i = 0; i < v.len; i++)
		signs += strchr("+/=", v.at[i]) != NULL;
	return v.len >= LEAST_BASE64 && secscan_span_count(v, isalnum) + signs == v.len && secscan_span_count(v, isdigit);
}

/* label: "Password:", other: "...": a quote that ends one text is taken for one that opens. */
static bool is_between_texts(struct span v)
{
	return strchr(",;)+&<.", v.at[0]) && strchr(":=(,+[{&<.", v.at[v.len - 1]) && !is_base64(v);
}

/* msg.error.4711, iam.events.pw-changed.v1: words in small letters with two dots or more. */
static bool is_key_of_text(struct span v)
{
	size_t dots = 0, letters = secscan_span_count(v, islower), others = secscan_span_count(v, isdigit);

	for (size_t i = 0; i < v.len; i++) {
		dots += v.at[i] == '.';
		others += strchr("._-", v.at[i]) != NULL;
	}
	return dots > 1 && letters + others == v.len && islower((unsigned char)*v.at) && v.at[v.len - 1] != '.' && letters * 2 > v.len;
}

/* secret_decrypt("...", "APP_KEY") */
static bool is_decrypted(const struct candidate *c)
{
	const char *end = c->value.at, *start;

	while (end > c->line.at && strchr(" \t\"'`", end[-1]))
		end--;
	if (end == c->line.at || *--end != '(')
		return false;
	for (start = end; start > c->line.at && (isalnum((unsigned char)start[-1]) || start[-1] == '_');)
		start--;
	return secscan_span_has((struct span){start, (size_t)(end - start)}, "decrypt");
}

/* PASS: test_login_1, Pass: 412/413 */
static bool is_result(const struct candidate *c)
{
	struct span v = c->value;
	bool is_share = secscan_span_count(v, isdigit) + 1 == v.len && memchr(v.at, '/', v.len);

	return is_share || (!strcmp(c->name, "_pass_") && !memcmp(c->match.at, "PASS", 4) && !secscan_span_count(v, isupper) &&
			memchr(v.at, '_', v.len) && secscan_words_cost(v) < WORDY);
}

/* "#password-2", "/login2": no "#kX9mQ2vLt7" */
static bool is_place(struct span v)
{
	return strchr("#/", v.at[0]) && (!secscan_span_count(v, isupper) || !secscan_span_count(v, islower) ||
			!secscan_span_count(v, isdigit));
}

/* Options whose names look like a password's: <settings pass="oobeSystem">, update_password: on_create. */
static const char *const options[] = {"oobesystem", "windowspe", "specialize", "generalize", "offlineservicing",
		"auditsystem", "audituser", "on_create", NULL};

static char byte_before(const struct candidate *c)
{
	const char *before = c->value.at - 1;

	while (before > c->text.at && isspace((unsigned char)before[-1]))
		before--;
	return before > c->text.at ? before[-1] : '\n';
}

/* "Password": {"RequiredLength": 8: the first member of what is set, no value. */
static bool is_member_name(const struct candidate *c)
{
	const char *after = c->value.at + c->value.len, *end = c->text.at + c->text.len;

	if (byte_before(c) != '{' || after == end || *after != c->value.at[-1])
		return false;
	for (after++; after < end && (*after == ' ' || *after == '\t'); after++)
		;
	return after < end && *after == ':';
}

/* "$name"; "$kX9mQ2vLt7" is none */
static bool is_variable(const struct candidate *c)
{
	if (secscan_span_has(c->value, "getenv(") || secscan_span_has(c->value, "environ"))
		return true;
	return c->value.at[0] == '$' && (!c->quoted || secscan_span_count(c->value, isdigit) < 2 ||
			secscan_words_cost(c->value) < WORDY);
}

const char *secscan_step_reference(const struct candidate *c, enum secscan_ruling *ruling)
{
	const char *reason = c->quoted ? NULL : unquoted_reference(c);

	if (reason || !c->value.len)
		return reason;
	if (secscan_span_is_any(c->value, options))
		return "it is the name of an option";
	if (c->quoted && is_member_name(c))
		return "it is the name of a member";
	if (c->quoted && is_between_texts(c->value))
		return "it is code between two texts";
	if (secscan_span_starts_any(c->value, lookups))
		return "it says where the secret is kept";
	if (is_variable(c))
		return "it is a variable";
	if (is_decrypted(c))
		return "it is encrypted: what it is handed to decrypts it";
	if (c->rule->chosen && is_result(c))
		return "it is the result of a test";
	if (c->rule->chosen && is_place(c->value))
		return "it is the name of a place in a page or a tree";
	if (is_env_name(c->value))
		return "it is the name of a variable";
	if (is_path(c->value) || is_file_name(c->value))
		return "it is the name of a file";
	if (is_directory_name(c))
		return "it is the name of an entry of a directory";
	if (is_url_without_password(c->value))
		return "it is a URL without a password";
	if (is_date_or_version(c->value))
		return "it is a date, a time or a version";
	if (!is_key_of_text(c->value))
		return NULL;
	*ruling = SECSCAN_DOUBTED;
	return "it is the key of a text or an event, words with dots between";
}

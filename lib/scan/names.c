/* SPDX-License-Identifier: MIT */
/* What a value is given to: token_count holds no token, public_key no secret. Names come as "_token_count_". */
#include "scan/plausible.h"

#include <string.h>

/* The last word says what the name holds: not the secret but something of it. */
static const char *const not_at_end[] = {"count", "counts", "name", "names", "field", "fields", "id", "ids", "path",
		"paths", "file", "files", "filename", "dir", "url", "urls", "uri", "uris", "endpoint", "host",
		"type", "types", "length", "len", "size", "limit", "expiry", "expires", "expiration", "ttl",
		"timeout", "lifetime", "duration", "age", "label", "labels", "title", "placeholder", "hint", "help",
		"text", "message", "msg", "error", "errors", "desc", "description", "policy", "regex", "regexp",
		"pattern", "prefix", "suffix", "header", "headers", "param", "params", "parameter", "format",
		"algorithm", "algo", "alg", "version", "status", "state", "input", "inputs", "class", "classes",
		"element", "selector", "index", "idx", "kind", "provider", "providers", "store", "storage",
		"manager", "service", "services", "helper", "factory", "builder", "handler", "validator",
		"validation", "parser", "generator", "enabled", "disabled", "required", "visible", "visibility",
		"strength", "complexity", "score", "column", "table", "location", "address", "uuid", "ref", "refs", "reference",
		"arn", "position", "offset", "start", "end", "stream", "list", "set", "map", "array", "spec",
		"specs", "schema", "model", "interface", "impl", "module", "package", "import", "icon", "image",
		"color", "style", "css", "button", "form", "page", "route", "view", "controller", "event", "events",
		"action", "callback", "listener", "hook", "rule", "rules", "scope", "scopes", "role", "roles",
		"issuer", "audience", "subject", "username", "user", "email", "owner", "hash", "sha", "sha1",
		"sha256", "md5", "digest", "checksum", "fingerprint", "thumbprint", "signature", "integrity",
		"attribute", "attr", "property", "prop", "var", "variable", "env", "constant", "tag", "comment",
		"separator", "delimiter", "encoding", "charset", "bits", "bytes", "iterations", "rounds", "salt",
		"nonce", "iv", "vault", "mount", "volume", "template", "source", "target", "backend", "engine",
		"client", "server", "ok", "encoder", "function", "method", "fn", "test", "revision", "branch", "date", "time",
		"timestamp", "created", "updated", "at", "expired", "sender", "topic", "chars", "alphabet", NULL};

/* Words that make the whole name harmless, wherever they stand. */
static const char *const harmless[] = {"_public_key_", "_publickey_", "_pubkey_", "_pub_key_", "_public_token_",
		"_public_api_", "_csrf_", "_authenticity_token_", "_xsrf_", "_csrfmiddlewaretoken_", "_anti_forgery_", "_primary_key_",
		"_foreign_key_", "_sort_key_", "_partition_key_", "_cache_key_", "_row_key_", "_idempotency_key_",
		"_keyword_", "_keywords_", "_keyboard_", "_tokenizer_", "_tokenize_", "_tokenization_", "_tokens_",
		"_max_token_", "_num_token_", "_eos_token_", "_bos_token_", "_pad_token_", "_unk_token_",
		"_sep_token_", "_cls_token_", "_mask_token_", "_stop_token_", "_next_token_", "_page_token_",
		"_continuation_token_", "_cancellation_token_", "_cancel_token_", "_sync_token_", "_publishable_",
		"_site_key_", "_sitekey_", "_recaptcha_site_", "_secretary_", "_bearer_format_", "_public_",
		"_key_id_", "_keyid_", "_token_type_", "_public_key_token_", "_publickeytoken_",
		"_pagination_token_", "_cursor_token_", "_design_token_", "_design_tokens_", "_syntax_token_",
		"_token_kind_", "_password_secret_", "_key_alias_", "_verify_key_", "_verification_key_", "_verifying_key_",
		"_dedupe_key_", "_dedup_key_", "_group_key_", "_object_key_", "_by_pass_",
		"_pusher_app_key_", "_pusher_key_", NULL};

/* What begins so is meant not to be one; messages, events and errors have services, whose passwords begin so as well. */
static const char *const at_start[] = {"wrong", "invalid", "incorrect", NULL};

static bool ends_with_word(const char *name, const char *word)
{
	size_t name_len = strlen(name), len = strlen(word);

	return name_len >= len + 2 && name[name_len - len - 2] == '_' && !memcmp(name + name_len - len - 1, word, len);
}

static bool starts_with_word(const char *name, const char *word)
{
	size_t len = strlen(word);

	return !strncmp(name + 1, word, len) && name[len + 1] == '_' && name[len + 2];
}

const char *secscan_step_name(const struct candidate *c, enum secscan_ruling *ruling)
{
	(void)ruling;
	for (size_t i = 0; *c->name && harmless[i]; i++)
		if (strstr(c->name, harmless[i]))
			return "the name it is given to is one for public values";
	for (size_t i = 0; *c->name && not_at_end[i]; i++)
		if (ends_with_word(c->name, not_at_end[i]))
			return "the name it is given to tells of something about a secret, not of one";
	for (size_t i = 0; c->rule->chosen && *c->name && at_start[i]; i++)
		if (starts_with_word(c->name, at_start[i]))
			return "the name it is given to says that it is none";
	return NULL;
}

/* SPDX-License-Identifier: MIT */
/* What was found is gone afterwards, what was not is still there, and no placeholder is taken for a secret. */
#include "subject.h"

#include <secscan/redact.h>

static int count(const struct secscan_finding *f, void *payload)
{
	*(size_t *)payload += f->kind == SECSCAN_KIND_SECRET;
	return 0;
}

static bool holds(const char *text, size_t len, const char *word, size_t word_len)
{
	return memmem(text, len, word, word_len) != NULL;
}

static void check_token_gone(const char *text, size_t len, const char *out, size_t out_len)
{
	static const uint8_t one = 1;
	size_t token_len;
	char *token = subject_text(&token_len, &one, 1), *padded = malloc(token_len + 2);

	MUST(padded);
	memcpy(padded + 1, token, token_len);
	padded[0] = padded[token_len + 1] = ' ';
	/* between blanks it is one for certain */
	if (holds(text, len, padded, token_len + 2))
		MUST(!holds(out, out_len, padded, token_len + 2));
	free(padded);
	free(token);
}

struct placeholders {
	const char *text;
	size_t len;
};

static int check_no_placeholder(const struct secscan_finding *f, void *payload)
{
	const struct placeholders *p = payload;

	MUST(!holds(p->text + f->secret_offset, f->secret_length, "[REDACTED:", 10));
	return 0;
}

static void check_again(const char *out, size_t out_len)
{
	struct placeholders placeholders = {out, out_len};
	struct secscan_input input = {out, out_len, "fuzz.txt"};

	MUST(!secscan_scan(subject_scanner(), &input, check_no_placeholder, &placeholders, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t len, out_len, found = 0;
	char *text = subject_text(&len, data, size), *out;
	struct secscan_input input = {text, len, "fuzz.txt"};
	struct secscan_error err = {0};

	if (secscan_redact(&out, &out_len, subject_scanner(), &input, &err)) {
		MUST(err.code == SECSCAN_ERR_LIMIT && !out && !out_len);
		free(text);
		return 0;
	}
	MUST(out && !out[out_len]);
	MUST(!secscan_scan(subject_scanner(), &input, count, &found, NULL));
	if (!found)
		MUST(out_len == len && !memcmp(out, text, len));
	check_token_gone(text, len, out, out_len);
	if (!holds(text, len, "REDACTED", 8))
		check_again(out, out_len);
	free(out);
	free(text);
	return 0;
}

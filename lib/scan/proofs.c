/* SPDX-License-Identifier: MIT */
#include "scan/proofs.h"

#include "base/array.h"
#include "base/base64.h"
#include "rules/cards.h"
#include "rules/checks.h"
#include "rules/keys.h"
#include "rules/marvin.h"
#include "rules/sums.h"

#include <ctype.h>

enum { TAIL_MAX = 16 };

static size_t luhn(char out[TAIL_MAX], const char *head, size_t len)
{
	out[0] = secscan_luhn_digit(head, len);
	return 1;
}

static size_t gitlab(char out[TAIL_MAX], const char *head, size_t len)
{
	secscan_gitlab_tail(out, head, len);
	return GITLAB_TAIL;
}

static size_t bech32(char out[TAIL_MAX], const char *head, size_t len)
{
	secscan_bech32_sum(out, head, len);
	return BECH32_SUM;
}

static size_t cask(char out[TAIL_MAX], const char *head, size_t len)
{
	secscan_cask_tail(out, head, len);
	return CASK_TAIL;
}

static size_t marvin_url(char out[TAIL_MAX], const char *head, size_t len)
{
	size_t n = secscan_marvin_tail(out, head, len);

	for (size_t i = 0; i < n; i++)
		out[i] = out[i] == '+' ? '-' : out[i] == '/' ? '_' : out[i];
	return n;
}

/* The CRC-32 forms are described in the table of checks. */
static const struct {
	const char *name;
	size_t (*write)(char out[TAIL_MAX], const char *head, size_t len);
} tails[] = {
	{"age-bech32", bech32},
	{"cask", cask},
	{"gitlab-routable", gitlab},
	{"luhn", luhn},
	{"marvin32", secscan_marvin_tail},
	{"marvin32-url", marvin_url},
};

static size_t write_tail(char out[TAIL_MAX], const char *name, const char *head, size_t len)
{
	const struct check *check = secscan_check_find(name);

	if (check && check->sum) {
		secscan_sum_write(out, check->sum, head, len);
		return check->sum->width;
	}
	for (size_t i = 0; i < ARRAY_SIZE(tails); i++)
		if (!strcmp(tails[i].name, name))
			return tails[i].write(out, head, len);
	return 0;
}

/* The sum ends the run and the reach of the mark. */
static int end_run(struct drawing *d, const char *tail, size_t len)
{
	int rc = secscan_buffer_add(d->out, tail, len);

	if (!rc && d->marked)
		d->run = d->out->len;
	d->marked = false;
	return rc;
}

static char *run_of(const struct drawing *d, size_t *len)
{
	static char none[1];

	*len = d->out->len - d->run;
	return d->out->data ? d->out->data + d->run : none;
}

int secscan_draw_tail(struct drawing *d, const struct generator *self, size_t n)
{
	char tail[TAIL_MAX], *head = run_of(d, &n);
	size_t len = write_tail(tail, self->name, head, n);

	return end_run(d, tail, len);
}

static bool is_alnum(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)text[i]))
			return false;
	return true;
}

int secscan_draw_marvin_base62(struct drawing *d, const struct generator *self, size_t n)
{
	char tail[TAIL_MAX], *head = run_of(d, &n);
	size_t len = secscan_marvin_tail(tail, head, n);

	for (; n && !is_alnum(tail, len); len = secscan_marvin_tail(tail, head, n))
		head[0] = self->alphabet[secscan_draw(d, strlen(self->alphabet))];
	return end_run(d, tail, len);
}

static int add_base64(struct buffer *out, const void *bytes, size_t len, enum base64_kind kind)
{
	int rc = secscan_buffer_reserve(out, len / 3 * 4 + 4);

	if (rc)
		return rc;
	out->len += secscan_base64_encode(out->data + out->len, bytes, len, kind);
	out->data[out->len] = '\0';
	return 0;
}

/* An object of one member, padded with spaces to whole groups of base64. */
int secscan_draw_base64_json(struct drawing *d, const struct generator *self, size_t n)
{
	struct buffer json = {0};
	struct drawing inner = {.out = &json, .state = d->state};
	int rc = secscan_buffer_addstr(&json, "{\"k\":\"");

	if (!rc)
		rc = secscan_draw_from(&inner, self->alphabet, n);
	if (!rc)
		rc = secscan_buffer_addstr(&json, "\"}");
	while (!rc && json.len % 3)
		rc = secscan_buffer_addstr(&json, " ");
	if (!rc)
		rc = add_base64(d->out, json.data, json.len, BASE64_PLAIN);
	d->state = inner.state;
	secscan_buffer_release(&json);
	return rc;
}

static int add_claims(struct drawing *d, const char *json)
{
	int rc = add_base64(d->out, json, strlen(json), BASE64_URL);

	return rc ? rc : secscan_buffer_addstr(d->out, ".");
}

/* RFC 7519 with HS256: header and payload say what tokens say, the signature is 32 drawn bytes. */
int secscan_draw_jwt(struct drawing *d, const struct generator *self, size_t n)
{
	int rc = 0;

	while (!rc && n--) {
		char claims[96];

		snprintf(claims, sizeof(claims), "{\"sub\":\"%010zu\",\"iat\":%zu,\"admin\":true}",
				secscan_draw(d, 1000000000), 1600000000 + secscan_draw(d, 100000000));
		rc = add_claims(d, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
		if (!rc)
			rc = add_claims(d, claims);
		if (!rc)
			rc = secscan_draw_from(d, self->alphabet, 43);
	}
	return rc;
}

int secscan_draw_jwt_base64(struct drawing *d, const struct generator *self, size_t n)
{
	struct buffer jwt = {0};
	struct drawing inner = {.out = &jwt, .state = d->state};
	int rc = secscan_draw_jwt(&inner, self, n);

	if (!rc)
		rc = add_base64(d->out, jwt.data, jwt.len, BASE64_PLAIN);
	d->state = inner.state;
	secscan_buffer_release(&jwt);
	return rc;
}

/* n lines of 48 bytes that start as a private key does: a SEQUENCE as long as said, then INTEGER 0. */
int secscan_draw_pem(struct drawing *d, const struct generator *self, size_t n)
{
	int rc = 0;

	(void)self;
	for (size_t line = 0; !rc && line < n; line++) {
		const size_t inside = n * 48 - 4;
		const unsigned char head[] = {0x30, 0x82, (unsigned char)(inside >> 8), (unsigned char)inside, 2, 1, 0};
		unsigned char bytes[48];

		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = !line && i < sizeof(head) ? head[i] : (unsigned char)secscan_draw(d, 256);
		rc = line ? secscan_buffer_addstr(d->out, "\n") : 0;
		if (!rc)
			rc = add_base64(d->out, bytes, sizeof(bytes), BASE64_PLAIN);
	}
	return rc;
}

/* The index as location, an identifier and one caveat of n drawn bytes, a drawn signature. */
int secscan_draw_pypi_macaroon(struct drawing *d, const struct generator *self, size_t n)
{
	static const unsigned char start[] = {2, 1, 8, 'p', 'y', 'p', 'i', '.', 'o', 'r', 'g', 2};
	static const unsigned char next[] = "\0\2", end[] = "\0\0\6\40";
	unsigned char caveat[127], bytes[512], *p = bytes;

	(void)self;
	n = n < 1 || n > sizeof(caveat) ? sizeof(caveat) : n;
	for (size_t i = 0; i < n; i++)
		caveat[i] = (unsigned char)secscan_draw(d, 256);
	p = mempcpy(p, start, sizeof(start));
	*p++ = (unsigned char)n;
	p = mempcpy(p, caveat, n);
	p = mempcpy(p, next, sizeof(next) - 1);
	*p++ = (unsigned char)n;
	p = mempcpy(p, caveat, n);
	p = mempcpy(p, end, sizeof(end) - 1);
	for (size_t i = 0; i < 32; i++)
		*p++ = (unsigned char)secscan_draw(d, 256);
	return add_base64(d->out, bytes, (size_t)(p - bytes), BASE64_URL);
}

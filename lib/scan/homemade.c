/* SPDX-License-Identifier: MIT */
/*
 * Keys that anybody can make: most of those in public trees were made for a test and open nothing. What a file says about
 * that is weighed here: its path, the certificate beside the key, the key itself. What speaks for use comes first.
 */
#include "base/base64.h"
#include "rules/keys.h"
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

enum {
	NEAR = 1200,           /* how far around the key words are looked for */
	BESIDE = 64 * 1024,    /* and its certificate */
	SMALL_MODULUS = 97,    /* bytes of 768 bits, with a zero before */
	OID_WITHIN = 48,
	LONGEST_COMMENT = 100, /* of an OpenSSH key */
	MOST_CERTIFICATES = 4,
};

static const char *const use_words[] = {"prod", "production", "live", "staging", "deploy", "deployment", "deploykey", NULL};
static const char *const ssh_names[] = {"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", NULL};
static const char *const account_words[] = {"service_account", "gserviceaccount.com", "private_key_id", NULL};
static const char *const made_words[] = {"test", "tests", "testing", "testkey", "tester", "dummy", "fake", "mock", "sample",
		"example", "demo", "snakeoil", "insecure", "localhost", "local", "selfsigned", "unittest", NULL};
static const char *const plain_names[] = {"test", "tests", "testing", "example", "sample", "demo", "dummy", "fake", "local", NULL};
static const char *const key_ends[] = {".key", ".pem", ".crt", ".cer", ".cert", ".p8", ".pk8", ".ppk", NULL};
static const char *const local_names[] = {"localhost", "example.com", "example.org", "example.net", ".example", ".test",
		".invalid", NULL};
static const char *const public_issuers[] = {"let's encrypt", "digicert", "globalsign", "sectigo", "godaddy", "entrust",
		"zerossl", "comodo", "geotrust", "google trust", "amazon", "rapidssl", "thawte", "actalis", NULL};

/* The folders and the name of a path, as one text of words. */
static bool path_has_word(const char *path, const char *const *words)
{
	return secscan_span_has_word((struct span){path, strlen(path)}, words);
}

static bool is_ssh_name(struct span base)
{
	return secscan_span_starts_any(base, ssh_names);
}

/* ann@laptop, but neither test@example.com nor a file's name. */
static bool is_person(struct span comment)
{
	return memchr(comment.at, '@', comment.len) && !secscan_span_has_word(comment, made_words) &&
			!secscan_span_ends_any(comment, local_names);
}

/* The comment is the last text of the body: its length, its bytes, then 1, 2, 3 ... up to a whole block. */
static bool find_ssh_comment(struct span *out, const char *body, size_t n)
{
	for (size_t pad = 0; pad < 16 && pad < n; pad++) {
		size_t end = n - pad;

		if (pad && (unsigned char)body[n - 1] != pad)
			continue;
		for (size_t len = 1; len <= LONGEST_COMMENT && len + 4 <= end; len++) {
			const unsigned char *head = (const unsigned char *)body + end - len - 4;

			if (head[0] || head[1] || head[2] || head[3] != len)
				continue;
			*out = (struct span){body + end - len, len};
			if (secscan_span_count(*out, isprint) == len)
				return true;
		}
	}
	return false;
}

static bool find_comment(struct span *out, const struct candidate *c, const char *body, size_t n)
{
	static const char putty[] = "Comment: ";
	const char *at = memmem(c->match.at, c->match.len, putty, sizeof(putty) - 1);
	const char *end = at ? memchr(at, '\n', (size_t)(c->match.at + c->match.len - at)) : NULL;

	if (n > 15 && !memcmp(body, "openssh-key-v1", 15))
		return find_ssh_comment(out, body, n);
	if (!end)
		return false;
	*out = (struct span){at + sizeof(putty) - 1, (size_t)(end - at) - (sizeof(putty) - 1)};
	return true;
}

static struct span around(const struct candidate *c, ptrdiff_t reach)
{
	const char *start = c->match.at - c->text.at > reach ? c->match.at - reach : c->text.at;
	const char *end = c->match.at + c->match.len, *text_end = c->text.at + c->text.len;

	return (struct span){start, (size_t)((text_end - end > reach ? end + reach : text_end) - start)};
}

/* The claims of a JSON web token, which may be encoded once more; empty for anything else. */
static struct span claims_of(char out[PEM_MAX], const struct candidate *c, const char *body, size_t n)
{
	struct span token = secscan_span_starts(c->value, "ey") ? c->value : (struct span){body, n};
	const char *dot = secscan_span_starts(token, "ey") ? memchr(token.at, '.', token.len) : NULL;
	size_t left = dot ? (size_t)(token.at + token.len - dot - 1) : 0;

	return (struct span){out, left ? secscan_base64_decode(out, PEM_MAX, dot + 1, left) : 0};
}

/* Who has issued it can be reached, or has a name that only services have. */
static bool is_issued(struct span claims)
{
	static const char *const services[] = {"supabase", "service_role", "kubernetes/serviceaccount", NULL};

	if (secscan_span_has_any(claims, services))
		return true;
	return secscan_span_has(claims, "\"iss\"") && secscan_span_has(claims, "://") && !secscan_span_has_any(claims, local_names);
}

/* What Supabase hands to browsers, what everybody has on his own machine, and the subject of jwt.io's sample. */
static const char *public_claim(struct span claims)
{
	if (secscan_span_has(claims, "\"role\":\"anon\""))
		return "its role is anon: it is handed to everybody";
	if (secscan_span_has(claims, "\"iss\":\"supabase-demo\""))
		return "its issuer is the one of every developer's machine";
	return secscan_span_has(claims, "\"sub\":\"1234567890\"") ? "its subject is that of a well-known sample" : NULL;
}

/* localhost-key.pem, test-server.key: the name of a key that says what it is for. A file just called test says nothing. */
static bool is_named_for_tests(struct span base)
{
	const char *dot = memchr(base.at, '.', base.len);
	struct span stem = {base.at, dot ? (size_t)(dot - base.at) : base.len};

	return secscan_span_ends_any(base, key_ends) && secscan_span_has_word(base, made_words) &&
			!secscan_span_is_any(stem, plain_names);
}

/* A service knows the key, a person's name is in it, or its place is called after real use. */
static bool is_in_use(const struct candidate *c, const char *body, size_t n, struct span claims)
{
	struct span comment = {0};
	bool commented = find_comment(&comment, c, body, n);

	if (is_issued(claims) || (commented && is_person(comment)))
		return true;
	if (is_ssh_name(secscan_path_base(c->path)) && !commented)
		return true;
	return path_has_word(c->path, use_words) || secscan_span_has_any(around(c, NEAR), account_words);
}

/* SEQUENCE, version 0, modulus: where an RSA key's own structure begins. 0 for what is no such structure. */
static size_t modulus_len(const unsigned char *der, size_t n)
{
	static const unsigned char version[] = {0x02, 0x01, 0x00, 0x02};
	size_t head = n > 4 && der[0] == 0x30 ? 2 : n;

	if (head < n && der[1] & 0x80)
		head += der[1] & 0x7f;
	if (head + sizeof(version) + 2 >= n || memcmp(der + head, version, sizeof(version)) != 0)
		return 0;
	der += head + sizeof(version);
	return der[0] & 0x80 ? der[0] == 0x81 ? der[1] : SIZE_MAX : der[0];
}

/* 768 bits were broken in 2009; such keys are made where a test has to be fast. */
static bool is_small_rsa(const char *body, size_t n)
{
	static const char oid[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x04";
	const char *inner = memmem(body, n < OID_WITHIN ? n : OID_WITHIN, oid, sizeof(oid) - 1);
	size_t len, at = inner ? (size_t)(inner - body) + sizeof(oid) - 1 : 0;

	if (inner && at < n)
		at += body[at] & 0x80 ? 1 + (size_t)(body[at] & 0x7f) : 1;
	len = at < n ? modulus_len((const unsigned char *)body + at, n - at) : 0;
	return len && len <= SMALL_MODULUS;
}

/* What the PEM certificates in a text say of whom they are for. */
struct owners {
	size_t seen;
	bool local, public;
};

static void read_certificates(struct owners *owners, struct span text)
{
	static const char begin[] = "-----BEGIN CERTIFICATE-----";
	char body[PEM_MAX];

	while (owners->seen < MOST_CERTIFICATES) {
		const char *at = memmem(text.at, text.len, begin, sizeof(begin) - 1), *end;
		struct span bytes = {body, 0};

		if (!at)
			return;
		at += sizeof(begin) - 1;
		text = (struct span){at, (size_t)(text.at + text.len - at)};
		end = memmem(text.at, text.len, "-----", 5);
		if (!end)
			return;
		bytes.len = secscan_pem_decode(body, at, (size_t)(end - at));
		owners->seen++;
		owners->local |= secscan_span_has_any(bytes, local_names) != NULL;
		owners->public |= secscan_span_has_any(bytes, public_issuers) != NULL;
	}
}

/* Kubernetes keeps certificates in base64 once more. */
static void read_encoded_certificates(struct owners *owners, struct span text)
{
	static const char begin[] = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS";
	const char *at = memmem(text.at, text.len, begin, sizeof(begin) - 1);
	char pem[PEM_MAX];

	if (at)
		read_certificates(owners, (struct span){pem, secscan_base64_decode(pem, sizeof(pem), at,
				(size_t)(text.at + text.len - at))});
}

static bool is_beside_local_certificate(const struct candidate *c)
{
	struct owners owners = {0};

	read_certificates(&owners, around(c, BESIDE));
	read_encoded_certificates(&owners, around(c, BESIDE));
	return owners.local && !owners.public;
}

const char *secscan_step_homemade(const struct candidate *c, enum secscan_ruling *ruling)
{
	char body[PEM_MAX], json[PEM_MAX];
	size_t n = secscan_pem_decode(body, c->value.at, c->value.len);
	struct span claims = claims_of(json, c, body, n);
	const char *public = public_claim(claims);

	*ruling = SECSCAN_DOUBTED;
	if (public)
		return public;
	if (is_in_use(c, body, n, claims))
		return NULL;
	if (secscan_path_is_test(c->path))
		return "it lies among tests or examples, and nothing says that it is in use";
	if (secscan_candidate_is_shown(c))
		return "it is shown in a manual, and nothing says that it is in use";
	if (is_named_for_tests(secscan_path_base(c->path)))
		return "its file is named as for a test or this machine";
	if (is_small_rsa(body, n))
		return "it is an RSA key too small to be in use";
	return is_beside_local_certificate(c) ? "the certificate beside it is for this machine or an example" : NULL;
}

/* SPDX-License-Identifier: MIT */
/* Base64 of what is no secret: a certificate, the name of a host, what nobody but a cluster can open. */
#include "base/base64.h"
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

enum {
	LONGEST_PEM = 8 * 1024,
	LONGEST_HOST = 128,
	LEAST_KEY = 100, /* bytes of the shortest key with the lines around it; those alone have 75 at most */
	REACH = 32 * 1024,
};

static bool begins(struct span s, const char *bytes)
{
	size_t len = strlen(bytes);

	return s.len >= len && !memcmp(s.at, bytes, len);
}

static bool begins_any(struct span s, const char *const *heads)
{
	for (; *heads; heads++)
		if (begins(s, *heads))
			return true;
	return false;
}

static const char *judge_pem(struct span value)
{
	char text[LONGEST_PEM];
	struct span pem = {text, secscan_base64_decode(text, sizeof(text), value.at, value.len)};

	if (pem.len == sizeof(text) || !begins(pem, "-----BEGIN "))
		return NULL;
	if (!memmem(pem.at, pem.len, "PRIVATE KEY", 11))
		return "decoded, it is a certificate or a public key";
	return pem.len < LEAST_KEY ? "decoded, it is a header without a key" : NULL;
}

/* db-1.acme.io: small letters, digits, hyphens and dots, and behind the last dot letters. */
static bool is_host(struct span s)
{
	const char *dot = memrchr(s.at, '.', s.len);
	size_t letters = 0, others = 0;

	for (size_t i = 0; i < s.len; i++) {
		letters += islower((unsigned char)s.at[i]) != 0;
		others += isdigit((unsigned char)s.at[i]) || s.at[i] == '-' || s.at[i] == '.';
	}
	if (!dot || dot == s.at || letters + others != s.len)
		return false;
	s = (struct span){dot + 1, (size_t)(s.at + s.len - dot - 1)};
	return s.len >= 2 && secscan_span_count(s, islower) == s.len;
}

static bool decodes_to_host(struct span value)
{
	char text[LONGEST_HOST];
	size_t len = secscan_base64_decode(text, sizeof(text), value.at, value.len);

	return len < sizeof(text) && is_host((struct span){text, len});
}

/*
 * SubjectPublicKeyInfo (RFC 5280, section 4.1) of RSA with 1,024, 2,048 and 4,096 bits, of elliptic curves and Ed25519, in
 * base64; what Mapbox hands to browsers.
 */
static bool is_public_key(struct span value)
{
	static const char *const heads[] = {"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB", "MIIBIjANBgkqhkiG9w0BAQEFAAOC",
			"MIICIjANBgkqhkiG9w0BAQEFAAOC", "MFkwEwYHKoZIzj0CAQ", "MHYwEAYHKoZIzj0CAQ", "MCowBQYDK2Vw", "pk.eyJ", NULL};

	return begins_any(value, heads);
}

/*
 * A blob that one account of Windows (DPAPI), in base64 or hex, or a key in AWS KMS alone opens: each begins with what
 * names the provider.
 */
static bool is_wrapped(struct span value)
{
	static const char *const heads[] = {"AQAAANCMnd8BFdERjHoA", "01000000d08c9ddf0115d1118c7a00c04fc297eb", "AQICAH", NULL};
	enum { LEAST = 60 };

	return value.len >= LEAST && begins_any(value, heads);
}

/* Among the encryptedData of the same document; all such values begin with the length of the key that they hold. */
static bool is_sealed(const struct candidate *c)
{
	static const char head[] = "encryptedData:";
	const char *floor = c->value.at - c->text.at > REACH ? c->value.at - REACH : c->text.at;

	if (!begins(c->value, "Ag"))
		return false;
	for (const char *p = c->value.at; p-- > floor;) {
		if (!memcmp(p, "\n---", 4))
			return false;
		if (*p == *head && !memcmp(p, head, sizeof(head) - 1))
			return true;
	}
	return false;
}

const char *secscan_step_decoded(const struct candidate *c, enum secscan_ruling *ruling)
{
	(void)ruling;
	if (is_sealed(c))
		return "it is sealed: its cluster alone can open it";
	if (c->rule->yields && is_public_key(c->value))
		return "it is a public key";
	if (c->rule->yields && is_wrapped(c->value))
		return "it is encrypted for one account or by a key of a service";
	if (begins(c->value, "LS0tLS1CRUdJTi"))
		return judge_pem(c->value);
	return decodes_to_host(c->value) ? "decoded, it is the name of a host" : NULL;
}

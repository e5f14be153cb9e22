/* SPDX-License-Identifier: MIT */
/* Values that a manual, a standard or an emulator prints for everybody: real in form, and everywhere. */
#include "base/array.h"
#include "base/hash.h"
#include "scan/plausible.h"

enum { LONGEST = 100 };

/* The first eight bytes of the value's BLAKE2b-256, without the = at its end: the tree holds none of them. */
static const uint64_t published[] = {
	0xd16996729a83d731, /* Azurite and the Azure storage emulator */
	0xd66aa8ce8dfa8ccf, /* the Azure Cosmos DB emulator */
	0xe960aa03bb7ac132, /* Google Authenticator's key URI format */
	0xc486433497731cfd, /* Laravel's factory of users ("password") */
	0x22e143551ca016ab, /* Stripe's manual */
	0xeb6672014a9c5baa, /* Stripe's manual */
	0x8313c8fbdaca79ec, /* IdentityServer's samples (the SHA-256 of "secret") */
	0x8016e496e912b37c, /* RFC 7617, section 2 */
	0x7bc94221974b33ff, /* MDN and RFC 2617 (Aladdin) */
	0x89804889999ba00e, /* RFC 6750, section 2.1 */
	0xb5a45e4f336e4761, /* RFC 7628, section 4 */
	0xfcc423ccd53f03d3, /* Flask's quickstart */
};

static struct span without_padding(struct span value)
{
	while (value.len && value.at[value.len - 1] == '=')
		value.len--;
	return value;
}

static uint64_t number_of(struct span value)
{
	uint8_t hash[HASH_LEN];
	uint64_t number = 0;

	secscan_hash(hash, value.at, value.len);
	for (size_t i = 0; i < sizeof(number); i++)
		number = number << 8 | hash[i];
	return number;
}

const char *secscan_step_published(const struct candidate *c, enum secscan_ruling *ruling)
{
	uint64_t number;

	if (c->value.len > LONGEST)
		return NULL;
	number = number_of(without_padding(c->value));
	*ruling = SECSCAN_DOUBTED;
	for (size_t i = 0; i < ARRAY_SIZE(published); i++)
		if (published[i] == number)
			return "a manual prints it for everybody: it is nobody's own";
	return NULL;
}

/* SPDX-License-Identifier: MIT */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include "rules/rule.h"

/*
 * A pack is one block of bytes: header, rules, texts, Hyperscan database. Two forms of the
 * database: an image that is used where it lies (linked into a static program, page-aligned, made by the very
 * Hyperscan that reads it), and the serialized form (a dynamic build, and the cache of user rules).
 */
enum pack_form {
	PACK_SERIALIZED = 1,
	PACK_IMAGE = 2,
};

enum { PACK_ALIGN = 4096, PACK_DIGEST = 32 };

struct pack_header {
	char magic[8];
	uint32_t form;
	uint32_t rule_size; /* sizeof(struct secscan_rule): another build's pack is refused */
	uint32_t rule_count;
	uint32_t rules_at;
	uint64_t database_at;
	uint64_t database_len;
	uint64_t total;
	char engine[32];             /* Hyperscan's version */
	uint8_t digest[PACK_DIGEST]; /* BLAKE2b of all that follows the header; zero when linked in */
	uint8_t origin[PACK_DIGEST]; /* of all that the rules were made from; zero where nobody said */
};

struct secscan_rules {
	const struct pack_header *pack;
	const struct secscan_rule *rules;
	void *memory;   /* what to free with the rules, or NULL when linked in */
	void *database; /* struct hs_database: the image itself or our deserialized copy */
	bool owns_database;
};

#define PACK_MAGIC "SSPACK6"

/* Use the pack at bytes, which stay the caller's on failure and become the rules' (free) on success if owned. */
SECSCAN_MUST_CHECK int secscan_pack_open(struct secscan_rules **out, const void *bytes, size_t len, bool owned,
		struct secscan_error *err);

/* Bytes of a pack in this form; the caller frees *out. */
SECSCAN_MUST_CHECK int secscan_pack_make(void **out, size_t *len, const struct secscan_rule *rules,
		size_t count, const char *texts, size_t texts_len, const void *serialized, size_t serialized_len,
		enum pack_form form, struct secscan_error *err);

/* secscan_rules_save() with a name of what the rules were made from, which stands in the file. */
SECSCAN_MUST_CHECK int secscan_rules_save_as(const struct secscan_rules *rules, const char *path,
		const uint8_t origin[PACK_DIGEST], struct secscan_error *err);

#endif

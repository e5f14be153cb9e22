/* SPDX-License-Identifier: MIT */
#include "rules/pack.h"

#include "base/error.h"

#include <hs_runtime.h>

static int refuse(struct secscan_error *err, const char *why)
{
	return secscan_fail(err, SECSCAN_ERR_RULES, 401, "the rule database cannot be used: %s", why);
}

static const char *pack_flaw(const struct pack_header *p, size_t len)
{
	if (len < sizeof(*p) || memcmp(p->magic, PACK_MAGIC, sizeof(p->magic)) != 0)
		return "it is not one of ours";
	if (p->rule_size != sizeof(struct secscan_rule))
		return "another version made it";
	if (p->total != len || p->database_at > len || p->database_len > len - p->database_at ||
			p->rules_at < sizeof(*p) || p->rules_at > p->database_at ||
			p->rule_count > (p->database_at - p->rules_at) / sizeof(struct secscan_rule))
		return "it is cut short";
	if (strncmp(p->engine, hs_version(), sizeof(p->engine) - 1) != 0)
		return "another version of Hyperscan made it";
	return NULL;
}

static int load_database(struct secscan_rules *rules, struct secscan_error *err)
{
	const struct pack_header *p = rules->pack;
	const char *bytes = (const char *)p + p->database_at;
	hs_database_t *database = NULL;

	if (p->form == PACK_IMAGE) {
		/* Hyperscan only reads it; its own check (version, platform, CRC) is in hs_alloc_scratch. */
		rules->database = (void *)(uintptr_t)bytes;
		return 0;
	}
	if (hs_deserialize_database(bytes, p->database_len, &database) != HS_SUCCESS)
		return refuse(err, "Hyperscan refuses it on this processor");
	rules->database = database;
	rules->owns_database = true;
	return 0;
}

int secscan_pack_open(struct secscan_rules **out, const void *bytes, size_t len, bool owned,
		struct secscan_error *err)
{
	const char *flaw = pack_flaw(bytes, len);
	struct secscan_rules *rules;
	int rc;

	if (flaw)
		return refuse(err, flaw);
	rules = calloc(1, sizeof(*rules));
	if (!rules)
		return secscan_fail_nomem(err);
	rules->pack = bytes;
	rules->rules = (const void *)((const char *)bytes + rules->pack->rules_at);
	rc = load_database(rules, err);
	if (rc) {
		free(rules);
		return rc;
	}
	rules->memory = owned ? (void *)(uintptr_t)bytes : NULL;
	*out = rules;
	return 0;
}

static int place_database(char *at, const void *serialized, size_t len, enum pack_form form,
		struct secscan_error *err)
{
	if (form == PACK_SERIALIZED)
		memcpy(at, serialized, len);
	else if (hs_deserialize_database_at(serialized, len, (hs_database_t *)(void *)at) != HS_SUCCESS)
		return refuse(err, "Hyperscan does not read back what it wrote");
	return 0;
}

static size_t round_up(size_t n)
{
	return (n + PACK_ALIGN - 1) / PACK_ALIGN * PACK_ALIGN;
}

int secscan_pack_make(void **out, size_t *len, const struct secscan_rule *rules, size_t count, const char *texts,
		size_t texts_len, const void *serialized, size_t serialized_len, enum pack_form form,
		struct secscan_error *err)
{
	struct pack_header header = {.magic = PACK_MAGIC, .form = form, .rule_size = sizeof(*rules),
			.rule_count = (uint32_t)count, .rules_at = sizeof(header)};
	size_t database_len = serialized_len, texts_at = sizeof(header) + count * sizeof(*rules);
	char *bytes;
	int rc;

	if (form == PACK_IMAGE &&
			hs_serialized_database_size(serialized, serialized_len, &database_len) != HS_SUCCESS)
		return refuse(err, "Hyperscan does not read back what it wrote");
	header.database_at = round_up(texts_at + texts_len);
	header.database_len = database_len;
	header.total = header.database_at + database_len;
	snprintf(header.engine, sizeof(header.engine), "%s", hs_version());
	bytes = aligned_alloc(PACK_ALIGN, round_up(header.total));
	if (!bytes)
		return secscan_fail_nomem(err);
	memset(bytes, 0, round_up(header.total));
	memcpy(bytes, &header, sizeof(header));
	memcpy(bytes + sizeof(header), rules, count * sizeof(*rules));
	memcpy(bytes + texts_at, texts, texts_len);
	rc = place_database(bytes + header.database_at, serialized, serialized_len, form, err);
	if (rc) {
		free(bytes);
		return rc;
	}
	*out = bytes;
	*len = header.total;
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Runs at build time only: patterns/ -> one pack of compiled rules, an assembly file that lays it into
 * the program, and a depfile so that a touched rule file builds it anew.
 *
 *   secscan-embed image|serialized all|secrets PATTERNS OUT.S OUT.pack OUT.d
 */
#include <secscan/secscan.h>
#include <secscan/unstable/embed.h>

#include <stdio.h>
#include <string.h>

static int complain(const struct secscan_error *err)
{
	fprintf(stderr, "%s:%u:%u: %s\n", err->file, err->line, err->column, err->message);
	return 1;
}

static int write_assembly(const char *path, const char *pack, const char *symbol)
{
	FILE *out = fopen(path, "w");

	if (!out)
		return -1;
	fprintf(out,
			"\t.section .rodata\n"
			"\t.balign 4096\n"
			"\t.globl secscan_%s_pack\n"
			"\t.globl secscan_%s_pack_end\n"
			"secscan_%s_pack:\n"
			"\t.incbin \"%s\"\n"
			"secscan_%s_pack_end:\n"
			"\t.byte 0\n"
			"\t.section .note.GNU-stack,\"\",%%progbits\n",
			symbol, symbol, symbol, pack, symbol);
	return fclose(out);
}

static int write_depfile(const char *path, const char *target, const struct secscan_compiler *compiler)
{
	FILE *out = fopen(path, "w");
	const char *file;

	if (!out)
		return -1;
	fprintf(out, "%s:", target);
	for (size_t i = 0; (file = secscan_compiler_file(compiler, i)); i++)
		fprintf(out, " \\\n %s", file);
	fprintf(out, "\n");
	return fclose(out);
}

/* Both engines must take every rule before it is linked into anything. */
static int build(struct secscan_rules **rules, struct secscan_compiler *compiler, struct secscan_error *err)
{
	struct secscan_scanner *scanner;
	int rc = secscan_compiler_build(rules, compiler, err);

	if (rc)
		return rc;
	rc = secscan_scanner_new(&scanner, *rules, err);
	if (!rc) {
		rc = secscan_scanner_prepare(scanner, err);
		secscan_scanner_free(scanner);
	}
	return rc;
}

static int add_secrets(struct secscan_compiler *compiler, const char *patterns, struct secscan_error *err)
{
	char folder[4096];

	snprintf(folder, sizeof(folder), "%s/secrets", patterns);
	return secscan_compiler_add_folder(compiler, SECSCAN_KIND_SECRET, folder, err);
}

/* Every pack is marked with the whole tree, for what is made of the built-in rules depends on all of them. */
static int embed(char **argv, struct secscan_compiler *whole, struct secscan_compiler *secrets, bool all,
		struct secscan_error *err)
{
	struct secscan_rules *rules = NULL;
	uint8_t origin[32];
	int rc = secscan_compiler_add_tree(whole, argv[3], err);

	if (!rc && !all)
		rc = add_secrets(secrets, argv[3], err);
	if (!rc)
		rc = build(&rules, all ? whole : secrets, err);
	if (rc)
		return complain(err);
	secscan_compiler_digest(origin, whole);
	rc = secscan_rules_embed(rules, argv[5], !strcmp(argv[1], "image"), origin, err);
	secscan_rules_free(rules);
	if (rc)
		return complain(err);
	return write_assembly(argv[4], argv[5], all ? "builtin" : "secrets") || write_depfile(argv[6], argv[4], whole);
}

int main(int argc, char **argv)
{
	struct secscan_compiler *whole = NULL, *secrets = NULL;
	struct secscan_error err = {0};
	int rc;

	if (argc != 7)
		return 2;
	if (secscan_compiler_new(&whole, &err) || secscan_compiler_new(&secrets, &err))
		rc = complain(&err);
	else
		rc = embed(argv, whole, secrets, !strcmp(argv[2], "all"), &err);
	secscan_compiler_free(secrets);
	secscan_compiler_free(whole);
	return rc;
}

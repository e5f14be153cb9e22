/* SPDX-License-Identifier: MIT */
/*
 * Runs at build time only: patterns/ -> one pack of compiled rules, an assembly file that lays it into
 * the program, and a depfile so that a touched rule file builds it anew.
 *
 *   secscan-embed image|serialized PATTERNS OUT.S OUT.pack OUT.d
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

static int write_assembly(const char *path, const char *pack)
{
	FILE *out = fopen(path, "w");

	if (!out)
		return -1;
	fprintf(out,
			"\t.section .rodata\n"
			"\t.balign 4096\n"
			"\t.globl secscan_builtin_pack\n"
			"\t.globl secscan_builtin_pack_end\n"
			"secscan_builtin_pack:\n"
			"\t.incbin \"%s\"\n"
			"secscan_builtin_pack_end:\n"
			"\t.byte 0\n"
			"\t.section .note.GNU-stack,\"\",%%progbits\n",
			pack);
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

int main(int argc, char **argv)
{
	struct secscan_compiler *compiler = NULL;
	struct secscan_rules *rules = NULL;
	struct secscan_error err = {0};
	int rc;

	if (argc != 6)
		return 2;
	rc = secscan_compiler_new(&compiler, &err);
	if (!rc)
		rc = secscan_compiler_add_tree(compiler, argv[2], &err);
	if (!rc)
		rc = build(&rules, compiler, &err);
	if (!rc)
		rc = secscan_rules_embed(rules, argv[4], !strcmp(argv[1], "image"), &err);
	if (rc)
		rc = complain(&err);
	else if (write_assembly(argv[3], argv[4]) || write_depfile(argv[5], argv[3], compiler))
		rc = 1;
	secscan_rules_free(rules);
	secscan_compiler_free(compiler);
	return rc;
}

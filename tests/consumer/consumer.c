/* SPDX-License-Identifier: MIT */
/* What a program of somebody else's does: rules of its own and the built-in ones, scan, walk, redact. */
#include <secscan/secscan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char rule_text[] =
		"[own-ticket]\nname = Ticket\nseverity = high\npattern = \\bownticket_[0-9a-f]{24}\\b\nremedy = Ask for a new one.\n"
		"sample = a\nsample = b\nsample = c\nnot = d\nnot = e\nnot = f\n";
static const char text[] = "one\nx = ownticket_0123456789abcdef01234567\n";

static int show(const struct secscan_finding *finding, void *payload)
{
	printf("%u:%u %s %s\n", finding->line, finding->column, finding->rule_id,
			secscan_severity_name(finding->severity));
	++*(int *)payload;
	return 0;
}

static int scan(struct secscan_scanner *scanner, struct secscan_error *err)
{
	struct secscan_input input = {text, sizeof(text) - 1, "a.txt"};
	int found = 0, rc = secscan_scan(scanner, &input, show, &found, err);
	char *out;
	size_t len;

	if (!rc)
		rc = secscan_redact(&out, &len, scanner, &input, err);
	if (rc)
		return rc;
	fwrite(out, 1, len, stdout);
	free(out);
	return found == 1 ? 0 : -100;
}

static int own_rules(struct secscan_rules **rules, struct secscan_error *err)
{
	struct secscan_compiler *compiler;
	int rc = secscan_compiler_new(&compiler, err);

	if (rc)
		return rc;
	rc = secscan_compiler_add_text(compiler, SECSCAN_KIND_SECRET, "own.ini", rule_text, strlen(rule_text), err);
	if (!rc)
		rc = secscan_compiler_build(rules, compiler, err);
	secscan_compiler_free(compiler);
	return rc;
}

int main(void)
{
	struct secscan_rules *rules = NULL;
	struct secscan_scanner *scanner = NULL;
	struct secscan_error err = {0};
	int rc = own_rules(&rules, &err);

	if (!rc)
		rc = secscan_scanner_new(&scanner, rules, &err);
	if (!rc)
		rc = scan(scanner, &err);
	if (rc)
		fprintf(stderr, "%d: %s\n", rc, err.message);
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
	if (strcmp(secscan_version(), SECSCAN_VERSION) != 0)
		rc = 1;
	return rc != 0;
}

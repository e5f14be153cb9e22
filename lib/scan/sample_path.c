/* SPDX-License-Identifier: MIT */
#include "scan/selftest.h"

#include "rules/rule.h"

/* rules/language.c decides by name; this is one name for each. */
static const char *const names[SECSCAN_LANGUAGE_COUNT] = {
	[SECSCAN_LANGUAGE_NONE] = "sample",
	[SECSCAN_LANGUAGE_C] = "sample.c",
	[SECSCAN_LANGUAGE_CPP] = "sample.cpp",
	[SECSCAN_LANGUAGE_CSHARP] = "sample.cs",
	[SECSCAN_LANGUAGE_DOCKERFILE] = "Dockerfile",
	[SECSCAN_LANGUAGE_GO] = "sample.go",
	[SECSCAN_LANGUAGE_HTML] = "sample.html",
	[SECSCAN_LANGUAGE_JAVA] = "Sample.java",
	[SECSCAN_LANGUAGE_JAVASCRIPT] = "sample.js",
	[SECSCAN_LANGUAGE_KOTLIN] = "Sample.kt",
	[SECSCAN_LANGUAGE_NGINX] = "nginx.conf",
	[SECSCAN_LANGUAGE_PHP] = "sample.php",
	[SECSCAN_LANGUAGE_PYTHON] = "sample.py",
	[SECSCAN_LANGUAGE_RUBY] = "sample.rb",
	[SECSCAN_LANGUAGE_RUST] = "sample.rs",
	[SECSCAN_LANGUAGE_SHELL] = "sample.sh",
	[SECSCAN_LANGUAGE_SQL] = "sample.sql",
	[SECSCAN_LANGUAGE_TERRAFORM] = "sample.tf",
	[SECSCAN_LANGUAGE_TYPESCRIPT] = "sample.ts",
	[SECSCAN_LANGUAGE_WORKFLOW] = ".github/workflows/sample.yml",
	[SECSCAN_LANGUAGE_YAML] = "sample.yaml",
};

const char *secscan_sample_name(enum secscan_language language)
{
	return names[language];
}

/* Behind a '[': the class's first member; the glob is left behind the class. */
static char first_of_class(const char **glob)
{
	const char *at = *glob;
	bool negated = *at == '!' || *at == '^';
	char member = negated ? 'x' : *at;

	if (negated)
		at++;
	if (*at)
		at++;
	while (*at && *at != ']')
		at++;
	*glob = *at ? at + 1 : at;
	return member;
}

int secscan_sample_path(struct buffer *out, const char *glob)
{
	int rc = 0;

	while (!rc && *glob) {
		char c = *glob++;

		if (c == '*') {
			while (*glob == '*')
				glob++;
			c = 'x';
		} else if (c == '?') {
			c = 'x';
		} else if (c == '[') {
			c = first_of_class(&glob);
		} else if (c == '\\' && *glob) {
			c = *glob++;
		}
		rc = secscan_buffer_add(out, &c, 1);
	}
	return rc;
}

static int visit_globs(const struct secscan_rule *rule, sample_path_fn *visit, void *payload)
{
	struct buffer path = {0};
	int rc = 0;

	for (const char *glob = rule_text(rule, LIST_PATH); !rc && *glob; glob = list_next(glob)) {
		secscan_buffer_reset(&path);
		rc = secscan_sample_path(&path, glob);
		if (!rc)
			rc = visit(path.data, payload);
	}
	secscan_buffer_release(&path);
	return rc;
}

/* A file of no language has neither comments nor strings; any that has them serves. */
static enum secscan_language language_for_any(const struct secscan_rule *rule)
{
	bool needs_classes = rule->scope == SCOPE_COMMENT || rule->scope == SCOPE_STRING;

	return needs_classes ? SECSCAN_LANGUAGE_JAVASCRIPT : SECSCAN_LANGUAGE_NONE;
}

int secscan_sample_paths(const struct secscan_rule *rule, sample_path_fn *visit, void *payload)
{
	int rc = 0;

	if (*rule_text(rule, LIST_PATH))
		return visit_globs(rule, visit, payload);
	if (!rule->languages || rule->languages == UINT32_MAX)
		return visit(names[language_for_any(rule)], payload);
	for (unsigned i = 0; !rc && i < SECSCAN_LANGUAGE_COUNT; i++)
		if (rule->languages >> i & 1)
			rc = visit(names[i], payload);
	return rc;
}

/* SPDX-License-Identifier: MIT */
#ifndef RULES_LANGUAGE_H
#define RULES_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

/* What banned-code rules are written for. The names in rule files are these in lower case. */
enum secscan_language {
	SECSCAN_LANGUAGE_NONE,
	SECSCAN_LANGUAGE_C,
	SECSCAN_LANGUAGE_CPP,
	SECSCAN_LANGUAGE_CSHARP,
	SECSCAN_LANGUAGE_DOCKERFILE,
	SECSCAN_LANGUAGE_GO,
	SECSCAN_LANGUAGE_HTML,
	SECSCAN_LANGUAGE_JAVA,
	SECSCAN_LANGUAGE_JAVASCRIPT,
	SECSCAN_LANGUAGE_KOTLIN,
	SECSCAN_LANGUAGE_NGINX,
	SECSCAN_LANGUAGE_PHP,
	SECSCAN_LANGUAGE_PYTHON,
	SECSCAN_LANGUAGE_RUBY,
	SECSCAN_LANGUAGE_RUST,
	SECSCAN_LANGUAGE_SHELL,
	SECSCAN_LANGUAGE_SQL,
	SECSCAN_LANGUAGE_TERRAFORM,
	SECSCAN_LANGUAGE_TYPESCRIPT,
	SECSCAN_LANGUAGE_WORKFLOW,
	SECSCAN_LANGUAGE_YAML,
	SECSCAN_LANGUAGE_COUNT
};

/* The language of a file, by its name, else by the "#!" line of its bytes. path and data may be NULL. */
enum secscan_language secscan_language_of(const char *path, const void *data, size_t len);

/* SECSCAN_LANGUAGE_NONE for a name that is none. */
enum secscan_language secscan_language_parse(const char *name);
const char *secscan_language_name(enum secscan_language language);

/*
 * The files that a rule with "language = name" is for, one bit (1u << language) a language: C rules
 * hold for C++ too, JavaScript's for TypeScript, YAML's for workflows, "any" for all. 0: no such name.
 */
uint32_t secscan_language_mask(const char *name);

#endif

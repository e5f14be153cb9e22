/* SPDX-License-Identifier: MIT */
/* Settings and rule files: any bytes are read or refused with a place, and never read beyond. */
#include "fuzz.h"

#include "config/ini.h"

#include <secscan/rules.h>
#include <secscan/unstable/settings.h>

#include <string.h>

static void check_place(const struct secscan_error *err, const char *text, size_t size)
{
	size_t lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	MUST(err->message[0]);
	MUST(err->line <= lines);
	MUST(!strchr(err->message, '\n'));
}

static void check_document(const char *text, size_t size)
{
	struct ini_document document = {0};
	struct secscan_error err = {0};
	unsigned line = 0;

	if (secscan_ini_parse(&document, "fuzz.ini", text, size, &err)) {
		check_place(&err, text, size);
		MUST(err.line > 0);
	} else {
		for (size_t i = 0; i < document.entries.len; i++) {
			const struct ini_entry *e = &document.entries.items[i];

			MUST(e->section && e->line > line);
			MUST(!e->key || (e->value && *e->key));
			line = e->line;
		}
	}
	secscan_ini_release(&document);
}

static void check_settings(const char *text, size_t size)
{
	struct secscan_settings *settings;
	struct secscan_error err = {0};

	MUST(!secscan_settings_new(&settings, &err));
	if (secscan_settings_add(settings, SECSCAN_LAYER_REPOSITORY, "fuzz.ini", text, size, &err))
		check_place(&err, text, size);
	else
		MUST(!secscan_settings_weaker(settings, settings, NULL, NULL));
	secscan_settings_free(settings);
}

static void check_rules(const char *text, size_t size)
{
	struct secscan_compiler *compiler;
	struct secscan_error err = {0};

	MUST(!secscan_compiler_new(&compiler, &err));
	if (secscan_compiler_add_text(compiler, SECSCAN_KIND_BANNED, "fuzz.ini", text, size, &err))
		check_place(&err, text, size);
	secscan_compiler_free(compiler);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	check_document(text, size);
	check_settings(text, size);
	check_rules(text, size);
	return 0;
}

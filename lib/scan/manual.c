/* SPDX-License-Identifier: MIT */
/* Manuals: those for readers hold made-up passwords, those for the ones on duty real ones. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

static const char *const folders[] = {"doc", "docs", "documentation", "guides", "tutorial", "tutorials", "man", NULL};
static const char *const ends[] = {".md", ".rst", ".adoc", ".txt", ".html", ".mdx", ".1", ".pod", NULL};

/* What such manuals are called, and the folders that hold nothing else; operations and howto are chapters for everybody as well. */
static const char *const duties[] = {"runbook", "runbooks", "oncall", "onboarding", "offboarding", "handover", "wiki", "zugang",
		"zugangsdaten", NULL};
/* In longer names these are what a protocol or a right is about: client_credentials_grant.md. */
static const char *const duty_starts[] = {"credentials.", "access.", "logins.", "on-call", NULL};
static const char *const duty_folders[] = {"runbook", "runbooks", "oncall", "on-call", "onboarding", "handover", NULL};
static const char *const duty_words[] = {"runbook", "runbooks", "wiki", "zugang", "zugangsdaten", NULL};

static bool is_for_duty(const char *path)
{
	struct span base = secscan_path_base(path);

	return secscan_span_has_word(base, duties) || secscan_span_starts_any(base, duty_starts) ||
			secscan_path_lies_in(path, duty_folders, duty_words);
}

/* Every machine and cluster has these. */
static const char *const common_hosts[] = {"docker.internal", "google.internal", NULL};
static const char *const private_ends[] = {".internal", ".lan", ".corp", ".intra", NULL};

static bool is_private_name(struct span host)
{
	return secscan_span_ends_any(host, private_ends) && !secscan_span_ends_any(host, common_hosts) &&
			!secscan_span_has(host, "example") && isalnum((unsigned char)*host.at);
}

static bool is_host_byte(char ch)
{
	return isalnum((unsigned char)ch) || ch == '.' || ch == '-' || ch == '_';
}

/* A name that leads nowhere but from within; private addresses stand in every other manual. */
static bool has_private_host(struct span text)
{
	const char *at = text.at, *end = at + text.len;

	while (at < end) {
		const char *start = at;

		while (at < end && is_host_byte(*at))
			at++;
		if (at > start && is_private_name((struct span){start, (size_t)(at - start)}))
			return true;
		at += at == start;
	}
	return false;
}

bool secscan_candidate_is_shown(const struct candidate *c)
{
	return secscan_path_lies_in(c->path, folders, NULL) && secscan_span_ends_any(secscan_path_base(c->path), ends) &&
			!is_for_duty(c->path) && !has_private_host(c->line);
}

/* SPDX-License-Identifier: MIT */
/* Manuals: those for readers hold made-up passwords, those for the ones on duty real ones. */
#include "scan/plausible.h"

#include <ctype.h>
#include <string.h>

static const char *const folders[] = {"doc", "docs", "documentation", "guides", "tutorial", "tutorials", "man", NULL};
static const char *const ends[] = {".md", ".rst", ".adoc", ".txt", ".html", ".mdx", ".1", ".pod", NULL};

/* What such manuals are called, and the folders that hold nothing else. */
static const char *const duties[] = {"runbook", "runbooks", "operations", "ops", "oncall", "playbook", "playbooks", "onboarding",
		"offboarding", "handover", "howto", "wiki", "zugang", "zugangsdaten", NULL};
/* In longer names these are what a protocol or a right is about: client_credentials_grant.md. */
static const char *const duty_starts[] = {"credentials.", "access.", "logins.", "on-call", NULL};
static const char *const duty_folders[] = {"runbook", "runbooks", "operations", "ops", "oncall", "on-call", "playbooks",
		"onboarding", "handover", "credentials", NULL};
static const char *const duty_words[] = {"runbook", "runbooks", "wiki", "zugang", "zugangsdaten", NULL};

static bool is_for_duty(const char *path)
{
	struct span base = secscan_path_base(path);

	return secscan_span_has_word(base, duties) || secscan_span_starts_any(base, duty_starts) ||
			secscan_path_lies_in(path, duty_folders, duty_words);
}

/* Up to four numbers with dots between them; how many there are. */
static size_t read_numbers(unsigned numbers[4], const char *at, const char *end)
{
	size_t n = 0;

	while (n < 4 && at < end && isdigit((unsigned char)*at)) {
		for (numbers[n] = 0; at < end && isdigit((unsigned char)*at) && numbers[n] < 256; at++)
			numbers[n] = numbers[n] * 10 + (unsigned)(*at - '0');
		n++;
		if (at == end || *at != '.')
			break;
		at++;
	}
	return n;
}

/* RFC 1918 */
static bool is_private_address(const char *at, const char *end)
{
	unsigned n[4];

	if (read_numbers(n, at, end) < 4)
		return false;
	return n[0] == 10 || (n[0] == 172 && n[1] >= 16 && n[1] < 32) || (n[0] == 192 && n[1] == 168);
}

/* Every machine and cluster has these. */
static const char *const common_hosts[] = {"cluster.local", "docker.internal", "google.internal", "rc.local", NULL};
static const char *const private_ends[] = {".internal", ".local", ".lan", ".corp", ".intra", NULL};

static bool is_private_name(struct span host)
{
	return secscan_span_ends_any(host, private_ends) && !secscan_span_ends_any(host, common_hosts) &&
			!secscan_span_has(host, "example") && isalnum((unsigned char)*host.at);
}

static bool is_host_byte(char ch)
{
	return isalnum((unsigned char)ch) || ch == '.' || ch == '-' || ch == '_';
}

/* An address or a name that leads nowhere but from within. */
static bool has_private_host(struct span text)
{
	const char *at = text.at, *end = at + text.len;

	while (at < end) {
		const char *start = at;

		while (at < end && is_host_byte(*at))
			at++;
		if (at > start && (is_private_address(start, at) || is_private_name((struct span){start, (size_t)(at - start)})))
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

/* SPDX-License-Identifier: MIT */
/*
 * What the linked-in rules cost a hook before it reads a byte: opened, scratch memory made, and a first kilobyte
 * scanned. Linked as hooks are; once a process, since a second time finds every page in its place.
 *
 *   load all|secrets      prints: rules, bytes of the database, bytes of the pack, microseconds to load, to scan
 */
#include "bench.h"

#include "rules/pack.h"

#include <secscan/scanner.h>
#include <secscan/unstable/embed.h>

static int on_finding(const struct secscan_finding *finding, void *payload)
{
	(void)finding;
	(void)payload;
	return 0;
}

int main(int argc, char **argv)
{
	bool all = argc == 2 && !strcmp(argv[1], "all");
	struct secscan_scanner *scanner;
	struct secscan_rules *rules;
	struct secscan_error err = {0};
	char text[1024];
	struct secscan_input input = {text, sizeof(text), "text"};
	double start, loaded, scanned;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "some words\n"[i % 11];
	start = bench_now();
	if ((all ? secscan_rules_builtin(&rules, &err) : secscan_rules_builtin_secrets(&rules, &err)) ||
			secscan_scanner_new(&scanner, rules, &err))
		return 1;
	loaded = bench_now();
	if (secscan_scan(scanner, &input, on_finding, NULL, &err))
		return 1;
	scanned = bench_now();
	printf("%zu %zu %zu %.1f %.1f\n", secscan_rules_count(rules), (size_t)rules->pack->database_len,
			(size_t)rules->pack->total, (loaded - start) * 1e6, (scanned - loaded) * 1e6);
	secscan_scanner_free(scanner);
	secscan_rules_free(rules);
	return 0;
}

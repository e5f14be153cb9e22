/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_SUMMARY_H
#define SECSCAN_UNSTABLE_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

/* The proof of scan: what was really read. Counted by the run, printed by every report. */
struct secscan_summary {
	uint64_t files;        /* contents of files, and links; their names, messages and identities are judged beside them */
	uint64_t blobs;        /* git objects among them */
	uint64_t commits;      /* whose messages and identities were judged */
	uint64_t bytes;        /* that went through the matcher, those of names aside */
	uint64_t rules;        /* rules that were loaded */
	uint64_t not_read;     /* things named by the source that have no bytes here: submodules, LFS contents, devices ... */
	uint64_t unreadable;   /* things that should have been read and could not be: the run cannot decide */
	uint64_t suppressed;
	uint64_t baseline_added;   /* lines of the baseline: new in this change, past their day, */
	uint64_t baseline_expired;
	uint64_t baseline_stale;   /* and those that nothing matches, where all was read */
	uint64_t accepted;     /* bases that somebody declared old in this clone, where they were asked for */
	uint64_t levels[4];    /* findings, by enum secscan_level, the suppressed ones left out */
	const char *reader;    /* "libgit2", "git" or "files" */
	bool hashes_verified;  /* false: object hashes were not recomputed on reading */
};

#endif

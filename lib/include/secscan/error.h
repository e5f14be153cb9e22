/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_ERROR_H
#define SECSCAN_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SECSCAN_MUST_CHECK __attribute__((warn_unused_result))
#else
#define SECSCAN_MUST_CHECK
#endif

/*
 * Every call that can fail returns 0 on success and one of these on failure.
 * After a failure the objects passed in are as they were before the call.
 */
enum secscan_code {
	SECSCAN_OK = 0,
	SECSCAN_ERR_NOMEM = -1,       /* memory ran out */
	SECSCAN_ERR_IO = -2,          /* the operating system refused a read or write */
	SECSCAN_ERR_USAGE = -3,       /* the caller's arguments are wrong */
	SECSCAN_ERR_SYNTAX = -4,      /* a settings or rule file is wrong; file, line and column are set */
	SECSCAN_ERR_RULES = -5,       /* the rule database or the baseline cannot be built, read or run */
	SECSCAN_ERR_LIMIT = -6,       /* a match or memory limit was reached: the input is not fully judged */
	SECSCAN_ERR_REPO = -7,        /* the repository or one of its objects cannot be read */
	SECSCAN_ERR_NOT_FOUND = -8,   /* the thing asked for does not exist */
	SECSCAN_ERR_INTERRUPTED = -9, /* a signal asked us to stop */
};

/*
 * The one error type. Owned by the caller, never allocated, safe to copy.
 * A function that fails fills it once; a function that succeeds leaves it alone.
 * Passing NULL is allowed wherever one is taken.
 */
struct secscan_error {
	int code;           /* one of enum secscan_code */
	unsigned number;    /* stable message number (SEC-042 is 42), 0 if none */
	unsigned line;      /* 1-based, 0 where there is no place */
	unsigned column;    /* 1-based, in bytes, 0 where there is no place */
	char file[256];     /* "" where there is no file; control bytes are escaped */
	char message[512];  /* one line, no trailing newline, never a byte of a secret */
};

/* The exit code that a program owes its caller: 0, 2 (usage, settings), 3 (could not decide) or 130. */
int secscan_exit_code(int code);

#ifdef __cplusplus
}
#endif
#endif

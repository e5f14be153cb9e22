/* SPDX-License-Identifier: MIT */
#if !defined(BASE_BANNED_H) && !defined(__ASSEMBLER__)
#define BASE_BANNED_H

/* Injected into every file with -include: what we ban in others' code does not compile in ours. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat strtok sprintf vsprintf gets
#pragma GCC poison stpcpy mktemp tmpnam tempnam system popen asctime gmtime localtime atoi atol

/* libgit2 has a field of this name, which poison would hit as well. */
#define ctime(...) ctime_is_banned_use_ctime_r(__VA_ARGS__)

#endif

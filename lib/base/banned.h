/* SPDX-License-Identifier: MIT */
#if !defined(BASE_BANNED_H) && !defined(__ASSEMBLER__)
#define BASE_BANNED_H

/* Injected into every file with -include: what we ban in others' code does not compile in ours. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat strtok sprintf vsprintf gets
#pragma GCC poison stpcpy mktemp tmpnam tempnam system popen asctime ctime gmtime localtime atoi atol

#endif

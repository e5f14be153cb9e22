/* SPDX-License-Identifier: MIT */
#ifndef GATE_SPAWN_H
#define GATE_SPAWN_H

enum { SECSCAN_SPAWN_STOPPED = 126, SECSCAN_SPAWN_NOT_STARTED = 127 };

/*
 * Run a program by absolute path in a folder, at most so many seconds; it shares our standard error and nothing else.
 * Its exit status, or one of these when it was stopped or killed, or could not be started.
 */
int secscan_spawn(const char *const *argv, const char *folder, unsigned seconds);

#endif

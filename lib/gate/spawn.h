/* SPDX-License-Identifier: MIT */
#ifndef GATE_SPAWN_H
#define GATE_SPAWN_H

/*
 * Run a program by absolute path in a folder, its output to our standard error, at most so many seconds.
 * Its exit status; 126 when it was stopped or killed, 127 when it could not be started.
 */
int secscan_spawn(const char *const *argv, const char *folder, unsigned seconds);

#endif

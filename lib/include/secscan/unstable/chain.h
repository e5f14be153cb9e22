/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_UNSTABLE_CHAIN_H
#define SECSCAN_UNSTABLE_CHAIN_H

#include <secscan/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Run the hook of somebody else that `secscan install` kept as HOOK.secscan-chained beside this program, before
 * ours judges. It gets argv[1...] and the environment as they are; its standard input is data where that is
 * not NULL (pre-push: both hooks read all lines), else ours. Signals sent to us go on to it.
 *
 * 0: there is none, or it agreed; git's rule holds, a file that is not executable is none. 1 to 255: its exit code, or 128
 * and the number of the signal that ended it. Negative: it is there and could not be run.
 */
SECSCAN_MUST_CHECK int secscan_chain_run(const char *hook, char *const *argv, const char *data, size_t len,
		struct secscan_error *err);

#ifdef __cplusplus
}
#endif
#endif

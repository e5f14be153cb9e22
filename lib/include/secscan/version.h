/* SPDX-License-Identifier: MIT */
#ifndef SECSCAN_VERSION_H
#define SECSCAN_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The version of this header. The major number changes when a documented call changes
 * its meaning or goes away; nothing in unstable/ counts.
 */
#define SECSCAN_VERSION_MAJOR 0
#define SECSCAN_VERSION_MINOR 1
#define SECSCAN_VERSION_PATCH 0
#define SECSCAN_VERSION "0.1.0"

/* The version of the library that is linked, as text; static storage. */
const char *secscan_version(void);

#ifdef __cplusplus
}
#endif
#endif

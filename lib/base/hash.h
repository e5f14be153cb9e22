/* SPDX-License-Identifier: MIT */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* BLAKE2b-256 of these bytes. */
void secscan_hash(uint8_t out[32], const void *data, size_t len);

#endif

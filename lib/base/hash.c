/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <sodium.h>

void secscan_hash(uint8_t out[32], const void *data, size_t len)
{
	crypto_generichash(out, 32, data, len, NULL, 0);
}

/* SPDX-License-Identifier: MIT */
#include <secscan/version.h>

const char *secscan_version(void)
{
	return SECSCAN_VERSION;
}

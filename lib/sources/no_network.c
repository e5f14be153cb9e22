/* SPDX-License-Identifier: MIT */
/*
 * Only in the static link. libgit2 reaches its transports and TLS through these few names; defined
 * here, its archive members that open sockets (and parse every CA certificate at start: 13 ms)
 * are never pulled in. A hook cannot phone home with code that it does not hold.
 */
#include <stdbool.h>

enum { NO_NETWORK = -1 };

bool git_http__expect_continue;

#define STANDS_IN_FOR(name, result) \
	int name(void);             \
	int name(void)              \
	{                           \
		return result;      \
	}

STANDS_IN_FOR(git_mbedtls_stream_global_init, 0)
STANDS_IN_FOR(git_mbedtls__set_cert_location, NO_NETWORK)
STANDS_IN_FOR(git_transport_ssh_global_init, 0)
STANDS_IN_FOR(git_transport_new, NO_NETWORK)
STANDS_IN_FOR(git_transport_register, NO_NETWORK)
STANDS_IN_FOR(git_transport_unregister, NO_NETWORK)
STANDS_IN_FOR(git_transport_init, NO_NETWORK)
STANDS_IN_FOR(git_clone, NO_NETWORK)
STANDS_IN_FOR(git_clone__submodule, NO_NETWORK)

/* SPDX-License-Identifier: MIT */
/*
 * Only in the static link, by -Wl,--wrap=dbIsValid. Before its first use Hyperscan proves a database by a CRC over all
 * of it. For one that is linked into the program this reads and faults in two megabytes at every start of a hook to
 * learn that a part of the program is as it was built, which says no more than that its code still runs. A
 * processor that Hyperscan cannot serve is still refused, by hs_scan() itself.
 */
#include <hs_runtime.h>

#include <stdbool.h>

/* Where the linker laid the program, its constants included; memory from malloc() or mmap() lies outside. */
extern const char __executable_start[];
extern const char _end[];

hs_error_t __real_dbIsValid(const hs_database_t *database);
hs_error_t __wrap_dbIsValid(const hs_database_t *database);

static bool is_linked_in(const void *address)
{
	return (const char *)address >= __executable_start && (const char *)address < _end;
}

hs_error_t __wrap_dbIsValid(const hs_database_t *database)
{
	return is_linked_in(database) ? HS_SUCCESS : __real_dbIsValid(database);
}

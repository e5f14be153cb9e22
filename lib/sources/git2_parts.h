/* SPDX-License-Identifier: MIT */
#ifndef SOURCES_GIT2_PARTS_H
#define SOURCES_GIT2_PARTS_H

/* Of libgit2 what we use. All of <git2.h> would bring index.h, whose fields bear the name of a banned function. */
#include <git2/config.h>
#include <git2/diff.h>
#include <git2/errors.h>
#include <git2/global.h>
#include <git2/object.h>
#include <git2/odb.h>
#include <git2/reflog.h>
#include <git2/refs.h>
#include <git2/repository.h>
#include <git2/revparse.h>
#include <git2/sys/odb_backend.h>

#endif

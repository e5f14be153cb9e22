/* SPDX-License-Identifier: MIT */
#include "gate/install.h"

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const secscan_hooks[HOOK_COUNT] = {"pre-commit", "commit-msg", "pre-push"};

enum {
	NUMBER_OTHER = 503,
	NUMBER_TRACKED = 504,
	NUMBER_LINK = 505,
	NUMBER_CHANGED = 506,
	NUMBER_SHARED = 514,
	HOOK_MODE = 0755,
};

void secscan_installer_tell(const struct installer *in, enum secscan_tone tone, unsigned number, const char *hook,
		const char *fmt, ...)
{
	char text[2048];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	in->options->tell(tone, number, hook, text, in->options->payload);
}

static int look_at(struct installed *hook, const char *folder, const char *name, struct secscan_error *err)
{
	struct buffer chained = {0};
	struct stat st;

	hook->name = name;
	hook->path = secscan_path_join(folder, name);
	if (!hook->path || secscan_buffer_addf(&chained, "%s" CHAINED_SUFFIX, hook->path)) {
		secscan_buffer_release(&chained);
		return secscan_fail_nomem(err);
	}
	hook->chained_path = secscan_buffer_detach(&chained);
	hook->chained = !lstat(hook->chained_path, &st);
	hook->chained_odd = hook->chained && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode);
	return secscan_hook_examine(&hook->file, hook->path, name, err);
}

int secscan_installer_open(struct installer *in, const struct secscan_install_options *options,
		struct secscan_error *err)
{
	int rc;

	*in = (struct installer){.options = options};
	rc = secscan_hooks_place(&in->place, options->dir, err);
	for (size_t i = 0; !rc && i < HOOK_COUNT; i++) {
		rc = look_at(&in->hooks[i], in->place.folder, secscan_hooks[i], err);
		if (!rc && !in->place.in_worktree && secscan_file_sweep(in->hooks[i].path))
			secscan_installer_tell(in, SECSCAN_HINT, 0, secscan_hooks[i],
					"an installation was cut off here; what it left is taken away");
	}
	return rc;
}

void secscan_installer_release(struct installer *in)
{
	for (size_t i = 0; i < HOOK_COUNT; i++) {
		free(in->hooks[i].path);
		free(in->hooks[i].chained_path);
		secscan_buffer_release(&in->hooks[i].image);
	}
	free(in->programs);
	secscan_hooks_place_release(&in->place);
}

int secscan_installer_image(struct installer *in, struct installed *hook, struct secscan_error *err)
{
	struct buffer program = {0};
	int rc;

	rc = in->programs ? 0 : secscan_programs_folder(&in->programs, in->options->programs, err);
	if (rc)
		return rc;
	if (secscan_buffer_addf(&program, "%s/secscan-%s", in->programs, hook->name))
		return secscan_fail_nomem(err);
	rc = secscan_hook_image(&hook->image, &hook->wanted, program.data, hook->name, err);
	secscan_buffer_release(&program);
	return rc;
}

static int refuse(const struct installed *hook, struct secscan_error *err, unsigned number, const char *what)
{
	int rc = secscan_fail(err, SECSCAN_ERR_USAGE, number, "%s; nothing was installed", what);

	secscan_fail_at(err, hook->path, 0, 0);
	return rc;
}

/* What cannot be installed is known before anything is written. */
static int check_hook(const struct installed *hook, struct secscan_error *err)
{
	if (hook->chained_odd)
		return refuse(hook, err, NUMBER_OTHER, "what is here as *" CHAINED_SUFFIX " is neither a file nor a link");
	switch (hook->file.state) {
	case HOOK_NONE:
	case HOOK_OURS:
		return 0;
	case HOOK_CHANGED:
		return refuse(hook, err, NUMBER_CHANGED, "this hook was ours and has been changed since; look at it and take it away");
	case HOOK_ODD:
		return refuse(hook, err, NUMBER_OTHER, "this is neither a file nor a link");
	default:
		if (hook->chained)
			return refuse(hook, err, NUMBER_OTHER, "there is a hook of somebody else here, and one already kept as "
					"*" CHAINED_SUFFIX "; join the two and take one away");
		return 0;
	}
}

static int check_place(const struct installer *in, struct secscan_error *err)
{
	const struct hooks_place *p = &in->place;
	int rc = 0;

	if (!p->worktree)
		rc = secscan_fail(err, SECSCAN_ERR_USAGE, 501, "this is a bare repository: nobody commits or pushes from here");
	else if (p->in_worktree)
		rc = secscan_fail(err, SECSCAN_ERR_USAGE, NUMBER_TRACKED, "git looks for hooks in this folder of the working "
				"tree (core.hooksPath = %s); nothing is written there, add the lines above yourself", p->setting);
	else if (p->shared && !in->options->shared)
		rc = secscan_fail(err, SECSCAN_ERR_USAGE, NUMBER_SHARED, "core.hooksPath = %s leads out of this repository: "
				"hooks there may run in other repositories as well; if that is meant, say --shared", p->setting);
	if (rc && p->worktree)
		secscan_fail_at(err, p->folder, 0, 0);
	return rc;
}

static int failed(struct secscan_error *err, const char *what, const char *path)
{
	int rc = secscan_fail(err, SECSCAN_ERR_IO, 901, "%s: %s", what, strerror(errno));

	secscan_fail_at(err, path, 0, 0);
	return rc;
}

/* The other's file moves aside, whole, with its mode, when all of ours is written. */
static int put(struct installer *in, struct installed *hook, struct secscan_error *err)
{
	bool keep = hook->file.state == HOOK_OTHER || hook->file.state == HOOK_LINK;
	int rc;

	if (hook->file.state == HOOK_OURS && hook->file.executable &&
			!memcmp(hook->file.hash, hook->wanted.hash, HOOK_HASH)) {
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "is installed already");
		return 0;
	}
	rc = keep ? secscan_file_write_beside(hook->path, hook->chained_path, hook->image.data, hook->image.len, HOOK_MODE, err) :
			secscan_file_write(hook->path, hook->image.data, hook->image.len, HOOK_MODE, err);
	if (rc)
		return rc;
	if (hook->file.state == HOOK_OURS)
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "renewed (was version %s)", hook->file.version);
	else if (keep || hook->chained)
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name,
				"installed; the hook that was there is kept as %s" CHAINED_SUFFIX " and runs first", hook->name);
	else
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "installed");
	return 0;
}

static int install(struct installer *in, struct secscan_error *err)
{
	int rc = secscan_programs_folder(&in->programs, in->options->programs, err);

	if (!rc)
		rc = check_place(in, err);
	if (rc && in->place.in_worktree)
		secscan_installer_wiring(in, true);
	for (size_t i = 0; !rc && i < HOOK_COUNT; i++) {
		rc = check_hook(&in->hooks[i], err);
		if (!rc)
			rc = secscan_installer_image(in, &in->hooks[i], err);
	}
	if (!rc && mkdir(in->place.folder, 0777) && errno != EEXIST)
		rc = failed(err, "cannot make the hooks folder", in->place.folder);
	for (size_t i = 0; !rc && i < HOOK_COUNT; i++)
		rc = put(in, &in->hooks[i], err);
	if (rc)
		return rc;
	secscan_installer_tell(in, SECSCAN_DONE, 0, "", "The hooks are in %s. `secscan doctor` proves that they work, "
			"`secscan uninstall` takes them out.", in->place.folder);
	secscan_installer_wiring(in, false);
	return 0;
}

int secscan_install(const struct secscan_install_options *options, struct secscan_error *err)
{
	struct installer in;
	int rc = secscan_installer_open(&in, options, err);

	if (!rc)
		rc = install(&in, err);
	secscan_installer_release(&in);
	return rc;
}

/* What was there before comes back in one step; 1: ours was changed and stays. */
static int take_out(struct installer *in, struct installed *hook, struct secscan_error *err)
{
	bool ours = hook->file.state == HOOK_OURS;

	if (hook->file.state == HOOK_CHANGED) {
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_CHANGED, hook->name,
				"was changed since we installed it and is left alone: %s", hook->path);
		return 1;
	}
	if (!ours && hook->file.state != HOOK_NONE) {
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "is not ours and stays");
		return 0;
	}
	if (hook->chained && !hook->chained_odd) {
		if (rename(hook->chained_path, hook->path))
			return failed(err, "cannot put this hook back", hook->chained_path);
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "taken out; the hook that was there before is back");
	} else if (ours) {
		if (unlink(hook->path))
			return failed(err, "cannot take this hook out", hook->path);
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "taken out");
	} else {
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "is not installed");
	}
	return 0;
}

int secscan_uninstall(const struct secscan_install_options *options, struct secscan_error *err)
{
	struct installer in;
	int changed = 0, rc = secscan_installer_open(&in, options, err);

	for (size_t i = 0; rc >= 0 && i < HOOK_COUNT; i++) {
		rc = take_out(&in, &in.hooks[i], err);
		changed |= rc == 1;
	}
	secscan_installer_release(&in);
	return rc < 0 ? rc : changed;
}

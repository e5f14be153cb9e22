/* SPDX-License-Identifier: MIT */
#include "gate/canary.h"
#include "gate/install.h"

#include "base/error.h"
#include "base/file.h"

#include <secscan/version.h>

#include <unistd.h>

enum {
	NUMBER_OTHER = 503,
	NUMBER_CHANGED = 506,
	NUMBER_DOES_NOT_RUN = 507,
	NUMBER_VERSION = 508,
	NUMBER_SETTINGS = 515,
};

/* Files by which other tools are told what to run. */
static const char *const tool_files[] = {".husky/%s", "lefthook.yml", ".lefthook.yml", "lefthook.yaml",
		".lefthook.yaml", ".pre-commit-config.yaml", ".pre-commit-config.yml"};

static bool names_program(const char *path, const char *program)
{
	struct buffer text = {0};
	bool found = !secscan_file_read(&text, path, NULL) && text.data && memmem(text.data, text.len, program, strlen(program));

	secscan_buffer_release(&text);
	return found;
}

/* Whether the other's hook, or the file of the tool that wrote it, calls our program. */
static bool calls_ours(const struct installer *in, const struct installed *hook)
{
	char program[64];
	bool found;

	snprintf(program, sizeof(program), "secscan-%s", hook->name);
	found = names_program(hook->path, program);
	for (size_t i = 0; !found && i < sizeof(tool_files) / sizeof(tool_files[0]); i++) {
		const char *behind = strstr(tool_files[i], "%s");
		struct buffer path = {0};

		if (!secscan_buffer_addf(&path, "%s/%.*s%s", in->place.worktree,
				behind ? (int)(behind - tool_files[i]) : (int)strlen(tool_files[i]), tool_files[i],
				behind ? hook->name : ""))
			found = names_program(path.data, program);
		secscan_buffer_release(&path);
	}
	return found;
}

/* Ours lies in the repository's own folder, and git looks elsewhere. */
static bool is_shadowed(const struct installer *in, const struct installed *hook)
{
	struct hook_file own = {0};
	char *path;

	if (!strcmp(in->place.own, in->place.folder))
		return false;
	path = secscan_path_join(in->place.own, hook->name);
	if (path && secscan_hook_examine(&own, path, hook->name, NULL))
		own.state = HOOK_NONE;
	free(path);
	return own.state == HOOK_OURS;
}

/* The problem with a hook that is not ours; 0 when another tool calls ours. */
static int look_at_other(const struct installer *in, const struct installed *hook)
{
	if (hook->file.state != HOOK_NONE && calls_ours(in, hook)) {
		secscan_installer_tell(in, SECSCAN_HINT, 0, hook->name, "is of another tool, which names secscan-%s: the "
				"program is tried below, not the way to it", hook->name);
		return 0;
	}
	if (is_shadowed(in, hook))
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_DOES_NOT_RUN, hook->name, "is installed in %s, but git looks "
				"in %s (core.hooksPath); `secscan install` says what can be done", in->place.own, in->place.folder);
	else if (hook->file.state == HOOK_NONE)
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_DOES_NOT_RUN, hook->name,
				"is not installed; `secscan install` does it");
	else
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_OTHER, hook->name,
				"is a hook of somebody else that does not call secscan-%s; `secscan install` keeps it and runs it "
				"before ours", hook->name);
	return 1;
}

static int look_at_ours(struct installer *in, struct installed *hook)
{
	struct secscan_error err;

	if (hook->file.state == HOOK_CHANGED) {
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_CHANGED, hook->name, "was changed since we installed it: %s",
				hook->path);
		return 1;
	}
	if (!hook->file.executable) {
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_DOES_NOT_RUN, hook->name,
				"may not be executed, so git passes over it; `secscan install` puts it right");
		return 1;
	}
	if (secscan_installer_image(in, hook, &err)) {
		secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_VERSION, hook->name, "%s", err.message);
		return 1;
	}
	if (!memcmp(hook->file.hash, hook->wanted.hash, HOOK_HASH))
		return 0;
	secscan_installer_tell(in, SECSCAN_PROBLEM, NUMBER_VERSION, hook->name,
			"is of version %s, and another build than secscan %s that is installed now; `secscan install` renews it",
			hook->file.version, secscan_version());
	return 1;
}

static bool is_ours(const struct installed *hook)
{
	return hook->file.state == HOOK_OURS || hook->file.state == HOOK_CHANGED;
}

/* The installed file, or where another tool calls ours, the program. 1: it does not do its work. */
static int prove(struct installer *in, struct canary *canary, struct installed *hook, struct secscan_error *err)
{
	struct buffer program = {0};
	const char *flaw = NULL;
	bool by_settings = false;
	int rc = 0;

	if (!is_ours(hook) && !in->programs)
		rc = secscan_programs_folder(&in->programs, in->options->programs, err);
	if (!rc && secscan_buffer_addf(&program, "%s%s%s", is_ours(hook) ? hook->path : in->programs,
			is_ours(hook) ? "" : "/secscan-", is_ours(hook) ? "" : hook->name))
		rc = secscan_fail_nomem(err);
	if (!rc)
		rc = secscan_canary_prove(&flaw, &by_settings, canary, hook->name, program.data, err);
	if (!rc && flaw)
		secscan_installer_tell(in, SECSCAN_PROBLEM, by_settings ? NUMBER_SETTINGS : NUMBER_DOES_NOT_RUN, hook->name, "%s",
				flaw);
	else if (!rc)
		secscan_installer_tell(in, SECSCAN_DONE, 0, hook->name, "refuses a made-up token, lets clean work pass%s",
				hook->chained && is_ours(hook) ? " (the hook that runs before it was left out)" : "");
	secscan_buffer_release(&program);
	return rc ? rc : flaw != NULL;
}

static int examine(struct installer *in, struct canary *canary, struct secscan_error *err)
{
	int problems = 0, rc = 0;

	for (size_t i = 0; rc >= 0 && i < HOOK_COUNT; i++) {
		struct installed *hook = &in->hooks[i];
		int flawed = is_ours(hook) ? look_at_ours(in, hook) : look_at_other(in, hook);

		problems |= flawed;
		if (flawed && !(is_ours(hook) && hook->file.executable))
			continue;
		rc = prove(in, canary, hook, err);
		problems |= rc == 1;
	}
	return rc < 0 ? rc : problems;
}

int secscan_doctor(const struct secscan_install_options *options, struct secscan_error *err)
{
	struct canary canary = {0};
	struct installer in;
	int rc = secscan_installer_open(&in, options, err);

	if (!rc && !in.place.worktree)
		rc = secscan_fail(err, SECSCAN_ERR_USAGE, 501, "this is a bare repository: nobody commits or pushes from here");
	if (!rc && in.place.setting)
		secscan_installer_tell(&in, SECSCAN_HINT, 0, "", "git looks for hooks in %s (core.hooksPath = %s)",
				in.place.folder, in.place.setting);
	if (!rc)
		rc = secscan_canary_open(&canary, err);
	if (!rc)
		rc = examine(&in, &canary, err);
	secscan_canary_release(&canary);
	secscan_installer_release(&in);
	return rc;
}

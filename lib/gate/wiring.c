/* SPDX-License-Identifier: MIT */
#include "gate/install.h"

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"

#include <unistd.h>

/* Tools that call hooks by a file of their own. A % in a text is the folder of our programs. */
static const struct tool {
	const char *name;
	const char *signs[4]; /* files in the working tree */
	const char *how;
} tools[] = {
	{"husky", {".husky"},
	 "husky is used here. Add as the last line to .husky/pre-commit, .husky/commit-msg and .husky/pre-push:\n"
	 "    %/secscan-pre-commit \"$@\"\n"
	 "    %/secscan-commit-msg \"$@\"\n"
	 "    %/secscan-pre-push \"$@\""},
	{"lefthook", {"lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml"},
	 "lefthook is used here, and writes its hooks over others. Add to its file:\n"
	 "    pre-commit: {commands: {secscan: {run: %/secscan-pre-commit}}}\n"
	 "    commit-msg: {commands: {secscan: {run: \"%/secscan-commit-msg {1}\"}}}\n"
	 "    pre-push: {commands: {secscan: {run: \"%/secscan-pre-push {1} {2}\", use_stdin: true}}}"},
	{"pre-commit", {".pre-commit-config.yaml", ".pre-commit-config.yml"},
	 "pre-commit is used here. To have it call us, add under repos: (but keep our pre-push hook: pre-commit hands on the "
	 "first of several pushed refs only)\n"
	 "    - repo: local\n"
	 "      hooks:\n"
	 "      - {id: secscan, name: secscan, language: system, pass_filenames: false, always_run: true,\n"
	 "         stages: [commit], entry: %/secscan-pre-commit}\n"
	 "      - {id: secscan-message, name: secscan message, language: system,\n"
	 "         stages: [commit-msg], entry: %/secscan-commit-msg}"},
};

static const char by_hand[] = "Add as the last line of the hooks there, each for itself:\n"
			      "    %/secscan-pre-commit \"$@\"\n"
			      "    %/secscan-commit-msg \"$@\"\n"
			      "    %/secscan-pre-push \"$@\"";

static bool is_used(const struct installer *in, const struct tool *tool)
{
	bool found = false;

	for (size_t i = 0; i < ARRAY_SIZE(tool->signs) && tool->signs[i] && !found; i++) {
		char *path = secscan_path_join(in->place.worktree, tool->signs[i]);

		found = path && !access(path, F_OK);
		free(path);
	}
	return found;
}

static void tell_how(struct installer *in, const char *how)
{
	struct buffer text = {0};
	int rc = 0;

	for (; !rc && *how; how++)
		rc = *how == '%' ? secscan_buffer_addstr(&text, in->programs) : secscan_buffer_add(&text, how, 1);
	if (!rc)
		secscan_installer_tell(in, SECSCAN_HINT, 0, "", "%s", text.data);
	secscan_buffer_release(&text);
}

void secscan_installer_wiring(struct installer *in, bool always)
{
	struct secscan_error ignored;
	bool told = false;

	if (!in->programs && secscan_programs_folder(&in->programs, in->options->programs, &ignored))
		return;
	for (size_t i = 0; in->place.worktree && i < ARRAY_SIZE(tools); i++) {
		if (!is_used(in, &tools[i]))
			continue;
		tell_how(in, tools[i].how);
		told = true;
	}
	if (always && !told)
		tell_how(in, by_hand);
}

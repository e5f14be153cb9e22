/* SPDX-License-Identifier: MIT */
/* Asked of git itself: its settings may write an address anew (insteadOf), and name a remote in more places than one. */
#include "sources/git.h"

/* "NAME<tab>URL (fetch)", then perhaps what is left out of it; the lines of where it pushes to are passed over. */
static int take_line(char *line, secscan_remote_fn *fn, void *payload)
{
	char *tab = strchr(line, '\t'), *kind = tab ? strstr(tab, " (fetch)") : NULL;

	if (!tab || (tab[1] && !kind))
		return 0;
	*tab = '\0';
	if (kind)
		*kind = '\0';
	return fn(line, tab + 1, payload);
}

int secscan_repo_remotes(struct secscan_repo *repo, secscan_remote_fn *fn, void *payload, struct secscan_error *err)
{
	static const char *const args[] = {"remote", "--verbose", NULL};
	struct buffer text = {0};
	int rc = secscan_git_run(&text, NULL, repo, args, err);

	for (char *line = text.data, *next; !rc && line && *line; line = next) {
		char *end = line + strcspn(line, "\n");

		next = *end ? end + 1 : end;
		*end = '\0';
		rc = take_line(line, fn, payload);
	}
	secscan_buffer_release(&text);
	return rc;
}

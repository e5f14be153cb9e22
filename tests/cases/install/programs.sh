# SPDX-License-Identifier: MIT
# Stand-ins for the hook programs, so that these cases judge the installer alone.
# shellcheck shell=sh

# programs FOLDER [WHAT IT DOES]: a token is refused, all else passes
programs() {
	mkdir -p "$1"
	what=${2:-'case $(git diff --cached 2> /dev/null; git show; cat "${1:-/dev/null}" 2> /dev/null) in *"token = gh"*) echo github-pat-classic; exit 1 ;; esac'}
	for hook in pre-commit commit-msg pre-push; do
		printf '#!/bin/sh\n# stand-in for %s\n%s\n' "$hook" "$what" > "$1/secscan-$hook"
		chmod 755 "$1/secscan-$hook"
	done
}

# listing FOLDER: mode, size and hash of every file, links as links
listing() {
	(cd "$1" && find . -mindepth 1 | sort | while read -r f; do
		if [ -L "$f" ]; then
			echo "link $f -> $(readlink "$f")"
		elif [ -f "$f" ]; then
			echo "$(stat -c '%a %s' "$f") $(git hash-object --no-filters "$f") $f"
		else
			echo "folder $f"
		fi
	done)
}

# bare_repo: no hooks at all, and we are in it
bare_repo() {
	git init -q --template= "${1:-repo}"
	cd "${1:-repo}"
	mkdir -p .git/hooks
}

programs "$SCRATCH/programs"
install="secscan install --programs $SCRATCH/programs"
doctor="secscan doctor --programs $SCRATCH/programs"

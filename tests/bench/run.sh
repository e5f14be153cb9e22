#!/bin/sh
# SPDX-License-Identifier: MIT
#
# How fast and how small, side by side; by hand, not in CI. Ratios carry over to other machines, times do not.
#
#   tests/bench/run.sh [SECTION...]      all, or some of: size load start commit index message throughput history
#
#   ROUNDS=31                   rounds of each comparison
#   CORPUS='DIR...'             source text for throughput (default: the system's headers and Python files)
#   OTHERS=FILE.toml            somebody else's rule file, whose regexes throughput runs beside ours (default: none)
#   HISTORY=REPO                a repository for history (default: this one)
#
# Wants the release build (meson setup build --buildtype=release). Repositories are made in build/bench/.
# Instructions are counted by perf where the machine allows, else by valgrind.
set -eu
export LC_ALL=C CCACHE_DISABLE=1
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build
work=$build/bench
rounds=${ROUNDS:-31}
corpus=${CORPUS:-/usr/include /usr/lib/python3}
history=${HISTORY:-$root}
# A home of its own; GIT_CONFIG_GLOBAL would not do: settings from the environment make the hooks ask git for them.
mkdir -p "$work/home"
export HOME="$work/home"
unset XDG_CONFIG_HOME GIT_CONFIG_GLOBAL GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset CLAUDECODE AI_AGENT 2> /dev/null || :

[ -e "$build/build.ninja" ] || meson setup "$build" "$root" --buildtype=release > /dev/null
ninja -C "$build" > "$build/bench.log" || { tail "$build/bench.log" && exit 1; }
ninja -C "$build" tests/bench/throughput tests/bench/interleave tests/bench/load > /dev/null

rm -rf "$work/installed"
git init -q -b main "$work/installed"
(cd "$work/installed" && "$build/cli/secscan" install > /dev/null)

say() { printf '\n== %s\n' "$*"; }
# The programs as users run them: installed. What the linker wrote piece by piece lies in small pages of the file
# cache, and starts slower than the very same bytes written by install.
hook() { echo "$work/installed/.git/hooks/$1"; }
compare() { "$build/tests/bench/interleave" "$rounds" "$@"; }

# make_repo NAME FILES: committed files of ordinary text, in folders of 50
make_repo() {
	[ ! -e "$work/$1/.git" ] || return 0
	echo "   making a repository of $2 files" >&2
	rm -rf "${work:?}/$1"
	git init -q -b main "$work/$1"
	awk -v n="$2" -v at="$work/$1" 'BEGIN {
		for (i = 0; i < n; i++) {
			folder = at "/d" int(i / 2500) "/e" int(i / 50)
			if (i % 50 == 0)
				system("mkdir -p " folder)
			file = folder "/f" i ".c"
			for (j = 0; j < 40; j++)
				printf "static int value_%d_%d(int x) { return x * %d + table[%d]; }\n", i, j, i * j, j > file
			close(file)
		}
	}'
	git -C "$work/$1" add -A
	git -C "$work/$1" commit -q -m base
}

# stage_changes NAME: 20 files spread over the tree, 15 lines added to each
stage_changes() {
	git -C "$work/$1" reset -q --hard
	git -C "$work/$1" ls-files | awk '{ f[NR] = $0 } END { for (i = 0; i < 20; i++) print f[int(i * NR / 20) + 1] }' |
		while read -r f; do
			awk 'BEGIN { for (i = 0; i < 15; i++) print "int added_" i "(void);" }' >> "$work/$1/$f"
		done
	git -C "$work/$1" add -A
}

# instructions NAME COMMAND...: in user mode
instructions() {
	name=$1
	shift
	if perf stat -x, -e instructions:u -o "$work/perf" true 2> /dev/null && ! grep -q 'not supported' "$work/perf"; then
		perf stat -x, -e instructions:u -o "$work/perf" "$@" > /dev/null 2>&1 < /dev/null || :
		count=$(awk -F, '/instructions/ { print $1 }' "$work/perf")
	elif command -v valgrind > /dev/null; then
		valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" > /dev/null 2> "$work/valgrind" < /dev/null || :
		count=$(awk '/Collected/ { print $NF }' "$work/valgrind")
	else
		count='neither perf nor valgrind can count here'
	fi
	printf '%-28s %12s user instructions\n' "$name" "$count"
}

size() {
	say 'size: hook programs stripped (must hold: 12 MiB, goal 10), no libstdc++, no network'
	for name in pre-commit commit-msg pre-push; do
		strip -o "$work/stripped" "$(hook $name)"
		printf '%-28s %6.2f MiB, needs %s shared libraries, %s C++ and %s network symbols\n' "$name" \
			"$(stat -c %s "$work/stripped" | awk '{ print $1 / 1048576 }')" \
			"$(readelf -d "$(hook $name)" | grep -c NEEDED || :)" \
			"$(nm "$(hook $name)" | grep -cE ' (_ZSt|__cxa_throw)' || :)" \
			"$(nm "$(hook $name)" | grep -cE ' [TW] (connect|getaddrinfo|socket)$' || :)"
	done
}

load() {
	say 'load: the linked-in rules, opened and scratch made, in a fresh process (must hold: database 2 MB, 1 ms)'
	for which in all secrets; do
		for i in $(seq "$rounds"); do
			"$build/tests/bench/load" "$which"
		done | sort -n -k 4 | awk -v which="$which" '{ row[NR] = $0 } END {
			split(row[int((NR + 1) / 2)], at, " ")
			printf "%-28s %5d rules, database %.2f MB (pack with texts %.2f MB), load %.3f ms, first KiB %.3f ms\n", which,
				at[1], at[2] / 1e6, at[3] / 1e6, at[4] / 1e3, at[5] / 1e3
		}'
	done
}

start() {
	say 'start: embedded rules, 20 small new blobs, no diff (must hold: 3 ms over true, goal 1)'
	rm -rf "$work/start"
	git init -q -b main "$work/start"
	cd "$work/start"
	git commit -q --allow-empty -m base
	for i in $(seq 20); do seq "$i" 200 > "f$i.txt"; done
	git add .
	compare 'true=/bin/true' "pre-commit=$(hook pre-commit)" 'git version=git --version' \
		'git diff-index --raw=git diff-index --cached --raw HEAD'
	instructions true /bin/true
	instructions pre-commit "$(hook pre-commit)"
}

commit() {
	say 'commit: 20 changed files of 5,000 (must hold: diff -U0, goal: diff --raw)'
	make_repo five 5000
	stage_changes five
	cd "$work/five"
	compare 'diff -U0=git diff --cached -U0' 'diff --raw=git diff --cached --raw' "pre-commit=$(hook pre-commit)" \
		'true=/bin/true'
	instructions pre-commit "$(hook pre-commit)"
}

index() {
	say 'index: 20 changed files of 50,000'
	make_repo fifty 50000
	stage_changes fifty
	cd "$work/fifty"
	compare 'diff -U0=git diff --cached -U0' 'diff --raw=git diff --cached --raw' "pre-commit=$(hook pre-commit)"
}

message() {
	say 'message: commit-msg (must hold: 2x true, goal 1.2x)'
	make_repo five 5000
	cd "$work/five"
	printf 'area: change one thing\n\nA body of\nsome lines.\n\nSigned-off-by: A <a@example.com>\n' > "$work/message"
	compare 'true=/bin/true' "commit-msg=$(hook commit-msg) $work/message" \
		"as linked=$build/hooks/secscan-commit-msg $work/message"
	instructions true /bin/true
	instructions commit-msg "$(hook commit-msg)" "$work/message"
}

throughput() {
	say 'throughput: source text'
	others=
	if [ -n "${OTHERS:-}" ]; then
		others=$work/others
		python3 "$root/tests/bench/regexes.py" "$OTHERS" > "$others"
	else
		echo 'no rule file to compare with: OTHERS names one'
	fi
	# shellcheck disable=SC2086
	"$build/tests/bench/throughput" "$root/patterns" 9 "$others" $corpus
}

history() {
	say "history: $history (must hold: 1.5x cat-file, goal 0.5; peak 256 MiB and the largest blob)"
	cd "$history"
	rounds=5
	compare 'cat-file=git cat-file --batch-all-objects --batch --unordered --buffer' \
		"secscan=$build/cli/secscan scan --history"
}

[ $# -gt 0 ] || set -- size load start commit index message throughput history
for section; do
	"$section"
done

#!/bin/sh
# SPDX-License-Identifier: MIT
#
# git's own tests, without and with our three hooks wired in by settings: the counts must be the same. By hand, not in CI.
#
#   tests/bench/git-suite.sh GIT-SOURCE BUILD [TEST...]     by default: t7503 t7504 t7505 t5571
#
# GIT-SOURCE is a built git of 2.54 or later (the first with hooks in settings), BUILD our release build:
#
#   git clone https://github.com/git/git GIT-SOURCE
#   make -C GIT-SOURCE -j2 NO_CURL=1 NO_EXPAT=1 NO_GETTEXT=1 NO_TCLTK=1 NO_OPENSSL=1 NO_RUST=1
#   meson setup BUILD --buildtype=release && ninja -C BUILD
#
# Each line gives the test, passed/failed/broken/skipped without and with the hooks, and how often ours were called.
# GIT_TEST_DEFAULT_HASH=sha256, GIT_TEST_DEFAULT_REF_FORMAT=reftable and GIT_TEST_SPLIT_INDEX=1 reach git's tests.
# A test whose failures differ, one by one, is printed and kept in BUILD/git-suite/. Exit: 0 same, 1 different, 2 cannot run.
set -eu
export LC_ALL=C
[ $# -ge 2 ] || { sed -n 's/^#   \(tests.*\)/usage: \1/p' "$0" >&2; exit 2; }
source=$(cd "$1" && pwd)
build=$(cd "$2" && pwd)
shift 2
[ $# -gt 0 ] || set -- t7503 t7504 t7505 t5571
work=$build/git-suite
variants=$(env | grep -E '^GIT_TEST_(DEFAULT_HASH|DEFAULT_REF_FORMAT|SPLIT_INDEX)=' || :)

[ -x "$source/bin-wrappers/git" ] || { echo "$source: no built git here" >&2; exit 2; }
for hook in pre-commit commit-msg pre-push; do
	[ -x "$build/hooks/secscan-$hook" ] || { echo "$build: no secscan-$hook here" >&2; exit 2; }
done
rm -rf "$work"
mkdir -p "$work/without" "$work/with"

# git's shell adds the arguments behind the last command; the word before it counts the call.
setting() {
	printf ' -c "hook.secscan-%s.event=%s"' "$1" "$1"
	printf ' -c "hook.secscan-%s.command=echo %s >>\\"\\$SECSCAN_SUITE_CALLS\\"; \\"%s\\""' "$1" "$1" "$build/hooks/secscan-$1"
}

wrapper() {
	printf '#!/bin/sh\nexec "%s/bin-wrappers/git"%s "$@"\n' "$source" "$2" > "$work/$1/git"
	chmod +x "$work/$1/git"
}

wrapper without ''
wrapper with "$(setting pre-commit)$(setting commit-msg)$(setting pre-push)"

"$work/with/git" hook list pre-commit > /dev/null 2>&1 ||
	{ echo "$("$work/without/git" version): hooks in settings need 2.54 or later" >&2; exit 2; }

# run WITHOUT-OR-WITH TEST: the log of one test script, in an environment without traces of an agent
run() {
	calls=$work/$2.$1.calls
	: > "$calls"
	(cd "$source/t" && env -i PATH="$PATH" HOME="$HOME" TERM=dumb SECSCAN_SUITE_CALLS="$calls" $variants \
		GIT_TEST_INSTALLED="$work/$1" sh ./"$2"-*.sh --root="$work/trash.$1") \
		> "$work/$2.$1.log" 2>&1 < /dev/null || :
	grep -E '^(ok|not ok) ' "$work/$2.$1.log" > "$work/$2.$1.results" || :
}

# count LOG: passed/failed/broken/skipped
count() {
	awk '/^ok .*# [Ss][Kk][Ii][Pp]/ { s++; next } /^not ok .*# TODO/ { b++; next } /^ok / { p++ } /^not ok / { f++ }
		END { printf "%d/%d/%d/%d", p, f, b, s }' "$1"
}

bad=0
printf '%-8s %-14s %-14s %s\n' test without with 'calls of ours'
for test in "$@"; do
	run without "$test"
	run with "$test"
	calls=$(sort "$work/$test.with.calls" | uniq -c | awk '{ printf "%s%s %s", n++ ? ", " : "", $2, $1 }')
	printf '%-8s %-14s %-14s %s\n' "$test" "$(count "$work/$test.without.results")" \
		"$(count "$work/$test.with.results")" "${calls:-none}"
	[ -s "$work/$test.without.results" ] || { echo "   nothing ran, see $work/$test.without.log"; bad=1; }
	diff "$work/$test.without.results" "$work/$test.with.results" | sed -n 's/^[<>]/   &/p' > "$work/differ"
	[ ! -s "$work/differ" ] || { cat "$work/differ"; bad=1; }
done
exit $bad

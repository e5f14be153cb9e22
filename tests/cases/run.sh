#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Golden cases: the real programs in throw-away repositories, as TAP.
#
#   tests/cases/run.sh [--set-exact-output] BUILD [GLOB...]
#
# A case is a folder GROUP/NAME with cmd.sh, run by sh -eu in a folder of its own inside BUILD, with an
# environment of its own; lib.sh is loaded before it. What it must give lies beside it:
#
#   exit            its exit code; without the file 0
#   stdout.exact    byte for byte; without a file nothing may be printed
#   stdout.glob     line by line, each a shell pattern; a line "..." stands for any lines up to the end
#   stderr.exact, stderr.glob
#
# --set-exact-output writes what was printed over the .exact files (and removes them where it was nothing).
# SECSCAN_CASES=GLOB does what GLOB does.
set -u
here=$(cd "$(dirname "$0")" && pwd)
set_exact=
one=
while :; do
	case ${1:-} in
	--set-exact-output) set_exact=--set-exact-output ;;
	--one) one=1 ;;
	*) break ;;
	esac
	shift
done
build=$(cd "${1:?"the build folder"}" && pwd) || exit 2
shift
work=$build/cases

# In a scratch folder of its own, with nothing of the caller's environment but the way to the programs.
run_case() {
	scratch=$work/$1
	rm -rf "$scratch"
	mkdir -p "$scratch/home" "$scratch/tmp" "$scratch/work"
	cat > "$scratch/gitconfig" << 'CONFIG'
[init]
	defaultBranch = main
[user]
	name = Ann Author
	email = ann@example.com
[core]
	fsync = none
[gc]
	auto = 0
[protocol "file"]
	allow = always
CONFIG
	cd "$scratch/work" || return 99
	env -i HOME="$scratch/home" TMPDIR="$scratch/tmp" SCRATCH="$scratch" BUILD="$build" CASES="$here" \
		CASE="$here/$1" PATH="$build/cli:$build/hooks:$build/tests/cases:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" \
		LC_ALL=C TZ=UTC TERM=dumb \
		GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CEILING_DIRECTORIES="$scratch" \
		GIT_AUTHOR_DATE='2026-01-02T03:04:05Z' GIT_COMMITTER_DATE='2026-01-02T03:04:05Z' \
		GIT_TERMINAL_PROMPT=0 GIT_EDITOR=: \
		ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=halt_on_error=1:exitcode=99:print_stacktrace=1 \
		timeout -k 5 120 sh -eu -c '. "$CASES/lib.sh"; . "$CASE/cmd.sh"' \
		< /dev/null > "$scratch/stdout" 2> "$scratch/stderr"
}

# same_lines PATTERNS FILE
same_lines() {
	while IFS= read -r pattern <&3; do
		[ "$pattern" = ... ] && return 0
		IFS= read -r line <&4 || return 1
		# shellcheck disable=SC2254
		case $line in
		$pattern) ;;
		*) return 1 ;;
		esac
	done 3< "$1" 4< "$2"
	[ "$(wc -l < "$1")" = "$(wc -l < "$2")" ]
}

# compare CASE stdout|stderr
compare() {
	got=$work/$1/$2
	if [ -e "$here/$1/$2.glob" ]; then
		same_lines "$here/$1/$2.glob" "$got" && return
		wanted=$here/$1/$2.glob
	elif [ -n "$set_exact" ]; then
		rm -f "$here/$1/$2.exact"
		[ ! -s "$got" ] || cp "$got" "$here/$1/$2.exact"
		return
	else
		wanted=$here/$1/$2.exact
		[ -e "$wanted" ] || wanted=/dev/null
		cmp -s "$wanted" "$got" && return
	fi
	echo "$2 is not as it should be:"
	diff -u "$wanted" "$got" | head -60
}

report_case() {
	run_case "$1"
	code=$?
	wanted_code=0
	[ ! -e "$here/$1/exit" ] || read -r wanted_code < "$here/$1/exit"
	{
		[ "$code" = 77 ] || {
			[ "$code" = "$wanted_code" ] || echo "exit code $code, wanted $wanted_code"
			compare "$1" stdout
			compare "$1" stderr
		}
	} > "$work/$1/differences"
	if [ "$code" = 77 ]; then
		echo "ok - $1 # SKIP $(tail -1 "$work/$1/stderr")"
	elif [ -s "$work/$1/differences" ]; then
		echo "not ok - $1"
		sed 's/^/#   /' "$work/$1/differences"
		echo "#   left to look at: $work/$1"
		return
	else
		echo "ok - $1"
	fi
	chmod -R u+w "$work/$1" && rm -rf "$work/$1"
}

all_cases() {
	cd "$here" && find . -name cmd.sh | sed 's|^\./||; s|/cmd\.sh$||' | sort | while read -r name; do
		[ $# -gt 0 ] || echo "$name"
		for glob; do
			# shellcheck disable=SC2254
			case $name in
			$glob) echo "$name" && break ;;
			esac
		done
	done
}

if [ -n "$one" ]; then
	mkdir -p "$work/results/${1%/*}"
	report_case "$1" > "$work/results/$1"
	exit 0
fi
# shellcheck disable=SC2086
[ -z "${SECSCAN_CASES:-}" ] || set -- "$SECSCAN_CASES"
rm -rf "$work"
mkdir -p "$work"
all_cases "$@" > "$work/list"
xargs -P "$(nproc 2> /dev/null || echo 2)" -n 1 sh "$here/run.sh" $set_exact --one "$build" < "$work/list"
while read -r name; do
	cat "$work/results/$name" || echo "not ok - $name"
done < "$work/list" | awk -f "$here/../tap.awk"

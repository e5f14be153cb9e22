#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Holds the tree to its own plan (layers, sizes, names) and prints its proportions, as TAP.
#
#   tests/style/run.sh [BUILD]     with a build folder: what it installs and exports is checked as well
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
build=${1:+$(cd "$1" && pwd)}
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cd "$here/../.." || exit 99

# files GLOB...: what git tracks, or what is there where git is absent
files() {
	if [ -e .git ]; then
		git ls-files -- "$@"
	else
		for glob; do
			find . -name "build*" -prune -o -type f -name "${glob##*/}" -print | sed 's|^\./||'
		done
	fi | sort -u | while read -r f; do [ -e "$f" ] && echo "$f"; done
}

# check NAME: reads breaches, one a line, from stdin; none is a pass
check() {
	cat > "$tmp/breaches"
	if [ -s "$tmp/breaches" ]; then
		echo "not ok - $1"
		sed 's/^/#   /' "$tmp/breaches"
	else
		echo "ok - $1"
	fi
}

# caught NAME: a planted breach must be seen
caught() {
	if grep -q .; then echo "ok - planted: $1"; else echo "not ok - planted: $1"; fi
}

skip() {
	echo "ok - $1 # SKIP $2"
}

sources() { files '*.c' '*.h'; }
product() { sources | grep -E '^(lib|hooks|cli)/'; }
tests() { sources | grep '^tests/'; }

# ---- who includes whom

breaks_layer() {
	echo "$1:1:#include $2" | awk -f "$here/layers.awk" "$here/layers.txt" -
}

check_layers() {
	sources | xargs grep -nE '^[[:space:]]*#[[:space:]]*include' |
		awk -f "$here/layers.awk" "$here/layers.txt" - |
		check 'each room includes only what lies below it'
	breaks_layer lib/base/x.c '"scan/match.h"' | caught 'base includes scan'
	breaks_layer lib/report/x.c '<git2.h>' | caught 'report includes git2.h'
	breaks_layer lib/policy/x.c '"scan/scanner.h"' | caught 'policy includes the scanner'
	breaks_layer lib/sources/x.c '"rules/rule.h"' | caught 'sources include rules'
	breaks_layer lib/policy/x.c '<secscan/scanner.h>' | caught 'policy includes the public scanner'
	breaks_layer hooks/x.c '"base/array.h"' | caught 'a hook includes an internal header'
	breaks_layer lib/scan/x.c '<openssl/sha.h>' | caught 'an unknown third party'
	breaks_layer lib/attic/x.c '<stdio.h>' | caught 'a room that is not in the plan'
}

# ---- the tree and its words

check_tree() {
	files '*' | sed 's|/.*||' | sort -u |
		grep -vxE 'lib|hooks|cli|patterns|tests|meson\.build|README\.md|LICENSE|\..*' |
		check 'nothing new at the top of the tree'
	for entry in lib hooks cli patterns tests meson.build README.md LICENSE .clang-format .dev.ini .ci/run; do
		[ -e "$entry" ] || echo "$entry is missing"
	done | check 'the top of the tree is as designed'
	files '*.c' '*.h' '*.sh' '*meson.build' '*.awk' '*.py' | grep -vE '^hooks/pre_commit\.c$|/cmd\.sh$' | while read -r f; do
		[ ! -s "$f" ] || head -2 "$f" | grep -q 'SPDX-License-Identifier: MIT' || echo "$f"
	done | check 'every source file starts with its licence'
	sources | grep -E '(^|/)(utils?|helpers?|misc|common|stuff|manager|impl)\.[ch]$' |
		check 'no file has a name that says nothing'
	sources | xargs grep -nE '^typedef (struct|union|enum)\b' | check 'no typedef hides a struct'
	sources | xargs grep -nE '\b(TODO|FIXME|XXX|HACK)\b' | check 'nothing is left for later in a comment'
}

# The brackets keep this file from finding itself.
check_machine() {
	files '*' | xargs grep -nIE '(^|[^A-Za-z0-9_.])/(wor[k]|roo[t]|hom[e]/[a-z]+|User[s])/|/tm[p]/(b-|bash_)' |
		check 'no path of one machine'
	files '*' | grep -v '^patterns/' | xargs grep -nIiE \
		'registr[y]\.[a-z]|pyp[i]\.org|crate[s]\.io|prox[y]\.golang|rubygem[s]\.org|de[b]\.debian|docke[r]\.io' |
		check 'no host of a registry'
}

# ---- proportions

# "file:function TAB lines"
function_lengths() {
	xargs ctags --fields=+ne --kinds-C=f -o - 2> /dev/null |
		sed -nE 's/^([^!\t][^\t]*)\t([^\t]*)\t.*\tline:([0-9]+).*\tend:([0-9]+).*/\2:\1 \3 \4/p' |
		awk '{ print $1 "\t" $3 - $2 + 1 }'
}

file_lengths() {
	xargs wc -l | awk '$2 != "total" { print $2 "\t" $1 }'
}

over() {
	awk -v limit="$1" '$2 > limit { print $1 ": " $2 " lines" }' "$2" "$3"
}

# proportions WHAT FILE MEDIAN P90: prints them, fails above these
proportions() {
	awk -f "$here/proportions.awk" "$2" > "$tmp/proportions"
	read -r n median p90 longest name < "$tmp/proportions"
	echo "# $1: $n, median $median lines (to hold: $3), p90 $p90 ($4), longest $longest: $name"
	if [ "$median" -gt "$3" ] || [ "$p90" -gt "$4" ]; then
		echo "median $median, p90 $p90"
	fi | check "$1 keep their proportions"
}

check_functions() {
	if ! command -v ctags > /dev/null; then
		skip 'functions keep their proportions' 'no ctags here'
		skip 'no function is over 60 lines' 'no ctags here'
		return
	fi
	product | function_lengths > "$tmp/functions"
	tests | function_lengths > "$tmp/test_functions"
	proportions functions "$tmp/functions" 12 37
	over 60 "$tmp/functions" "$tmp/test_functions" | check 'no function is over 60 lines'
}

check_sizes() {
	check_functions
	product | file_lengths > "$tmp/files"
	tests | file_lengths > "$tmp/test_files"
	proportions files "$tmp/files" 150 500
	over 500 "$tmp/files" "$tmp/test_files" | check 'no file is over 500 lines'
	lines=$(awk '{ n += $2 } END { print n }' "$tmp/files")
	test_lines=$(files 'tests/*' | grep -vE '\.(exact|glob|seed)$|corpus/' | xargs cat | wc -l)
	echo "# code $lines lines, tests $test_lines ($(awk "BEGIN { printf \"%.2f\", $test_lines / $lines }") of code; about 0.9)"
	build_lines=$(files '*meson.build' | xargs cat | grep -cvE "^[[:space:]]*'[^']*',?\$")
	echo "# build files: $build_lines lines besides file lists (to hold: 400)"
	if [ "$build_lines" -gt 400 ]; then echo "$build_lines lines"; fi | check 'build files stay small'
}

# ---- what others see

# What the build installs, or until it installs any: the stable headers.
public_headers() {
	meson introspect --installed "$build" | tr ',{}' '\n\n\n' | sed -nE 's/^ *"([^"]*\.h)":.*/\1/p' | sort
}

compiles_alone() {
	echo "#include <secscan/${1##*/secscan/}>" |
		"$2" -x "$3" "-std=$4" -fsyntax-only -Wall -Wextra -Wpedantic -Werror -Ilib/include - 2>&1
}

check_headers() {
	public_headers > "$tmp/headers"
	if [ ! -s "$tmp/headers" ]; then
		find "$PWD/lib/include/secscan" -maxdepth 1 -name '*.h' | sort > "$tmp/headers"
	fi
	find "$PWD/lib/include/secscan" -maxdepth 1 -name '*.h' | sort | diff - "$tmp/headers" |
		check 'what is installed is what is stable'
	while read -r header; do
		compiles_alone "$header" cc c c11
		compiles_alone "$header" c++ c++ c++11
	done < "$tmp/headers" | check 'every public header compiles alone as C and as C++'
}

# no_network.o stands in for names of libgit2's.
check_symbols() {
	nm -A --defined-only --extern-only "$build/lib/libsecscan.a" 2> /dev/null |
		grep -v 'no_network' | awk '$(NF - 1) ~ /^[A-Z]$/ && $NF !~ /^(secscan_|__?(odr_)?asan|__lsan_default_)/ { print $NF }' |
		check 'every shared symbol starts with secscan_'
}

check_commits() {
	if ! git rev-parse -q --verify HEAD > /dev/null 2>&1; then
		skip 'commit subjects are short' 'no git history here'
		return
	fi
	git log --no-merges --format='%h %s' | awk '{ h = $1; sub(/^[^ ]+ /, "") } length($0) > 60 { print h ": " $0 }' |
		check 'commit subjects are at most 60 characters'
	git log --no-merges --format='%h %s' | grep -vE '^[0-9a-f]+ [a-z0-9./,_ -]+: [^ ].*[^.]$' |
		check 'commit subjects say where and what'
}

{
	check_layers
	check_tree
	check_machine
	check_sizes
	check_commits
	if [ -n "$build" ]; then
		check_headers
		check_symbols
	fi
} | awk -f "$here/../tap.awk"

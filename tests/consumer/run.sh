#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Programs of others, built outside of meson against what is installed, as TAP.
#
#   tests/consumer/run.sh BUILD
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?"the build folder"}" && pwd) || exit 2
work=$build/consumer
rm -rf "$work"
mkdir -p "$work"
unset CFLAGS CXXFLAGS LDFLAGS PKG_CONFIG_LIBDIR

# check NAME COMMAND...
check() {
	name=$1
	shift
	if "$@" > "$work/out" 2>&1; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		tail -30 "$work/out" | sed 's/^/#   /'
	fi
}

# The .pc file names the prefix it was configured for; here that lies under $work/root.
flags() {
	pc=$(find "$work/root" -name secscan.pc)
	prefix=$work/root$(sed -n 's/^prefix=//p' "$pc")
	PKG_CONFIG_PATH=${pc%/*} pkg-config --define-variable=prefix="$prefix" --static "$@" secscan
}

compile() {
	# shellcheck disable=SC2046
	"$1" -Wall -Wextra -Werror "$here/$2" -o "$work/$3" $(flags --cflags) $(flags --libs)
}

compile_sanitized() {
	# shellcheck disable=SC2046
	"$1" -g -fsanitize=address,undefined -Wall -Wextra -Werror "$here/$2" -o "$work/$3" \
		$(flags --cflags) $(flags --libs)
}

prints() {
	"$work/$1" > "$work/printed" && grep -q "$2" "$work/printed"
}

no_internal_headers() {
	! find "$work/root" -path '*unstable*' | grep -q . && [ "$(find "$work/root" -name '*.h' | wc -l)" -ge 6 ]
}

{
	check 'it installs' meson install -C "$build" --no-rebuild --quiet --destdir "$work/root"
	check 'only stable headers are installed' no_internal_headers
	check 'pkg-config knows it' flags --modversion
	check 'a C program builds' compile cc consumer.c c
	check 'it finds and redacts' prints c '^x = \[REDACTED:own-ticket\]$'
	check 'a C++ program builds' compile c++ consumer.cpp cpp
	check 'it finds and redacts as well' prints cpp 'REDACTED:'
	check 'a C program builds with sanitizers' compile_sanitized cc consumer.c asan
	check 'it leaks nothing' prints asan 'REDACTED:'
} | awk -f "$here/../tap.awk"

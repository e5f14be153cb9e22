#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Looks for inputs that break a target. By hand, not in CI; needs clang and its runtime (Debian: clang, libclang-rt-14-dev).
#
#   tests/fuzz/run.sh [SECONDS] [TARGET...]     60 seconds each, all targets
#
# What breaks one is left in build-fuzz/: mend the product, and add the input, with no secret in it, to seeds/.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
build=$PWD/build-fuzz
flags='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g -O1'
libraries='libgit2 libpcre2-8 inih libsodium jansson zlib libhs'

if [ ! -e "$build/build.ninja" ]; then
	CC=clang CCACHE_DISABLE=1 meson setup "$build" -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false \
		-Dc_args=-fsanitize=fuzzer-no-link
fi
ninja -C "$build" lib/libsecscan.a
[ $# -gt 0 ] || set -- $(ls tests/fuzz | sed -n 's/^fuzz_\(.*\)\.c$/\1/p')
status=0
for target; do
	# shellcheck disable=SC2046,SC2086
	clang -D_GNU_SOURCE $flags -fsanitize=fuzzer -Ilib/include -Ilib -Itests/fuzz "tests/fuzz/fuzz_$target.c" \
		"$build/lib/libsecscan.a" $(pkg-config --cflags --libs $libraries) -lm -lpthread -o "$build/fuzz_$target"
	mkdir -p "$build/corpus/$target"
	echo "== $target, $seconds s"
	(cd "$build" && "./fuzz_$target" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 \
		-print_final_stats=1 -verbosity=0 "corpus/$target" "$OLDPWD/tests/fuzz/seeds/$target") || status=1
done
exit $status

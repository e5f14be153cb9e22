#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every test of the tree, on a bare Debian 12.
#
#   sh tests/run.sh                    install what is missing, build twice, run all
#   sh tests/run.sh --only SUITE       unit, style, rules, fuzz, cases or consumer (may repeat)
#   sh tests/run.sh --filter GLOB      only golden cases like it: --filter 'push/*'
#
# build-dev/ is built with warnings as errors, ASan and UBSan and runs every suite but consumer; build/ is the
# static release and runs the suites that drive whole programs. Nothing is left outside these two folders.
set -u
export LC_ALL=C CCACHE_DISABLE=1
cd "$(dirname "$0")/.." || exit 2
root=$PWD
dev=$root/build-dev
release=$root/build

# As run.sh is one of two commands that a newcomer types, it brings its own list.
packages='gcc g++ libc6-dev meson ninja-build pkg-config git universal-ctags
	libgit2-dev libhyperscan-dev libinih-dev libpcre2-dev libjansson-dev libsodium-dev zlib1g-dev check'
suites='unit style rules fuzz cases consumer'
dev_suites='unit style rules fuzz cases'
release_suites='rules cases consumer'
only=
filter=

say() { printf '== %s\n' "$*"; }
die() {
	printf 'tests/run.sh: %s\n' "$*" >&2
	exit 2
}

while [ $# -gt 0 ]; do
	case $1 in
	--only) only="$only ${2:?}" && shift ;;
	--filter) filter=${2:?} && only="$only cases" && shift ;;
	-h | --help) sed -n '4,11s/^# \{0,1\}//p' "$root/tests/run.sh" && exit 0 ;;
	*) die "unknown argument $1; see --help" ;;
	esac
	shift
done
only=${only:-$suites}
for suite in $only; do
	case " $suites " in
	*" $suite "*) ;;
	*) die "no suite $suite; there are: $suites" ;;
	esac
done

missing_packages() {
	for package in $packages; do
		dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null | grep -q ' installed' || printf '%s ' "$package"
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
	command -v dpkg-query > /dev/null || {
		say "not a Debian machine: building with what is here (needed: $(echo $packages))"
		return
	}
	missing=$(missing_packages)
	[ -n "$missing" ] || return 0
	[ "$(id -u)" = 0 ] || command -v sudo > /dev/null ||
		die "these packages are missing and there is neither root nor sudo to install them: $missing"
	say "installing from Debian: $missing"
	as_root apt-get -q update || die 'apt-get update failed'
	# shellcheck disable=SC2086
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing ||
		die 'apt-get install failed'
}

# build FOLDER ARGUMENT...
build() {
	folder=$1
	shift
	say "building ${folder##*/}/"
	if [ ! -e "$folder/build.ninja" ]; then
		rm -rf "$folder"
		meson setup "$folder" "$@" > "$folder.log" 2>&1 || {
			cat "$folder.log"
			exit 1
		}
		mv "$folder.log" "$folder/setup.log"
	fi
	ninja -C "$folder" || exit 1
	mkdir -p "$folder/tmp"
}

# One line of testlog.json a test: count what its TAP says; without TAP it counts as one. A test that ended
# badly although all of its lines are fine (a crash, a timeout, a short plan) counts as one failure.
count() {
	awk -v suite="$1" -v counts="$counts" '
	{
		result = $0
		sub(/.*", "result": "/, "", result)
		sub(/".*/, "", result)
		text = $0
		sub(/", "result": ".*/, "", text)
		sub(/.*"stdout": "/, "", text)
		n = split(text, row, /\\n/)
		p = f = s = bad = 0
		for (i = 1; i <= n; i++) {
			if (row[i] ~ /^#/) {
				if (bad)
					print "      " row[i]
				continue
			}
			bad = row[i] ~ /^not ok/
			if (row[i] ~ /^ok .*# *[Ss][Kk][Ii][Pp]/ || row[i] ~ /^1\.\.0/) {
				s++
				print "   skipped: " row[i]
			} else if (row[i] ~ /^ok/)
				p++
			else if (row[i] ~ /^not ok/) {
				f++
				print "   FAILED: " row[i]
			}
		}
		if (result == "SKIP" && !s)
			s++
		else if (result != "OK" && result != "SKIP" && !f) {
			f++
			print "   FAILED: " substr($0, 1, 60) " ended with " result
		} else if (result == "OK" && p + f + s == 0)
			p++
		passed += p; failed += f; skipped += s
	}
	END {
		print "   " suite ": " passed + 0 " passed, " failed + 0 " failed" (skipped ? ", " skipped " skipped" : "")
		print passed + 0, failed + 0, skipped + 0 >> counts
	}' "$2"
}

# run FOLDER SUITE
run() {
	log=$1/meson-logs/testlog.json
	rm -f "$log"
	say "$2, ${1##*/}/"
	TMPDIR=$1/tmp SECSCAN_CASES=$filter meson test -C "$1" --no-rebuild -t 10 --suite "$2" --print-errorlogs --verbose \
		> "$1/meson-logs/$2.txt" 2>&1
	if [ -s "$log" ]; then
		count "$2" "$log"
	else
		echo "   FAILED: $2 ran nothing; see $1/meson-logs/$2.txt"
		echo '0 1 0' >> "$counts"
	fi
}

install_packages
build "$dev" --native-file=.dev.ini
build "$release" --buildtype=release
counts=$dev/meson-logs/counts
: > "$counts"
for suite in $only; do
	case " $dev_suites " in *" $suite "*) run "$dev" "$suite" ;; esac
	case " $release_suites " in *" $suite "*) run "$release" "$suite" ;; esac
done

awk '
	{ passed += $1; failed += $2; skipped += $3 }
	END {
		print passed + 0 " passed, " failed + 0 " failed" (skipped ? ", " skipped " skipped" : "")
		exit failed > 0 || passed == 0
	}' "$counts"

#!/bin/sh
# SPDX-License-Identifier: MIT
#
#   sh cli/quickstart.sh [REPO]
#
# From a bare Debian 12 to protected commits: installs the packages that the build needs, builds the static
# release, installs it (/usr/local as root, else ~/.local), installs the hooks into REPO (this checkout if none
# is named), scans REPO's working tree and history, and shows in a throw-away repository what the hooks refuse.
# Can be run again at any time. Writes to the build folder, the prefix and REPO's hooks folder only.
set -eu

old_path=$PATH
here=$(cd "$(dirname "$0")/.." && pwd)
repo=${1:-$here}
build=$here/build
packages='git gcc g++ libc6-dev meson ninja-build pkg-config libgit2-dev libhyperscan-dev libinih-dev libpcre2-dev
	libjansson-dev libsodium-dev zlib1g-dev libmbedtls-dev libhttp-parser-dev'

say() {
	printf '\n== %s\n' "$*"
}

die() {
	printf 'quickstart: %s\n' "$*" >&2
	exit 1
}

missing_packages() {
	for package in $packages; do
		dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || echo "$package"
	done
}

install_packages() {
	missing=$(missing_packages)
	if [ -z "$missing" ]; then
		say "Packages: all there"
		return
	fi
	say "Packages: installing" $missing
	as_root=
	if [ "$(id -u)" != 0 ]; then
		as_root=$(command -v sudo) || die "these packages are missing and need root: $(echo $missing)
Install them with: apt-get install $(echo $missing)"
	fi
	$as_root apt-get update -q
	# shellcheck disable=SC2086
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

choose_prefix() {
	if [ "$(id -u)" = 0 ]; then
		prefix=/usr/local
	else
		prefix=$HOME/.local
	fi
}

build_and_install() {
	say "Building the static release (a few minutes the first time)"
	if [ -f "$build/build.ninja" ]; then
		meson configure "$build" -Dprefix="$prefix" -Dbuildtype=release
	else
		meson setup "$build" "$here" --buildtype=release --prefix="$prefix"
	fi
	ninja -C "$build"
	say "Installing to $prefix"
	meson install -C "$build" --no-rebuild --quiet
	PATH=$prefix/bin:$PATH
	export PATH
	secscan version
}

install_hooks() {
	say "Installing the hooks into $repo"
	(cd "$repo" && secscan install)
}

# Exit 1 means that something was found: that is for you to read, not a failure of this script.
scan() {
	say "$1"
	shift
	status=0
	(cd "$repo" && secscan scan "$@") || status=$?
	[ "$status" -le 1 ] || die "the scan could not decide (exit $status); see above"
}

expect_refusal() {
	what=$1
	shift
	printf '\n-- %s\n' "$what"
	if (cd "$scratch/demo" && "$@"); then
		die "this commit should have been refused"
	fi
	printf -- '-- refused, as it should be\n'
	git -C "$scratch/demo" reset -q --hard
}

demonstrate() {
	say "In a throw-away repository: three commits that must not pass"
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	git init -q "$scratch/demo"
	git -C "$scratch/demo" config user.name 'Demo Person'
	git -C "$scratch/demo" config user.email demo@example.com
	(cd "$scratch/demo" && secscan install >/dev/null && echo demo >README && git add README && git commit -q -m 'demo: start')

	secscan rules sample github-pat-classic >"$scratch/demo/deploy.env"
	git -C "$scratch/demo" add deploy.env
	expect_refusal "a freshly generated access token in deploy.env" git commit -q -m 'deploy: add settings'

	printf '#include <string.h>\nvoid copy(char *to, const char *from)\n{\n\tstrcpy(to, from);\n}\n' \
		>"$scratch/demo/copy.c"
	git -C "$scratch/demo" add copy.c
	expect_refusal "a banned call in copy.c" git commit -q -m 'copy: add a helper'

	printf 'more\n' >>"$scratch/demo/README"
	git -C "$scratch/demo" add README
	expect_refusal "a commit made by an AI agent that does not say so" \
		env CLAUDECODE=1 git commit -q -m 'readme: say more'
}

install_packages
choose_prefix
build_and_install
install_hooks
scan "Scanning the working tree of $repo" .
scan "Scanning the full history of $repo" --history
demonstrate
say "Done. Commits in $repo are protected now; \`secscan doctor\` proves it any time."
case ":$old_path:" in
*":$prefix/bin:"*) ;;
*) printf 'Put %s/bin on your PATH to have the command at hand.\n' "$prefix" ;;
esac

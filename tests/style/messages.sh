#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every message number that the code or a text names stands in patterns/messages.ini, as TAP. What area has which
# numbers is said on top of that file.
set -u
export LC_ALL=C
cd "$(dirname "$0")/../.." || exit 99
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
sed -nE 's/^\[SEC-([0-9]{3})\]$/\1/p' patterns/messages.ini > "$tmp/given"

# The numbers in C from stdin: of secscan_fail() and its likes (a number, then the text), of findings, of tables; and
# SEC-NNN anywhere. 042 is the example of the documentation, 0 is none.
numbers() {
	tr '\n\t' '  ' | sed -E 's/snprintf\([^;]*;//g' |
		grep -oE '(SECSCAN_ERR_[A-Z_]+, *[0-9]+,|[,{] *[0-9]{3}, *"|[.>]number = [0-9]+|(MSG|NUMBER)_[A-Z_]+ = [0-9]+|SEC-[0-9]{3})' |
		grep -oE '[0-9]+' | sed -E 's/^0*([0-9])/00\1/; s/^0*([0-9]{3})$/\1/' | grep -vxE '042|000'
}

# missing FILE...: file and number, one a line
missing() {
	for f; do
		numbers < "$f" | sort -u | grep -vxF -f "$tmp/given" | sed "s|^|$f: SEC-|"
	done
}

check() {
	cat > "$tmp/breaches"
	[ -s "$tmp/breaches" ] && printf 'not '
	echo "ok $1 - $2"
	sed 's/^/# /' "$tmp/breaches"
}

plant() {
	printf '%s\n' "$2" > "$tmp/planted"
	[ -n "$(missing "$tmp/planted")" ] || printf 'not '
	echo "ok $1 - planted: $3"
}

echo 1..8
find lib cli hooks patterns README.md -type f \( -name '*.[ch]' -o -name '*.ini' -o -name '*.sh' -o -name '*.md' \) |
	xargs grep -lE 'SEC-[0-9]{3}|SECSCAN_ERR_|number = |NUMBER_|MSG_|[0-9]{3}, *"' > "$tmp/files"
missing $(cat "$tmp/files") | check 1 'every number that is said is registered'
sort "$tmp/given" | uniq -d | check 2 'no number is given out twice'
grep -n '^\[' patterns/messages.ini | grep -vE ':\[SEC-[0-9]{3}\]$' | check 3 'every section is a number'
cat $(cat "$tmp/files") | numbers | sort -u > "$tmp/used"
[ "$(wc -l < "$tmp/used")" -ge 15 ] || echo "only $(wc -l < "$tmp/used") found: does this test still see them?"  > "$tmp/few"
cat "$tmp/few" 2> /dev/null | check 4 'numbers are found at all'
plant 5 'return secscan_fail(err, SECSCAN_ERR_IO,
		998, "text");' 'over two lines'
plant 6 'refuse(p, true, 998, "text");' 'in a wrapper'
plant 7 'f->number = 98;' 'in a finding'
plant 8 '/* SEC-998 */' 'in words'

# One value in many places is one thing to fix: all but the first take a line; what is said of one place stays.
new_repo
value=$(password)
for n in 1 2 3; do printf 'password = "%s"\n' "$value"; done > a.c
printf 'password = "%s" /* secscan:allow generic-password-assignment until=soon reason=x */\n' "$value" > b.c
mkdir tests
for n in 8 9; do printf 'password = "%s"\n' "$(password $n)"; done > tests/a.c
exits 1 secscan scan
says 'a.c:1:1: Password' 'a.c:2:1: the same value again [generic-password-assignment]' 'a.c:3:1: the same' 'b.c:1:1: the same' 'until= takes a day' \
	'tests/a.c:1:1: note: Password' 'tests/a.c:2:1: note: ' '4 findings to fix, '
[ "$(grep -c '^    If it is a real secret' "$OUT")" = 1 ] || fail 'the remedy of notes stands more than once'

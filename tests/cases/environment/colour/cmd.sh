# Escape sequences only on a terminal.
script -qec true /dev/null > /dev/null 2>&1 < /dev/null || skip 'no pseudo-terminal here'
new_repo
token_file a.txt
git add a.txt
commit_must_fail a.txt:2
! grep -q "$(printf '\033')" "$OUT" || fail 'colour without a terminal'
script -qec .git/hooks/pre-commit /dev/null > "$OUT" < /dev/null || :
says a.txt:2
grep -q "$(printf '\033')" "$OUT" || fail 'no colour on a terminal'
NO_COLOR=1 script -qec .git/hooks/pre-commit /dev/null > "$OUT" < /dev/null || :
says a.txt:2
! grep -q "$(printf '\033')" "$OUT" || fail 'colour despite NO_COLOR'

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
TERM=xterm script -qec 'secscan scan' /dev/null > "$OUT" < /dev/null || :
says "$(printf '\033[K')"
for setting in TERM=dumb 'TERM=xterm NO_COLOR=1'; do
	env $setting script -qec 'secscan scan' /dev/null > "$OUT" < /dev/null || :
	says a.txt:2
	! grep -q "$(printf '\033')" "$OUT" || fail "progress despite $setting"
done
NO_COLOR=1 script -qec .git/hooks/pre-commit /dev/null > "$OUT" < /dev/null || :
says a.txt:2
! grep -q "$(printf '\033')" "$OUT" || fail 'colour despite NO_COLOR'

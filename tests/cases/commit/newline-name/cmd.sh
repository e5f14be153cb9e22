new_repo
name="$(printf 'one\ntwo')"
token_file "$name"
git add -- "$name"
commit_must_fail two:2
! grep -qx 'two.*' "$OUT" || fail 'the newline of a name reached the terminal'

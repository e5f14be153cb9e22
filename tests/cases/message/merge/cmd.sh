# The file is MERGE_MSG, and pre-commit does not run.
new_repo
git switch -q -c side
commit_must_pass --allow-empty -m side
git switch -q main
commit_must_pass --allow-empty -m main
before=$(head_now)
! git merge -q --no-ff -m "merge $(token)" side > "$OUT" 2>&1 || fail 'the merge was made'
[ "$(head_now)" = "$before" ] || fail 'HEAD moved'
says "$RULE"
check_no_secret

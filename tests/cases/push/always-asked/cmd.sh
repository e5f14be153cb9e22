# On a protected branch a commit that says nothing is refused; elsewhere it is not asked.
new_repo
settings '[provenance]\nrequire = always\n[push]\nprotected = main\nprotected = master\n'
new_remote
commit_unseen --allow-empty -m 'by hand'
RULE=
push_must_fail Assisted-by
git push -q origin main:side > "$OUT" 2>&1 || fail 'the push was refused'

new_repo
export CLAUDECODE=1
git commit -q --allow-empty -m 'helped

Co-Authored-By: Claude <noreply@anthropic.com>' > "$OUT" 2>&1 || fail 'the commit was refused'

# git stores what stands before "---" too, and reads trailers there: both readings must agree.
new_repo
RULE=
export CLAUDECODE=1
commit_must_fail '' --allow-empty -m 'helped

Assisted-by: claude-code:some-model

---
more text'

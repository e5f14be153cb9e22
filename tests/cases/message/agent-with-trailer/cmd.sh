new_repo
export CLAUDECODE=1
commit_must_pass --allow-empty -m 'helped

Assisted-by: claude-code:some-model'

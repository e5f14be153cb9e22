new_repo
RULE=
export CLAUDECODE=1
commit_must_fail '' --allow-empty -m 'helped'
says Assisted-by 'git commit'

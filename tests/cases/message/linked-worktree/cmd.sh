new_repo
git worktree add -q ../linked
cd ../linked
commit_must_fail '' --allow-empty -m "use $(token)"

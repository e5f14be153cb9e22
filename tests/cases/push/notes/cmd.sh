new_repo
new_remote
git notes add -m "remember $(token)"
push_must_fail '' origin refs/notes/commits

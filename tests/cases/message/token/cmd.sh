new_repo
commit_must_fail '' --allow-empty -m "use $(token) for now"
says SEC-007

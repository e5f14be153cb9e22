new_repo
new_remote
commit_unseen --allow-empty -m "use $(token) for now"
push_must_fail '' origin main
says SEC-005 reword

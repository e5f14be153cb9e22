new_repo
new_remote
GIT_AUTHOR_NAME="$(token)" GIT_AUTHOR_EMAIL=ann@example.com commit_unseen --allow-empty -m change
push_must_fail '' origin main
says SEC-005 --reset-author

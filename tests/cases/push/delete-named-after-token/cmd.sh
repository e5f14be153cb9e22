# A name that holds a token may not get there, and may go away.
new_repo
new_remote
name=x-$(token)
push_must_fail refs/heads/x- origin "main:refs/heads/$name"
git push -q --no-verify origin "main:refs/heads/$name"
push_must_pass origin ":refs/heads/$name"

# A line between trailers is a comment where git's settings say so, and the trailers count.
new_repo
settings '[provenance]\nreview-at = 30\nsenior = Sue Senior <sue@example.com>\n'
new_remote
RULE=
commit_unseen --allow-empty -m 'helped

AI-Share: 62% (124/200)
; one
; two
; three'
git config core.commentChar ';'
[ -n "$(git log -1 --format='%(trailers)')" ] || fail 'git sees no trailers'
push_must_fail Reviewed-by
git config core.commentChar '#'
push_must_pass

# At or over the threshold a listed senior must have looked, who is neither the author nor an agent.
new_repo
settings '[provenance]\nreview-at = 30\nsenior = Sue Senior <sue@example.com>\nsenior = Ann Author <ann@example.com>\n'
new_remote
RULE=
refused() {
	commit_unseen --allow-empty -m "helped

Assisted-by: claude-code:some-model
AI-Share: 62% (124/200)$1"
	push_must_fail Reviewed-by
	git reset -q --soft HEAD~1
}
refused ''
refused '
Reviewed-by: Bob Nobody <bob@example.com>'
refused '
Reviewed-by: Ann Author <ann@example.com>'
refused '
Reviewed-by: Claude <noreply@anthropic.com>'
commit_unseen --allow-empty -m 'helped

Assisted-by: claude-code:some-model
AI-Share: 62% (124/200)
Reviewed-by: Sue Senior <sue@example.com>'
push_must_pass
# Where nobody is listed, nobody can: that comes first.
settings '[provenance]\nreview-at = 30\n'
git push -q --no-verify origin main
commit_unseen --allow-empty -m 'helped

Assisted-by: claude-code:some-model
AI-Share: 62% (124/200)'
push_must_fail 'nobody is'
says '[review-missing] list people under [provenance] senior in the'

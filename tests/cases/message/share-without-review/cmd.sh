# A review comes after the commit: here it is only called for; a push to a protected branch insists.
new_repo
settings '[provenance]\nreview-at = 30\nsenior = Sue Senior <sue@example.com>\n'
share='helped

Assisted-by: claude-code:some-model
AI-Share: 62% (124/200)'
git commit -q --allow-empty -m "$share" > "$OUT" 2>&1 || fail 'the commit was refused'
says Reviewed-by
commit_must_pass --allow-empty -m "$share
Reviewed-by: Sue Senior <sue@example.com>"

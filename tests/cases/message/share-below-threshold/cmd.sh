new_repo
commit_must_pass --allow-empty -m 'helped

Assisted-by: claude-code:some-model
AI-Share: 12% (24/200)'

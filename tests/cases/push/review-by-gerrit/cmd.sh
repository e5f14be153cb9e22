# Gerrit takes refs/for/main for main: what is asked of commits there is asked of those that go there for review.
new_repo
settings '[provenance]\nrequire = always\n'
new_remote
commit_unseen --allow-empty -m 'no trailer'
RULE=ai-not-declared
for ref in refs/heads/main refs/for/main 'refs/for/main%topic=side,wip' refs/for/refs/heads/main; do
	push_must_fail SEC-102 origin "HEAD:$ref"
done
push_must_pass origin HEAD:refs/for/side

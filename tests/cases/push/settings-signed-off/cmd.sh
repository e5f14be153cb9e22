# The sign-off stands on the commit that weakens; one on another commit, or of its author, is none.
new_repo
settings '[settings]\nsign-off = Sue Senior <sue@example.com>\n'
new_remote
RULE=settings-sign-off
review='Reviewed-by: Sue Senior <sue@example.com>'
weaken() {
	printf '[settings]\nsign-off = Sue Senior <sue@example.com>\n[allow]\npath = %s\n' "$1" > .secscan.ini
	git add .secscan.ini
}
passes() {
	git push -q origin main > "$OUT" 2>&1 || fail 'the push was refused'
}

commit_unseen --allow-empty -m other -m "$review"
weaken 'docs/**'
commit_unseen -m weaker
push_must_fail .secscan.ini
commit_unseen --amend -m weaker -m "$review" --author='Sue Senior <sue@example.com>'
push_must_fail .secscan.ini
commit_unseen --amend -m weaker -m "$review" --reset-author
passes

# Each such commit needs it.
weaken 'src/**'
commit_unseen -m 'one' -m "$review"
weaken '**'
commit_unseen -m 'two'
push_must_fail .secscan.ini
git reset -q --hard HEAD~

# A merge brings a change that is signed, but hides none of its own.
git switch -q -c side origin/main
commit_unseen --allow-empty -m side
git merge -q --no-verify --no-edit main
git switch -q main
git reset -q --hard side
passes
git switch -q -c side2
weaken 'lib/**'
commit_unseen -m 'lib' -m "$review"
git switch -q main
commit_unseen --allow-empty -m main
git merge -q --no-commit side2 2> /dev/null
weaken '**'
commit_unseen -m 'merge'
push_must_fail .secscan.ini

# On a protected branch a new comment counts where somebody whom the base names has signed its commit off.
new_repo
settings '[settings]\nsign-off = Sue Senior <sue@example.com>\n'
new_remote
excused() {
	printf '# secscan:allow python-os-system reason=fixed text\nos.system("ls " + %s)\n' "$1" > "$1.py"
	git add .
	commit_unseen -m "$2"
}
RULE=python-os-system
excused one 'without'
push_must_fail one.py:1
says SEC-014 'sue@example.com' 'allow comment'
# Not protected: listed.
git push -q origin main:refs/heads/side > "$OUT" 2>&1 || fail 'the push was refused'
says 'suppressed:' one.py:2
git push -q --no-verify origin --delete side
commit_unseen --amend -m 'with

Reviewed-by: Sue Senior <sue@example.com>'
exits 0 git push -q origin main
says 'suppressed:' one.py:2
# By the author's own word it is none, and one commit's sign-off is not another's.
excused two 'own

Reviewed-by: Ann Author <ann@example.com>'
push_must_fail two.py:1
commit_unseen --amend -m 'by Sue

Reviewed-by: Sue Senior <sue@example.com>'
excused three 'not by Sue'
push_must_fail three.py:1
says_not two.py:1
exits 1 secscan check origin/main..HEAD
says SEC-014
# Nobody is named: listed, and left to the reviewers.
git reset -q --hard origin/main
git rm -q .secscan.ini
commit_unseen -m 'no names'
git push -q --no-verify origin main
excused four 'nobody is named'
exits 0 git push -q origin main
says 'suppressed:' four.py:2

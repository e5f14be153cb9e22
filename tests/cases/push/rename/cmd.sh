# A file that only moves brings nothing new: what was let pass where it was, by its comment, passes where it is.
passes() {
	exits 0 "$@"
	says_not SEC-
}
new_repo
settings '[allow]\npath = samples/*\n'
mkdir samples
printf '# secscan:allow %s reason=a sample\n%s\n' "$RULE" "$(token 1)" > a.txt
token_file samples/s.txt 2
token_file listed.txt 3
git add .
commit_unseen -m old
let_pass listed.txt
new_remote
git mv a.txt b.txt
passes git commit -qm moved
passes git push -q origin main
# A folder, in two steps, with another change between them.
mkdir one
git mv b.txt one/b.txt
passes git commit -qm moved
echo more > more.txt
git add .
passes git commit -qm moved
git mv one two
passes git commit -qm moved
passes git push -q origin main
# The allowed path was the excuse, and it stays behind. The first hook that sees it says so.
git mv samples/s.txt s.txt
commit_must_fail s.txt:2
says 'moved here from samples/s.txt, where the allowed path samples/*'
commit_unseen -m moved
push_must_fail s.txt:2
says 'moved here from samples/s.txt, where the allowed path samples/*'
git reset -q --hard HEAD~1
# So was the line of the baseline, which names a path; one for the new path has to come first.
git mv listed.txt moved.txt
commit_must_fail moved.txt:2
says 'moved here from listed.txt, where a line of the baseline'
commit_unseen -m moved
push_must_fail moved.txt:2
says 'moved here from listed.txt, where a line of the baseline'
sed -i 's| /listed.txt | /*.txt |' .secscan/baseline
git commit -qam baseline --no-verify
push_must_fail moved.txt:2
git reset -q --hard HEAD~2
sed -i 's| /listed.txt | /*.txt |' .secscan/baseline
git commit -qam baseline --no-verify
git push -q --no-verify origin main
git mv listed.txt moved.txt
passes git commit -qm moved
passes git push -q origin main
# A rule that does not look at the old path, or makes less of what is there.
RULE=python-os-system
printf 'os.system("ls " + x)\n' > run.txt
git add .
passes git commit -qm moved
git mv run.txt run.py
commit_must_fail run.py:1
says 'moved here from run.txt, where the path itself'
commit_unseen -m moved
push_must_fail run.py:1
# A file whose bytes change on the way is judged as new.
git reset -q --hard origin/main
git mv two/b.txt three.txt
echo end >> three.txt
git add .
commit_unseen -m 'moved and changed'
RULE=github-pat-classic
push_must_fail three.txt:2
says SEC-011

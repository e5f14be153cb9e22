# A second secret of the same rule on a line that is let pass is found, and only that.
new_repo
first=$(token 1)
echo "use $first here" > a.txt
git add .
commit_unseen -m old
let_pass
echo "use $first here, or $(token 2)" > a.txt
git add .
commit_must_fail a.txt:1:55
says '1 finding to fix'

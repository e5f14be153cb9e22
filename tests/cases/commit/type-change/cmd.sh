# A link becomes a file, a file becomes a link whose target is the token.
new_repo
ln -s base.txt a
echo b > b
git add .
commit_must_pass
rm a
token_file a
git add a
commit_must_fail a:2
git checkout -q HEAD -- a
rm b
ln -s "$(token)" b
git add b
commit_must_fail b

# git diff shows nothing of such a file.
new_repo
echo '*.env -diff binary' > .gitattributes
git add .gitattributes
commit_must_pass
token_file prod.env
git add prod.env
commit_must_fail prod.env:2

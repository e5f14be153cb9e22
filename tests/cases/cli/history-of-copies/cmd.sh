# A file, and a whole folder, that also stand at a path which is not allowed.
new_repo
settings '[allow]\npath = aaa/**\n'
mkdir aaa
token_file aaa/f
git add .
commit_unseen -m allowed
exits 0 secscan scan --history
mkdir src
cp aaa/f src/f
git add .
commit_unseen -m copied
exits 1 secscan scan --history
says src/f:2 "$RULE"
exits 1 secscan scan --history --explain
says "line 2 of a file whose path is not known yet: $RULE: kept"
git reset -q --hard HEAD~
mkdir other
cp -r aaa other/folder
git add .
commit_unseen -m folder
exits 1 secscan scan --history
says other/folder/f:2 "$RULE"

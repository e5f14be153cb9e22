# A star in a file's name is no wildcard in the line for it.
new_repo
token_file 'a*.txt'
git add .
commit_unseen -m old
let_pass
says_not '/a*'
exits 0 secscan scan
token_file abc.txt
git add .
commit_must_fail abc.txt:2

# What no ref reaches is nobody's history, though it still lies in the store; the stash is.
new_repo
token_file lost.txt
git add .
commit_unseen -m leak
git reset -q --hard HEAD~
exits 0 secscan scan --history
token_file stashed.txt 2
git add stashed.txt
git stash -q
exits 1 secscan scan --history
says stashed.txt:2 "$RULE"
says_not lost.txt

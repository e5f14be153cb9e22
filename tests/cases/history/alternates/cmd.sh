# Loose objects of another repository that this one borrows from, by a relative and by an absolute path.
new_repo
token_file leak.txt
git add .
commit_unseen -m leak
cd ..
top=$PWD
git clone -q --shared repo borrower
cd borrower
exits 1 secscan scan --history
says leak.txt:2 "$RULE"
exits 1 secscan scan --range ..HEAD
says leak.txt:2 "$RULE"
echo ../../../repo/.git/objects > .git/objects/info/alternates
exits 1 secscan scan --range ..HEAD
says leak.txt:2 "$RULE"

# A circle of borrowers, and one that is gone
printf '%s\n' "$top/borrower/.git/objects" /nowhere/at/all > "$top/repo/.git/objects/info/alternates"
exits 1 secscan scan --range ..HEAD
says leak.txt:2 "$RULE"

# --prune and --expires alone look after the lines that are there; what nobody has looked at gets none.
new_repo
exits 2 secscan baseline --prune
says 'there is no baseline here' .secscan/baseline
token_file a.txt 1
token_file b.txt 2
git add .
commit_unseen -m old
exits 0 secscan baseline --reason 'a sample' --expires 2099-01-31
says "new line: [$RULE] a.txt:2" "new line: [$RULE] b.txt:2" '2 added'
sed -i 's/ until=2099-01-31.*b.txt//; s/2099-01-31/2020-01-31/' .secscan/baseline
git rm -q a.txt
git add .
commit_unseen -m baseline
token_file new.txt 3
exits 0 secscan baseline --prune
says '1 taken out' '1 past their day' '1 finding has no line and got none'
says_not new.txt
exits 0 secscan baseline --expires 2099-02-28
says '1 renewed' '1 finding has no line and got none'
says_not 'new line' added
! grep -q new.txt .secscan/baseline || fail 'a line was added'
exits 2 secscan baseline
says reason=
exits 0 secscan baseline --prune --reason 'looked at'
says "new line: [$RULE] new.txt:2" '1 added' '1 kept'
says_not 'b.txt:'

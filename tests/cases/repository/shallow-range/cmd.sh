# CI fetches a few commits. A range is judged where it is here whole, and only there.
new_repo
commit_must_pass --allow-empty -m two
git switch -q -c side
token_file a.txt
git add .
commit_unseen -m leak
git rm -q a.txt
commit_must_pass -m gone
git switch -q main
commit_must_pass --allow-empty -m three
git merge -q --no-ff -m merge side
cd ..
git clone -q --depth 2 "file://$PWD/repo" shallow
cd shallow
exits 3 secscan check HEAD^..HEAD
says SEC-303
git fetch -q --deepen=2
exits 1 secscan check HEAD^..HEAD
cd ..

# What was cut away is the left side itself, which is fetched.
git -C repo branch before
git -C repo switch -q main
git -C repo commit -q --allow-empty -m four
git clone -q --depth 1 "file://$PWD/repo" tips
cd tips
git fetch -q --depth=1 origin before:refs/before side:refs/side
exits 0 secscan check refs/before..HEAD
exits 3 secscan check refs/side..HEAD
says SEC-303

# A push is judged against what the remote has.
install_hooks
commit_must_pass --allow-empty -m five
git push -q origin HEAD:five > "$OUT" 2>&1 || fail 'the push was refused'
token_file a.txt 2
git add .
commit_unseen -m leak
! git push -q origin HEAD:five > "$OUT" 2>&1 || fail 'the push was made'
says a.txt:2

# History that was cut is not history that is clean.
new_repo
token_file a.txt
git add .
commit_unseen -m leak
git rm -q a.txt
commit_must_pass -m gone
commit_must_pass --allow-empty -m three
cd ..
exits 1 git -C repo -c alias.s='!secscan scan --history' s
git clone -q --depth 1 "file://$PWD/repo" shallow
cd shallow
exits 3 secscan scan --history
says SEC-303 'git fetch --unshallow'
exits 3 secscan check ..HEAD
says SEC-303
git fetch -q --deepen=1
exits 3 secscan scan --history
exits 0 secscan check HEAD~..HEAD
git fetch -q --unshallow
exits 1 secscan scan --history
exits 0 secscan check HEAD~2..HEAD
exits 1 secscan check ..HEAD

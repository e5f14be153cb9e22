new_repo
mkdir -p in out
echo in > in/a.txt
echo out > out/a.txt
git add .
commit_must_pass
git sparse-checkout init --cone --sparse-index
git sparse-checkout set in
git ls-files --sparse | grep -qx out/ || skip 'this git makes no sparse index'
token_file in/b.txt
git add in/b.txt
commit_must_fail in/b.txt:2
git rm -q --cached in/b.txt
echo harmless > in/c.txt
git add in/c.txt
commit_must_pass

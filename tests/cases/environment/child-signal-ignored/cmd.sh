# Who starts git may ignore SIGCHLD; what our own children say is known all the same.
new_repo --object-format=sha256
token_file a.txt
git add a.txt
exits 1 env --ignore-signal=CHLD .git/hooks/pre-commit
says a.txt:2
exits 1 env --ignore-signal=CHLD secscan scan
git reset -q --hard
echo plain > b.txt
git add b.txt
exits 0 env --ignore-signal=CHLD .git/hooks/pre-commit

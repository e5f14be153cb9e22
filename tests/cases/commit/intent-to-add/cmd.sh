new_repo
token_file a.txt
git add -N a.txt
echo more >> base.txt
git add base.txt
commit_must_pass
commit_must_fail a.txt:2 -a -m change

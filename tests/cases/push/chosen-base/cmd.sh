# A root of the pusher's own, merged in, does not choose which settings judge.
new_repo
settings '[allow]\ninline = no\n[rules]\n'
new_remote
git switch -q --orphan other
settings '[allow]\npath = **\n'
commit_unseen --allow-empty -m other
git switch -q -c side main
git merge -q --no-verify -X ours --allow-unrelated-histories -m merge other > /dev/null 2>&1 || { git checkout -q --ours .secscan.ini; git add .; commit_unseen -m merge; }
token_file a.txt
git add .
commit_unseen -m change
push_must_fail a.txt:2 origin side

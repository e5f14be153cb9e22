# The names of refs, files and folders: shown masked, and mended in other ways than a file's bytes.
new_repo
new_remote
push_must_fail 'refs/heads/***' origin "HEAD:refs/heads/$(token)"
says SEC-004 'another name'
push_must_fail 'refs/tags/v-***' origin "HEAD:refs/tags/v-$(token)"
# The local name stays here.
git branch "x-$(token)"
push_must_pass origin "x-$(token):refs/heads/fine"
mkdir d "$(token)"
echo x > "d/$(token 2)"
echo x > "$(token)/f"
git add .
commit_unseen -m names
push_must_fail 'd/***'
says '***/f' SEC-004
# Named and renamed: both commits travel.
git mv d/* d/fine
git mv ghp_* fine
commit_unseen -m renamed
push_must_fail 'd/***'
# The way to accept what is old names no name.
git init -q --bare "$SCRATCH/empty.git"
git branch -f "x-$(token)"
exits 1 git push -q "$SCRATCH/empty.git" "x-$(token):refs/heads/fine"
says "$(git rev-parse --short=12 HEAD)"

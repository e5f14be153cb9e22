# Every header field of a commit travels, its name too.
new_repo
new_remote
push_commit() {
	push_must_fail 'commit ' origin "$(git hash-object -t commit -w --literally "$SCRATCH/commit"):refs/heads/odd"
}
push_header() {
	git cat-file commit HEAD | awk -v field="$1" '!done && /^$/ { print field; done = 1 } { print }' > "$SCRATCH/commit"
	push_commit
}
# push_author VALUE [FIELD]: the identity as somebody writes it who does not use git
push_author() {
	git cat-file commit HEAD | sed "s/^${2:-author} .*/${2:-author} $1/" > "$SCRATCH/commit"
	push_commit
}
push_header "gpgsig $(token)"
push_header "encoding $(token)"
push_header "x-$(token) 1"
push_header "x-note of one line
 $(token)"
# A field that comes twice, or that a tag has and a commit has not.
push_header "author A <a@example.com> 1 $(token)"
push_header "author $(token) <a@example.com> 1 +0000"
push_header "tagger $(token) <a@example.com> 1 +0000"
push_header "type $(token)"
# What stands where the date and the zone should be.
push_author "A <a@example.com> 1700000000 $(token)"
push_author "A <a@example.com> 1700000000 +$(token)" committer
push_author "A <a@example.com> $(token) +0000"
push_author "A <a@example.com>$(token) 1700000000 +0000"
push_author "A <$(token)> 1700000000 +0000"
push_author "$(token)"

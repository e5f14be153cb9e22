# Every header field of a commit travels, its name too.
new_repo
new_remote
push_header() {
	git cat-file commit HEAD | awk -v field="$1" '!done && /^$/ { print field; done = 1 } { print }' > "$SCRATCH/commit"
	push_must_fail 'commit ' origin "$(git hash-object -t commit -w "$SCRATCH/commit"):refs/heads/odd"
}
push_header "gpgsig $(token)"
push_header "encoding $(token)"
push_header "x-$(token) 1"
push_header "x-note of one line
 $(token)"

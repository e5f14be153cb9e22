# A path is text as well: of a file, a folder, a link, an empty file.
new_repo
try() {
	git add .
	commit_must_fail "$1"
	says SEC-004
	git rm -qrf --cached .
	git reset -q
	rm -rf d "$(token)" "$(token)".txt
}
mkdir d
echo x > "d/$(token)"
try 'd/***'
mkdir "$(token)"
echo x > "$(token)/f"
try '***/f'
mkdir d
ln -s nowhere "d/$(token)"
try 'd/***'
: > "$(token).txt"
try '***.txt'

new_repo
try() {
	token_file "$1"
	git add -- ":(literal)$1"
	commit_must_fail :2
	git rm -q --cached -- ":(literal)$1"
}
try 'with space'
try '-leading'
try '"quoted"'
try "it's"
try 'back\slash'
try ':(top)magic'
try '*.glob'
try "$(printf 'tab\there')"
try "$(printf 'latin1-\344')"
try "$(printf 'utf8-\303\244')"
try "$(printf 'escape-\033[31m')"
! grep -q "$(printf '\033')" "$OUT" || fail 'a control byte of a name reached the terminal'

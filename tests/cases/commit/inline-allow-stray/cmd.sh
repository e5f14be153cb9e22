# A comment that is not for this finding says so there, and means nothing else.
new_repo
note() { printf '# %s\npassword = "%s"\n' "$1" "$(password)"; }
note 'secscan:allow generic-pasword reason=a sample' > misspelt.py
note 'secscan:allow npm-token reason=a sample' > other.py
note 'secscan:allow reason=a sample' > lacks.py
note 'secscan:allow' > bare.py
note 'secscan: allow generic-password-assignment reason=a sample' > blank.py
note 'the secscan program allows much' > prose.py
exits 1 secscan scan --format jsonl .
about() { grep "\"$1\"" "$OUT" > line; grep -qF "$2" line || fail "$1: not said: $2"; }
about misspelt.py 'does nothing: the rule it names is another one, or none at all'
about other.py 'does nothing: the rule it names is another one'
about lacks.py 'does nothing: it names no rule'
about bare.py 'does nothing: it names no rule'
about blank.py 'does nothing: it is to be written'
! grep prose.py "$OUT" | grep -q 'does nothing' || fail 'prose was taken for a comment'
# Who touches it touches the comment, not what stood below.
git add .
commit_unseen -m old
sed -i 's/a sample/a better sample/' other.py
git add .
git commit -q -m touched > "$OUT" 2>&1 || fail 'the commit was refused'

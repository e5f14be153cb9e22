# A comment has a last day and an owner as a line of the baseline has.
new_repo
note() { printf '/* secscan:allow generic-password-assignment %s */\npassword = "%s"\n' "$1" "$(password)"; }
note 'until=2099-01-31 owner=ann reason=a sample' > good.c
note 'reason=a sample until=2020-01-31' > past.c
note 'reason=a sample until=soon' > wrong.c
note 'a sample' > none.c
exits 1 secscan scan good.c past.c wrong.c none.c
says past.c:2 'its until= is past' wrong.c:2 'until= takes a day' none.c:2 'only reason=' '3 findings to fix' '1 suppressed.'
says_not good.c

# A renamed file is judged by its new lines.
new_repo
printf '%s\n' one two three four five six seven eight > old.txt
git add .
commit_must_pass
git mv old.txt new.txt
token >> new.txt
git add .
commit_must_fail new.txt:9

# commit -v shows the diff: a token that the change takes out is not the message's.
new_repo
token_file a.txt
git add .
commit_unseen -m old
sed -i 2d a.txt
git add .
printf '#!/bin/sh\nprintf "take it out\\n" | cat - "$1" > "$1.new" && mv "$1.new" "$1"\n' > "$SCRATCH/editor"
chmod +x "$SCRATCH/editor"
GIT_EDITOR="$SCRATCH/editor" commit_must_pass -v

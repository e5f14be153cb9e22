# What the user's own file locks, the repository cannot change.
mkdir -p "$HOME/.config/secscan"
printf '[lock]\nkey = allow.path\n' > "$HOME/.config/secscan/config.ini"
new_repo
settings '[allow]\npath = **\n'
token_file a.txt
git add .
commit_must_fail a.txt:2

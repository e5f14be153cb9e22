# The key comes with the repository, so a clone on another machine knows the same findings.
new_repo
printf 'password = "%s"\n' "$(password)" > a.cfg
token_file b.txt
git add .
commit_unseen -m old
let_pass
cd ..
git clone -q repo clone
cd clone
HOME=$SCRATCH/elsewhere
export HOME
mkdir "$HOME"
exits 0 secscan scan
says '2 suppressed.'
exits 0 secscan baseline --check
# A machine that keeps a key of its own for all repositories would make lines that hold nowhere else.
mkdir -p "$HOME/.config/secscan"
printf '[fingerprint]\nkey = 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n[lock]\nkey = fingerprint.key\n' \
	> "$HOME/.config/secscan/config.ini"
exits 2 secscan baseline --reason x
says fingerprint.key

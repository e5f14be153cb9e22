# The real hooks, behind those of others: theirs run first, with what git gave them, and ours judge the final bytes.
. "$CASES/install/programs.sh"
for program in "$BUILD"/hooks/secscan-pre-commit "$BUILD"/hooks/secscan-commit-msg "$BUILD"/hooks/secscan-pre-push; do
	[ ! -x "$program" ] || cp "$program" "$SCRATCH/programs/"
done
bare_repo
git commit -q --allow-empty -m base
cat > .git/hooks/pre-commit << 'HOOK'
#!/bin/sh
echo "their pre-commit $#"
[ ! -e ../add ] || { cp ../add added && git add added; }
[ ! -e ../refuse ] || exit 5
HOOK
cat > .git/hooks/commit-msg << 'HOOK'
#!/bin/sh
echo "their commit-msg $# $(head -1 "$1")"
[ ! -e ../add ] || cat ../add >> "$1"
HOOK
cat > .git/hooks/pre-push << 'HOOK'
#!/bin/sh
echo "their pre-push $1 $(cat)"
HOOK
chmod +x .git/hooks/*
exits 0 $install
exits 0 $doctor
says 'All hooks do their work.' '(the hook that runs before it was left out)'

# Clean work passes both.
echo clean > file
git add file
exits 0 git commit -q -m clean
says 'their pre-commit 0' 'their commit-msg 1 clean'
git init -q --bare ../remote.git
git remote add origin ../remote.git
exits 0 git push -q origin HEAD:refs/heads/main
[ ! -x "$BUILD/hooks/secscan-pre-push" ] || says "their pre-push origin HEAD $(git rev-parse HEAD) refs/heads/main 0000000"

# What theirs adds is judged.
echo more > file
git add file
token_file ../add
exits 1 git commit -q -m more
says added:2 "$RULE"
rm ../add
git rm -q --cached added

# Theirs says no: ours is not asked.
: > ../refuse
exits 1 git commit -q -m more
says 'their pre-commit'
rm ../refuse
exits 0 git commit -q -m more

# A message that theirs spoils.
sed -i '/\.\.\/add/d' .git/hooks/pre-commit.secscan-chained
echo last > file
git add file
token_file ../add
exits 1 git commit -q -m last
says "$RULE"
exits 0 secscan uninstall
says 'is back'

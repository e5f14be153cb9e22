# Where there is nothing to install into, and where the programs are not.
. "$CASES/install/programs.sh"
exits 3 $install
says 'not a git repository'
git init -q --bare bare.git
exits 2 $install bare.git
says 'bare repository'
bare_repo
exits 3 secscan install --programs "$SCRATCH/work"
says 'the hook programs are not in' quickstart.sh
mkdir .git/hooks/pre-push
exits 2 $install
says 'neither a file nor a link'
[ "$(ls .git/hooks)" = pre-push ] || fail 'something was written'
rmdir .git/hooks/pre-push
mkdir real && rmdir .git/hooks && ln -s ../real .git/hooks
exits 2 $install
says SEC-504
[ -z "$(ls -A real)" ] || fail 'written through a link'

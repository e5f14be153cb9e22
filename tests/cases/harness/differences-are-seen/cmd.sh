# The runner itself: a copy of it must fail on each of these.
mkdir -p copy/cases build
cp "$CASES/run.sh" "$CASES/lib.sh" copy/cases/
cp "$CASES/../tap.awk" copy/
plant() {
	mkdir -p "copy/cases/planted/$1"
	echo "$2" > "copy/cases/planted/$1/cmd.sh"
}
plant exit 'exit 4'
plant stdout 'echo unexpected'
plant stderr 'echo unexpected >&2'
plant exact 'echo this'
echo that > copy/cases/planted/exact/stdout.exact
plant glob 'echo this; echo more'
echo 'th*' > copy/cases/planted/glob/stdout.glob
plant short ':'
echo '*' > copy/cases/planted/short/stdout.glob
plant agent 'echo "${CLAUDECODE:-unset}"'
echo unset > copy/cases/planted/agent/stdout.exact
CLAUDECODE=1 sh copy/cases/run.sh build | grep -v '^#' || :
rm -r copy/cases/planted
plant none ':'
rm copy/cases/planted/none/cmd.sh
exits 1 sh copy/cases/run.sh build

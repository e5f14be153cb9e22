# core.commentString is read as git from 2.45 on does, also where the git at hand is older and passes it over.
new_repo
export CLAUDECODE=1
# message SIGN: as the editor leaves it
message() {
	printf 'helped\n\nAssisted-by: claude-code:some-model\n\n%s Please enter the message.\n%s\n' "$1" "$1" > "$SCRATCH/message"
}
passes() {
	message "$1"
	exits 0 secscan-commit-msg "$SCRATCH/message"
}
blocks() {
	message "$1"
	exits 1 secscan-commit-msg "$SCRATCH/message"
	says ai-trailer-missing
}
# Settings that libgit2 does not know are read by git, all others by libgit2: both must say the same.
both() {
	"$@"
	(unset GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM && "$@")
}
both blocks //
git config core.commentString //
both passes //
both blocks %
# A git that does not know it goes by the other one, or by #.
both passes '#'
git config core.commentChar %
both passes %
both blocks //
git config --unset core.commentChar
printf '[core]\n\tcommentChar = %%\n' > "$SCRATCH/home/.gitconfig"
cat "$SCRATCH/home/.gitconfig" >> "$SCRATCH/gitconfig"
both passes //
both passes %
both blocks ';'
# The last one counts, in one file and over several.
git config --unset core.commentString
git config --global core.commentString //
unset GIT_CONFIG_GLOBAL
git config --global core.commentString //
export GIT_CONFIG_GLOBAL="$SCRATCH/gitconfig"
both passes //
git config core.commentChar '#'
both passes '#'
both blocks //
git config --unset core.commentChar
# Of more bytes than one, and chosen by git.
git config core.commentString '※'
both passes '※'
git config core.commentString Auto
both passes ';'
git config core.commentString "$(printf 'two\nlines')"
both passes %
both blocks //

# What bash offers at each place.
command -v bash > /dev/null || skip 'no bash here'
secscan completion bash > completion
cat > ask << 'BASH'
. ./completion
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_secscan
echo "${COMPREPLY[*]}"
BASH
ask() {
	bash --norc ask "$@"
}
: > file.ini
ask secscan ins
ask secscan rules ''
ask secscan rules l
ask secscan rules list --f
ask secscan rules list --format ''
ask secscan rules test fi
ask secscan rules test --k
ask secscan help --

# A hook that is told to let the token pass does run; doctor names what tells it.
new_repo
mkdir -p "$HOME/.config/secscan"
user() { printf "$1" > "$HOME/.config/secscan/config.ini"; }
exits 0 secscan install --programs "$BUILD/hooks"
user '[rules]\noff = github-pat-classic\n'
exits 1 secscan doctor --programs "$BUILD/hooks"
says 'pre-commit  lets a made-up GitHub token pass because' '[rules] off = github-pat-classic' SEC-515
says_not SEC-507
user '[allow]\npath = **\n'
exits 1 secscan doctor --programs "$BUILD/hooks"
says 'pre-push    lets a made-up GitHub token pass because' 'commit-msg  lets a made-up GitHub token pass because' 'allow every path'
says_not SEC-507
user '[secrets]\ncritical-verified = note\n'
exits 1 secscan doctor --programs "$BUILD/hooks"
says critical-verified
user '[rules]\noff = github-pat-clasic\n'
exits 0 secscan doctor --programs "$BUILD/hooks"
says 'did you mean github-pat-classic?' 'All hooks do their work.'

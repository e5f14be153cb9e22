# What is ours and old is renewed; doctor says so before.
. "$CASES/install/programs.sh"
bare_repo
exits 0 $install
programs "$SCRATCH/programs" 'exit 0 # another build'
exits 1 $doctor
says 'pre-commit  is of version' '`secscan install` renews it' SEC-508
exits 0 $install
says 'pre-commit  renewed'
exits 1 $doctor
says 'lets a made-up GitHub token pass'

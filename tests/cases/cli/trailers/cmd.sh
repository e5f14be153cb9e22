# What git reads from the same message.
printf 'subject\n\nbody\n\nAssisted-by: A:b\n [tool]\nAI-Share: 10%%\n---\nmore\n\nReviewed-by: x\n' > message
for option in '' --no-divider; do
	# shellcheck disable=SC2086
	git interpret-trailers --parse --only-trailers --unfold $option < message > wanted
	[ -s wanted ] || fail 'git reads none'
	# shellcheck disable=SC2086
	secscan trailers $option message | diff wanted -
	# shellcheck disable=SC2086
	secscan trailers $option - < message | diff wanted -
done
exits 3 secscan trailers nowhere
says 'nowhere: cannot open'

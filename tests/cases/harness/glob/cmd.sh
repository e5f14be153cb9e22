echo "made in 12 ms"
echo one
echo two

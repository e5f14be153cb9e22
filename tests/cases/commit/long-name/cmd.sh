new_repo
folder=$(printf '%0200d' 0)
mkdir -p "$folder/$folder"
token_file "$folder/$folder/a.txt"
git add .
commit_must_fail :2

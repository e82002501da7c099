#!/bin/sh
# lock.sh VENV: writes requirements.txt anew: newest allowed versions, hashes of every platform's files.
#
# Settings of this machine (mirrors, local folders of wheels) are left out, so that the hashes are those of
# the public index and no address ends up in the file.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
env -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_DEFAULT_INDEX -u UV_INDEX_URL \
    "$1/bin/uv" pip compile --quiet --no-config --upgrade --universal --python-version 3.13 \
    --python "$1/bin/python" --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "make lock" --output-file requirements.txt pyproject.toml
if grep -n '://' requirements.txt; then
    echo "make lock: requirements.txt must not name an address (see the lines above)" >&2
    exit 1
fi

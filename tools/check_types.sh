#!/bin/sh
# check_types.sh VENV: mypy --strict over the package and the tools.
#
# The repository's root is the package, so mypy has to see it under its name: through a link. The link is in a
# folder whose name starts with a dot, which mypy does not enter, or it would follow the link for ever.
set -eu

venv=$1
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
mkdir -p .work/mypy
ln -sfn ../.. .work/mypy/cyclorama
export MYPYPATH=.work/mypy:tools
mypy() { "$venv/bin/mypy" --config-file pyproject.toml --cache-dir .work/mypy/cache "$@"; }
mypy -p cyclorama
mypy --explicit-package-bases tools

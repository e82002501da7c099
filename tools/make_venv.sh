#!/bin/sh
# make_venv.sh FOLDER: makes, or mends, the environment that everything else runs in.
#
# Python 3.13 is looked for as $PYTHON, python3.13, python3 and among pyenv's versions (whose shim may
# refuse, so that every candidate is run before it is believed); then uv is asked, which can fetch one.
# POSIX sh: a fresh machine may have nothing better.
set -eu

venv=$1
root=$(cd "$(dirname "$0")/.." && pwd)

fail() {
    printf 'make venv: %s\n' "$*" >&2
    exit 1
}

# bpy's wheels are for the ordinary build of CPython 3.13, not the free-threaded one, and for 64 bits.
is_313() {
    answer=$("$1" -c 'import sys, sysconfig; print(sys.version_info[:2], sys.maxsize > 2**32,
        bool(sysconfig.get_config_var("Py_GIL_DISABLED")), sys.implementation.name)' 2>/dev/null) || return 1
    [ "$answer" = "(3, 13) True False cpython" ]
}

# As root, as on a bare container, there is often no sudo.
apt_line() {
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo "; fi
    printf '%sapt-get install -y --no-install-recommends %s' "$sudo" "$*"
}

has_apt() { command -v apt-get >/dev/null 2>&1; }

case "$(uname -s) $(uname -m)" in
    "Linux x86_64" | "Darwin arm64") ;;
    *) fail "Cyclorama runs on Linux on x86_64 and macOS on arm64, which Blender's Python module (bpy) is" \
        "published for, not on $(uname -s) on $(uname -m)" ;;
esac

bare=  # a Python 3.13 that lacks ensurepip, as Debian's does without python3.13-venv
make_environment() {
    for python in ${PYTHON:+"$PYTHON"} python3.13 python3 \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.13*/bin/python3.13; do
        is_313 "$python" || continue
        if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            "$python" -m venv --clear "$venv"
            return
        fi
        bare=$python
    done
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --seed --clear --python "${bare:-3.13}" "$venv" && return
        fail "no Python 3.13 was found, and uv could not get it (its own words are above);" \
            "install Python 3.13, or name one: make venv PYTHON=/path/to/python3.13"
    fi
    if [ -n "$bare" ]; then
        has_apt && fail "$bare cannot make an environment (no ensurepip); run: $(apt_line python3.13-venv)"
        fail "$bare cannot make an environment (no ensurepip); install Python 3.13 with its venv module"
    fi
    if has_apt && apt-cache show python3.13-venv 2>/dev/null | grep -q .; then
        fail "Python 3.13 is needed; run: $(apt_line python3.13 python3.13-venv)"
    fi
    fail "Python 3.13 is needed, and was found neither on PATH nor in pyenv; install it or uv," \
        "or name one: make venv PYTHON=/path/to/python3.13"
}

if ! { is_313 "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
    make_environment
fi

printf 'make venv: installing the pinned packages into %s (1.5 GB on disk, a minute or more) …\n' "$venv"
# The file names no index: pip asks the one that this machine is set up for, and the hashes decide.
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: \
    --requirement "$root/requirements.txt"
# Without isolation, so that setuptools too is the one of requirements.txt.
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation \
    --editable "$root"

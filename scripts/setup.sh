#!/bin/sh
# Makes the virtual environment and installs locked requirements: setup.sh VENV REQUIREMENTS
set -eu
venv=$1
requirements=$2

python=python3
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "This guide needs Python 3.11 or newer; on Debian: apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh "$(dirname "$0")/packages.sh" python3-venv
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/pip" install --quiet --no-input --require-hashes -r "$requirements"
PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/pip" install --quiet --no-input --no-deps --no-build-isolation --editable .

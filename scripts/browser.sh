#!/bin/bash
# Installs Debian's Chromium and its driver where they are missing, or says what to install.
set -euo pipefail

has_browser() { command -v chromium >/dev/null && command -v chromedriver >/dev/null; }

has_browser && exit 0

if ! command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium and chromedriver as 'chromium' and 'chromedriver' on the PATH. Please install both." >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "The browser tests need Chromium. Please run: sudo apt-get install chromium chromium-driver" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi

echo "Installing Chromium ..."
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null

if ! has_browser; then
  echo "Chromium was installed, but 'chromium' or 'chromedriver' is still not on the PATH." >&2
  exit 1
fi

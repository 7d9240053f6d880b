#!/bin/bash
# Builds the container image with buildah and asks the started application for /gesund. Needs root on Debian.
#
# Where the base image cannot be pulled, a stand-in of the same name is made first: Debian by debootstrap, and a
# Python 3.12 of this machine (PYTHON=… names one). That says nothing about the real base image.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

base=python:3.12-slim-bookworm
python=${PYTHON:-python3.12}
place=$(mktemp -d "${TMPDIR:-/var/tmp}/image-check.XXXXXX")
storage=(--root "$place/store" --runroot "$place/run" --storage-driver vfs)
export BUILDAH_ISOLATION=chroot
# Layers are copied whole, about a gigabyte each.
trap 'rm -rf "$place"' EXIT

say() { echo "image-check: $*"; }

if [ "$(id -u)" -ne 0 ]; then
  echo "image-check needs root; please run: sudo make image-check" >&2
  exit 1
fi

missing=()
command -v buildah >/dev/null || missing+=(buildah)
command -v debootstrap >/dev/null || missing+=(debootstrap)
if [ "${#missing[@]}" -gt 0 ]; then
  say "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

make_stand_in() {
  local prefix container
  prefix=$("$python" -c 'import sys; assert sys.version_info[:2] == (3, 12), sys.version; print(sys.base_prefix)')
  debootstrap --variant=minbase --include=python3,ca-certificates bookworm "$place/rootfs" >"$place/debootstrap.log"
  cp -a "$prefix"/{bin,lib,include} "$place/rootfs/usr/local/"
  rm -rf "$place/rootfs/usr/local/lib/python3.12"/{test,config-3.12*}
  chroot "$place/rootfs" ldconfig
  ln -sf python3.12 "$place/rootfs/usr/local/bin/python"
  # A proxy may have a certificate authority of its own.
  cp /etc/ssl/certs/ca-certificates.crt "$place/rootfs/etc/ssl/certs/"
  container=$(buildah "${storage[@]}" from scratch)
  buildah "${storage[@]}" add -q "$container" "$place/rootfs" / >/dev/null
  buildah "${storage[@]}" config --env LANG=C.UTF-8 --env PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    --env PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin --cmd python3 "$container"
  buildah "${storage[@]}" commit -q --rm "$container" "$base" >/dev/null
  rm -rf "$place/rootfs"
}

if buildah "${storage[@]}" pull -q "$base" >/dev/null 2>&1; then
  say "building on the real base image"
else
  say "the base image cannot be pulled; making a stand-in"
  make_stand_in
fi

say "building"
buildah "${storage[@]}" bud --pull-never --format docker --isolation chroot --network host -q -t antragswerkstatt:check . >/dev/null

say "starting"
container=$(buildah "${storage[@]}" from --pull-never localhost/antragswerkstatt:check)
buildah "${storage[@]}" run "$container" -- sh -c '
  formengine serve --host 0.0.0.0 --port 18000 --data /data & server=$!
  for _ in $(seq 60); do
    if python -c "import urllib.request; urllib.request.urlopen(\"http://127.0.0.1:18000/gesund\", timeout=2)" 2>/dev/null; then
      kill -TERM "$server"; wait "$server" || true; exit 0
    fi
    kill -0 "$server" 2>/dev/null || exit 1
    sleep 0.5
  done
  kill -TERM "$server"; exit 1'
say "the image builds, starts and answers /gesund"

# The Debian packages that ksbx is built from: the one list of them. Sourced by tests/run.sh and examples/quickstart.sh.
#
# install_packages installs what is missing and touches nothing (nor the network) if nothing is. It needs root or sudo.

packages="g++ cmake ninja-build libcli11-dev libsqlite3-dev libtomlplusplus-dev libfmt-dev doctest-dev
  libutf8proc-dev nlohmann-json3-dev libsodium-dev nettle-dev libxlsxwriter-dev libzip-dev libexpat1-dev"

# What only the tests need: a browser that lays out pages, Chinese fonts (one with serifs for documents), a look into
# PDFs, and the layout of the code.
test_packages="chromium clang-format fonts-noto-cjk fonts-wqy-zenhei poppler-utils"

missing_packages() {
  for package in $packages; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q ' ok installed$' || echo "$package"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "need root or sudo to run: $*" >&2
    return 1
  fi
}

install_packages() {
  missing=$(missing_packages)
  [ -z "$missing" ] && return 0
  echo "installing (a minute or more without another word):" $missing
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

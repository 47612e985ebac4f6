#!/bin/sh
# The browser test drives Chromium. Nobody's system is changed without being asked, but for CI's and a container's root.
has_chromium() {
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}
# The program that steers it needs a library that a bare Debian leaves out.
has_libatomic() {
  [ "$(uname -s)" != Linux ] || ls /usr/lib/*/libatomic.so.1 /usr/lib64/libatomic.so.1 /lib/*/libatomic.so.1 2>/dev/null | grep -q .
}
has_chromium && has_libatomic && exit 0
install="apt-get install --yes --no-install-recommends chromium libatomic1"
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests (about 300 MB)." >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install -qq >/dev/null && exit 0
  elif [ -t 0 ]; then
    printf 'The browser tests need Chromium. Run "sudo %s" now? [y/N] ' "$install" >&2
    read -r answer
    [ "$answer" = y ] && sudo $install && exit 0
  fi
fi
echo "The browser tests need Chromium and libatomic: install them (Debian: sudo $install) and run make test again." >&2
exit 1

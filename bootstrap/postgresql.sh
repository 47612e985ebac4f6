#!/bin/sh
# The store's tests run on PostgreSQL too, on a server that they start themselves: only its programs are needed.
command -v initdb >/dev/null 2>&1 && exit 0
for initdb in /usr/lib/postgresql/*/bin/initdb; do
  [ -x "$initdb" ] && exit 0
done
install="apt-get install --yes --no-install-recommends postgresql"
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing PostgreSQL for the store's tests (about 60 MB)." >&2
    # postgresql-common comes first, to be told not to make and start a server for the whole machine.
    apt-get update -qq && export DEBIAN_FRONTEND=noninteractive &&
      apt-get install --yes --no-install-recommends -qq postgresql-common >/dev/null &&
      sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf &&
      $install -qq >/dev/null && exit 0
  elif [ -t 0 ]; then
    printf 'The store'"'"'s tests need PostgreSQL. Run "sudo %s" now? [y/N] ' "$install" >&2
    read -r answer
    [ "$answer" = y ] && sudo $install && exit 0
  fi
fi
echo "The store's tests need PostgreSQL: install it (Debian: sudo $install) and run make test again." >&2
exit 1

# Installs what is not installed, and sees to a Node that can run Yimen. In sh: there is nothing else yet.
is_new_enough() {
  node -e 'process.exit(Number(parseInt(process.versions.node) < 24))' 2>/dev/null
}

test -x node_modules/.bin/vite && test node_modules/.package-lock.json -nt package-lock.json || {
  echo 'Installing packages.'
  npm ci --no-audit --no-fund || exit 1
}

# The Node that npm installed needs glibc: where it does not run, the machine's own has to do.
is_new_enough || rm -f node_modules/.bin/node
is_new_enough || {
  echo 'Yimen needs Node 24, which it brings along to Linux with glibc on x64 and arm64: elsewhere, install it first.' >&2
  exit 1
}

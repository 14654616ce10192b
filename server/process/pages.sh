# Builds the pages where something they are made of is newer than they are, and says so: it takes a while.
newer() {
  find kiosk/src kiosk/static kiosk/fonts kiosk/pinyin kiosk/vite.config.ts svelte.config.js server/contract \
    package-lock.json -newer build/handler.js -type f -print 2>/dev/null | head -n 1
}

test -f build/handler.js && test -z "$(newer)" && exit 0
echo 'Building the pages.'
npm run --silent build

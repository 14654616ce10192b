# Second program of the rig's virtual machine: sets up what an operator and Debian set up on a terminal, then starts the
# program that has the hands. Everything is in memory, and gone with the machine.
export HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
debian=/opt/yimen/.cache/debian/rig

sed -i '/^yimen:/d' /etc/passwd /etc/group
echo 'yimen:x:900:' >>/etc/group
echo 'yimen:x:900:900::/var/lib/yimen:/usr/sbin/nologin' >>/etc/passwd
install -d -o 900 -g 900 -m 700 /var/lib/yimen

# Debian's own rules stand where they always stand; the tests put the project's beside them, or take them away.
mkdir -p /usr/lib/udev /etc/udev/rules.d /run/udev
for found in "$debian/lib/udev" "$debian/usr/lib/udev"; do
  test -d "$found" && mount --bind "$found" /usr/lib/udev
done
# One program under two names.
for found in "$debian/bin/udevadm" "$debian/usr/bin/udevadm"; do
  test -x "$found" && ln -sf "$found" /usr/local/bin/udevadm && ln -sf "$found" /usr/local/bin/systemd-udevd
done
# Libraries that this machine lacks, udevd's and node-hid's.
libraries=$debian/usr/lib/x86_64-linux-gnu:$debian/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH="$libraries"
systemd-udevd --daemon

node=$(tr ' ' '\n' </proc/cmdline | sed -n 's/^rig.node=//p')
exec "$node" /opt/yimen/tests/rig/guest/main.ts

# What differs from arch to arch, and where things are: sourced by the scripts
# beside it, with $arch (Debian's name) and $suite (Debian's, too) set.
# shellcheck shell=sh disable=SC2034,SC2154 # of those that source this

project=$(cd "$(dirname "$0")/../.." && pwd)
guest=${BUILD:-$project/build}/guest
case $guest in /*) ;; *) guest=$project/$guest ;; esac
tree=$guest/$arch-$suite
kernels=$guest/kernels/$arch-$suite

case $arch in
amd64)
  triplet=x86_64-linux-gnu user=x86_64
  system=x86_64 machine="-M q35 -cpu max" console=ttyS0
  kernel=linux-image-cloud-amd64
  ;;
i386)
  triplet=i386-linux-gnu compiler=i686-linux-gnu user=i386
  system=i386 machine="-M q35 -cpu max" console=ttyS0
  kernel=linux-image-686-pae
  ;;
arm64)
  triplet=aarch64-linux-gnu user=aarch64
  system=aarch64 machine="-M virt -cpu cortex-a76" console=ttyAMA0
  kernel=linux-image-cloud-arm64
  ;;
armhf)
  triplet=arm-linux-gnueabihf user=arm
  system=arm machine="-M virt -cpu max" console=ttyAMA0
  kernel=linux-image-armmp-lpae
  ;;
s390x)
  triplet=s390x-linux-gnu user=s390x
  system=s390x machine="-M s390-ccw-virtio -cpu max" console=ttysclp0
  kernel=linux-image-s390x
  ;;
ppc64el)
  triplet=powerpc64le-linux-gnu user=ppc64le
  system=ppc64 machine="-M pseries -cpu power9" console=hvc0
  kernel=linux-image-powerpc64le
  ;;
riscv64)
  triplet=riscv64-linux-gnu user=riscv64
  system=riscv64 machine="-M virt" console=ttyS0
  kernel=linux-image-riscv64
  ;;
*)
  echo "no such arch here: $arch (amd64, i386, arm64, armhf, s390x," \
    "ppc64el and riscv64 are)" >&2
  exit 2
  ;;
esac
: "${compiler:=$triplet}"

# An apt of its own, which knows this arch and suite only and no installed
# package; it asks where this machine's own gets Debian from.
own_apt() {
  apt=$guest/apt/$arch-$suite
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/etc"
  # shellcheck disable=SC2016 # for apt to expand
  mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' |
    grep -m 1 debian)}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] \
$mirror $suite main" >"$apt/etc/sources.list"
  : >"$apt/status"
  cat >"$apt/etc/apt.conf" <<CONF
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
Dir::Etc::SourceList "$apt/etc/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
CONF
  export APT_CONFIG="$apt/etc/apt.conf"
  # what has run once today is not asked for again
  if [ -z "$(find "$apt/lists" -name '*_Packages*' -mtime -1)" ]; then
    apt-get -qq update
  fi
}

"""The addresses of this machine in its networks, found without sending anything."""

import contextlib
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator
from typing import Final

_BEYOND: Final = "198.51.100.1"
"""An address that belongs to nobody; asking for the way there tells by which of ours it begins."""
_VIRTUAL: Final = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "podman", "cni")
_SIOCGIFADDR: Final = 0x8915


def addresses() -> list[str]:
    """IPv4 addresses at which others in the network may reach this machine, the likeliest first.

    The way out of the network comes first, then private addresses, those of containers and virtual machines last.
    """
    named = dict(_of_interfaces())
    found = dict.fromkeys([*_way_out(), *named, *_of_own_name()])
    reachable = [address for address in found if _is_reachable(address)]
    first = next(iter(_way_out()), None)
    return sorted(
        reachable, key=lambda address: (address != first, named.get(address, "").startswith(_VIRTUAL), _rank(address))
    )


def _way_out() -> Iterator[str]:
    """Where this machine would speak to another network from; a datagram socket connects without sending."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((_BEYOND, 9))
        yield str(probe.getsockname()[0])


def _of_interfaces() -> Iterator[tuple[str, str]]:
    """Address and name of every interface that has one; only Linux can be asked without another package."""
    if sys.platform != "linux":
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                yield socket.inet_ntoa(answer[20:24]), name


def _of_own_name() -> Iterator[str]:
    """What the machine's own name leads to: on macOS and Windows that is every interface."""
    with contextlib.suppress(OSError):
        for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM):
            yield str(entry[4][0])


def _is_reachable(text: str) -> bool:
    address = ipaddress.ip_address(text)
    return not (address.is_loopback or address.is_unspecified or address.is_multicast)


def _rank(text: str) -> tuple[bool, bool]:
    address = ipaddress.ip_address(text)
    return address.is_link_local, not address.is_private

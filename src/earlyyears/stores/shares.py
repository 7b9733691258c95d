"""Whether a file lies on a network share, as far as that can be told."""

import ntpath
from pathlib import Path, PurePath

__all__ = ["is_on_share", "mounts"]

_MOUNTS = Path("/proc/mounts")
_REMOTE = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p",
        "fuse.sshfs", "sshfs", "fuse.davfs", "davfs", "fuse.rclone", "glusterfs",
        "fuse.glusterfs", "ceph", "lustre", "webdav",
    }
)  # fmt: skip


def mounts() -> str:
    """What the system says is mounted where, nothing where it does not say."""
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def is_on_share(path: PurePath, mounted: str) -> bool:
    r"""Whether a resolved path lies on a share, by its form or by what is mounted.

    Windows resolves a drive letter that is mapped to a share to the share's own name.

    >>> from pathlib import PurePosixPath, PureWindowsPath
    >>> is_on_share(PurePosixPath("/home/a/hub.db"), "srv:/home /home nfs4 rw 0 0")
    True
    >>> is_on_share(PurePosixPath("/tmp/hub.db"), "srv:/home /home nfs4 rw 0 0")
    False
    >>> is_on_share(PureWindowsPath(r"\\server\early-years\hub.db"), "")
    True
    """
    drive = ntpath.splitdrive(str(path))[0]
    if drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return True
    if drive.upper().startswith("\\\\?\\UNC\\"):
        return True
    return _type_of(path, mounted) in _REMOTE


def _type_of(path: PurePath, mounted: str) -> str:
    """The type of the file system that holds the path: the longest mount point wins."""
    found = ("", "")
    for line in mounted.splitlines():
        parts = line.split()
        if len(parts) > 2:  # noqa: PLR2004  device, place, type
            place = parts[1].replace("\\040", " ")
            if path.is_relative_to(place) and len(place) >= len(found[0]):
                found = (place, parts[2])
    return found[1]

"""What an archive is to others: any tool reads ours, and nothing of theirs is taken on trust."""

import json
import tarfile
from hashlib import sha256
from io import BytesIO

import pytest
from tests.usecases.scenarios_moving import archive_of, elsewhere
from tests.usecases.town import Town

from registre_core import Actor, InvalidInput
from registre_core.codec import MANIFEST, MOVED
from registre_core.services.moving.settling import _ADDING
from registre_core.services.moving.sources import SOURCES


def told(town: Town, archive: bytes) -> str:
    with pytest.raises(InvalidInput) as refusal:
        elsewhere(town).moving.stage(Actor.operator(), BytesIO(archive))
    return refusal.value.problems[0].code


def manifest_of(town: Town) -> bytes:
    with tarfile.open(fileobj=archive_of(town)) as archive:
        found = archive.extractfile(MANIFEST)
        assert found is not None
        return found.read()


def made(town: Town, *members: tarfile.TarInfo, format: int = tarfile.USTAR_FORMAT) -> bytes:  # noqa: A002  # its word
    """Write the manifest of the town, and these members behind it."""
    into, first = BytesIO(), manifest_of(town)
    head = tarfile.TarInfo(MANIFEST)
    head.size = len(first)
    with tarfile.open(fileobj=into, mode="w", format=format) as archive:
        archive.addfile(head, BytesIO(first))
        for member in members:
            archive.addfile(member, BytesIO(bytes(member.size)))
    return into.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, size
    return info


def test_whoever_has_a_tar_and_a_digest_can_check_an_archive_as_its_page_says(town: Town) -> None:
    with tarfile.open(fileobj=archive_of(town)) as archive:
        first, *members, last = archive.getmembers()
        printed = sha256()
        for one in members:
            stream = archive.extractfile(one)
            assert stream is not None
            digest = sha256(stream.read()).hexdigest()
            assert (digest in one.name) is not one.name.startswith("lost/")
            printed.update(f"{digest}  {one.name}\n".encode())
        end = archive.extractfile(last)
        assert end is not None
        said = json.loads(end.read())

    assert (MANIFEST, "end.json") == (first.name, last.name)
    assert {"digest": printed.hexdigest(), "members": len(members)} == said


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_nothing_but_plain_files_is_taken(town: Town, kind: bytes) -> None:
    assert "not-a-workspace-archive" == told(town, made(town, member("sites/x", kind)))


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd",
        "/etc/passwd",
        "sites/000001.jsonl",
        f"sites/{'0' * 64}",
        f"sites/1.{'0' * 64}.jsonl",
        f"sites/0000001.{'0' * 64}.jsonl",
        f"documents/000001.{'0' * 64}.jsonl",
        f"documents/{'A' * 64}",
        f"lost/{'0' * 63}",
        "manifest.json",
    ],
)
def test_a_name_that_no_archive_has_is_told_whatever_it_would_mean_to_others(town: Town, name: str) -> None:
    assert "unknown-member" == told(town, made(town, member(name)))


def test_a_member_that_claims_to_be_enormous_is_not_read_into_memory(town: Town) -> None:
    claims = made(town, member(f"sites/000001.{'0' * 64}.jsonl"))
    start = claims.index(b"sites/000001")
    header = tarfile.TarInfo(f"sites/000001.{'0' * 64}.jsonl")
    header.size = 2**33 - 1
    enormous = claims[:start] + header.tobuf(tarfile.USTAR_FORMAT) + bytes(2048)

    assert "member-too-large" == told(town, enormous + bytes(1024))


def test_every_kind_that_travels_is_read_somewhere_and_kept_somewhere() -> None:
    assert list(MOVED) == list(SOURCES) == list(_ADDING)

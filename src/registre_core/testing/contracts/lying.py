"""The contract of `DocumentStore` as a sweep sees it: what lies there, since when, and how it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import DocumentStore
from registre_core.testing.contracts.putting import (
    CAP,
    HERE,
    THERE,
    CutError,
    SlowStream,
    binary,
    cut,
    digest_of,
    is_missing,
    put,
    read,
)
from registre_core.testing.obligations import obligation

Age = Callable[[WorkspaceId, Digest, datetime], None]
"""Makes a document one that was put at another moment, behind the store's back."""

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
"""Far more than the clock of a medium is wrong by."""


class LyingContract:
    """DOC-9 to DOC-12."""

    @pytest.fixture
    def age(self) -> Age:
        """Say how a document could have been put at another moment."""
        raise NotImplementedError("override the fixture `age`")

    @obligation("DOC-9")
    def test_what_was_put_before_a_moment_is_listed_with_its_size(self, documents: DocumentStore, age: Age) -> None:
        old, young = put(documents, b"vieux"), put(documents, b"jeune homme")
        yesterday = now() - DAY
        age(HERE, old.digest, yesterday)
        (found,) = documents.lying(HERE, before=now() - HOUR)
        assert (found.digest, found.size) == (old.digest, 5)
        assert abs(found.put_at - yesterday) < timedelta(seconds=1)
        assert sizes(documents) == {old.digest: 5, young.digest: 11}

    @obligation("DOC-9")
    def test_each_document_is_listed_once_however_many_there_are(self, documents: DocumentStore) -> None:
        contents = [b"document %d" % number for number in range(60)]
        for content in contents:
            put(documents, content)
        found = [one.digest for one in documents.lying(HERE, before=now() + HOUR)]
        assert sorted(found) == sorted(map(digest_of, contents))

    @obligation("DOC-9")
    def test_what_lies_elsewhere_is_not_listed(self, documents: DocumentStore) -> None:
        put(documents, b"ici")
        documents.put(THERE, BytesIO(b"ailleurs"), cap=CAP)
        assert sizes(documents) == {digest_of(b"ici"): 3}
        assert sizes(documents, THERE) == {digest_of(b"ailleurs"): 8}

    @obligation("DOC-9")
    def test_nothing_is_listed_that_is_not_whole(self, documents: DocumentStore) -> None:
        seen: list[dict[Digest, int]] = []
        content = b"entier" * 5_000
        documents.put(
            HERE, binary(SlowStream(content, step=1_000, halfway=lambda: seen.append(sizes(documents)))), cap=CAP
        )
        with pytest.raises(CutError):
            documents.put(HERE, binary(SlowStream(b"coupe" * 500, step=100, halfway=cut)), cap=CAP)
        assert seen == [{}]
        assert sizes(documents) == {digest_of(content): len(content)}

    @obligation("DOC-9")
    def test_where_nobody_put_anything_nothing_lies(self, documents: DocumentStore) -> None:
        assert sizes(documents) == {}

    @obligation("DOC-10")
    def test_who_puts_the_same_bytes_again_puts_them_now(self, documents: DocumentStore, age: Age) -> None:
        stored = put(documents, b"encore")
        age(HERE, stored.digest, now() - DAY)
        put(documents, b"encore")
        assert list(documents.lying(HERE, before=now() - HOUR)) == []
        assert not documents.remove(HERE, stored.digest, before=now() - HOUR)
        assert read(documents, stored.digest) == b"encore"

    @obligation("DOC-11")
    def test_what_was_put_before_a_moment_is_taken_away(self, documents: DocumentStore, age: Age) -> None:
        stored, other = put(documents, b"inutile"), put(documents, b"utile")
        age(HERE, stored.digest, now() - DAY)
        assert documents.remove(HERE, stored.digest, before=now() - HOUR)
        assert is_missing(documents, stored.digest)
        assert sizes(documents) == {other.digest: 5}

    @obligation("DOC-11")
    def test_what_was_put_since_stays(self, documents: DocumentStore) -> None:
        stored = put(documents, b"d'aujourd'hui")
        assert not documents.remove(HERE, stored.digest, before=now() - HOUR)
        assert read(documents, stored.digest) == b"d'aujourd'hui"

    @obligation("DOC-11")
    def test_the_same_bytes_elsewhere_stay(self, documents: DocumentStore) -> None:
        stored = put(documents, b"partage")
        documents.put(THERE, BytesIO(b"partage"), cap=CAP)
        assert documents.remove(HERE, stored.digest, before=now() + HOUR)
        assert is_missing(documents, stored.digest)
        assert not is_missing(documents, stored.digest, THERE)

    @obligation("DOC-11")
    def test_what_is_not_there_is_gone(self, documents: DocumentStore) -> None:
        stored = put(documents, b"deux fois")
        assert documents.remove(HERE, stored.digest, before=now() + HOUR)
        assert documents.remove(HERE, stored.digest, before=now() + HOUR)
        assert documents.remove(HERE, digest_of(b"jamais"), before=now() - HOUR)
        assert documents.remove(HERE, Digest("../../etc/passwd"), before=now() + HOUR)

    @obligation("DOC-11")
    def test_what_was_taken_away_can_be_put_again(self, documents: DocumentStore) -> None:
        stored = put(documents, b"revenu")
        documents.remove(HERE, stored.digest, before=now() + HOUR)
        assert put(documents, b"revenu") == stored
        assert read(documents, stored.digest) == b"revenu"

    @obligation("DOC-12")
    def test_tidying_takes_no_document_away(self, documents: DocumentStore, age: Age) -> None:
        old = put(documents, b"ancien")
        age(HERE, old.digest, now() - 30 * DAY)
        put(documents, b"recent")
        with pytest.raises(CutError):
            documents.put(HERE, binary(SlowStream(b"coupe" * 500, step=100, halfway=cut)), cap=CAP)
        documents.tidy(before=now() + HOUR)
        assert sizes(documents) == {old.digest: 6, digest_of(b"recent"): 6}
        assert read(documents, old.digest) == b"ancien"

    @obligation("DOC-12")
    def test_tidying_leaves_a_put_alone_that_is_under_way(self, documents: DocumentStore) -> None:
        content = b"en route" * 5_000
        stream = SlowStream(content, step=1_000, halfway=lambda: tidied(documents))
        documents.put(HERE, binary(stream), cap=CAP)
        assert read(documents, digest_of(content)) == content


def now() -> datetime:
    """Tell the time as a medium on this machine does."""
    return datetime.now(UTC)


def sizes(documents: DocumentStore, workspace: WorkspaceId = HERE) -> dict[Digest, int]:
    """Tell the size of everything that lies there."""
    return {one.digest: one.size for one in documents.lying(workspace, before=now() + HOUR)}


def tidied(documents: DocumentStore) -> None:
    """Tidy what is older than an hour."""
    documents.tidy(before=now() - HOUR)

"""Photos join an intervention, closed or not: what is one its bytes say."""

import pytest
from attrs import evolve
from tests.usecases.town import PHOTO_BYTES, Town, a_report, digest_of

from registre_core import Forbidden, IntegrityBreach, NotFound, RuleViolation
from registre_core.services.documents import media_type

BYTES = {
    "image/png": b"\x89PNG\r\n\x1a\n one",
    "image/jpeg": b"\xff\xd8\xff\xe1 two",
    "image/webp": b"RIFF\x10\x00\x00\x00WEBPVP8 three",
    "image/heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
}
NO_PHOTOS = {
    "a PDF": b"%PDF-1.7",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a sound": b"RIFF\x10\x00\x00\x00WAVEfmt ",
    "a film": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isom",
    "half a beginning": b"\x89PNG",
    "a program": b"MZ\x90\x00",
    "a text": b"une photo",
}


@pytest.mark.parametrize("kind", BYTES)
def test_a_photo_is_known_by_its_first_bytes(kind: str) -> None:
    assert kind == media_type(BYTES[kind])


@pytest.mark.parametrize("kind", BYTES)
@pytest.mark.parametrize("where", ["open", "at_school"])
def test_a_photo_is_attached_whatever_is_said_of_it_before_or_after_closing(town: Town, kind: str, where: str) -> None:
    stored = town.registre.documents.store(town.mayor, a_report(BYTES[kind]), name="photo.bin")
    claimed = evolve(stored, media_type="application/pdf", size=1)
    attached = town.registre.interventions.attach_photo(town.mayor, getattr(town, where).id, claimed)

    assert stored == attached.photos[-1]
    assert kind == stored.media_type
    assert "photo-attached" == town.entries()[-1].heading.kind
    with town.registre.interventions.open_photo(town.mayor, attached.id, stored.digest) as stream:
        assert BYTES[kind] == stream.read()


@pytest.mark.parametrize("name", NO_PHOTOS)
def test_what_is_no_photo_is_refused_whatever_its_name(town: Town, name: str) -> None:
    stored = town.registre.documents.store(town.mayor, a_report(NO_PHOTOS[name]), name="photo.jpg")
    before = town.kept()

    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.attach_photo(town.mayor, town.open.id, evolve(stored, media_type="image/jpeg"))

    assert ("photo-not-image", before) == (refused.value.code, town.kept())


def test_a_photo_is_attached_once(town: Town) -> None:
    before = town.kept()

    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.attach_photo(town.mayor, town.at_school.id, evolve(town.photo, name="autre.png"))

    assert ("photo-already-attached", before) == (refused.value.code, town.kept())


@pytest.mark.parametrize("stored", [True, False])
def test_who_may_not_attach_is_not_told_which_photos_there_are(town: Town, *, stored: bool) -> None:
    photo = town.photo if stored else evolve(town.photo, digest=digest_of(b"never"))

    with pytest.raises(Forbidden):
        town.registre.interventions.attach_photo(town.holder("interventions.consult"), town.open.id, photo)


def test_a_photo_that_was_never_stored_is_not_there(town: Town) -> None:
    before, never = town.kept(), evolve(town.photo, digest=digest_of(b"never"))

    with pytest.raises(NotFound) as refused:
        town.registre.interventions.attach_photo(town.mayor, town.open.id, never)

    assert ("document-not-found", before) == (refused.value.code, town.kept())


def test_a_photo_of_another_intervention_is_not_there(town: Town) -> None:
    with (
        pytest.raises(NotFound) as refused,
        town.registre.interventions.open_photo(town.mayor, town.open.id, town.photo.digest),
    ):
        pass

    assert "photo-not-found" == refused.value.code


def test_an_altered_photo_is_not_shown(town: Town) -> None:
    town.documents.kept[town.workspace, town.photo.digest] = PHOTO_BYTES + b" altered"

    with (
        pytest.raises(IntegrityBreach),
        town.registre.interventions.open_photo(town.mayor, town.at_school.id, town.photo.digest) as stream,
    ):
        stream.read()

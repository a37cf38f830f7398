"""The data of a printed summary are kept small, and read as often as one likes."""

from registre_core.services.summary.packing import packed


def test_what_was_packed_is_read_from_its_start_each_time() -> None:
    data = packed(iter([b"{", b'"n":1', b"}"]))

    with data() as first, data() as second:
        assert (b"{", b'{"n":1}', b'"n":1}') == (first.read(1), second.read(), first.read())


def test_rows_that_are_much_alike_are_kept_in_little_room() -> None:
    row = b'{"text":"Porte coupe-feu qui ne ferme plus","place":"2e","number":"%d"},'
    data = packed(row % number for number in range(10_000))

    kept = data().fileobj  # type: ignore[attr-defined]  # what lies beneath
    assert sum(len(row % number) for number in range(10_000)) > 6 * len(kept.getvalue())

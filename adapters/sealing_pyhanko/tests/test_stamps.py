"""What a stamp looks like: whatever it says stands within its box."""

from io import BytesIO

import pytest

from registre_core.signatures import Spot
from registre_core.testing.printing import a_stamp
from registre_reading_pdf import PdfPageReader
from registre_sealing_pyhanko.drawing import Draughtsman

BOX = Spot(1, (60.0, 500.0, 298.0, 585.0))
WIDTH, HEIGHT = 238, 85


@pytest.mark.parametrize("lines", [1, 7, 12])
def test_every_line_of_a_caption_stands_within_its_box_however_many_there_are(lines: int) -> None:
    said = [f"ligne {number} de la légende, assez longue pour en faire deux" for number in range(lines)]
    drawn = Draughtsman().draw(a_stamp(caption=tuple(said), spot=BOX), BOX)
    with PdfPageReader().open(BytesIO(drawn)) as reading:
        boxes = list(reading.text(1).boxes)

    assert len(boxes) >= lines
    for left, top, right, bottom in boxes:
        assert 0 <= left <= right <= WIDTH
        assert 0 <= top <= bottom <= HEIGHT

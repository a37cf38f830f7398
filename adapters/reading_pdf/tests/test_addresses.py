"""How a host names what reads PDF files."""

from __future__ import annotations

import pytest

from registre_core import ConfigurationError, Host
from registre_reading_pdf import PdfPageReader, plugin
from registre_reading_pdf.opening import Limits

HOST = Host([plugin])


@pytest.mark.parametrize("address, limits", [("pdf", Limits()), ("pdf:workers=1", Limits(workers=1))])
def test_a_host_says_how_many_documents_are_read_at_a_time(address: str, limits: Limits) -> None:
    reader = HOST.build("pages", address)

    assert isinstance(reader, PdfPageReader)
    assert limits == reader.limits


@pytest.mark.parametrize("address", ["pdf:", "pdf:workers=0", "pdf:workers=-1", "pdf:workers=99999", "pdf:seconds=2"])
def test_any_other_way_to_write_it_is_refused(address: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        HOST.build("pages", address)

    assert "malformed-reader-address" == refused.value.code

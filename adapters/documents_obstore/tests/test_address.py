"""The address of a bucket says where, and nothing secret."""

from pathlib import Path

import pytest

from registre_core.kernel.errors import ConfigurationError
from registre_documents_obstore.address import Bucket, bucket_at


def test_an_address_names_a_bucket_a_prefix_and_a_region() -> None:
    found = bucket_at("s3://ville-registre/prod/documents/?region=eu-west-3&spool=/var/spool/registre")
    assert Bucket("ville-registre", "prod/documents", "eu-west-3", None, Path("/var/spool/registre")) == found


def test_whoever_is_not_aws_is_named_as_an_endpoint() -> None:
    found = bucket_at("s3://seau?region=fr-par&endpoint=https://s3.fr-par.scw.cloud/")
    assert ("", "https://s3.fr-par.scw.cloud") == (found.prefix, found.endpoint)


def test_files_are_spooled_on_a_disk_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/tmp")  # noqa: S108  # what it says on many machines
    assert Path("/var/tmp") == bucket_at("s3://seau").spool  # noqa: S108
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert tmp_path == bucket_at("s3://seau").spool


@pytest.mark.parametrize(
    "address, said",
    [
        ("file:///var/lib", "it begins with s3://"),
        ("s3://", "no bucket is called so"),
        ("s3://Seau", "no bucket is called so"),
        ("s3://seau:443", "no bucket is called so"),
        ("s3://cle:secret@seau", "credentials come from the environment"),
        ("s3://seau/../autre", "a prefix has letters"),
        ("s3://seau/a//b", "a prefix has letters"),
        ("s3://seau/été", "a prefix has letters"),
        ("s3://seau#x", "nothing stands behind #"),
        ("s3://seau?aws_secret_access_key=x", "unknown settings"),
        ("s3://seau?region=Europe", "no region is called so"),
        ("s3://seau?endpoint=s3.exemple.fr", "an endpoint is written https://host"),
        ("s3://seau?endpoint=https://cle:secret@s3.exemple.fr", "an endpoint has no credentials"),
        ("s3://seau?endpoint=http://s3.exemple.fr", "is reached by https://"),
        ("s3://seau?spool=tmp", "the spool is an absolute folder"),
        ("s3://[seau", "it is no address"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_and_no_secret_with_it(address: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        bucket_at(address)
    assert "malformed-bucket-address" == refused.value.code
    assert said in str(refused.value)
    assert "secret" not in str(refused.value).replace("aws_secret_access_key", "")
    assert "cle" not in str(refused.value.facts)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigurationError) as refused:
        bucket_at("s3://Seau/..?region=X&spool=ici&autre=1")
    assert 5 == str(refused.value.facts["problems"]).count(";") + 1


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000"])
def test_this_machine_may_be_reached_without_encryption(endpoint: str) -> None:
    assert endpoint == bucket_at(f"s3://seau?endpoint={endpoint}").endpoint

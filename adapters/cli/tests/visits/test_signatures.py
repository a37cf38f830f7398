"""Signatures at the command line: those that were asked for, and the proof of one that was given."""

from __future__ import annotations

from uuid import UUID

from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import ANNE, DATABASE, FITTER, PLANNED, refused, words_of

from registre_cli.opening import COMMAND_LINE, without_documents
from registre_core import Actor
from registre_core.kernel.identifiers import SignatureId
from registre_core.testing.signing import a_drawing


def asked(interventions: Registre, registre: Registre) -> list[dict[str, str]]:
    """Ask Anne and the fitter to sign."""
    interventions("plan", *PLANNED)
    interventions("sign", "15/03/2099", "--signer", f"operator={ANNE}", "--signer", f"contact={FITTER}")
    found: list[dict[str, str]] = registre("signatures", "list", DATABASE, "--json").json["signatures"]
    return found


def sign(signature: str) -> None:
    """Let Anne draw it, on a page of her own session."""
    with without_documents(DATABASE) as open_register:
        with open_register.ports.storage.operate() as door:
            ((town, _),) = door.workspaces()
        with open_register.ports.storage.read(town.id) as tx:
            [anne] = tx.users.page().items
        actor, number = Actor.user(anne.id, town.id, client=COMMAND_LINE), SignatureId(UUID(signature))
        shown = open_register.signatures.show(actor, number)
        open_register.signatures.sign(
            actor, number, digest=shown.digest, drawing=a_drawing(), consent=shown.consent.version
        )


def test_signatures_are_listed_with_who_and_for_what(interventions: Registre, registre: Registre) -> None:
    assert "Aucune signature demandée." in words_of(registre("signatures", "list", DATABASE))

    first, second = asked(interventions, registre)

    assert [(ANNE, "operator"), (FITTER, "contact")] == [(one["signer"], one["role"]) for one in (first, second)]
    told = words_of(registre("signatures", "list", DATABASE))
    assert f"demandée {ANNE}, exploitant {first['id']}" in told
    assert f"Intervention, réalisation {first['subject']}" in told
    assert "Aucune signature demandée." in words_of(registre("signatures", "list", DATABASE, "--kind", "permit"))


def test_those_that_are_waited_for_and_one_s_own_are_told_apart(interventions: Registre, registre: Registre) -> None:
    first, second = asked(interventions, registre)
    sign(first["id"])

    waiting = registre("signatures", "list", DATABASE, "--waiting", "--json").json["signatures"]
    mine = registre("signatures", "list", DATABASE, "--mine", "--json").json["signatures"]

    assert [second["id"]] == [one["id"] for one in waiting]
    assert [(first["id"], "signed")] == [(one["id"], one["state"]) for one in mine]


def test_the_proof_of_one_is_written_and_checked_without_the_database(
    interventions: Registre, registre: Registre
) -> None:
    first, second = asked(interventions, registre)
    sign(first["id"])
    key = registre("keygen", "ed25519:preuve.key", "--json").json["key"]
    into = ("--key", "ed25519:preuve.key", "--into", "preuve.json")

    assert "Preuve écrite : « preuve.json »." in words_of(
        registre("signatures", "bundle", DATABASE, first["id"], *into)
    )

    assert f"{ANNE}" in words_of(registre("verify-signature", "preuve.json", "--key", key))
    refused(registre("signatures", "bundle", DATABASE, first["id"], *into), "file-exists")
    refused(registre("signatures", "bundle", DATABASE, second["id"], *into[:3], "autre.json"), "signature-not-given")
    refused(registre("signatures", "bundle", DATABASE, "première", *into), "malformed-identifier")

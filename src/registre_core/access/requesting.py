"""Rows of the action table: requests for interventions and quotes."""

from __future__ import annotations

from registre_core.access.actions import Action


def _of(  # a row of the table
    name: str,
    french: str,
    verb: str,
    *records: str,
    queues: tuple[str, ...] = (),
    quotes: str | None = None,
    operator: bool = False,
    repeatable: bool = True,
) -> Action:
    """Write a row: who asks what something would cost needs the rights of quotes in place of those of requests."""
    by_kind = {"quote-request": f"quotes.{quotes or verb}"}
    return Action(
        f"requests.{name}",
        french,
        f"requests.{verb}",
        operator=operator,
        records=records,
        queues=queues,
        repeatable=repeatable,
        rights_by_kind=by_kind,
    )


_ANSWERED, _DECLINED = ("request-answered",), ("request-declined",)
"""What a recipient says goes into the register, and to whoever drew the request up, under one name."""

REQUESTING: tuple[Action, ...] = (
    _of("draft", "Rédiger une demande", "create", "request-drafted"),
    _of("edit", "Modifier une demande", "edit", "request-edited"),
    _of("delete_draft", "Supprimer un brouillon de demande", "delete", "request-deleted"),
    _of("send", "Envoyer une demande", "edit", "request-sent", queues=("request-sent",)),
    _of("withdraw", "Retirer une demande", "edit", "request-withdrawn", queues=("request-withdrawn",)),
    _of("record_answer", "Consigner la réponse à une demande", "edit", *_ANSWERED, queues=_ANSWERED),
    _of("record_decline", "Consigner le refus d'une demande", "edit", *_DECLINED, queues=_DECLINED),
    _of(
        "award",
        "Retenir des réponses à une demande",
        "edit",
        *("request-awarded", "intervention-planned", "intervention-edited", "finding-planned"),
        queues=("request-awarded", "request-not-awarded"),
        quotes="award",
    ),
    Action("requests.compare", "Comparer les devis d'une demande", "quotes.consult"),
    _of("show", "Consulter une demande", "consult"),
    _of("page", "Lister les demandes", "consult"),
    _of("of_finding", "Lister les demandes d'une observation", "consult"),
    _of("open_document", "Ouvrir un document d'une demande", "consult", repeatable=False),
    _of("issue_link", "Établir un lien de réponse", "edit", "link-issued", operator=True),
    _of("revoke_links", "Révoquer les liens de réponse", "edit", "links-revoked"),
    _of("open_with_link", "Ouvrir une demande par son lien", "consult", "request-opened", operator=True),
    _of(
        "answer_with_link",
        "Répondre à une demande par son lien",
        "edit",
        "request-answered",
        queues=("request-answered",),
        operator=True,
    ),
    _of(
        "decline_with_link",
        "Décliner une demande par son lien",
        "edit",
        "request-declined",
        queues=("request-declined",),
        operator=True,
    ),
    _of(
        "open_document_with_link",
        "Ouvrir un document d'une demande par son lien",
        "consult",
        operator=True,
        repeatable=False,
    ),
    _of(
        "store_document_with_link",
        "Déposer un document de réponse par son lien",
        "edit",
        operator=True,
        repeatable=False,
    ),
)
"""Use cases of requests, in the order people see them."""

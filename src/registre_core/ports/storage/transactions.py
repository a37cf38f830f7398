"""Transactions: one workspace, named stores, each with only the questions asked."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage.operations import Operations
from registre_core.ports.storage.staging import Staging
from registre_core.ports.storage.stores import Snapshot, Transaction


class Storage(Protocol):
    """Keeps workspaces apart, and what belongs together, together. Safe to use from several threads.

    Obligations:
        STO-1: What was not committed never happened: leaving a transaction without `commit`, by an exception or not,
            keeps nothing.
        STO-2: What was committed is there for every later transaction, also after the storage is opened anew.
        STO-3: A transaction sees its own writes; nobody else does before it commits.
        STO-4: Changes of one workspace come one after the other: a second `begin` waits for the first to end, and gives
            up with `AdapterFailure` ``storage-busy`` (retryable) rather than waiting for ever.
        STO-5: `save` gives the entity with its version raised by one; an entity whose version is not the stored one is
            `Conflict` ``stale-version``, and nothing is changed.
        STO-6: Adding an identifier that is there is `Conflict` ``already-exists``.
        STO-7: What is not there is `NotFound`, with the code of its kind; so is what an entity names and is not there.
        STO-8: An entity comes back equal to what was kept: accents, empty texts, order of tuples, instants to the
            microsecond.
        STO-9: Pages go by the order asked for, and by identifier where it ranks alike. A page begins behind its cursor,
            whether or not that item is still there; a cursor of another order is `InvalidInput` ``malformed-cursor``.
            Following ``next`` gives every item once; filters hold together. A list without conditions comes in full
            pages, and its last one says so; under conditions a page may be short, or empty, while ``next`` goes on,
            since what is rare need not be looked for through the whole of a long list at once.
        STO-10: No transaction reaches another workspace's rows, whatever identifiers it is given.
        STO-11: A snapshot shows one moment: what is committed while it is open stays unseen in it.
        STO-12: `register.append` takes the next entry only, and moves the head in the same transaction.
        STO-13: `register.chain` and `register.entries` give entries by number, byte for byte as appended; `find` gives
            the one of an identifier, or nothing.
        STO-14: A notice is queued with its transaction or not at all; a key that is queued already is not queued again,
            and `queue` tells so; `is_queued` tells it beforehand, of this very key.
        STO-15: `found` opens the first transaction of a new workspace, its register's head at the genesis; of one that
            is there it is `Conflict` ``workspace-exists``. `begin` and `read` of one that is not there is `NotFound`
            ``workspace-not-found``.
        STO-16: Two profiles whose names fold alike cannot stand in one workspace: `Conflict` ``name-taken``.
        STO-17: A transaction or snapshot used after its end is `AdapterFailure` ``transaction-closed``.
        STO-18: The operator's door lists every workspace with its register's head.
        STO-19: Names are listed as their `sort_key` orders them, and found by how they begin, accents and case aside.
        STO-20: `count` stops at its cap and says so. Below it the number is exact, unless it says that not the whole
            list was looked at: then there are at least so many. A list without conditions is counted as a whole.
        STO-21: What no database can hold (a null character, half of a surrogate pair, an integer of more than 64 bits)
            is `InvalidInput` ``value-not-storable`` with the path of every such value, whatever the database, before
            anything is written; the transaction can still be used.
        STO-22: `register.forget` erases the personal parts about one person, salts included, and tells how many; the
            chain, its head and the parts about others stay byte for byte.
        STO-23: `findings.forget_creator` takes name and behalf away from every finding of one user, raises its version,
            and tells how many; another's findings stay as they are.
        STO-24: `outbox.drop` takes away every notice to one address, to the letter and whatever became of it, and tells
            how many; the others wait on in their order.
        STO-25: The operator's door claims notices that are due, of any workspace, urgent ones first, then the longest
            due first, each for the time of a lease. However many ask at once, nobody is given what somebody else holds
            under a lease.
        STO-26: A claim holds what tells one recipient about one subject of one workspace, in the order it was queued:
            the first that waits, and those behind it that are due, up to `MOST_AT_ONCE`, all of them urgent or none.
            Nobody else is given any of it, nor anything later of it that was queued meanwhile, until it is settled or
            its lease has ended.
        STO-27: What a claim holds is settled once, in its order, by whoever holds it. What somebody else has claimed
            since, what is settled, and what is not the first that is left, stays as it is, and whoever asked is told
            so.
        STO-28: A notice that was delivered, given up or became moot no longer waits, and its key is still not queued
            again: `is_queued` says so.
        STO-29: The operator's door lists the workspaces in which an intervention that is still to be done was planned
            before a day.
        STO-30: Of a commit whose answer got lost nothing is claimed: it is `AdapterFailure` ``commit-unknown``
            (retryable). `register.holds`, asked in a later change of the workspace, tells whether it arrived.
        STO-31: `users.version` is another one after each transaction that changed a profile or a user, and the same as
            long as none did; a transaction that has changed some itself is told ``None``.
        STO-32: `users.situations` gives each situation that users are in once, with their exact number, after any
            history; `users.numbers` counts those who share each profile; `users.everybody` gives each user's.
        STO-33: `users.page` lists those in some situations by any of its orders, page by page, and nobody else.
        STO-34: `users.several` gives who is asked for, by identifier, or names who is not there. `users.addresses`
            finds mail addresses, case aside.
        STO-35: `add_all` and `save_all` keep many users as `add` and `save` keep one, or none of them.
        STO-36: `profiles.remove` drops a profile; one that a user shares is `Conflict` ``profile-in-use``.
            `profiles.every` gives them all.
        STO-37: `register.append_all` appends entries as `append` does one, each behind the one before it, or none of
            them.
        STO-38: `invoices.version` is another one after each transaction that changed an invoice, and the same as long
            as none did; a transaction that has changed some itself is told ``None``. The versions of rights and
            ledger do not move each other.
        STO-39: `invoices.page` and `count` tell overdue, due and paid invoices apart as `Invoice.settlement` does,
            holds included; `totals` adds up the same ones, all of them, each currency for itself and to the last coin.
        STO-40: `invoices.unpaid` gives every invoice of which something remains and no other; `every` gives all.
        STO-41: A workspace has each number of an invoice once, to the letter: `Conflict` ``invoice-number-taken``.
            `numbered` finds those that are there. `invoices.add_all` keeps many as `add` keeps one, or none of them.
        STO-42: `standing` gives back what was saved last, whole; nothing of a workspace where nothing ever was.
        STO-43: The operator's door lists the workspaces whose standing no longer holds on a day: every one that was
            saved with an `until` before it or under another policy, and no other.
        STO-44: `arrivals` lists those of one user, or in one state, by identifier; `find` gives one or nothing. The
            operator's door lists the workspaces in which some wait.
        STO-45: `findings.of_document` gives every finding of a site that was read in one file, by identifier, and no
            other.
        STO-46: `findings.open_on` gives what the findings of a site say that are still open, of some kinds or of any,
            those written down last first, and no more than asked for.
        STO-47: `recognitions.find` gives back what was kept of the very region of the very file, by the same engine in
            the same language, to the bit, and nothing else; what was kept first stays.
        STO-48: `signatures.content` gives the bytes that were first kept under a digest, to the byte, whatever is kept
            under it later.
        STO-49: `signatures.of_subject` gives every signature that was asked for a thing, of all its stages and
            editions, by identifier, and those of no other thing.
        STO-50: `signatures.page` lists those on some sites, of one signer, under things of one kind, and those that
            can still be signed at a moment: asked for or shown, and not expired by then.
        STO-51: `signatures.drawn_alike` names the first signature that bears a drawing of this very shape, also when
            the drawing itself was erased since.
        STO-52: `tickets.find` gives the ticket of a secret by its digest, `of_request` all of a request by identifier.
            A secret is given once: a second ticket that has it is `Conflict` ``already-exists``.
        STO-53: The operator's door tells in which workspace a ticket was issued, whatever became of it, and nothing of
            a secret that nobody has.
        STO-54: `seals.of_subjects` gives the seals of things, stage and edition by stage and edition, by identifier;
            `pending` those that wait, the longest first, and no more than asked for.
        STO-55: `permits.page` and `count` tell permits apart as `state` does at a moment, to the microsecond; by each
            of the firms they name; and by a period, whose last moment is excluded.
        STO-56: `permits.watched` gives those whose fire watch has begun by a moment and lacks rounds, by identifier,
            and no other.
        STO-57: The operator's door lists the workspaces in which a fire watch lacks rounds at a moment, and those in
            which seals are pending, each once, by identifier.
        STO-58: `interventions.page` and `count` tell interventions apart as `status` does on a day; by each of the
            firms that take part; and by a period, both its days included. By urgency those that are open come first,
            the longest overdue before all others.
        STO-59: `signatures.forget_signer` takes name, drawing, device and address of one person away from what he
            signed or was to sign, and the name from what was signed on his session; raises their versions, and tells
            how many. Digests, moments and the signatures of others stay as they are.
        STO-60: `findings.page` and `count` hold every condition beside the others: sites, intervention or visit, state,
            open or not, kinds, severity, creator, text; a period whose last moment is excluded; and a deadline before a
            day, which what has none never has.
        STO-61: Findings by deadline come the soonest first, those without one behind every other.
        STO-62: Findings by gravity come open before the rest, and the gravest first.
        STO-63: `findings.tally` comes to what counting findings one by one by site, kind, severity and state does, with
            the moment of the first and how many are overdue on the day.
        STO-64: `interventions.tally` comes to what counting them by site, type and `status` on the day does, with the
            first and the last day one was done on, or is planned for.
        STO-65: `findings.every` gives every finding asked for once, gravest first, however many there are.
        STO-66: `visits.every`, `logbook.every` and `permits.every` give what is asked for once, by identifier, however
            many there are.
        STO-67: `requests.page` and `count` tell requests apart by site, kind, finding and firm, by each of those that
            they name.
        STO-68: `requests.of_finding` gives every request that asks for a finding to be corrected, by identifier, and no
            other.
        STO-69: `requests.remove` drops a draft and all that hangs on it; one that anybody was sent stays, with
            `Conflict` ``request-was-sent``.
        STO-70: `links.find` gives the link of a secret by its digest, `of_request` all of a request by identifier. A
            secret is given once: a second link that has it is `Conflict` ``already-exists``.
        STO-71: The operator's door tells in which workspace a link was issued, whatever became of it, and nothing of a
            secret that nobody has.
        STO-72: `visits.page` and `count` tell visits apart by site, kind and a period, both its days included; by day
            the latest comes first.
        STO-73: `visits.forget_person` takes one person's name away from every visit he took part in, raises its
            version, and tells how many; others' names stay.
        STO-74: `logbook.page` and `count` tell entries apart by site, chapter and a period, both its days included; by
            day the latest comes first.
        STO-75: What does not hold, as another entry stands in for it or as it only takes one back, is listed and
            counted for who asks for it, and for nobody else; `get` gives it to everybody.
        STO-76: `logbook.save` keeps that another entry stands in for one, and nothing else that it was given.
        STO-77: `logbook.forget_person` takes one person's name away from every entry that names him, raises its
            version, and tells how many; others' names stay.
        STO-78: `filed.page` and `count` give the documents that are filed on some sites.
        STO-79: Whatever is asked about findings follows what was saved last: lists, orders, searches, tallies.
        STO-80: Of a workspace that is not there parts are staged one behind the other, and given back in their order,
            to the byte, with their marks; also after the storage is opened anew. A part that is not the next one is
            `Conflict` ``not-the-next-part``.
        STO-81: What is staged shows nowhere: `begin` and `read` say ``workspace-not-found``, and the operator's door
            lists the workspace neither as whole nor as broken, but under `staged`. No other workspace's transaction
            sees any of it.
        STO-82: Staging a workspace that is there is `Conflict` ``workspace-exists``.
        STO-83: The transaction that founds a workspace reads what was staged of it, and drops it with its commit, or
            not at all.
        STO-84: Adding keeps an entity as it is, its version included.
        STO-85: What is urgent waits for nothing that is not, be it in hand or postponed; what is not urgent waits for
            whatever was queued before it.
        STO-86: `hold` lets the lease of what is left of one claim end when it is told, counts a notice as tried once a
            claim, and gives the number of its tries; whoever lost the claim is told so.
        STO-87: `postpone` gives back a notice and all that is behind it: none of it is due sooner than that, nor sooner
            than it was, nor is what is queued behind it later. A time at which nothing failed does not count as tried.
        STO-88: What goes out with another notice is never claimed, listed or counted by itself; `parts` gives it in the
            order it was queued. It shares the fate of the other, and is dropped with it; the other must wait, for the
            same recipient.
        STO-89: `outbox.get`, `page` and `count` tell where deliveries stand: fate, tries, when one is due, is in hand
            until, was settled, and what failed last; by fate, kind and recipient, to the letter.
        STO-90: The operator's door lists the workspaces with dead letters, each once, by identifier.
        STO-91: `requeue` lets a dead letter wait again, as if it had never been tried, behind what waits already; what
            was not given up is `Conflict` ``not-a-dead-letter``.
        STO-92: `backlog` tells exactly how many notices wait, how many of them a claim without limit would give now,
            since when the longest due of those is, and how many were given up.
        STO-93: What a workspace settled of its notices comes back as it was settled last, and as it holds by itself
            where nothing was; so does what an address wants nothing of, to the letter.
        STO-94: `subscriptions.every` gives those that were not stopped, or all, by identifier.
        STO-95: `register.append` keeps that something refers to each document that its entry names, whatever kind of
            entry it is; `append_all` and `documents.refer` do, too. `documents.unreferenced` tells the others apart.
        STO-96: Nothing refers to a document that is being taken away, or was: `register.append`, `append_all` and
            `documents.refer` of one are `NotFound` ``document-not-found``, and keep nothing.
        STO-97: `documents.begin_removals` marks each document once, under an identifier of its own; it leaves out what
            something refers to, and what another removal has in hand. What was taken away may be marked again.
        STO-98: `documents.finish_removal` and `withdraw_removal` change the very removal they are given, as it was
            given, and say whether it still stood. What was withdrawn can be referred to again.
        STO-99: `documents.removal` gives the removal of a document, `unfinished` those that are not finished, the
            longest first.
        STO-100: `outbox.queued_among` gives, of any number of keys, those under which a notice of the workspace was
            queued, whatever became of it.
        STO-101: `late_findings` lists each workspace once in which something still to be corrected was due before a
            day, by identifier.
        STO-102: `awaiting_signatures` lists each workspace once in which a signature that was asked for before a moment
            can still be given, by identifier.
    """

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        """Begin a change: locks the head of the workspace's register first, so changes of one workspace are serial."""
        ...

    def read(self, workspace: WorkspaceId) -> AbstractContextManager[Snapshot]:
        """Open a read-only snapshot of a workspace."""
        ...

    def found(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        """Begin the transaction that founds a workspace."""
        ...

    def stage(self, workspace: WorkspaceId) -> AbstractContextManager[Staging]:
        """Begin a transaction of what is loaded of a workspace that is not there yet.

        Raises:
            Conflict: ``workspace-exists``.
        """
        ...

    def operate(self) -> AbstractContextManager[Operations]:
        """Open the operator's door."""
        ...

    def close(self) -> None:
        """Give every connection back. Closing twice changes nothing."""
        ...

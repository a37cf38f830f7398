"""From values to bytes and back: strict, canonical, and the same for ever. The only room that knows JSON."""

from registre_core.codec.anchors import AttestedAnchor, read_anchor, statement, write_anchor
from registre_core.codec.annotations import write_annotation
from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import from_builtins, public_builtins, to_builtins
from registre_core.codec.drawings import read_drawing, write_drawing
from registre_core.codec.entries import Account, compose, read_entry, read_heading
from registre_core.codec.envelope import Cover, Export, read_cover, write_export
from registre_core.codec.members import (
    LOST,
    Member,
    MemberName,
    MemberWriter,
    Tally,
    members_in,
    refuse_another_form,
    refuse_cut_short,
)
from registre_core.codec.moved import (
    CONTENTS,
    DOCUMENTS,
    END,
    MANIFEST,
    MOVED,
    REGISTER,
    Manifest,
    Moved,
    read_entry_line,
    read_manifest,
    read_moved,
    write_end,
    write_manifest,
    write_moved,
)
from registre_core.codec.named import documents_named
from registre_core.codec.page_texts import read_page_text, write_page_text
from registre_core.codec.rights import read_rights
from registre_core.codec.signables import read_signable, signable_bytes, signable_differences, signable_digest
from registre_core.codec.signature_bundles import (
    LARGEST_BUNDLE,
    AttestedBundle,
    Bundle,
    bundle_statement,
    bundled,
    read_bundle,
    write_bundle,
)
from registre_core.codec.summaries import digested, write_summary

__all__ = [
    "CONTENTS",
    "DOCUMENTS",
    "END",
    "LARGEST_BUNDLE",
    "LOST",
    "MANIFEST",
    "MOVED",
    "REGISTER",
    "Account",
    "AttestedAnchor",
    "AttestedBundle",
    "Bundle",
    "Cover",
    "Export",
    "Manifest",
    "Member",
    "MemberName",
    "MemberWriter",
    "Moved",
    "Tally",
    "bundle_statement",
    "bundled",
    "canonical_bytes",
    "compose",
    "digested",
    "documents_named",
    "from_builtins",
    "members_in",
    "public_builtins",
    "read_anchor",
    "read_bundle",
    "read_cover",
    "read_drawing",
    "read_entry",
    "read_entry_line",
    "read_heading",
    "read_manifest",
    "read_moved",
    "read_page_text",
    "read_rights",
    "read_signable",
    "refuse_another_form",
    "refuse_cut_short",
    "signable_bytes",
    "signable_differences",
    "signable_digest",
    "statement",
    "to_builtins",
    "write_anchor",
    "write_annotation",
    "write_bundle",
    "write_drawing",
    "write_end",
    "write_export",
    "write_manifest",
    "write_moved",
    "write_page_text",
    "write_summary",
]

"""What a worker does: read one report, and never fail but for what stops the worker itself."""

from __future__ import annotations

from functools import cache

from attrs import field, frozen

from registre_core.archives.entities import Failure, File, Outcome, Settings, Unread
from registre_core.archives.folders import digest_of

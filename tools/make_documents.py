"""Make the documents of the demo and of the tests again, or check that they are what would be made.

Usage: ``python tools/make_documents.py [--check]``. The same versions of the libraries give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # started as a script, Python looks beside it only

from tools.documents.catalogue import main

if __name__ == "__main__":
    sys.exit(main())

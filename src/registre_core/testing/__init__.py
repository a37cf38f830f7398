"""What an adapter's author needs to prove his adapter: contract suites, in-memory fakes, builders.

The only room that knows pytest (the ``testing`` extra). Subclass a contract, override its fixture, run pytest.
"""

import pytest

pytest.register_assert_rewrite("registre_core.testing.contracts")

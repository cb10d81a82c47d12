"""What may be sent about a feed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from marketplace.notices.schemas import ReadAll


def test_a_row_has_a_number_a_table_counts_to():
    assert ReadAll(up_to="7").up_to == 7
    for wrong in ("0", str(2**31), "x"):
        with pytest.raises(ValidationError):
            ReadAll(up_to=wrong)

"""A failure carries its code and whether another try can help."""

from __future__ import annotations

import pytest

from marketplace.adapters.images.results import PictureFailed


@pytest.mark.parametrize("transient", [True, False])
def test_a_failure_says_its_code_and_whether_to_try_again(transient: bool) -> None:
    failed = PictureFailed("picture.too_heavy", transient=transient)
    assert (str(failed), failed.code, failed.transient) == (
        "picture.too_heavy",
        "picture.too_heavy",
        transient,
    )

"""A storage that is away is told in one line, not as a loss."""

from __future__ import annotations

from typing import Any

import click
import pytest

from marketplace.adapters.storage.s3 import S3Storage
from marketplace.cli.storage_errors import REASONS, storage_told
from marketplace.kit.errors import NotFound, Unavailable
from tests.buckets import Bucket
from tests.cli.areas import Areas
from tests.cli.conftest import Run


@pytest.mark.parametrize("code", REASONS)
def test_what_a_storage_says_becomes_one_line(code: str) -> None:
    with pytest.raises(click.ClickException, match=r"The storage cannot be used: .*\.$"), storage_told():
        raise Unavailable(code)


@pytest.mark.parametrize("refusal", [Unavailable("mail.unreachable"), NotFound("storage.missing")])
def test_other_refusals_are_not_of_the_storage(refusal: Any) -> None:
    with pytest.raises(type(refusal)), storage_told():
        raise refusal


@pytest.mark.parametrize(
    "words", [["check-storage"], ["check-storage", "--repair"], ["tidy-storage", "--yes"]]
)
def test_a_bucket_that_is_gone_is_no_loss_of_files(
    run: Run, areas: Areas, bucket: Bucket, words: list[str]
) -> None:
    areas.box.public_files = S3Storage(bucket.service, "no-such-bucket", "media", public=True)
    done = run(*words)
    assert done.exit_code == 1
    assert "The storage cannot be used" in done.output
    assert "missing:" not in done.output

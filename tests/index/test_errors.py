"""What lies behind an error, as far as a reader is told."""

from __future__ import annotations

import ssl

import pytest

from index.errors import tls_problem


def unverified() -> ssl.SSLError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


@pytest.mark.parametrize(
    ("behind", "reason"),
    [
        (unverified(), "certificate has expired"),
        (ssl.SSLError(1, "wrong version number"), "no secure connection can be made"),
        (OSError("refused"), None),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_tls_problem_is_found_behind_other_errors(
    behind: OSError, reason: str | None, told: bool
) -> None:
    assert tls_problem(behind) == reason
    with pytest.raises(ConnectionError) as raised:
        try:
            raise behind
        except OSError as error:
            if told:
                raise ConnectionError("no answer") from error
            raise ConnectionError("no answer")  # noqa: B904  # some libraries forget to
    assert tls_problem(raised.value) == reason

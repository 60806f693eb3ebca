"""Telephone numbers as they are typed, several at once, and those that a chat can be opened with."""

import pytest

from printdesk.domain import numbers


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("0812-3456-7890", ("081234567890",)),
        ("0062 812 3456 7890", ("081234567890",)),
        ("0060 12 345 6789", ("+60123456789",)),
        ("0812 3456 7890 / 0813 1111 2222", ("081234567890", "081311112222")),
        ("HP 081234567890, rumah 024 7601234", ("081234567890", "0247601234")),
        ("812 3456 7890", ("081234567890",)),
        ("tidak ada", ()),
    ],
)
def test_numbers_are_found_in_whatever_was_typed(text: str, phones: tuple[str, ...]) -> None:
    assert numbers.phones(text) == phones


@pytest.mark.parametrize(
    ("number", "chat"),
    [
        ("081234567890", "6281234567890"),
        ("0247601234", None),
        ("+60123456789", "60123456789"),
        ("+60312345678", None),
        ("+85291234567", "85291234567"),
    ],
)
def test_a_chat_is_opened_with_mobiles_only(number: str, chat: str | None) -> None:
    assert numbers.chat_number(number) == chat

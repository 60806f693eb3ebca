"""The one door to the user."""

from printdesk.errors import RuleViolationError
from printdesk.ui.kit import NoticeAction, Severity
from printdesk.ui.messages import Message, Messages, Question


def heard(messages: Messages) -> list[Message]:
    said: list[Message] = []
    messages.posted.connect(said.append)
    return said


def test_an_error_keeps_its_two_sentences_and_beeps(qapp):
    beeps: list[bool] = []
    messages = Messages(beep=lambda: beeps.append(True))
    said = heard(messages)
    messages.error(RuleViolationError("Blangko sudah rusak.", "Ambil yang lain."))
    messages.ok("10 diambil.")
    assert said[0] == Message(Severity.STOP, "Blangko sudah rusak.", "Ambil yang lain.")
    assert said[1].severity is Severity.OK
    assert beeps == [True]


def test_ok_offers_the_way_back(qapp):
    messages = Messages()
    said = heard(messages)
    undo = NoticeAction("Undo", lambda: None)
    messages.ok("10 diambil.", undo=undo)
    assert said[0].action is undo


def test_a_bug_names_its_kind_but_no_inner_text(qapp):
    messages = Messages()
    said = heard(messages)
    messages.bug(KeyError("331105******0003"))
    assert "KeyError" in said[0].text
    assert "331105" not in said[0].text + said[0].advice


def test_confirm_asks_what_was_injected(qapp):
    asked: list[Question] = []

    def answer(question: Question) -> bool:
        asked.append(question)
        return False

    messages = Messages(ask=answer)
    assert messages.confirm("Destroy B4471202?", "This cannot be undone.", "Destroy") is False
    assert asked[0].act == "Destroy"

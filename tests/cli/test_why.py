"""Why this one before that one, on the command line."""

from tests.cli.command_line import CommandLine


def test_two_waiting_applications_are_compared(demo_desk: CommandLine):
    desk = demo_desk
    first, second = (job["number"] for job in desk.json("queue", "--limit", "2")["jobs"])

    told = desk.json("why", second, first)

    assert set(told) == {"text", "reason", "breaks", "exchangeable"}
    assert told["text"] == desk.text("why", first, second).strip()
    assert "same application" in desk.json("why", first, first, code=1)["error"]["message"]

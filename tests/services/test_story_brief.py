from printdesk.domain.states import Act
from printdesk.i18n import catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.contacts import ContactService
from tests.services.offices import DWI, MadeOffice, op
from tests.services.test_story import move

EN = catalogue("en")


def test_what_one_person_did_in_one_go_is_one_line_and_every_step_stays_in_the_whole_story(
    sqlite_office: MadeOffice,
) -> None:
    office = sqlite_office
    key = office.application("Kartini")
    applications = ApplicationsService(office.workplace)
    for _time in range(3):
        ContactService(office.workplace).log(DWI, key, "asked", op())
    move(office, key, Act.CLAIM, station="R2")
    move(office, key, Act.BIND, serial="B4471203")
    move(office, key, Act.CONFIRM_FAILED, serial="B4471203", reason="ink")
    move(office, key, Act.CLAIM, station="R2")
    move(office, key, Act.BIND, serial="B4471204")
    applications.full_identity(DWI, key, op())
    move(office, key, Act.CONFIRM_PRINTED, serial="B4471204")
    move(office, key, Act.PASS_CHECK, slot="A-001")
    move(office, key, Act.SHELVE, slot="A-001")

    whole = [line.text for line in applications.story(key, EN)]
    brief = [line.text for line in applications.story_brief(key, EN)]

    assert len(whole) == 12
    # A look between two steps breaks the run: nothing that happened is left out but the way to what happened.
    assert brief.pop(0) == "The applicant asked at the counter (Dwi Rahayu). ×3"
    assert [text.split(" (")[0] for text in brief] == [
        "Print on B4471203 failed: Ink bleeding. It waits again at its old place",
        "Handed out at station R2",
        "Put into the machine on blank B4471204 at station R2",
        "The full identity numbers were looked at",
        "Printed on B4471204 at station R2",
        "Passed the quality check; on the shelf in A-001, ready for pickup",
    ]

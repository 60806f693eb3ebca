"""How good a password is, in words; what is refused is decided by the service alone.

Length counts most: guessing is slowed down by the hash and the delay after failures, so a sentence of small letters
beats a short word with signs (NIST SP 800-63B, 5.1.1 and appendix A).
"""

from printdesk.domain.passwords import LEAST, Weakness, normal, weakness
from printdesk.i18n import _, plural
from printdesk.ui.theme import Kind

_GOOD, _STRONG = 12, 16
_FEW_SIGNS = 6
"""So many different signs make a long password as good as it looks; "aaaaaaaaaaaa" has one."""


def strength(password: str, name: str = "") -> tuple[Kind, str]:
    """A sign and the words for it.

    Args:
        name: whose password it is, where that is known.
    """
    text = normal(password)
    if not text:
        return Kind.WAITING, _("At least {count} characters; a short sentence is best.").format(count=LEAST)
    if len(text) < LEAST:
        missing = LEAST - len(text)
        said = plural("Too short: {count} more character.", "Too short: {count} more characters.", missing)
        return Kind.FAILED, said.format(count=missing)
    refused = {
        Weakness.OWN_NAME: _("Your own name is the first thing that is tried."),
        Weakness.COMMON: _("Everybody tries this one first."),
        Weakness.SAME_SIGN: _("One and the same sign is no password."),
        Weakness.LONG: _("Nobody types so much every morning; make it shorter."),
    }
    found = weakness(password, name, name)
    if found in refused:
        return Kind.FAILED, refused[found]
    if len(text) < _GOOD or len(set(text)) < _FEW_SIGNS:
        return Kind.SLACK, _("Weak: somebody who knows you guesses it. Longer is better.")
    return (Kind.DONE, _("Good.")) if len(text) < _STRONG else (Kind.DONE, _("Strong."))

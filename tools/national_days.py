"""Write resources/national_days.json from the holidays package: run it after that package was renewed.

Its 300 modules cost a start of the program a tenth of a second and 16 MB, for 20 days a year.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
YEARS = (2020, 2035)


def main() -> int:
    """Write the file; a test compares it with the package."""
    sys.path.insert(0, str(ROOT))
    from printdesk.services.national_days import by_package

    days = {rule.day.isoformat(): [rule.kind, rule.name] for rule in by_package(*YEARS)}
    target = ROOT / "resources" / "national_days.json"
    text = json.dumps({"years": YEARS, "days": days}, ensure_ascii=False, indent=0)
    target.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The quality check: another person than the printer looks; a good booklet gets its place on the shelf."""

from printdesk.ui.quality.page import QualityPage

__all__ = ["QualityPage"]

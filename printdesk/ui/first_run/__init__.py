"""The first start at a computer: a new office, the demo office, or one that other desks share already."""

from printdesk.ui.first_run.wizard import FirstRunWizard, Ways

__all__ = ["FirstRunWizard", "Ways"]

"""Looks at the machine and the prepared parts, and says what is wrong and how to mend it."""

from annae.doctor.checks import examine
from annae.doctor.finding import Finding

__all__ = ["Finding", "examine"]

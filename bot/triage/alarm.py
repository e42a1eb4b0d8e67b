"""What triage says: this is urgent, of this kind, for such a person. Never a word of the message."""

from dataclasses import dataclass
from typing import Literal

AlarmKind = Literal["emergency", "crisis"]
Variant = Literal["minor", "third-party", "pet", "poison", "opioid", "pregnancy"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """`both`: a crisis in which something was already taken or done. `reasons` are signal and rule ids only."""

    kind: AlarmKind
    variants: frozenset[Variant] = frozenset()
    both: bool = False
    reasons: tuple[str, ...] = ()

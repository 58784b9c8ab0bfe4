"""The one place where the time of day and fresh identifiers come from, so that a test can hold the clock still."""

import os
import time
import uuid
from datetime import UTC, date, datetime

from .rules import derive_legal_day


def now() -> datetime:
    """Give the present instant in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Give the legal day of the present instant (Europe/Amsterdam)."""
    return derive_legal_day(now())


def make_uuid7() -> uuid.UUID:
    """Make a UUIDv7 (RFC 9562 §5.7): ordered by time, so that indexes grow at their end."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)

"""Comparing numbers the way Elasticsearch makes them: scores are 32-bit floats."""

import struct


def float32_bits(value):
    """The bits of `value` rounded to a 32-bit float, as eight hex digits."""
    return struct.pack(">f", value).hex()


def same_number(left, right):
    """Integers must be equal integers; anything with a fraction must be the same 32-bit float."""
    if isinstance(left, int) and isinstance(right, int):
        return left == right
    if isinstance(left, int) or isinstance(right, int):
        return False
    return float32_bits(left) == float32_bits(right)

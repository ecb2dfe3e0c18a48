"""Whether two answers are the same JSON: members, order of arrays, and the texts of numbers."""

import json
import re


class _Number(str):
    """A number as it was written."""


# Members that say when, where or by whom an answer was made, wherever they stand.
_ACCIDENTAL = frozenset(("took", "index_uuid", "node", "_node"))


def parse(text):
    """JSON whose numbers are kept as text."""
    return json.loads(text, parse_float=_Number, parse_int=_Number, parse_constant=_Number)


def _without_accidents(value):
    if isinstance(value, dict):
        return {name: _without_accidents(inner) for name, inner in value.items()
                if name not in _ACCIDENTAL}
    return [_without_accidents(inner) for inner in value] if isinstance(value, list) else value


def _remove(value, steps):
    if not steps:
        return
    step, rest = steps[0], steps[1:]
    if isinstance(value, list) and step == "*":
        for item in value:
            _remove(item, rest)
    elif isinstance(value, dict):
        names = list(value) if step == "*" else [step]
        for name in names:
            if name in value and not rest:
                del value[name]
            elif name in value:
                _remove(value[name], rest)


def _put_in_order(value, names, holder=None):
    """The same; arrays, and words of texts, held by a member of `names` are sorted."""
    if isinstance(value, dict):
        return {name: _put_in_order(inner, names, name) for name, inner in value.items()}
    if isinstance(value, str) and holder in names:
        return " ".join(sorted(re.findall(r"[^\s()]+", value)))
    if not isinstance(value, list):
        return value
    items = [_put_in_order(inner, names) for inner in value]
    return sorted(items, key=json.dumps) if holder in names else items


def _first_difference(expected, found, where):
    if isinstance(expected, _Number) and isinstance(found, _Number):
        return None if expected == found else f"{where}: expected {expected}, found {found}"
    if type(expected) is not type(found):
        return f"{where}: expected {json.dumps(expected)[:300]}, found {json.dumps(found)[:300]}"
    if isinstance(expected, dict):
        for name in sorted(expected.keys() | found.keys()):
            if name not in found:
                return f"{where}.{name}: missing, expected {json.dumps(expected[name])[:300]}"
            if name not in expected:
                return f"{where}.{name}: not expected, found {json.dumps(found[name])[:300]}"
            problem = _first_difference(expected[name], found[name], f"{where}.{name}")
            if problem:
                return problem
        return None
    if isinstance(expected, list):
        for number, (left, right) in enumerate(zip(expected, found)):
            problem = _first_difference(left, right, f"{where}[{number}]")
            if problem:
                return problem
        if len(expected) != len(found):
            return f"{where}: expected {len(expected)} items, found {len(found)}"
        return None
    return None if expected == found else f"{where}: expected {expected!r}, found {found!r}"


def difference(expected, found, ignore=(), unordered=()):
    """None, or the first difference of two answers' texts.

    Paths of `ignore` are left out. The items of arrays and the words of texts held by
    members named in `unordered` may stand in another order.
    """
    try:
        left, right = (_without_accidents(parse(text)) for text in (expected, found))
    except json.JSONDecodeError:
        return None if expected == found else f"texts: expected {expected!r}, found {found!r}"
    for path in ignore:
        _remove(left, path.split("."))
        _remove(right, path.split("."))
    left, right = (_put_in_order(side, unordered) for side in (left, right))
    return _first_difference(left, right, "answer")

"""Whether two search answers are the same: totals, scores as 32-bit floats, ids and order."""

from harness.numbers import float32_bits


def _bits(score):
    return None if score is None else float32_bits(score)


def _hits(answer):
    return [(hit["_id"], _bits(hit["_score"])) for hit in answer["hits"]["hits"]]


def _groups(hits):
    """Consecutive hits of equal score as (score, ids)."""
    groups = []
    for identifier, score in hits:
        if not groups or groups[-1][0] != score:
            groups.append((score, []))
        groups[-1][1].append(identifier)
    return groups


def difference(expected, found, ordered_ties):
    """None, or what differs. Without `ordered_ties`, hits of equal score may come in any order, and
    of the last score on the page any of its documents may be shown."""
    if expected["hits"]["total"] != found["hits"]["total"]:
        return f"total: expected {expected['hits']['total']}, found {found['hits']['total']}"
    if _bits(expected["hits"]["max_score"]) != _bits(found["hits"]["max_score"]):
        return (f"max_score: expected {expected['hits']['max_score']}, "
                f"found {found['hits']['max_score']}")
    left, right = _hits(expected), _hits(found)
    if [score for _, score in left] != [score for _, score in right]:
        return f"scores: expected {left}, found {right}"
    if ordered_ties:
        return None if left == right else f"hits: expected {left}, found {right}"
    for (score, ids), (_, other) in list(zip(_groups(left), _groups(right)))[:-1]:
        if set(ids) != set(other):
            return f"hits of score bits {score}: expected {sorted(ids)}, found {sorted(other)}"
    return None

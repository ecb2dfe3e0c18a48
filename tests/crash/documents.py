"""Documents that tell on their own whether they are whole."""

import json
import zlib


def make_source(identifier, version, rng, words=30):
    """One JSON document of `words` tokens with a checksum over them."""
    tokens = [f"{group}-{rng.randrange(32)}" for group in range(words)]
    text = " ".join(tokens)
    return json.dumps({"id": identifier, "version": version, "feature_vector": tokens,
                       "own": f"w{identifier}v{version}",
                       "sum": zlib.crc32(f"{identifier} {version} {text}".encode())})


def is_whole(identifier, source):
    """True if nothing of the document is missing or mixed with another version of it."""
    text = " ".join(source["feature_vector"])
    expected = zlib.crc32(f"{identifier} {source['version']} {text}".encode())
    return (source["id"] == identifier and source["sum"] == expected
            and source["own"] == f"w{identifier}v{source['version']}")

#!/usr/bin/env python3
"""kill -9 while bulk requests run, again and again on one data directory.

After each restart: every acknowledged write is there by id and by search, nothing acknowledged as
deleted is back, the request that was never answered happened whole or not at all, and no document
is a mixture.
"""

import argparse
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from bulk_writer import ABSENT, BulkWriter, Expectation  # noqa: E402
from documents import is_whole  # noqa: E402
from harness.likewise_server import LikewiseServer, find_binary  # noqa: E402

INDEX = "crash"
PAGE = 10_000  # the most hits that one search returns


def stored_version(client, identifier):
    """Version of the document by GET, or ABSENT. It must be whole."""
    answer = client.expect((200, 404), "GET", f"/{INDEX}/_doc/{identifier}")
    if answer.status == 404:
        return ABSENT
    source = answer.json["_source"]
    assert is_whole(identifier, source), f"document {identifier} is a mixture: {source}"
    return source["version"]


def settle_in_flight(client, expectation):
    """Finds out whether the unanswered request happened. Half of it is a failure."""
    if not expectation.in_flight:
        return None
    before = {i: expectation.acknowledged.get(i, ABSENT) for i in expectation.in_flight}
    now = {i: stored_version(client, i) for i in expectation.in_flight}
    happened = now == expectation.in_flight
    assert happened or now == before, (
        f"an unanswered bulk request is half there: before {before}, "
        f"wanted {expectation.in_flight}, found {now}")
    expectation.settle(happened)
    return happened


def check_everything(client, expectation, rng):
    """Compares every document, by GET and by search, with what was acknowledged."""
    live = expectation.live()
    for identifier, version in expectation.acknowledged.items():
        found = stored_version(client, identifier)
        assert found == version, f"document {identifier}: acknowledged {version}, found {found}"
    client.expect(200, "POST", f"/{INDEX}/_refresh")
    count = client.expect(200, "GET", f"/{INDEX}/_count").json["count"]
    assert count == len(live), f"_count says {count}, {len(live)} documents are live"
    hits = client.expect(200, "POST", f"/{INDEX}/_search", {
        "query": {"match_all": {}}, "size": PAGE}).json["hits"]["hits"]
    found = {hit["_id"]: hit["_source"]["version"] for hit in hits}
    assert len(hits) == min(len(live), PAGE) and len(found) == len(hits), "a document is shown twice"
    assert all(is_whole(hit["_id"], hit["_source"]) for hit in hits), "a hit is a mixture"
    assert all(live.get(i) == v for i, v in found.items()), "a search shows an older state"
    for identifier in rng.sample(sorted(live), min(50, len(live))):
        check_found_by_term(client, identifier, live[identifier])


def check_found_by_term(client, identifier, version):
    for old in range(1, version + 1):
        hits = client.expect(200, "POST", f"/{INDEX}/_search", {"query": {"term": {
            "own.keyword": f"w{identifier}v{old}"}}}).json["hits"]["hits"]
        expected = [identifier] if old == version else []
        assert [hit["_id"] for hit in hits] == expected, (
            f"term of document {identifier}, version {old} of {version}: {hits}")


def refresh_now_and_then(client, stopping):
    """Refreshes and flushes next to the writes, so that kills hit these too."""
    try:
        while not stopping.wait(0.05):
            client.request("POST", f"/{INDEX}/_refresh")
            client.request("POST", f"/{INDEX}/_flush")
    except Exception:  # pylint: disable=broad-except
        pass  # the server was killed


def write_until_killed(server, expectation, rng, first_id):
    """One life of the server. Returns its writer, after the kill."""
    writer = BulkWriter(server.client(), INDEX, expectation, rng, first_id)
    stopping = threading.Event()
    refresher = threading.Thread(target=refresh_now_and_then, args=(server.client(), stopping),
                                 daemon=True)
    writer.start()
    refresher.start()
    writer.first_answer.wait(60)
    time.sleep(rng.uniform(0.0, 0.4))
    server.kill()
    stopping.set()
    writer.join(60)
    refresher.join(60)
    if writer.problem:
        raise writer.problem
    assert writer.answered > 0, "no bulk was answered before the kill"
    return writer


def run(binary, rounds, seed):
    rng = random.Random(seed)
    data_dir = tempfile.mkdtemp(prefix="likewise-crash-")
    expectation = Expectation()
    next_id, in_flight, applied, answered = 0, 0, 0, 0
    try:
        server = LikewiseServer(binary, data_dir=data_dir)
        for life in range(rounds):
            server.start()
            client = server.client()
            if life == 0:
                client.expect(200, "PUT", f"/{INDEX}", {"settings": {"refresh_interval": "-1"}})
            writer = write_until_killed(server, expectation, rng, next_id)
            next_id, answered = writer.next_id, answered + writer.answered
            server.start()
            client = server.client()
            happened = settle_in_flight(client, expectation)
            in_flight += happened is not None
            applied += happened is True
            check_everything(client, expectation, rng)
            server.kill()
        print(f"{rounds} kills, {answered} bulk requests acknowledged, "
              f"{len(expectation.acknowledged)} ids, {len(expectation.live())} live; "
              f"{in_flight} kills hit an unanswered request, {applied} of these had been applied "
              f"whole; 0 lost, 0 mixed")
        server.start()
        code = server.stop()
        assert code == 0, f"exit code after SIGTERM: {code}\n{server.output}"
    except BaseException:
        print(f"seed {seed}, data kept in {data_dir}", file=sys.stderr)
        server.stop()
        raise
    shutil.rmtree(data_dir)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", help="the likewise to test; default: $LIKEWISE_BINARY")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    run(find_binary(arguments.binary), arguments.rounds, arguments.seed)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Publish to an S3-compatible server: the same bytes as into a folder, races, writers that die, answers that are lost, readers.

usage: objects.py BINARY      exit code 1 where something is not as it should be

BINARY is a debug build with the feature `object-store`: only those can be made to fail at a point (`CUANTIA_FAULT`).
"""
import collections
import concurrent.futures
import hashlib
import http.client
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).parent
BUCKET = "figures"
RACES, PAUSES = 24, 12
CONFIG = """
[dataset]
name = "harbours"
title = "Harbour figures"
licence = "CC-BY-4.0"

[[indicator]]
id = "ships"
title = "Ships a year"
description = "Ships that called at the country's harbours in a year."
kind = "count"
unit = "ship"
accumulates = "flow"
all = [["ship"]]

[publish]
to = "ADDRESS"
"""
NOTE = "In 2019, {} ships called at the harbours of Portugal. They carried 88 million tonnes of goods.\n"


class Server:
    def __init__(self, folder):
        self.log = folder / "requests"
        command = [sys.executable, HERE / "s3server.py", self.log]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline())
        # Open to everyone, as a bucket with a published data set may be: what is asked here is not signed.
        self.request("PUT", f"/{BUCKET}", headers={"x-amz-acl": "public-read-write"})

    def request(self, method, path, body=b"", headers={}):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def get(self, name):
        status, body = self.request("GET", f"/{BUCKET}/{name}")
        assert status in (200, 404), (status, name)
        return body if status == 200 else None

    def put(self, name, body):
        assert self.request("PUT", f"/{BUCKET}/{name}", body)[0] == 200

    def names(self, prefix):
        """Of every object below a prefix, what comes after it."""
        listed = self.request("GET", f"/{BUCKET}?list-type=2&prefix={prefix}/")[1].decode()
        assert "<IsTruncated>false" in listed
        return [key[len(prefix) + 1 :] for key in re.findall("<Key>([^<]*)</Key>", listed)]

    def objects(self, prefix):
        return {name: self.get(f"{prefix}/{name}") for name in self.names(prefix)}

    def weather(self, delay, lost, seed=0):
        self.request("PUT", f"/-/{delay}/{lost}/{seed}")

    def requests(self):
        """What was asked since the last time, as a method and a path."""
        lines = self.log.read_text().splitlines()
        since, self.seen = getattr(self, "seen", 0), len(lines)
        return [tuple(line.split()[:2]) for line in lines[since:]]


class Project:
    """One that publishes to PREFIX of the bucket."""

    def __init__(self, folder, prefix, ships="4,120"):
        self.folder, self.prefix = folder, prefix
        (folder / "raw").mkdir(parents=True)
        (folder / "pipeline.toml").write_text(CONFIG.replace("ADDRESS", f"s3://{BUCKET}/{prefix}"))
        self.say(ships)

    def say(self, ships):
        (self.folder / "raw/note.txt").write_text(NOTE.format(ships))

    def start(self, *arguments, **environment):
        said = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        command = [BINARY, *arguments]
        return subprocess.Popen(command, cwd=self.folder, env={**ENVIRONMENT, **environment}, **said)

    def run(self, *arguments, code=0, **environment):
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=300)
        assert code is None or process.returncode == code, f"{arguments}: {process.returncode}\n{out}{err}"
        return process.returncode, out, err

    def build(self, *arguments, **environment):
        """The version that readers have then, and whether this build published it."""
        summary = json.loads(self.run("build", "--format", "json", *arguments, **environment)[1])
        return summary["version"], summary["published"]


def whole(prefix):
    """The version that latest.json leads to, every file of it looked at; None where there is none."""
    latest = server.get(f"{prefix}/harbours/latest.json")
    if latest is None:
        return None
    latest = json.loads(latest)
    check_version(f"{prefix}/harbours/{latest['path']}")
    return latest["version"]


def check_version(folder, sums_digest=None):
    sums = server.get(f"{folder}/SHA256SUMS")
    assert sums is not None, f"{folder}: no SHA256SUMS"
    assert sums_digest in (None, hashlib.sha256(sums).hexdigest()), f"{folder}: another SHA256SUMS"
    lines = sums.decode().splitlines()
    assert len(lines) >= 20
    for line in lines:
        digest, name = line.split("  ", 1)
        file = server.get(f"{folder}/{name}")
        assert file is not None and hashlib.sha256(file).hexdigest() == digest, f"{folder}/{name}"


def versions(prefix):
    return json.loads(server.get(f"{prefix}/harbours/versions.json"))["versions"]


def check_all(prefix):
    """Every version that is named is whole, and the newest that is not yanked is what readers get."""
    entries = versions(prefix)
    for entry in entries:
        check_version(f"{prefix}/harbours/{entry['path']}", entry["sha256sums"])
    assert whole(prefix) == [entry["version"] for entry in entries if "yanked" not in entry][-1]
    return [entry["version"] for entry in entries]


def follow(prefix, body):
    """Runs `body` while a reader follows latest.json; gives how often it read, and what."""
    seen, wrong, done = collections.Counter(), [], threading.Event()

    def read():
        while not done.is_set():
            try:
                seen[whole(prefix)] += 1
            except Exception as error:
                wrong.append(repr(error))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        body()
    finally:
        done.set()
        reader.join()
    assert not wrong, wrong[:3]
    return seen


def same_as_a_folder(folder):
    """Two versions, then one of them yanked: what lies in the store and in a folder is the same to the byte."""
    project = Project(folder / "same", "same")
    address = f"s3://{BUCKET}/same"

    def compare():
        local = project.folder / "datasets/harbours"
        files = {str(path.relative_to(local)): path for path in local.rglob("*") if path.is_file() and path.name != ".lock"}
        objects = server.objects("same/harbours")
        assert objects.keys() == files.keys(), objects.keys() ^ files.keys()
        for name, path in files.items():
            assert objects[name] == path.read_bytes(), name
        return len(files)

    assert "nothing is published yet" in project.run("status", "--exit-code", code=10)[1]
    server.requests()
    for version, ships in [("1.0.0", "4,120"), ("1.1.0", "4,130")]:
        project.say(ships)
        # Another bucket in the environment is not meant.
        assert project.build("--out", "datasets") == project.build(AWS_BUCKET="other") == (version, True)
        asked = server.requests()
        created = [path for method, path in asked if method == "PUT"]
        assert len(created) == len(set(created)) and created[-2].endswith("/versions.json")
        assert created[0].endswith("/SHA256SUMS") and created[-1].endswith("/latest.json")
        assert project.build() == (version, False)
        asked = server.requests()
        assert {method for method, _ in asked} <= {"GET", "HEAD"}, asked
        project.run("status", "--exit-code")
        compare()
    said = project.run("verify", "--rebuild")[1]
    assert said.count("whole") == 2 and "built again to the same bytes" in said, said
    project.run("verify", "--dataset", f"{address}/harbours", "--raw", "raw")
    differences = [project.run("diff", "1.0.0", "latest", "--format", "csv", *out)[1] for out in ([], ["--out", "datasets"])]
    assert differences[0] == differences[1] != ""
    for out in ([], ["--out", "datasets"]):
        project.run("yank", "1.1.0", "--reason", "A draft.", *out)
    count = compare()
    # A file that was lost comes back, one that was changed is found.
    lost = "same/harbours/v/1.1.0/claims.csv"
    project.run("yank", "1.1.0", "--undo")
    server.request("DELETE", f"/{BUCKET}/{lost}")
    assert "v/1.1.0/claims.csv" in project.run("verify", code=1)[1]
    server.request("DELETE", f"/{BUCKET}/same/harbours/v/1.1.0/SHA256SUMS")
    assert json.loads(project.run("build", "--format", "json")[1])["rebuilt"]
    project.run("verify", "--rebuild")
    server.put(lost, server.get(lost).replace(b"4130", b"4131"))
    assert "v/1.1.0/claims.csv" in project.run("verify", code=1)[1]
    return f"{count} objects the same as in a folder, to the byte; an unchanged build made {len(asked)} requests, none to write"


def says_what_is_wrong(folder):
    project = Project(folder / "wrong", "wrong")
    for words, environment, out in [
        (["no-bucket", "s3://nowhere/x/harbours"], {}, "s3://nowhere/x"),
        (["object-store", "AWS_ENDPOINT", "refused"], {"AWS_ENDPOINT": "http://127.0.0.1:9"}, f"s3://{BUCKET}/x"),
        (["no-encryption", "AWS_ALLOW_HTTP"], {"AWS_ALLOW_HTTP": "false"}, f"s3://{BUCKET}/x"),
    ]:
        said = project.run("build", "--out", out, code=1, **environment)[2]
        assert all(word in said for word in words) and "help: " in said, said
        assert ENVIRONMENT["AWS_SECRET_ACCESS_KEY"] not in said, said
    for out in ["ftp://x/y", "s3://", f"s3://key:secret@{BUCKET}/x"]:
        said = project.run("build", "--out", out, code=3)[2]
        assert "unsupported-target" in said and "secret" not in said.split("help:")[0], said
    assert "no-dataset" in project.run("verify", "--dataset", f"s3://{BUCKET}/nothing", code=3)[2]
    server.request("POST", "/moto-api/reset-auth", b"0")
    said = project.run("build", code=1)[2]
    server.request("POST", "/moto-api/reset-auth", b"inf")
    assert "no-permission" in said and "get, list and put" in said, said
    return "no bucket, no server, no TLS, no permission, no such address: each is told with what to do"


def races(folder):
    """Two builds with different documents at the same time, again and again."""
    prefix = "races"
    one, other = (Project(folder / name, prefix, ships) for name, ships in [("one", "1"), ("other", "2")])
    outcomes, kept = collections.Counter(), {}
    one.build()

    def race():
        for turn in range(RACES):
            # In one race of four, answers are lost as well.
            server.weather(0.03, 0.1 * (turn % 4 == 3), turn)
            before = {entry["version"] for entry in versions(prefix)}
            texts = [f"{30 + turn},{index}00" for index in (1, 2)]
            for project, text in zip((one, other), texts):
                project.say(text)
            ends = []
            for process in [one.start("build", "--format", "json"), other.start("build", "--format", "json")]:
                ends.append((process.communicate(timeout=300), process.returncode))
            codes = [code for _, code in ends]
            assert set(codes) <= {0, 1} and 0 in codes, ends
            for (_, said), code in ends:
                assert code == 0 or "another process has just published" in said and "run it again" in said, said
            # Who lost runs again.
            for project, code in zip((one, other), codes):
                if code == 1:
                    assert project.build()[1]
            outcomes["one won" if 1 in codes else "one after the other"] += 1
            new = [entry for entry in versions(prefix) if entry["version"] not in before]
            assert len(new) == 2, new
            claims = [server.get(f"{prefix}/harbours/{entry['path']}/claims.csv").decode() for entry in new]
            for text in texts:
                assert any(text in claim for claim in claims), (text, claims)
            for entry in versions(prefix):
                assert kept.setdefault(entry["version"], entry["sha256sums"]) == entry["sha256sums"]
        # The same documents: both go well, and one version comes of it.
        for turn in range(6):
            server.weather(0.03, 0.0, 100 + turn)
            count = len(versions(prefix))
            for project in (one, other):
                project.say(f"70,{turn}00")
            both = [project.start("build") for project in (one, other)]
            for process in both:
                said = process.communicate(timeout=300)
                assert process.returncode == 0, said
            assert len(versions(prefix)) == count + 1

    seen = follow(prefix, race)
    server.weather(0, 0)
    named = check_all(prefix)
    one.run("verify", code=0)
    assert len(named) == 1 + 2 * RACES + 6
    assert outcomes["one won"] >= RACES // 2, outcomes
    lost = set(kept) - set(named)
    assert not lost, lost
    return (
        f"{RACES} races of different documents ({outcomes['one won']} had a loser, who was told and ran again) and 6 of the same: "
        f"{len(named)} versions named and whole, {len(lost)} lost; a reader beside them read {sum(seen.values())} times, "
        f"{len(seen)} versions, each whole"
    )


def late_writers(folder):
    """A build that is stopped at some moment, while another one publishes, and then goes on."""
    prefix, dice = "late", random.Random(1)
    late, fast = (Project(folder / name, prefix, ships) for name, ships in [("late", "1"), ("fast", "2")])
    late.build()
    told = 0
    server.weather(0.01, 0)
    start = time.monotonic()
    fast.build()
    usual = time.monotonic() - start
    for turn in range(PAUSES):
        late.say(f"{30 + turn},100")
        fast.say(f"{30 + turn},200")
        process = late.start("build")
        time.sleep(usual * (turn + dice.random()) / PAUSES)
        process.send_signal(signal.SIGSTOP)
        fast.build()
        there = {entry["version"]: entry["sha256sums"] for entry in versions(prefix)}
        process.send_signal(signal.SIGCONT)
        said = process.communicate(timeout=300)[1]
        assert process.returncode == 0 or process.returncode == 1 and "another process has just published" in said, said
        told += process.returncode == 1
        named = {entry["version"]: entry["sha256sums"] for entry in versions(prefix)}
        assert there.items() <= named.items(), (turn, there.keys() - named.keys())
        claims = [server.get(f"{prefix}/harbours/v/{version}/claims.csv").decode() for version in named]
        for text in [f"{30 + turn},200"] + [f"{30 + turn},100"] * (process.returncode == 0):
            assert any(text in claim for claim in claims), (turn, text)
        check_all(prefix)
    assert told > 0
    server.weather(0, 0)
    return f"{PAUSES} builds stopped on their way while another one published: {told} were told that they came late, nothing lost"


def faults(folder):
    """A build that dies before or after each request that writes, or does not hear the answer to it."""
    first = Project(folder / "first", "faults")
    first.build()
    old = server.objects("faults/harbours")
    counts, steps = collections.Counter(), set()

    def at(fault, other, point):
        """Whether the build came to its end before that point."""
        prefix = f"{fault}-{other}-{point}"
        for name, body in old.items():
            server.put(f"{prefix}/harbours/{name}", body)
        project = Project(folder / prefix, prefix)
        shutil.copytree(first.folder / ".cuantia", project.folder / ".cuantia")
        project.say("4,130")
        code, _, said = project.run("build", code=None, CUANTIA_FAULT=f"{fault}:{point}")
        seen = whole(prefix)
        if code == 0:
            assert seen == "1.1.0"
            return True
        assert seen in ("1.0.0", "1.1.0"), (prefix, seen)
        steps.update(re.findall(r"^killed: (.*) s3://", said, re.M))
        counts[fault] += 1
        was_published = len(versions(prefix)) == 2
        begun = "v/1.1.0/SHA256SUMS" in server.names(f"{prefix}/harbours")
        # The next build has the same documents, or others.
        if other:
            project.say("4,140")
        version, published = project.build()
        if not other:
            assert (version, published) == ("1.1.0", not was_published), (prefix, version, published)
        elif was_published:
            assert version == "1.2.0", (prefix, version)
        else:
            # A number that a dead build had begun is left alone.
            assert version == ("1.1.1" if begun else "1.1.0"), (prefix, version, begun)
            counts["numbers left alone"] += begun
        check_all(prefix)
        return False

    with concurrent.futures.ThreadPoolExecutor(2) as two:
        for fault, other, step in [("kill", False, 1), ("kill", True, 3), ("full", True, 4)]:
            for start in itertools.count(1, 6 * step):
                points = range(start, start + 6 * step, step)
                if any(list(two.map(lambda point: at(fault, other, point), points))):
                    break
    assert {"put", "hear of the put of"} <= steps, steps
    assert counts["kill"] >= 90 and counts["numbers left alone"] > 0, counts
    return (
        f"{counts['kill']} points at which a build died and {counts['full']} at which it broke off: 0 versions lost, no half version "
        f"seen; {counts['numbers left alone']} times the next build took another number"
    )


def lost_answers(folder):
    """A server that does what it is asked, and says 500 one time in five."""
    project = Project(folder / "lost", "lost")
    for turn in range(5):
        server.weather(0, 0.2, turn)
        project.say(f"{30 + turn},100")
        assert project.build()[1]
    server.weather(0, 0)
    count = len(check_all("lost"))
    assert count == 5
    return f"{count} versions published although one answer in five was lost"


def main():
    failed = 0
    for step in (same_as_a_folder, says_what_is_wrong, lost_answers, faults, late_writers, races):
        start = time.monotonic()
        try:
            with tempfile.TemporaryDirectory() as folder:
                said, outcome = step(pathlib.Path(folder)), "ok    "
        except AssertionError as error:
            line = error.__traceback__
            while line.tb_next:
                line = line.tb_next
            said, outcome = f"{step.__name__}, line {line.tb_lineno}: {error}", "FAILED"
            failed += 1
            server.weather(0, 0)
        print(f"{outcome} {said} ({time.monotonic() - start:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    BINARY = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        server = Server(pathlib.Path(scratch))
        ENVIRONMENT = {
            "SOURCE_DATE_EPOCH": "1700000000",
            "AWS_ENDPOINT": f"http://127.0.0.1:{server.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "a-secret-that-is-never-told",
        }
        try:
            sys.exit(main())
        finally:
            server.process.kill()

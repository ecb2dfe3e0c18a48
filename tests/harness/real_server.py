"""Starts a real Elasticsearch or OpenSearch from its Maven artefacts, for comparisons.

Jars, class paths and compiled launchers are kept in ~/.cache/likewise-oracle (XDG_CACHE_HOME is
respected), so only the first start of a kind needs the network.
"""

import dataclasses
import fcntl
import glob
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

from .free_port import free_port_pair
from .http_client import HttpClient, wait_until_answering

SOURCES = pathlib.Path(__file__).resolve().parents[1] / "live" / "oracle"

_MODERN = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]


@dataclasses.dataclass(frozen=True)
class Kind:
    """How one engine is run."""

    java: int  # the least feature version of the JDK
    options: tuple  # of java; {home} is replaced


KINDS = {
    # "default" is the flavour of the full distribution: official 7.x clients look at it.
    "es7": Kind(17, ("-Des.path.home={home}", "-Des.distribution.flavor=default",
                     "-Des.distribution.type=tar")),
    "os3": Kind(21, (*_MODERN, "-Dopensearch.path.home={home}")),
    "es9": Kind(21, (*_MODERN, "--add-opens=java.base/java.io=ALL-UNNAMED",
                     "--add-opens=java.base/java.nio=ALL-UNNAMED", "-Des.path.home={home}",
                     "-Des.distribution.type=tar", "-Des.java.type=none")),
}

COMMON_OPTIONS = (
    "-XX:+UseG1GC", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-Djna.nosys=true",
    "-Dio.netty.noUnsafe=true", "-Dio.netty.noKeySetOptimization=true",
    "-Dio.netty.recycler.maxCapacityPerThread=0", "-Dlog4j.shutdownHookEnabled=false",
    "-Dlog4j2.disable.jmx=true")


class Unavailable(Exception):
    """What is needed for this kind is not on this machine; the text says what."""


def find_jdk(least):
    """Home of the oldest JDK with at least that feature version, or None."""
    found = []
    for home in [os.environ.get("JAVA_HOME", ""), *glob.glob("/usr/lib/jvm/*"),
                 *glob.glob("/opt/java/*")]:
        compiler = os.path.join(home, "bin", "javac")
        if not home or not os.access(compiler, os.X_OK):
            continue
        text = subprocess.run([compiler, "-version"], capture_output=True, text=True, check=False)
        version = re.search(r"javac (\d+)", text.stdout + text.stderr)
        if version and int(version.group(1)) >= least:
            found.append((int(version.group(1)), home))
    return min(found)[1] if found else None


def why_unavailable(kind):
    """None when a server of that kind can be started here, else the reason. LIKEWISE_NO_JVM holds
    one when they are left out on purpose."""
    if os.environ.get("LIKEWISE_NO_JVM"):
        return os.environ["LIKEWISE_NO_JVM"]
    least = KINDS[kind].java
    if find_jdk(least) is None:
        return f"{kind} needs a JDK {least} or later, and none was found"
    if shutil.which("mvn") is None:
        return f"{kind} needs Maven (mvn), which is not installed"
    return None


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = pathlib.Path(base, "likewise-oracle", "v1")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _run(command, what, cwd=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unavailable(f"{what} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def _fingerprint(*paths):
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class _Installation:
    """Class path and compiled launcher of one kind, made once and kept in the cache."""

    def __init__(self, kind):
        self.kind = kind
        self.java_home = find_jdk(KINDS[kind].java)
        self.cache = cache_folder()
        reason = why_unavailable(kind)
        if reason:
            raise Unavailable(reason)
        with open(self.cache / "lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two test runs may prepare at once
            self.jars = self._resolve()
            self.modules = self._modules() if kind == "es9" else None
            self.classes = self._compile(kind, self.jars)

    def _resolve(self):
        pom = SOURCES / "pom.xml"
        listing = self.cache / f"{self.kind}-{_fingerprint(pom)}.classpath"
        if not listing.exists():
            fresh = listing.with_suffix(".new")
            print(f"fetching {self.kind} with Maven …", flush=True)
            _run(["mvn", "-q", "-B", "-f", str(pom), f"-P{self.kind}", "dependency:build-classpath",
                  f"-Dmdep.outputFile={fresh}"], f"mvn for {self.kind}")
            fresh.rename(listing)
        return listing.read_text(encoding="utf-8").strip().split(":")

    def _compile(self, folder, jars):
        sources = sorted((SOURCES / folder).rglob("*.java"))
        target = self.cache / f"{folder}-{_fingerprint(*sources)}.classes"
        if not target.exists():
            fresh = pathlib.Path(tempfile.mkdtemp(dir=self.cache))
            _run([f"{self.java_home}/bin/javac", "-nowarn", "-cp", ":".join(jars), "-d", str(fresh),
                  *map(str, sources)], f"javac for {folder}")
            fresh.rename(target)
        return target

    def _modules(self):
        """Elasticsearch 9 loads its HTTP layer, and our answer to GET /, as module folders."""
        root_classes = self._compile("es9root", self.jars)
        target = self.cache / f"{root_classes.name}.modules"
        if target.exists():
            return target
        fresh = pathlib.Path(tempfile.mkdtemp(dir=self.cache))
        netty, root = fresh / "transport-netty4", fresh / "oracle-root"
        netty.mkdir()
        root.mkdir()
        for jar in self.jars:
            if "netty" in jar:
                shutil.copy(jar, netty)
            if "transport-netty4" in pathlib.Path(jar).name:
                self._copy_descriptor(jar, netty)
        _run([f"{self.java_home}/bin/jar", "cf", str(root / "oracle-root.jar"), "-C",
              str(root_classes), "."], "jar for es9root")
        self._write_descriptor(root)
        fresh.rename(target)
        return target

    @staticmethod
    def _copy_descriptor(jar, folder):
        with zipfile.ZipFile(jar) as archive:
            name = next(n for n in archive.namelist() if n.endswith("plugin-descriptor.properties"))
            lines = archive.read(name).decode("utf-8").splitlines()
        # Loaded from the class path of the module folder, not as a named Java module.
        kept = [line for line in lines if not line.startswith("modulename=")]
        (folder / "plugin-descriptor.properties").write_text("\n".join(kept) + "\n",
                                                             encoding="utf-8")

    @staticmethod
    def _write_descriptor(folder):
        (folder / "plugin-descriptor.properties").write_text(
            "name=oracle-root\ndescription=answers GET /\nversion=9.5.3\n"
            "elasticsearch.version=9.5.3\njava.version=21\n"
            "classname=likewise.oracle.RootModule\n", encoding="utf-8")

    def command(self, home, heap):
        kind = KINDS[self.kind]
        jars = [j for j in self.jars if self.kind != "es9" or "netty" not in j]
        scratch = home / "tmp"
        return [f"{self.java_home}/bin/java", f"-Xms{heap}", f"-Xmx{heap}", *COMMON_OPTIONS,
                f"-Djava.io.tmpdir={scratch}", f"-Djna.tmpdir={scratch}",
                f"-Dlog4j2.configurationFile={SOURCES}/log4j2.properties",
                *(option.format(home=home) for option in kind.options),
                "-cp", ":".join([str(self.classes), *jars]), "Launcher"]


class RealServer:
    """One node on 127.0.0.1, without security. A context manager; leaving it stops the node and
    removes its folder unless one was given.

    Raises Unavailable when the JDK, Maven or the artefacts are missing, or the node does not start.
    """

    def __init__(self, kind, heap="1g", settings=(), home=None, port=None):
        self.kind = kind
        self._heap = heap
        self._settings = list(settings)
        self._owns_home = home is None
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix=f"oracle-{kind}-")).resolve()
        self.port = port
        self.process = None

    def start(self, seconds=180):
        installation = _Installation(self.kind)
        for folder in ("config", "logs", "tmp", "modules", "plugins"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        if installation.modules:
            shutil.copytree(installation.modules, self.home / "modules", dirs_exist_ok=True)
        self.port = self.port or free_port_pair()
        with open(self.home / "out.log", "wb") as log:
            self.process = subprocess.Popen(
                installation.command(self.home, self._heap)
                + [str(self.port), str(self.home), *self._settings],
                cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True)
        alive = lambda: self.process.poll() is None  # noqa: E731
        if not wait_until_answering(self.port, seconds, alive):
            tail = (self.home / "out.log").read_text(encoding="utf-8", errors="replace")[-3000:]
            self.stop()
            raise Unavailable(f"{self.kind} did not start:\n{tail}")
        return self

    def client(self, timeout=300.0):
        return HttpClient(self.port, timeout=timeout)

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self._remove_home()
            raise

    def __exit__(self, *_):
        self.stop()
        self._remove_home()

    def _remove_home(self):
        if self._owns_home:
            shutil.rmtree(self.home, ignore_errors=True)

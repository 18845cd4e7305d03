#!/usr/bin/env python3
"""Keeps an exact copy of a newsroom archive in one SQLite file; needs Python 3.9 and no package.

    python newsroom_mirror.py sync https://archive.example --key-file key --db mirror.sqlite
    python newsroom_mirror.py sync https://archive.example --db mirror.sqlite --follow
    python newsroom_mirror.py status --db mirror.sqlite
    python newsroom_mirror.py export --db mirror.sqlite --type article

Read the copy with SQL: the view `items` has what may be shown now (id, type, version, changed_at,
doc, events, changed), the view `removed` what may not any more (status, reason, replaced_by).
Both always are one whole state. You may stop, kill or copy this program at any time, run it once
an hour or for ever: it goes on where it was.

How it works. A page of changes and the cursor after it are written in one transaction, so that
the cursor always is that of what is held. Whatever goes wrong on the way, the same page is asked
for again. A copy that must be taken anew (410, or 409 where something was lost) is built beside
the old one as another generation, and takes its place when it has caught up.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import email.utils
import gzip
import hashlib
import hmac
import http.client
import http.server
import json
import locale
import os
import random
import shutil
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
DUMP_SCHEMA = 1  # the form of dumps that this program reads
PAGE = 1000  # rows that are asked for at once
TIMEOUT = 60  # seconds for which the archive may be silent
LONGEST_PAUSE = 300  # seconds between two attempts, unless the archive says more
TOLERANCE = 300  # seconds by which the clock of a webhook's sender may differ
LOCAL = ("localhost", "127.0.0.1", "::1")

FRENCH = {
    "caught up: {documents} documents": "à jour : {documents} documents",
    "{why}; trying again in {pause:.0f} s": "{why} ; nouvel essai dans {pause:.0f} s",
    "given up: {why}": "abandon : {why}",
    "the archive refuses ({status}): {why}": "l’archive refuse ({status}) : {why}",
    "loading the dump {dump}": "chargement de l’export {dump}",
    "there is no dump: reading the changes from the beginning": (
        "il n’y a pas d’export : lecture des changements depuis le début"
    ),
    "the dump was withdrawn: taking another": "l’export a été retiré : on en prend un autre",
    "the archive asks to take everything anew": "l’archive demande de tout reprendre",
    "reading what was added to the contract: {labels}": (
        "lecture de ce qui a été ajouté au contrat : {labels}"
    ),
    "a key is sent over https only": "une clé ne s’envoie que par https",
    "another copy of this program is at work on {db}": (
        "un autre exemplaire de ce programme travaille déjà sur {db}"
    ),
    "listening for webhooks at {place}": "écoute des webhooks sur {place}",
    "documents: {documents}\nremoved: {removed}\nhidden until confirmed: {hidden}": (
        "documents : {documents}\nretirés : {removed}\nmasqués en attente : {hidden}"
    ),
    "caught up at: {at}": "à jour le : {at}",
    "never": "jamais",
    "the answer to another request": "la réponse à une autre requête",
    "the file is not whole": "le fichier n’est pas entier",
    "a redirect to {place}, which is not followed": "une redirection vers {place}, non suivie",
    "a new copy is being loaded": "une nouvelle copie est en cours de chargement",
}


def told(text: str, **values: Any) -> str:
    """The text in the language of whoever runs this."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return (FRENCH[text] if language.lower().startswith("fr") else text).format(**values)


def say(text: str, **values: Any) -> None:
    """Tell whoever watches."""
    print(told(text, **values), file=sys.stderr, flush=True)


class Stop(Exception):
    """Nothing that this program could do helps; the message says why."""


class Passing(Exception):
    """The same request may do another time. `after`: seconds that the archive asks to wait."""

    def __init__(self, why: str, after: float = 0) -> None:
        super().__init__(why)
        self.after = after


class Refused(Exception):
    """The archive refuses, and says why in a problem document (RFC 9457)."""

    def __init__(self, status: int, problem: Row) -> None:
        super().__init__(problem.get("title") or str(status))
        self.status = status
        self.problem = problem

    @property
    def sort(self) -> str:
        """The last word of the problem's type, such as `cursor-expired`."""
        return str(self.problem.get("type", "")).rpartition("/")[2]


# --- The archive, as it is asked ---------------------------------------------------------------

MIXED_UP = "the answer to another request"  # a proxy may double, delay or mix up what it passes on


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key must not follow a redirect to somebody else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Archive:
    """Asks an archive, as often as it takes.

    pause: seconds after the first failure, which grow; patience: seconds after which it gives up.
    """

    def __init__(self, address: str, key: str = "", pause: float = 1, patience: float = 0) -> None:
        parts = urllib.parse.urlsplit(address)
        if key and parts.scheme != "https" and parts.hostname not in LOCAL:
            raise Stop(told("a key is sent over https only"))
        self.origin = f"{parts.scheme}://{parts.netloc}"
        path = parts.path.rstrip("/")
        self.service = f"{path if path.endswith('/api/v1') else path + '/api/v1'}/"
        self.key, self.pause, self.patience = key, pause, patience
        self._opener = urllib.request.build_opener(NoRedirect)

    def links(self) -> Row:
        """The addresses of the archive, by name."""
        members = {"version", "epoch", "links"}
        links: Row = self.patiently(lambda: self.document(self.service, members)[0]["links"])
        return links

    def page(self, address: str, cursor: str, labels: str, etag: str) -> tuple[Row, str]:
        """The changes after a cursor, and the ETag of the answer; no changes if it is unchanged."""
        asked = {"limit": str(PAGE), "since": cursor, "labels": labels}
        query = urllib.parse.urlencode({name: text for name, text in asked.items() if text})
        members = {"data", "cursor", "caught_up", "poll_after", "links"}

        def once() -> tuple[Row, str]:
            page, new = self.document(f"{address}?{query}", members, etag)
            if page and urllib.parse.urlsplit(page["links"]["self"]).query != query:
                raise Passing(told(MIXED_UP))
            return page, new

        found: tuple[Row, str] = self.patiently(once)
        return found

    def manifest(self, address: str) -> Row:
        """What is in a dump, with addresses of its files that are valid for some minutes."""
        found, _ = self.document(address, {"id", "cursor", "files"})
        if found["id"] not in address:
            raise Passing(told(MIXED_UP))
        return found

    def newest_dump(self, address: str) -> str:
        """Where the manifest of the newest dump is; empty if there is none."""

        def once() -> list[Row]:
            page, _ = self.document(address, {"data", "links"})
            if path_of(page["links"]["self"]) != path_of(address):
                raise Passing(told(MIXED_UP))
            rows: list[Row] = page["data"]
            return rows

        rows = self.patiently(once)
        return str(rows[0]["manifest"]) if rows else ""

    def download(self, file: Row, path: Path) -> None:
        """Fetch what is missing of a file; raises Passing unless all of it is there and right."""
        have = path.stat().st_size if path.exists() else 0
        if have < file["bytes"]:
            etag = f'"{file["sha256"]}"'
            ranged = {"Range": f"bytes={have}-", "If-Range": etag} if have else {}
            with self.ask(file["url"], ranged) as answer:
                place = answer.headers.get("Content-Range", "")
                goes_on = answer.status == 206
                if answer.headers.get("ETag") != etag or (
                    goes_on and not place.startswith(f"bytes {have}-")
                ):
                    raise Passing(told(MIXED_UP))
                with path.open("ab" if goes_on else "wb") as part:
                    for block in blocks(answer):
                        part.write(block)
        digest = hashlib.sha256()
        with path.open("rb") as whole:
            for block in blocks(whole):
                digest.update(block)
        if digest.hexdigest() != file["sha256"]:
            if path.stat().st_size >= file["bytes"]:
                path.unlink()  # damaged on the way
            raise Passing(told("the file is not whole"))

    def patiently(self, once: Callable[[], Any]) -> Any:
        """Do it again until it does, with growing pauses of random length."""
        began, tries = time.monotonic(), 0
        while True:
            try:
                return once()
            except (Passing, http.client.HTTPException, OSError, ValueError) as error:
                why = str(error)
                if not isinstance(error, Passing):
                    why = f"{type(error).__name__}: {why}"
                pause = min(LONGEST_PAUSE, self.pause * 2**tries) * random.uniform(0.5, 1)
                pause = max(pause, getattr(error, "after", 0))
                if self.patience and time.monotonic() - began + pause > self.patience:
                    raise Stop(told("given up: {why}", why=why)) from error
                say("{why}; trying again in {pause:.0f} s", why=why, pause=pause)
                time.sleep(pause)
                tries = min(tries + 1, 20)

    def document(self, address: str, members: set[str], etag: str = "") -> tuple[Row, str]:
        """A document with these members, and its ETag; an empty one if that is still the same."""
        with self.ask(address, {"If-None-Match": etag} if etag else {}) as answer:
            new = answer.headers.get("ETag", "")
            if answer.status == 304 and etag and new in ("", etag):
                return {}, etag
            found = json.loads(answer.read())
        if not isinstance(found, dict) or not members <= set(found):
            raise Passing(told(MIXED_UP))
        return found, new

    def ask(self, address: str, headers: dict[str, str]) -> Any:
        """The answer, to be read and closed; raises Passing and Refused."""
        parts = urllib.parse.urlsplit(address)
        # Always where the archive was said to be, whatever an answer says: the key goes along.
        url = self.origin + urllib.parse.urlunsplit(("", "", parts.path, parts.query, ""))
        request = urllib.request.Request(url, headers={"User-Agent": "newsroom-mirror/1"})
        for name, text in headers.items():
            request.add_header(name, text)
        if self.key and "signature=" not in parts.query:  # such an address needs no key
            request.add_header("Authorization", f"Bearer {self.key}")
        try:
            return self._opener.open(request, timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return error
            with error:
                raise fault_of(error) from error


def path_of(address: str) -> str:
    """The path of an address."""
    return urllib.parse.urlsplit(address).path


def fault_of(error: urllib.error.HTTPError) -> Exception:
    """Whether a refusal passes by itself, and after how long; or what it says."""
    if error.code < 400:
        place = error.headers.get("Location", "")
        return Stop(told("a redirect to {place}, which is not followed", place=place))
    if error.code in (408, 425, 429) or error.code >= 500:
        return Passing(f"{error.code}", seconds(error.headers.get("Retry-After", "")))
    try:
        problem = json.loads(error.read())
    except (http.client.HTTPException, OSError, ValueError) as cut:
        return Passing(f"{error.code}: {cut}")
    return Refused(error.code, problem if isinstance(problem, dict) else {})


def seconds(text: str) -> float:
    """What Retry-After says, as seconds or as a date; at most an hour."""
    try:
        wait = float(text)
    except ValueError:
        try:
            wait = email.utils.parsedate_to_datetime(text).timestamp() - time.time()
        except (TypeError, ValueError, IndexError):
            wait = 0
    return min(max(wait, 0), 3600)


def blocks(file: Any) -> Iterator[bytes]:
    """The bytes of a file or of an answer, some at a time."""
    while block := file.read(1 << 16):
        yield block


# --- The copy, as it is kept -------------------------------------------------------------------

SCHEMA = """
create table if not exists generation (
  number integer primary key, is_active integer not null default 0,
  is_over integer not null default 0, -- its rows are still to be deleted
  cursor text not null default '', etag text not null default '',
  poll_after integer not null default 10, caught_up_at real,
  dump text not null default '',      -- the manifest of the dump that is being loaded
  loaded text not null default '[]',  -- its files that are in
  added text not null default '', added_cursor text not null default ''  -- labels to read anew
);
create table if not exists document (
  generation integer, id text, type text, version integer, changed_at text, doc text,
  events text, changed text, primary key (generation, id)
) without rowid;
create table if not exists tombstone (
  generation integer, id text, type text, version integer, changed_at text, status text,
  reason text, replaced_by text, primary key (generation, id)
) without rowid;
create table if not exists hidden (id text primary key, at real);
create view if not exists items as
  select d.id, type, version, changed_at, doc, events, changed from document d
  join generation on number = generation and is_active
  where d.id not in (select id from hidden);
create view if not exists removed as
  select t.id, type, version, changed_at, status, reason, replaced_by from tombstone t
  join generation on number = generation and is_active;
"""
# What is older than what is held changes nothing: pages of two readings may overlap.
UPSERT = """
insert into document select :g, :id, :type, :version, :changed_at, :doc, :events, :changed
where not exists (
  select 1 from tombstone where generation = :g and id = :id and version >= :version
)
on conflict (generation, id) do update set type = excluded.type, version = excluded.version,
  changed_at = excluded.changed_at, doc = excluded.doc, events = excluded.events,
  changed = excluded.changed where excluded.version >= document.version
"""
REMOVE = """
insert into tombstone select :g, :id, :type, :version, :changed_at, :status, :reason, :replaced_by
where not exists (
  select 1 from document where generation = :g and id = :id and version > :version
)
on conflict (generation, id) do update set version = excluded.version,
  changed_at = excluded.changed_at, status = excluded.status, reason = excluded.reason,
  replaced_by = excluded.replaced_by where excluded.version >= tombstone.version
"""


class Copy:
    """The copy in a file of SQLite. Each method that writes is one transaction."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.db = sqlite3.connect(path, timeout=60, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("pragma journal_mode = wal")
        self.db.executescript(SCHEMA)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.db.execute("rollback")
            raise
        self.db.execute("commit")

    def state(self) -> Row | None:
        """The generation that is at work: the newest."""
        row = self.db.execute(
            "select * from generation where not is_over order by number desc"
        ).fetchone()
        return dict(row) if row else None

    def set(self, number: int, **values: Any) -> None:
        """Note where a generation stands."""
        names = ", ".join(f"{name} = :{name}" for name in values)
        self.db.execute(f"update generation set {names} where number = :n", {**values, "n": number})

    def begin(self, dump: str) -> None:
        """Begin another generation; what was begun before and never became active goes."""
        with self.transaction():
            last = self.db.execute("select max(number) from generation").fetchone()[0] or 0
            self.db.execute("update generation set is_over = 1 where not is_active")
            self.db.execute("insert into generation (number, dump) values (?, ?)", (last + 1, dump))
        self.clear()

    def put(
        self, number: int, rows: Iterable[Row], began: float, is_whole: bool = False, **state: Any
    ) -> None:
        """Take rows in, with where the generation then stands.

        began: when they were asked for. is_whole: readers see this generation from now on.
        """
        with self.transaction():
            for row in rows:
                values = dict.fromkeys(("status", "reason", "replaced_by"), None)
                values.update(row, g=number, began=began)
                for name in ("doc", "events", "changed"):
                    values[name] = json.dumps(row.get(name), ensure_ascii=False)
                if row["op"] == "upsert":
                    self.db.execute(UPSERT, values)
                    gone = "tombstone where version <"
                else:
                    self.db.execute(REMOVE, values)
                    gone = "document where version <="
                self.db.execute(
                    f"delete from {gone} :version and generation = :g and id = :id", values
                )
                # What a webhook had hidden: the feed now says what has become of it.
                self.db.execute("delete from hidden where id = :id and at < :began", values)
            if state:
                self.set(number, **state)
            if is_whole:
                self.set(number, is_active=1, caught_up_at=began)
                over = "update generation set is_over = 1, is_active = 0 where number < ?"
                self.db.execute(over, (number,))
        self.clear()

    def clear(self) -> None:
        """Delete the rows of generations that are over; no reader sees them."""
        for row in self.db.execute("select number from generation where is_over").fetchall():
            with self.transaction():
                for table in ("document", "tombstone"):
                    self.db.execute(f"delete from {table} where generation = ?", tuple(row))
                self.db.execute("delete from generation where number = ?", tuple(row))

    def hide(self, ids: Iterable[str]) -> None:
        """Show these no more, until the feed says what has become of them."""
        with self.transaction():
            for id_ in ids:
                self.db.execute("insert or replace into hidden values (?, ?)", (id_, time.time()))

    def get(self, id_: str) -> Row | None:
        """The document of a thing, or of what it was merged into."""
        seen: set[str] = set()
        while id_ and id_ not in seen:
            seen.add(id_)
            row = self.db.execute("select doc from items where id = ?", (id_,)).fetchone()
            if row:
                found: Row = json.loads(row["doc"])
                return found
            row = self.db.execute("select replaced_by from removed where id = ?", (id_,)).fetchone()
            id_ = row["replaced_by"] if row else ""
        return None

    def documents(self, type_: str = "") -> Iterator[Row]:
        """What may be shown now, all of it or of one type, by id."""
        rows = self.db.execute(
            "select doc from items where type = :t or :t = '' order by id", {"t": type_}
        )
        return (json.loads(row["doc"]) for row in rows)

    def count(self, view: str) -> int:
        """How many rows a view or a table has."""
        return int(self.db.execute(f"select count(*) from {view}").fetchone()[0])


# --- How the copy follows the archive ----------------------------------------------------------


class Mirror:
    """Keeps a copy abreast of an archive."""

    def __init__(self, archive: Archive, copy: Copy) -> None:
        self.archive, self.copy = archive, copy
        self.links = archive.links()
        self.wake = threading.Event()  # set by a webhook: ask at once

    def sync(self) -> float:
        """Go on until the copy equals the archive; seconds after which to ask again."""
        refused = 0
        while True:
            state = self.copy.state()
            try:
                if state is None:
                    self.anew()
                elif state["dump"]:
                    self.load(state)
                elif (wait := self.follow(state)) is not None:
                    return wait
                refused = 0
            except Refused as refusal:
                if refused:  # what helped nothing is not done again and again
                    time.sleep(min(LONGEST_PAUSE, self.archive.pause * 2**refused))
                refused += 1
                self.answer(state, refusal)

    def follow(self, state: Row) -> float | None:
        """Take in one page of changes; seconds to wait if that was the last for now."""
        number, added = state["number"], state["added"]
        cursor = state["added_cursor"] if added else state["cursor"]
        began, etag = time.time(), "" if added else state["etag"]
        page, new = self.archive.page(self.links["changes"], cursor, added, etag)
        if not page:  # as it was
            self.copy.set(number, caught_up_at=began)
            return float(state["poll_after"])
        at = {"cursor": page["cursor"], "etag": new if page["cursor"] == cursor else ""}
        if added:
            at = {"added_cursor": page["cursor"]}
            if page["caught_up"]:
                at = {"added": "", "added_cursor": ""}
        at["poll_after"] = page["poll_after"]
        is_whole = page["caught_up"] and not added
        self.copy.put(number, page["data"], began, is_whole, **at)
        if not is_whole:
            return None
        shutil.rmtree(f"{self.copy.path}.dump", ignore_errors=True)
        say("caught up: {documents} documents", documents=self.copy.count("items"))
        return float(page["poll_after"])

    def load(self, state: Row) -> None:
        """Load the next file of a dump that is not in yet; with the last one, its cursor."""
        manifest = self.archive.patiently(lambda: self.archive.manifest(state["dump"]))
        if manifest.get("schema") != DUMP_SCHEMA:  # a later form: the changes have it all as well
            self.copy.begin("")
            return
        files = [file["name"] for file in manifest["files"] if file["name"].endswith(".ndjson.gz")]
        loaded = json.loads(state["loaded"])
        folder = Path(f"{self.copy.path}.dump", manifest["id"])
        folder.mkdir(parents=True, exist_ok=True)
        name = next(name for name in files if name not in loaded)
        began = time.time()
        self.archive.patiently(lambda: self.fetch(state["dump"], name, folder / name))
        loaded.append(name)
        at: Row = {"loaded": json.dumps(loaded)}
        if len(loaded) == len(files):
            at = {"loaded": "[]", "dump": "", "cursor": manifest["cursor"]}
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            self.copy.put(state["number"], (json.loads(line) for line in lines), began, **at)
        (folder / name).unlink()

    def fetch(self, dump: str, name: str, path: Path) -> None:
        """Fetch a file; its address is asked for anew each time, for it is soon valid no more."""
        files = self.archive.manifest(dump)["files"]
        self.archive.download(next(file for file in files if file["name"] == name), path)

    def anew(self, dump: str | None = None) -> None:
        """Begin another generation, from this dump or from the newest, or from the beginning."""
        if not dump and self.links.get("dumps"):
            dump = self.archive.newest_dump(self.links["dumps"])
        self.copy.begin(dump or "")
        if dump:
            say("loading the dump {dump}", dump=dump)
        else:
            say("there is no dump: reading the changes from the beginning")

    def answer(self, state: Row | None, refusal: Refused) -> None:
        """Do what a refusal asks for; raises it where that is nothing that a program can do."""
        problem, sort = refusal.problem, refusal.sort
        if state and state["dump"] and refusal.status in (404, 410):
            say("the dump was withdrawn: taking another")
            self.anew(problem.get("dump"))
        elif sort == "address-expired":
            pass  # the next turn asks for the manifest again
        elif (
            state and sort == "scope-changed" and problem.get("cursor") and not problem.get("lost")
        ):
            labels = {*filter(None, state["added"].split(",")), *problem.get("added", ())}
            say("reading what was added to the contract: {labels}", labels=", ".join(labels))
            added = ",".join(sorted(labels))
            values = {"cursor": problem["cursor"], "added": added, "added_cursor": "", "etag": ""}
            self.copy.set(state["number"], **values)
        elif sort in ("scope-changed", "cursor-expired") or is_of_cursor(problem):
            say("the archive asks to take everything anew")
            self.anew(problem.get("dump"))
        else:
            raise refusal


def is_of_cursor(problem: Row) -> bool:
    """Whether the archive cannot read the cursor, or the labels, that it once gave out."""
    named = {fault.get("parameter") for fault in problem.get("errors", ())}
    return bool(named & {"since", "labels"})


# --- Webhooks ----------------------------------------------------------------------------------


def verified(secrets: str, headers: Any, body: bytes, now: float | None = None) -> Row:
    """What a webhook says, if one of our secrets signed it (Standard Webhooks); raises ValueError.

    secrets: one, or two while one takes the place of the other, divided by blanks.
    """
    id_, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if abs((time.time() if now is None else now) - int(stamp)) > TOLERANCE:
        raise ValueError("too old, or too new")
    given = [text[3:] for text in headers.get("webhook-signature", "").split() if text[:3] == "v1,"]
    for secret in secrets.split():
        key = base64.b64decode(secret[6:] if secret.startswith("whsec_") else secret)
        digest = hmac.new(key, f"{id_}.{stamp}.".encode() + body, hashlib.sha256).digest()
        right = base64.b64encode(digest).decode()
        if any(hmac.compare_digest(right.encode(), text.encode()) for text in given):
            message: Row = json.loads(body)
            return message
    raise ValueError("not signed by the archive")


def received(copy: Copy, message: Row, wake: threading.Event) -> Row | None:
    """Do what a webhook asks for; what to answer, if anything."""
    data = message.get("data") or {}
    if message["type"] == "endpoint.verify":
        return {"challenge": data["challenge"]}
    if message["type"] == "item.removed":
        copy.hide(item["id"] for item in data["items"])
    wake.set()  # the feed is the truth: pull it now
    return None


def listen(place: str, path: str, secrets: str, wake: threading.Event) -> http.server.HTTPServer:
    """Receive webhooks at HOST:PORT, behind whatever speaks https there."""

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1 << 20))
            try:
                copy = Copy(path)
                with contextlib.closing(copy.db):
                    said = received(copy, verified(secrets, self.headers, body), wake)
            except (ValueError, KeyError, TypeError):
                self.send_error(400)
                return
            answer = json.dumps(said or {}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    host, _, port = place.rpartition(":")
    server = http.server.ThreadingHTTPServer((host, int(port)), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say("listening for webhooks at {place}", place=place)
    return server


# --- The command line --------------------------------------------------------------------------


def alone(path: str) -> sqlite3.Connection:
    """Be the only one who writes this copy; the system ends that with the process, however."""
    lock = sqlite3.connect(f"{path}.lock", timeout=0, isolation_level=None)
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        raise Stop(told("another copy of this program is at work on {db}", db=path)) from error
    return lock


def sync(options: argparse.Namespace) -> None:
    """Keep the copy abreast, once or for ever."""
    key = Path(options.key_file).read_text(encoding="utf-8").strip() if options.key_file else ""
    archive = Archive(options.url, key, options.pause, options.give_up_after)
    lock = alone(options.db)
    mirror = Mirror(archive, Copy(options.db))
    if options.listen:
        secrets = Path(options.webhook_secret_file).read_text(encoding="utf-8")
        listen(options.listen, options.db, secrets, mirror.wake)
    wait = mirror.sync()
    while options.follow:
        mirror.wake.wait(wait * random.uniform(1, 1.2))
        mirror.wake.clear()
        wait = mirror.sync()
    lock.close()


def status(options: argparse.Namespace) -> None:
    """Say how the copy stands."""
    copy = Copy(options.db)
    counts = {name: copy.count(name) for name in ("removed", "hidden")}
    text = "documents: {documents}\nremoved: {removed}\nhidden until confirmed: {hidden}"
    print(told(text, documents=copy.count("items"), **counts))
    at = copy.db.execute("select max(caught_up_at) from generation").fetchone()[0]
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if at else told("never")
    print(told("caught up at: {at}", at=when))
    state = copy.state()
    if state and not state["is_active"]:
        print(told("a new copy is being loaded"))


def export(options: argparse.Namespace) -> None:
    """Write the documents as lines of JSON."""
    for doc in Copy(options.db).documents(options.type):
        print(json.dumps(doc, ensure_ascii=False, sort_keys=True))


def arguments() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("sync", help=sync.__doc__)
    one.add_argument("url", help="https://archive.example")
    one.add_argument("--key-file", help="file that holds the key; without it, what is public")
    one.add_argument("--follow", action="store_true", help="go on for ever")
    one.add_argument("--listen", metavar="HOST:PORT", help="receive webhooks here")
    one.add_argument("--webhook-secret-file", help="file that holds whsec_…")
    one.add_argument("--pause", type=float, default=1, help="seconds after the first failure (1)")
    one.add_argument("--give-up-after", type=float, default=0, help="seconds; never, unless given")
    two = commands.add_parser("status", help=status.__doc__)
    three = commands.add_parser("export", help=export.__doc__)
    three.add_argument("--type", default="", help="article, person, meeting …")
    for command, call in ((one, sync), (two, status), (three, export)):
        command.add_argument("--db", required=True, help="the file of the copy")
        command.set_defaults(call=call)
    return parser


def main() -> int:
    """Run a command; 0 if it did what it was asked."""
    options = arguments().parse_args()
    with contextlib.suppress(AttributeError):
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        options.call(options)
    except Refused as refusal:
        why = refusal.problem.get("detail") or refusal
        say("the archive refuses ({status}): {why}", status=refusal.status, why=why)
        return 1
    except (Stop, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Checks a public record from outside, with nothing of the portal's own code and nothing but Python 3.8 or newer.

    python3 check-ledger.py https://PORTAL/api/v1 [--key NAME+HASH+KEY] [--kept FILE]

A space other than the first: https://PORTAL/api/v1/spaces/CODE

  --key   the record's verifier key, as you noted it before; without it the portal's word is taken for it
  --kept  a file of a witness: signed heads, or what witness.py keeps

What it checks: every line against the line before; every signed head against the lines and the key, with the
signatures of witnesses; published texts and pictures of proposals against the hashes in the lines; counted signatures against the recorded
ones; draws of gifts, by drawing again.
What nobody can see from outside: whether the people behind the counts exist.

Exit code 0: all of it holds. 1: something does not. 2: the portal did not answer.
"""
import argparse
import base64
import datetime
import hashlib
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

faults = []


def fault(text):
    faults.append(text)
    print(f"  DOES NOT HOLD: {text}")


def ask(path, optional=False):
    request = urllib.request.Request(f"{API}/{path}", headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if optional and error.code in (404, 409):
            return None
        print(f"{API}/{path}: {error}")
        sys.exit(2)
    except (urllib.error.URLError, TimeoutError, ValueError) as error:
        print(f"{API}/{path}: {error}")
        sys.exit(2)


def pages(path):
    after = 0
    while True:
        page = ask(f"{path}?after={after}")
        yield from page["items"]
        if page["next"] is None:
            return
        after = page["next"]


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value):
    """RFC 8785. Keys here are ASCII and numbers whole, so Python's own order and form are the right ones."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


# ── Ed25519 (RFC 8032, 5.1.7), verifying only ─────────────────────────────────────────────────────────

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    sum_ = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            sum_ = add(sum_, point)
        point, scalar = add(point, point), scalar >> 1
    return sum_


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verifies(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    point, r = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, point))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ── signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ────────────────────────────────


def read_key(text, kind):
    name, hash_, data = text.split("+", 2)
    data = base64.b64decode(data)
    if data[0] != kind or sha256(f"{name}\n".encode(), data)[:4].hex() != hash_:
        raise ValueError(f"{text} is no key of type {kind}.")
    return name, bytes.fromhex(hash_), data[1:]


def read_note(note):
    text, _, lines = note.rpartition("\n\n")
    signatures = []
    for line in lines.splitlines():
        match = re.fullmatch("\u2014 (\\S+) (\\S+)", line)
        if match:
            data = base64.b64decode(match[2])
            signatures.append((match[1], data[:4], data[4:]))
    return text + "\n", signatures


def is_signed(note, key):
    text, signatures = read_note(note)
    return any(
        (name, hash_) == key[:2] and verifies(key[2], text.encode(), signature)
        for name, hash_, signature in signatures
    )


def is_cosigned(note, key):
    text, signatures = read_note(note)
    for name, hash_, signature in signatures:
        if (name, hash_) == key[:2]:
            time = int.from_bytes(signature[:8], "big")
            return verifies(key[2], f"cosignature/v1\ntime {time}\n{text}".encode(), signature[8:])
    return None


# ── the Merkle tree over the lines' hashes (RFC 6962, 2.1) ────────────────────────────────────────────


class Tree:
    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, entry):
        peak, rest = sha256(b"\0", entry), self.size
        while rest & 1:
            peak, rest = sha256(b"\1", self.peaks.pop(), peak), rest >> 1
        self.peaks.append(peak)
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = sha256(b"\1", peak, root)
        return root


# ── what is checked ───────────────────────────────────────────────────────────────────────────────────


def check_lines(lines, sizes):
    """Each line against the one before; the tree's root at each of the sizes."""
    seal, tree, roots, seals = bytes(32), Tree(), {}, {}
    for number, line in enumerate(lines, 1):
        if line["seq"] != number:
            fault(f"line {number} is missing")
            break
        shown = {key: line[key] for key in ("seq", "space", "matter", "kind", "at", "data")}
        seal = sha256(seal, canonical(shown))
        if seal.hex() != line["hash"]:
            fault(f"line {number} does not fit its hash")
            break
        opened = line.get("opened")
        if opened:
            content = {key: opened[key] for key in ("salt", "matter", "kind", "data")}
            if sha256(canonical(content)).hex() != line["data"].get("commitment"):
                fault(f"line {number} was opened as something that it did not say")
        tree.add(seal)
        seals[number] = seal.hex()
        if number in sizes:
            roots[number] = tree.root()
    print(f"{tree.size} lines, chained from the first to the last.")
    return roots, seals


def check_heads(heads, roots, seals, key, witnesses):
    cosigned = {name: 0 for name, _, _ in witnesses}
    for head in heads:
        size, (text, _) = head["size"], read_note(head["note"])
        origin, number, root = text.split("\n")[:3]
        if size not in roots:
            fault(f"a head of {size} lines was signed, and there are not so many")
            continue
        if int(number) != size or base64.b64decode(root) != roots[size] or head["head"] != seals[size]:
            fault(f"the head of {size} lines is of other lines")
        if origin != key[0]:
            continue  # of the time when the portal had another address: another key's name
        if not is_signed(head["note"], key):
            fault(f"the head of {size} lines is not signed by the key")
        for witness in witnesses:
            says = is_cosigned(head["note"], witness)
            if says is False:
                fault(f"the head of {size} lines has a wrong signature of {witness[0]}")
            cosigned[witness[0]] += bool(says)
    print(f"{len(heads)} signed heads.")
    for name, count in cosigned.items():
        print(f"  {count} of them signed by the witness {name} too.")


def read_kept(file, origin):
    """(size, root, hash of the last line) of what a witness kept; one of root and hash is None."""
    with open(file, encoding="utf-8") as opened:
        text = opened.read()
    pattern = re.escape(origin) + r"\n(\d+)\n([A-Za-z0-9+/]{43}=)\n"
    for size, root in re.findall(pattern, text):
        yield int(size), base64.b64decode(root), None
    for size, seal in re.findall(r"^(\d+) ([0-9a-f]{64})$", text, re.MULTILINE):
        yield int(size), None, seal


def check_kept(kept, roots, seals):
    for size, root, seal in kept:
        if size > 0 and size not in seals:
            fault(f"a witness kept a head of {size} lines, and there are not so many")
        elif size > 0 and (roots.get(size) != root if root else seals[size] != seal):
            fault(f"a witness kept another head of {size} lines: what was recorded was REWRITTEN")
    print(f"{len(kept)} heads that a witness kept.")


def lines_by_matter(lines):
    """What each line says, opened where it was sealed."""
    by_matter = {}
    for line in lines:
        said = line.get("opened") or line
        if said["matter"] is not None:
            by_matter.setdefault(said["matter"], []).append((said["kind"], said["data"]))
    return by_matter


def every(path):
    """All pages of a list that is paged by a cursor."""
    cursor = None
    while True:
        page = ask(path if cursor is None else f"{path}?cursor={urllib.parse.quote(cursor)}")
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return


def hash_of(text):
    return sha256(text.encode() if isinstance(text, str) else canonical(text)).hex()


def compare(what, recorded, shown, whole=True):
    """
    Hashes by key: of the texts that were recorded (None: from before lines had one), and of those that are shown.
    Returns how many are the same. Not whole: more may have been recorded than is shown here.
    """
    same = 0
    for key, text in shown.items():
        if key not in recorded:
            fault(f"{what} {key} is shown and has no line")
        elif recorded[key] is not None and recorded[key] != text:
            fault(f"{what} {key} is not what was recorded")
        elif recorded[key] is not None:
            same += 1
    for key in recorded if whole else ():
        if key not in shown:
            fault(f"{what} {key} was recorded and is not shown")
    return same


def check_replies(what, said, duties):
    lines = {f"{data['duty']}/{data['version']}": data for kind, data in said if kind == "replied"}
    recorded = {key: data.get("text") for key, data in lines.items()}
    shown = {
        f"{duty['id']}/{reply['version']}": hash_of(reply["body"]) for duty in duties for reply in duty["replies"]
    }
    for duty in duties:
        for reply in duty["replies"]:
            line = lines.get(f"{duty['id']}/{reply['version']}", {})
            if line.get("nextDate") != reply["nextDate"]:
                fault(f"{what}: reply {duty['id']}/{reply['version']} promises the next for another day than was recorded")
        # What the law asks for is met by acts; a reply that promises another meets nothing.
        final = any(data["duty"] == duty["id"] and "nextDate" not in data for data in lines.values())
        if not duty["kind"].startswith("council-") and final != (duty["metAt"] is not None):
            fault(f"{what}: duty {duty['id']} is shown as met, or owed, otherwise than was recorded")
    return compare(f"{what}: reply", recorded, shown)


def file_hash(address):
    """Of a file as it is served; None when it is not."""
    try:
        with urllib.request.urlopen(urllib.parse.urljoin(API, address), timeout=60) as answer:
            return sha256(answer.read()).hex()
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        print(f"{address}: {error}")
        sys.exit(2)
    except (urllib.error.URLError, TimeoutError) as error:
        print(f"{address}: {error}")
        sys.exit(2)


def check_pictures(matter, said, pictures):
    data = next((data for kind, data in said if kind == "published"), {})
    if "pictures" not in data:
        return  # before lines spoke of pictures
    shown = [
        {"alt": one["alt"], "file": file_hash(one["url"]), "picture": one["url"].rpartition("/")[2]}
        | ({"caption": one["caption"]} if one.get("caption") else {})
        for one in pictures
    ]
    if data["pictures"] != (hash_of(shown) if shown else None):
        fault(f"the pictures of proposal {matter} are not those that were recorded")


def check_proposal(matter, said):
    proposal = ask(f"proposals/{matter}", optional=True)
    if proposal is None:
        fault(f"proposal {matter} was published and is not shown any more")
        return 0
    texts = [data.get("text") for kind, data in said if kind in ("published", "text-changed", "imported")]
    text = hash_of({"title": proposal["title"], "body": proposal["body"]})
    if texts[-1] not in (None, text):
        fault(f"the text of proposal {matter} is not the one that was recorded")
    check_pictures(matter, said, proposal["pictures"])
    supplements = sum(kind == "supplemented" for kind, _ in said)
    if supplements != len(proposal["supplements"]):
        fault(f"proposal {matter} shows {len(proposal['supplements'])} supplements, and {supplements} were recorded")
    duties = [duty for duty in proposal["duties"] if any(data.get("duty") == duty["id"] for _, data in said)]
    return check_replies(f"proposal {matter}", said, duties) + (texts[-1] == text)


def check_forum(forum, title, said):
    shown = ask(f"forums/{forum}", optional=True)
    if shown is None:
        fault(f"forum {forum} was opened and is not shown any more")
        return 0
    if title not in (None, hash_of(shown["title"])):
        fault(f"the title of forum {forum} is not the one that was recorded")
    same = check_replies(f"forum {forum}", said, shown["duties"]) + (title == hash_of(shown["title"]))
    gone = {data["number"] for kind, data in said if kind == "background-removed"}
    items = [data.get("text") for kind, data in said if kind == "background" and data["number"] not in gone]
    for item in shown["background"]:
        text = hash_of({name: item[name] for name in ("title", "body", "url")})
        if text in items:
            items.remove(text)
            same += 1
        elif was_always_hashed:
            fault(f"forum {forum} shows background that is not what was recorded: {item['title']}")
    if items and was_always_hashed:
        fault(f"forum {forum} does not show {len(items)} items of background that were recorded")
    opinions, replies = {}, {}
    for kind, data in said:
        if kind == "opinion":
            opinions[data["opinion"]] = data.get("text"), data["stance"]
        elif kind == "opinion-replied":
            replies[data["reply"]] = data.get("text")
    standing = list(every(f"forums/{forum}/opinions"))
    by_id = {opinion["id"]: opinion for opinion in standing}
    if was_always_hashed:
        same += compare(
            f"forum {forum}: opinion",
            {key: text for key, (text, _) in opinions.items()},
            {key: hash_of(opinion["body"]) for key, opinion in by_id.items()},
        )
        given = {reply["id"]: hash_of(reply["body"]) for opinion in standing for reply in opinion["replies"]}
        # Of an opinion with many, the first are shown.
        same += compare(f"forum {forum}: reply to an opinion", replies, given, whole=False)
        count = sum(opinion["replyCount"] for opinion in standing)
        if count != len(replies):
            fault(f"forum {forum} counts {count} replies to opinions, and {len(replies)} were recorded")
    for key, (_, stance) in opinions.items():
        if key in by_id and by_id[key]["stance"] != stance:
            fault(f"forum {forum}: opinion {key} is not of the stance that was recorded")
    return same


def check_drive(matter, said):
    drive = ask(f"drives/{matter}", optional=True)
    if drive is None:
        cannot.append(f"drive {matter}, which is not shown by its number")
        return 0
    same = 0
    texts = {kind: data.get("text") for kind, data in said}
    for kind, name in (("certified", "draft"), ("council-decided", "decision")):
        shown = drive[name] and hash_of(drive[name])
        if texts.get(kind) not in (None, shown):
            fault(f"the {name} of drive {matter} is not the one that was recorded")
        elif kind not in texts and shown:
            fault(f"drive {matter} shows a {name} that has no line")
        same += texts.get(kind) == shown and shown is not None
    required = [data["required"] for kind, data in said if kind == "certified" and "required" in data]
    if required and drive["signatures"]["required"] != required[-1]:
        fault(f"drive {matter} asks for another number of signatures than was recorded")
    return same


def check_poll(matter, said):
    poll = ask(f"polls/{matter}", optional=True)
    if poll is None:
        fault(f"poll {matter} was approved and is not shown any more")
        return 0
    corrections = sum(kind == "poll-corrected" for kind, _ in said)
    if len(poll["corrections"]) != corrections:
        fault(f"poll {matter} shows {len(poll['corrections'])} corrections, and {corrections} were recorded")
    text = next((data["text"] for kind, data in said if kind == "poll-closed"), None)
    result = text and ask(f"polls/{matter}/results", optional=True)
    if not result:
        return 0
    if hash_of({name: result[name] for name in ("participants", "questions", "breakdowns")}) != text:
        fault(f"the result of poll {matter} is not the one that was recorded")
        return 0
    return 1


# Given in parts or one language only, as HTML, or to nobody.
NOT_GIVEN = {
    "supplemented": "supplements (their number was compared)",
    "rules-published": "versions of the rules",
    "statute-published": "versions of statutes",
    "poll-approved": "definitions and pictures of polls",
    "poll-corrected": "corrections of polls (their number was compared)",
    "statement": "statements of opinion maps",
    "objected": "objections, which are sealed",
    "objection-decided": "answers to objections, which are sealed",
    "vote-announced": "what is asked in residents' votes",
    "vote-counted": "figures of polling places",
    "vote-published": "results of residents' votes",
    "vote-objection-decided": "decisions on objections to votes",
    "shortfall-granted": "reasons for a shortfall",
    "dismissed": "reasons for a dismissal",
    "earlier-recorded": "counts of what had no line once",
}


def check_texts(lines, by_matter):
    checked, titles, forums = 0, {}, []
    for matter, said in by_matter.items():
        for kind, data in said:
            if kind == "forum-opened":
                forums.append(data["forum"])
                titles[data["forum"]] = data.get("text")
            elif kind == "question-set":
                titles[matter] = data.get("text")
    for matter, said in by_matter.items():
        kinds = {kind for kind, _ in said}
        if kinds & {"published", "imported"}:
            checked += check_proposal(matter, said)
        elif "certified" in kinds:
            checked += check_drive(matter, said)
        elif "poll-approved" in kinds:
            checked += check_poll(matter, said)
    for forum in forums:
        checked += check_forum(forum, titles[forum], by_matter.get(forum, []))
    print(f"{checked} texts, each as its line says.")
    kinds = [(line.get("opened") or line)["kind"] for line in lines]
    cannot.extend(f"{kinds.count(kind)} {what}" for kind, what in NOT_GIVEN.items() if kind in kinds)
    if not was_always_hashed:
        cannot.append("texts from before lines had their hash")


def draw_again(root, poll, numbers, winners):
    return sorted(numbers, key=lambda number: sha256(f"{root}/{poll}/{number}".encode()).hex())[:winners]


def was_long_ago(time):
    signed = datetime.datetime.strptime(time[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=datetime.timezone.utc)
    return datetime.datetime.now(datetime.timezone.utc) - signed > LONGEST_UNDRAWN


def check_draws(lines, heads, roots):
    """Each draw of gifts once more: by the first signed head that covers the line by which its numbers were fixed."""
    fixed, drawn, checked = {}, {}, 0
    for line in lines:
        said = line.get("opened") or line
        poll = said["matter"]
        if said["kind"] == "draw-fixed":
            fixed[poll] = (line["seq"], said["data"])
        elif said["kind"] == "drawn" and poll not in fixed:
            fault(f"the gifts of poll {poll} were drawn before its numbers were fixed")
        elif said["kind"] == "drawn" and poll in drawn:
            fault(f"the gifts of poll {poll} were drawn twice")
        elif said["kind"] == "drawn":
            drawn[poll] = said["data"]
    for poll, (seq, asked) in fixed.items():
        head = min((head for head in heads if head["size"] >= seq), key=lambda head: head["size"], default=None)
        draw = ask(f"polls/{poll}/draw", optional=True)
        if draw is None:
            fault(f"the numbers of poll {poll} were fixed, and its draw is not shown")
            continue
        if sha256(canonical(draw["numbers"])).hex() != asked["text"] or len(draw["numbers"]) != asked["numbers"]:
            fault(f"the numbers of the draw of poll {poll} are not those that were fixed")
            continue
        gifts = sum(gift["count"] for gift in draw["gifts"])
        if asked["winners"] != min(asked["numbers"], gifts):
            fault(f"poll {poll} has {gifts} gifts for {asked['numbers']} numbers, and {asked['winners']} win")
        if head is None:
            continue  # fixed, or drawn, since the heads were read
        if poll not in drawn:
            if was_long_ago(head["at"]):
                fault(f"the gifts of poll {poll} were not drawn, though a head covers its numbers")
            continue
        data, size = drawn[poll], head["size"]
        if data["size"] != size or size not in roots or data["root"] != roots[size].hex():
            fault(f"the gifts of poll {poll} were not drawn by the first head after its numbers were fixed")
            continue
        checked += 1
        winners = draw_again(data["root"], poll, draw["numbers"], asked["winners"])
        shown = [winner["number"] for winner in draw["winners"]]
        if winners != shown or sha256(canonical(winners)).hex() != data["text"]:
            fault(f"the winners of poll {poll} are others than its draw gives")
    print(f"{checked} draws of gifts, each the same when drawn again.")


def check_counts(by_matter):
    checked = 0
    for matter, said in by_matter.items():
        batches = [(kind, data) for kind, data in said if kind in ("signatures-recorded", "signatures-withdrawn")]
        if not batches:
            continue
        drive = ask(f"drives/{matter}", optional=True)
        if drive is None or drive["signatures"].get("online") is None:
            continue
        checked += 1
        signed = sum(data["size"] for kind, data in batches if kind == "signatures-recorded")
        gone = sum(data["size"] for kind, data in batches if kind == "signatures-withdrawn")
        online = drive["signatures"]["online"]
        print(f"  drive {matter}: {online} signatures online; {signed} recorded, {gone} of them as taken back.")
        # What came last is recorded with its batch, and not at once.
        if online - (signed - gone) > LARGEST_UNRECORDED:
            fault(f"drive {matter} counts {online - (signed - gone)} signatures more than were recorded")
        if signed - gone - online > LARGEST_UNRECORDED:
            fault(f"drive {matter} counts {signed - gone - online} signatures fewer than were recorded")
    print(f"{checked} drives with recorded signatures.")


# A batch is closed at 50 signatures, or after a while.
LARGEST_UNRECORDED = 50
# Gifts are drawn by the same work that signs the head: seconds later, but for a portal that was stopped between.
LONGEST_UNDRAWN = datetime.timedelta(hours=1)

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("api")
parser.add_argument("--key")
parser.add_argument("--kept")
options = parser.parse_args()
API = options.api.rstrip("/")

keys = ask("checkpoints/keys")
if options.key and options.key != keys["key"]:
    fault(f"the portal names another key: {keys['key']}")
if not options.key:
    print(f"The key is taken on the portal's word; note it, and give it with --key next time:\n  {keys['key']}")
key = read_key(options.key or keys["key"], 1)
witnesses = [read_key(witness["key"], 4) for witness in keys["witnesses"] if witness["key"]]
# Heads first: each is of lines that were there before it.
heads = list(pages("checkpoints"))
kept = list(read_kept(options.kept, key[0])) if options.kept else []
lines = list(pages("events"))
sizes = {head["size"] for head in heads} | {size for size, _, _ in kept}
roots, seals = check_lines(lines, sizes)
check_heads(heads, roots, seals, key, witnesses)
if options.kept:
    check_kept(kept, roots, seals)
by_matter = lines_by_matter(lines)
was_always_hashed = not lines or "text" in lines[0]["data"]
cannot = []
check_texts(lines, by_matter)
check_counts(by_matter)
check_draws(lines, heads, roots)
for what in cannot:
    print(f"  Cannot be checked from here: {what}.")
print("All of it holds." if not faults else f"{len(faults)} things do not hold.")
sys.exit(1 if faults else 0)

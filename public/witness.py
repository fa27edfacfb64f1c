# A witness of a public record, with nothing but Python 3:  python3 witness.py https://PORTAL/api/v1 kept.txt
import hashlib, json, os, sys, urllib.request
api, file = sys.argv[1].rstrip("/"), sys.argv[2]
ask = lambda path: json.load(urllib.request.urlopen(f"{api}/{path}", timeout=60))["items"]
canonical = lambda line: json.dumps({key: line[key] for key in ("seq", "space", "matter", "kind", "at", "data")}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
kept = open(file, encoding="utf-8").read().split()[-2:] if os.path.exists(file) else ["0", "0" * 64]
known = seq = int(kept[0]); seals = {seq: kept[1]}
if seq and [line["hash"] for line in ask(f"events?after={seq - 1}")[:1]] != [kept[1]]: sys.exit(f"REWRITTEN: line {seq} is not what it was.")
while page := ask(f"events?after={seq}"):
    for line in page:
        seals[seq + 1] = hashlib.sha256(bytes.fromhex(seals[seq]) + canonical(line)).hexdigest(); seq += 1
        if (line["seq"], line["hash"]) != (seq, seals[seq]): sys.exit(f"BROKEN: line {seq} does not fit its seal.")
heads = [head for head in ask(f"checkpoints?after={known}") if head["size"] in seals]
if any(head["head"] != seals[head["size"]] for head in heads): sys.exit("BROKEN: what was signed is not what is shown.")
open(file, "a", encoding="utf-8").write("".join(head["note"] + "\n" for head in heads[-1:]) + f"{seq} {seals[seq]}\n")
print(f"Unbroken to line {seq}, and kept: {seals[seq]}")

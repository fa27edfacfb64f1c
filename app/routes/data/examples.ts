import { embedCode } from "#app/components/embed-code.tsx";
import { useSpaceUrl } from "#app/components/space-path.ts";

/** What somebody can copy and run, with the addresses of this space. tests/open-data.test.ts runs all of them. */
export function useExamples() {
  const here = useSpaceUrl();
  const latest = here("/data/latest/");
  const frame = here("/embed/matters/12?lang=ko&look=auto");
  return {
    curl: `curl -fsLO ${latest}SHA256SUMS
curl -fsLO ${latest}proposals.csv.gz
sha256sum --check --ignore-missing SHA256SUMS
gunzip proposals.csv.gz`,
    python: `import gzip, hashlib, json, urllib.request

LATEST = "${latest}"

def fetch(name):
    with urllib.request.urlopen(LATEST + name) as answer:
        return answer.read()

manifest = json.loads(fetch("manifest.json"))
packed = fetch("proposals.jsonl.gz")
known = {file["name"]: file["sha256"] for file in manifest["files"]}
assert hashlib.sha256(packed).hexdigest() == known["proposals.jsonl.gz"]
proposals = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
print(manifest["day"], len(proposals), sum(proposal["agreements"] for proposal in proposals))`,
    sheet: `=IMPORTDATA("${latest}proposals.csv")`,
    keyed: `curl -fsH "Authorization: Bearer $GONGGAM_KEY" ${here("/api/v1/proposals")}`,
    frame: embedCode(frame, "Gonggam"),
    oembed: `${here("/oembed")}?url=${encodeURIComponent(here("/proposals/12"))}&format=json`,
  };
}

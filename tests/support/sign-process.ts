import { createInterface } from "node:readline";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { signDrive } from "#app/domain/kinds/drive/sign.ts";
import { connect } from "#db/client.ts";
import { DRAFT, signingServices } from "./drives.ts";
import { FIRST_SPACE } from "./first-space.ts";

/** One of the processes of the race: signs as each line "MATTER PERSON" says, and answers "RESULT PERSON". */
const [url = "", at = ""] = process.argv.slice(2);
const { db } = connect(url, { max: 8 });
const services = signingServices(db);
const hash = draftHash(DRAFT).toString("hex");

for await (const line of createInterface({ input: process.stdin })) {
  const [matterId, personId] = line.split(" ").map(Number);
  if (matterId === undefined || personId === undefined) continue;
  const request = {
    spaceId: FIRST_SPACE,
    matterId,
    personId,
    consent: true,
    draftHash: hash,
    address: "",
    at: new Date(at),
  };
  void signDrive(services, request).then(({ result }) => process.stdout.write(`${result} ${personId}\n`));
}
await services.supports.drain();

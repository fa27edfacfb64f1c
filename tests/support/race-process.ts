import { createInterface } from "node:readline";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { connect } from "#db/client.ts";
import { FIRST_SPACE } from "./first-space.ts";

/**
 * One of the processes of the race: takes lines "add|remove MATTER PERSON" on standard input, submits each at once,
 * and says "added|already-there|removed|not-there PERSON" when, and only when, the writer has answered.
 */
const [url = ""] = process.argv.slice(2);
const { db } = connect(url, { max: 4 });
const writer = new SupportWriter(db, SUPPORT_PLUGS);

for await (const line of createInterface({ input: process.stdin })) {
  const [change, matterId, personId] = line.split(" ");
  const command = {
    spaceId: FIRST_SPACE,
    matterId: Number(matterId),
    personId: Number(personId),
    kind: "proposal" as const,
    at: new Date(),
  };
  void writer
    .submit({ ...command, change: change === "add" ? "add" : "remove" })
    .then((outcome) => process.stdout.write(`${outcome.result} ${personId}\n`));
}
await writer.drain();
process.exit(0);

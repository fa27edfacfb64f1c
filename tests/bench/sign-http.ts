import type autocannon from "autocannon";
import { draftHash } from "#app/domain/drive/draft.ts";
import type { SigningServices } from "#app/domain/drive/signing-services.ts";
import type { Database } from "#db/client.ts";
import { createDrive, DRAFT, signer } from "../support/drives.ts";
import { best, CONNECTIONS, latencyOf, startLoadedPortal } from "./http-load.ts";
import { line, print } from "./support.ts";
import { insertBenchProposal, insertBenchSigners } from "./support-queries.ts";

/**
 * As people meet it: 64 connections, each a person with a session who signs and takes it back, against the same
 * people who agree and take it back, in turn on one server. The better of each counts.
 */
export async function benchSignOverHttp(
  db: Database,
  databaseUrl: string,
  services: SigningServices,
  spaceId: number,
  seconds: number,
): Promise<void> {
  print(`\nOver HTTP, ${CONNECTIONS} connections with real sessions`);
  const sealed = services.seal.close(JSON.stringify(signer(1)));
  const persons = await insertBenchSigners(db, CONNECTIONS, sealed);
  const proposalId = await insertBenchProposal(db, spaceId);
  const driveId = await createDrive(db, services, { at: new Date(), required: 10_000_000 });
  const portal = await startLoadedPortal(db, databaseUrl, persons, seconds);
  try {
    const agreement = `/api/v1/proposals/${proposalId}/agreement`;
    const agree: autocannon.Request[] = [
      { method: "PUT", path: agreement },
      { method: "DELETE", path: agreement },
    ];
    const signature = `/api/v1/drives/${driveId}/signature`;
    const body = JSON.stringify({ consent: true, textHash: draftHash(DRAFT).toString("hex") });
    const sign: autocannon.Request[] = [
      { method: "PUT", path: signature, body, headers: { "content-type": "application/json" } },
      { method: "DELETE", path: signature },
    ];
    await portal.load(agree); // the first round warms both up
    await portal.load(sign);
    const rounds: Record<"agree" | "sign", autocannon.Result[]> = { agree: [], sign: [] };
    for (let round = 0; round < 3; round += 1) {
      rounds.agree.push(await portal.load(agree));
      rounds.sign.push(await portal.load(sign));
    }
    const [agreed, signed] = [best(rounds.agree), best(rounds.sign)];
    line("an agreement", agreed.requests.average, latencyOf(agreed));
    line(
      "a signature",
      signed.requests.average,
      latencyOf(signed),
      signed.requests.average / agreed.requests.average,
    );
  } finally {
    await portal.stop();
  }
}

import type autocannon from "autocannon";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { sealPersonalData } from "#app/domain/person/personal-data.ts";
import type { Database } from "#db/client.ts";
import { createDrive, DRAFT, signer } from "../support/drives.ts";
import { best, CONNECTIONS, latencyOf, startLoadedPortal } from "./http-load.ts";
import { line, print } from "./support.ts";
import { insertBenchProposal, insertBenchSigners } from "./support-queries.ts";

/** A server of two cores takes fewer in a round. */
const PERSONS = 20_000;
const ROUNDS = 3;

/**
 * As people meet it: 64 connections, each request by somebody else with a session of their own who signs, against
 * the same people who agree, in turn on one server. The better of each counts.
 */
export async function benchSignOverHttp(
  db: Database,
  databaseUrl: string,
  services: SigningServices,
  spaceId: number,
  seconds: number,
): Promise<void> {
  print(`\nOver HTTP, ${CONNECTIONS} connections, each request by another person with a session`);
  const sealed = (hash: Buffer) => sealPersonalData(services.seal, hash, signer(1));
  const persons = await insertBenchSigners(db, PERSONS, sealed);
  const portal = await startLoadedPortal(db, databaseUrl, persons, seconds);
  const agree = async () => {
    const id = await insertBenchProposal(db, spaceId);
    return portal.loadOnce({ method: "PUT", path: `/api/v1/proposals/${id}/agreement` });
  };
  const sign = async () => {
    const id = await createDrive(db, services, { at: new Date(), required: 10_000_000 });
    return portal.loadOnce({
      method: "PUT",
      path: `/api/v1/drives/${id}/signature`,
      body: JSON.stringify({ consent: true, textHash: draftHash(DRAFT).toString("hex") }),
      headers: { "content-type": "application/json" },
    });
  };
  try {
    await agree(); // the first round warms both up
    await sign();
    const rounds: Record<"agree" | "sign", autocannon.Result[]> = { agree: [], sign: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.agree.push(await agree());
      rounds.sign.push(await sign());
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

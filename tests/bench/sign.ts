import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { sealSignature, signDrive } from "#app/domain/kinds/drive/sign.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { sealPersonalData } from "#app/domain/person/personal-data.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { createDrive, DRAFT, driveOf, signer, signingServices } from "../support/drives.ts";
import { FIRST_SPACE } from "../support/first-space.ts";
import { inBenchCity } from "./bench-city.ts";
import { better, CALLERS, type Measured, measure, none } from "./callers.ts";
import { benchSignOverHttp } from "./sign-http.ts";
import { line, print } from "./support.ts";
import { insertBenchPersons, insertBenchProposal, insertBenchSigners } from "./support-queries.ts";

/**
 * Signatures a second on one hot drive beside agreements on one hot proposal, in turn within one run: through the
 * writer with everything that a signature needs (sealing, match hash, receipt), and with
 * the questions before it (who is it, may they sign). Postgres writes to disk as in production.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;
const PERSONS = 40_000;

export async function benchSign(): Promise<void> {
  await inBenchCity(20, async ({ postgres, db, spaceId }) => {
    const environment = readEnvironment({});
    const services = signingServices(db, keyRingOf(environment));
    const hash = draftHash(DRAFT).toString("hex");
    const who = signer(1);
    const drive = () => createDrive(db, services, { at: new Date(), required: 10_000_000 });
    print(`On one hot matter, in process, ${CALLERS} callers, best of ${ROUNDS} rounds`);

    const agree = async () => {
      const matterId = await insertBenchProposal(db, spaceId);
      const writer = new SupportWriter(db, SUPPORT_PLUGS);
      return (personId: number) =>
        writer.submit({
          spaceId: FIRST_SPACE,
          matterId,
          personId,
          kind: "proposal",
          change: "add",
          at: new Date(),
        });
    };
    const write = async () => {
      const row = await driveOf(db, await drive());
      const matterId = row.matter_id;
      return async (personId: number) => {
        const at = new Date();
        const person = { ...who, name: String(personId) };
        const signature = await sealSignature(services, row, personId, person, who.district);
        return services.supports.submit({
          spaceId: FIRST_SPACE,
          matterId,
          personId,
          kind: "drive",
          change: "add",
          at,
          beside: signature,
        });
      };
    };
    const sign = async () => {
      const matterId = await drive();
      return (personId: number) =>
        signDrive(services, {
          spaceId: FIRST_SPACE,
          matterId,
          personId,
          consent: true,
          draftHash: hash,
          address: String(personId),
          at: new Date(),
        });
    };
    const sealed = (hash: Buffer) => sealPersonalData(services.seal, hash, who);
    const people = {
      plain: () => insertBenchPersons(db, PERSONS),
      known: () => insertBenchSigners(db, PERSONS, sealed),
    };
    const best = { agree: none(), write: none(), sign: none() };
    for (let round = 0; round < ROUNDS; round += 1) {
      best.agree = better(best.agree, await measure(await people.plain(), await agree(), SECONDS));
      best.write = better(best.write, await measure(await people.plain(), await write(), SECONDS));
      best.sign = better(best.sign, await measure(await people.known(), await sign(), SECONDS));
    }
    const ratio = (one: Measured) => one.perSecond / best.agree.perSecond;
    line("agreements through the writer", best.agree.perSecond, best.agree.latency);
    line("signatures through the writer", best.write.perSecond, best.write.latency, ratio(best.write));
    line("signing whole, with its questions", best.sign.perSecond, best.sign.latency, ratio(best.sign));
    await benchSignOverHttp(db, postgres.migrationUrl, services, spaceId, SECONDS);
  });
}

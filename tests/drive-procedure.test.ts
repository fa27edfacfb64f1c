import { describe, expect, test } from "vitest";
import {
  dayOfAge,
  type Ineligibility,
  ineligibilities,
  type SignableDrive,
  type Signer,
} from "#app/domain/kinds/drive/eligibility.ts";
import { ACTS, actsAt, allows, FINAL_STATES } from "#app/domain/kinds/drive/procedure.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { statuteOf } from "./support/drives.ts";

/** Each state × actor: what they can do there, written out a second time on purpose. */
const TABLE: Record<
  DriveState,
  { representative: string[]; clerk: string[]; clock: string[]; count: string[] }
> = {
  collecting: {
    representative: ["hand-in"],
    clerk: [],
    clock: ["end-collecting", "lapse"],
    count: ["refer"],
  },
  collected: { representative: ["hand-in"], clerk: [], clock: ["lapse-unhanded"], count: [] },
  lapsed: { representative: [], clerk: [], clock: [], count: [] },
  "handed-in": { representative: [], clerk: ["publish-list"], clock: [], count: [] },
  inspection: { representative: [], clerk: [], clock: ["end-inspection"], count: [] },
  deciding: { representative: [], clerk: ["grant-shortfall", "accept", "dismiss"], clock: [], count: [] },
  shortfall: { representative: ["hand-in-again"], clerk: [], clock: ["end-shortfall"], count: [] },
  accepted: { representative: [], clerk: ["introduce"], clock: [], count: [] },
  dismissed: { representative: [], clerk: [], clock: [], count: [] },
  introduced: { representative: [], clerk: ["extend", "adopt", "reject"], clock: [], count: [] },
  adopted: { representative: [], clerk: [], clock: [], count: [] },
  rejected: { representative: [], clerk: [], clock: [], count: [] },
};
const isState = (name: string): name is DriveState => name in TABLE;
const STATES = Object.keys(TABLE).filter(isState);
const ACTORS = ["representative", "clerk", "clock", "count"] as const;

describe("the procedure", () => {
  const cells = STATES.flatMap((state) =>
    ACTORS.map((actor) => ({ state, actor, acts: TABLE[state][actor] })),
  );
  test.each(cells)("$state, $actor: $acts", ({ state, actor, acts }) => {
    expect(actsAt(state, actor).sort()).toEqual([...acts].sort());
    for (const act of actsAt(state, actor)) expect(allows(act, state, actor)).toBe(true);
  });

  test("every state is reached from the start, and only the final ones lead nowhere", () => {
    const reached = new Set<DriveState>(["collecting"]);
    for (let grown = true; grown; ) {
      const before = reached.size;
      for (const { from, to } of Object.values(ACTS))
        if (from.some((state) => reached.has(state))) reached.add(to);
      grown = reached.size > before;
    }
    expect([...reached].sort()).toEqual([...STATES].sort());
    const ends = STATES.filter((state) => ACTORS.every((actor) => actsAt(state, actor).length === 0));
    expect(ends.sort()).toEqual([...FINAL_STATES].sort());
  });
});

const petition = await statuteOf("ordinance-petition");

describe("who may sign", () => {
  const at = new Date("2026-06-15T12:00:00+09:00");
  const drive: SignableDrive = {
    state: "collecting",
    closesAt: new Date("2026-07-15T23:59:59.999+09:00"),
    definition: petition,
    pauses: [],
    alreadySigned: false,
  };
  const resident: Signer = {
    district: "garam",
    data: { birthDate: "1980-01-01", foreigner: false, permanentResidenceSince: null },
  };
  const born = (birthDate: string | null): Signer => ({ ...resident, data: { ...resident.data, birthDate } });
  const foreigner = (since: string | null): Signer => ({
    ...resident,
    data: { ...resident.data, foreigner: true, permanentResidenceSince: since },
  });
  const election = { from: "2026-06-10", until: "2026-06-20" };

  const cases: [string, Partial<Signer>, Partial<SignableDrive>, Ineligibility["code"][]][] = [
    ["a resident", {}, {}, []],
    ["18 today", born("2008-06-15"), {}, []],
    ["18 tomorrow", born("2008-06-16"), {}, ["too-young"]],
    ["18 since yesterday", born("2008-06-14"), {}, []],
    ["of unknown age", born(null), {}, ["age-unknown"]],
    ["with a birth date that no calendar has", born("1990-02-30"), {}, ["age-unknown"]],
    ["registered elsewhere", { district: null }, {}, ["not-resident"]],
    ["a foreigner without permanent residence", foreigner(null), {}, ["foreigner"]],
    ["a foreigner: three years end today", foreigner("2023-06-15"), {}, ["foreigner-too-recent"]],
    ["a foreigner: three years ended yesterday", foreigner("2023-06-14"), {}, []],
    [
      "a minor from elsewhere hears both",
      { ...born("2010-01-01"), district: null },
      {},
      ["too-young", "not-resident"],
    ],
    ["a second time", {}, { alreadySigned: true }, ["already-signed"]],
    ["in the pause", {}, { pauses: [election] }, ["paused"]],
    [
      "in the pause of a kind without",
      {},
      { pauses: [election], definition: { ...petition, pausesForElections: false } },
      [],
    ],
    ["after it was handed in", {}, { state: "handed-in" }, ["not-collecting"]],
    ["to make good a shortfall", {}, { state: "shortfall" }, []],
    ["in the last moment", {}, { closesAt: at }, []],
    ["a moment later", {}, { closesAt: new Date(at.getTime() - 1) }, ["window-over"]],
  ];
  test.each(cases)("%s", (_, who, what, codes) => {
    const reasons = ineligibilities({ ...resident, ...who }, { ...drive, ...what }, at);
    expect(reasons.map(({ code }) => code)).toEqual(codes);
  });

  test("the last second of the window is Seoul's", () => {
    const moment = (time: string) => ineligibilities(resident, drive, new Date(time));
    expect(moment("2026-07-15T23:59:59+09:00")).toEqual([]);
    expect(moment("2026-07-15T14:59:59.999Z")).toEqual([]);
    expect(moment("2026-07-15T15:00:00.000Z")).toEqual([{ code: "window-over", until: "2026-07-15" }]);
  });

  test("a reason says from when it falls away", () => {
    expect(ineligibilities(foreigner("2025-06-16"), drive, at)).toEqual([
      { code: "foreigner-too-recent", years: 3, from: "2028-06-17" },
    ]);
    expect(ineligibilities(born("2008-07-01"), drive, at)).toEqual([
      { code: "too-young", minAge: 18, from: "2026-07-01" },
    ]);
  });

  test("a kind open to all asks for neither residence nor age", async () => {
    const assembly = await statuteOf("assembly-petition");
    const definition = { ...assembly, eligibility: { ...assembly.eligibility, minAge: 0 } };
    expect(ineligibilities({ ...born(null), district: null }, { ...drive, definition }, at)).toEqual([]);
  });

  test.each([
    ["2008-02-29", 18, "2026-03-01"],
    ["2008-02-29", 20, "2028-02-29"],
    ["2008-12-31", 18, "2026-12-31"],
    ["not a day", 18, undefined],
  ])("born %s comes to %d on %s", (birthDate, age, day) => {
    expect(dayOfAge(birthDate, age)).toBe(day);
  });
});

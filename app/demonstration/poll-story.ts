import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { saveBallotDraft } from "#app/domain/kinds/poll/ballot-draft.ts";
import { sealBallot } from "#app/domain/kinds/poll/ballot-seal.ts";
import { questionsOf } from "#app/domain/kinds/poll/definition.ts";
import {
  beginDraft,
  readDraft,
  type SaveServices,
  saveDraft,
  submitDraft,
} from "#app/domain/kinds/poll/drafts.ts";
import { reasonsAgainst } from "#app/domain/kinds/poll/electors.ts";
import { madeAnswers } from "#app/domain/kinds/poll/made-answers.ts";
import { OpenPolls } from "#app/domain/kinds/poll/open-polls.ts";
import type { CountingServices } from "#app/domain/kinds/poll/opened-ballots.ts";
import { addPollPicture } from "#app/domain/kinds/poll/pictures.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { ballotBytes } from "#app/domain/kinds/poll/sealed-size.ts";
import { templateContent } from "#app/domain/kinds/poll/templates.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { chance } from "#app/platform/chance.ts";
import { drawSvg } from "#app/platform/picture.ts";
import { listDutiesOfMatters } from "#db/queries/duties.ts";
import type { PollPicture } from "#db/tables/poll-definition.ts";
import { opinionMapActs } from "./opinion-map.ts";
import { type PollText, readDrawing } from "./poll-texts.ts";
import { isNewcomer, type Resident } from "./signers.ts";
import type { Act, SeedContext } from "./story.ts";

export interface PollSeed extends SeedContext {
  services: CountingServices;
  residents: readonly Resident[];
  /** The id of a proposal that was published by now. */
  proposalOf(slug: string): number;
}

/** What happened around one poll: written, approved, answered day by day, and where it is over, counted. */
export function pollActs(seed: PollSeed, text: PollText): Act[] {
  const { tx, directory, services } = seed;
  const spaceId = directory.space.id;
  const daysAgo = (days: number) => new Date(seed.now.getTime() - days * DAY_MS);
  const [opens, closes] = [daysAgo(text.opensDaysAgo), daysAgo(text.closesDaysAgo)];
  let id = 0;
  const viewerOf = async (login: string, at: Date) => {
    const viewer = await readViewer(tx, await seed.officer(login), at);
    if (!viewer) throw new Error(`There is nobody with the login ${login}.`);
    return viewer;
  };
  const acts: Act[] = [
    {
      at: daysAgo(text.madeDaysAgo),
      async do(at) {
        const related = text.related.map(seed.proposalOf);
        const [opensAt, closesAt] = [opens.toISOString(), closes.toISOString()];
        const template = text.template && (await templateContent(tx, spaceId, text.template, at));
        const content = { ...template, ...text.content, related, opensAt, closesAt };
        const viewer = await viewerOf(text.office, at);
        const writing = { db: tx, directory, viewer, now: at };
        id = await beginDraft(writing, content);
        const version = await addPictures(writing, id, text);
        await submitDraft(writing, id, version);
        const approver = await viewerOf(text.approver, at);
        await approvePoll({ db: tx, dataKeys: services.dataKeys }, approver, spaceId, id, version, at);
      },
    },
  ];
  const { map, begun, reply } = text;
  const until = Math.min(closes.getTime(), seed.now.getTime() - 60_000);
  const days = Math.max(1, Math.ceil((until - opens.getTime()) / DAY_MS));
  const voters = votersOf(seed, text, opens).map((resident, place) => ({
    resident,
    at: new Date(opens.getTime() + Math.floor((until - opens.getTime()) * (place / text.voters) ** 1.5) + 1),
  }));
  for (let day = 0; day < days; day += 1) {
    const from = opens.getTime() + day * DAY_MS;
    const group = voters.filter(({ at }) => at.getTime() > from && at.getTime() <= from + DAY_MS);
    const last = group.at(-1);
    if (last) acts.push({ at: last.at, do: () => castAll(seed, text, id, group) });
  }
  if (map) acts.push(...opinionMapActs(seed, map, { from: opens.getTime(), until }, () => id));
  if (begun) acts.push({ at: new Date(until), do: (at) => beginBallot(seed, begun, id, at) });
  if (closes < seed.now)
    acts.push({
      at: new Date(closes.getTime() + 1_000),
      async do(at) {
        await advancePolls(services, at);
      },
    });
  if (reply)
    acts.push({
      at: new Date(closes.getTime() + reply.afterDays * DAY_MS),
      async do(at) {
        const viewer = await viewerOf(text.office, at);
        for (const duty of await listDutiesOfMatters(tx, [id]))
          await publishReply(tx, viewer, spaceId, duty.id, reply, at);
      },
    });
  return acts;
}

/** What somebody answered on another device before they were called away. */
async function beginBallot(
  { tx, directory, residents, services }: PollSeed,
  { citizen, page, fields }: NonNullable<PollText["begun"]>,
  matterId: number,
  at: Date,
): Promise<void> {
  const resident = residents.find(({ number }) => number === citizen);
  if (!resident) throw new Error(`There is no citizen-${citizen}.`);
  const { personId } = resident;
  await saveBallotDraft(
    { ...services, polls: new OpenPolls(tx) },
    {
      spaceId: directory.space.id,
      matterId,
      voter: { personId, district: resident.citizen.district },
      device: "",
      window: { tab: "", seen: 0 },
      page,
      fields,
      at,
    },
  );
}

/** Gives the choices of a draft their drawings. @returns the version that it has then */
async function addPictures(writing: SaveServices, id: number, { pictures }: PollText): Promise<number> {
  if (Object.keys(pictures).length === 0) return 1;
  const { db, directory, viewer } = writing;
  const added = new Map<string, PollPicture>();
  for (const [choice, { file, alt }] of Object.entries(pictures)) {
    const drawn = await drawSvg(await readDrawing(file));
    added.set(choice, { id: await addPollPicture(writing, id, drawn), alt });
  }
  const { definition } = await readDraft(db, viewer, directory.space.id, id);
  for (const question of questionsOf(definition))
    if ("choices" in question) for (const choice of question.choices) choice.picture = added.get(choice.id);
  return saveDraft(writing, id, definition, 1);
}

/** That many citizens who may take part, other ones for each poll. */
function votersOf({ residents }: PollSeed, text: PollText, at: Date): Resident[] {
  const { who } = text.content;
  const residentsOnly =
    typeof who === "object" && who !== null && "residents" in who && who.residents === true;
  const minAge = typeof who === "object" && who !== null && "minAge" in who ? Number(who.minAge) : undefined;
  const asked = { residents: residentsOnly, minAge };
  return residents
    .filter(({ number, citizen }) => !isNewcomer(number) && reasonsAgainst(asked, citizen, at).length === 0)
    .map((resident) => ({ resident, rank: chance(text.offset + 7_000, resident.number) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, text.voters)
    .map(({ resident }) => resident);
}

/** Ballots of a day, in one group, as the writer would have written them. */
async function castAll(
  { tx, directory, services }: PollSeed,
  text: PollText,
  matterId: number,
  voters: readonly { resident: Resident; at: Date }[],
): Promise<void> {
  const spaceId = directory.space.id;
  const { definition, data_key_id } = await getPoll(tx, spaceId, matterId);
  const key = await services.dataKeys.of(data_key_id);
  if (!key) throw new Error("The poll has no key.");
  const bytes = ballotBytes(definition);
  await applyGroup(
    tx,
    SUPPORT_PLUGS,
    voters.map(({ resident: { personId, number }, at }) => ({
      spaceId,
      matterId,
      personId,
      kind: "poll",
      change: "add",
      at,
      beside: {
        sealed: sealBallot(
          key,
          { matterId, holderId: personId, byRoll: false },
          bytes,
          madeAnswers(definition, text, (place, draw) => chance(place * 100 + draw + text.offset, number)),
        ),
        byRoll: false,
      },
    })),
  );
}

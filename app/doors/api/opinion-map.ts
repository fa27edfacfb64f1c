import { z } from "zod";
import type { OpinionMapView } from "#app/domain/opinion-map/read-map.ts";
import { HIDING_REASONS } from "#app/domain/opinion-map/words.ts";
import type { Place } from "#db/tables/opinion-map.ts";
import { asked, count, id, none, pathMatter, string, time, upTo } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";
import { pathPoll } from "./polls.ts";

const coordinates = {
  x: z.number().meta({ description: "Along the axis on which people differ most." }),
  y: z.number().meta({ description: "Along the second." }),
};

const VoteCounts = z.object({ agree: count(), disagree: count(), pass: count() }).meta({ id: "VoteCounts" });

const Statement = z
  .object({
    id: id(),
    body: string().nullable().meta({ description: "Null: a moderator has hidden it." }),
    createdAt: time(),
    hidden: z
      .object({ at: time(), reason: asked(HIDING_REASONS) })
      .nullable()
      .meta({ description: "Null: it stands." }),
    all: VoteCounts.nullable().meta({
      description: "Null: fewer than five voted on it, or nothing is drawn.",
    }),
    groups: z
      .array(VoteCounts)
      .nullable()
      .meta({ description: "In the order of the groups; null: in one of them fewer than five voted on it." }),
  })
  .meta({ id: "Statement" });

const Group = z
  .object({
    size: count("People; never fewer than five."),
    centre: z.object(coordinates),
    circles: z
      .array(z.object({ ...coordinates, size: count("Never fewer than five.") }))
      .meta({ description: "People who stand near one another; nobody's own place is told." }),
    typical: upTo(
      z.object({ statement: id(), vote: asked(["agree", "disagree"]) }),
      3,
      "What sets it apart, most so first.",
    ),
  })
  .meta({ id: "OpinionGroup" });

const OpinionMap = z
  .object({
    state: asked(["few", "drawn"]).meta({ description: "A map is drawn of 31 people and five statements." }),
    people: count("Who voted on enough statements."),
    enough: count("On how many statements."),
    madeAt: time("When the map was made.").nullable().meta({ description: "Null: nothing is drawn." }),
    silhouette: z.number().nullable().meta({
      description: "How well the groups are told apart, from -1 to 1; null: there are not several.",
    }),
    groups: upTo(Group, 5, "Largest first."),
    statements: z.array(Statement).meta({ description: "In the order of adding." }),
    uniting: upTo(id(), 5, "Statements that every group clearly says alike, most so first."),
    dividing: upTo(id(), 5, "Statements on which groups lie apart, most so first."),
  })
  .meta({ id: "OpinionMap" });

const pointOf = ([x, y]: Place) => ({ x, y });

export function opinionMapBody({ map, statements }: OpinionMapView): z.input<typeof OpinionMap> {
  const drawn = map.state === "drawn" ? map : null;
  const counted = new Map(drawn?.statements.map((statement) => [statement.id, statement]));
  return {
    state: map.state,
    people: map.people,
    enough: map.enough,
    madeAt: drawn?.madeAt ?? null,
    silhouette: drawn?.silhouette ?? null,
    groups: (drawn?.groups ?? []).map(({ size, centre, circles, typical }) => ({
      size,
      centre: pointOf(centre),
      circles: circles.map((circle) => ({ ...pointOf(circle.place), size: circle.size })),
      typical,
    })),
    statements: statements.map((statement) => {
      const { all = null, groups = null } = counted.get(statement.id) ?? {};
      return { ...statement, all, groups };
    }),
    uniting: drawn?.uniting ?? [],
    dividing: drawn?.dividing ?? [],
  };
}

const described = {
  method: "GET",
  permission: "public",
  description:
    "Groups of people who vote alike on short statements (principal components, k-means), what unites and what divides " +
    "them. Of who said what nothing is told; a map is made anew when votes of five people have changed, at most once " +
    "a minute.",
  query: none,
  answers: { 200: { description: "The map, and its statements.", schema: OpinionMap } },
  problems: ["not-found", "unavailable"],
} as const;

export const readOpinionMapOperation = {
  ...described,
  address: "/api/v1/forums/{id}/opinion-map",
  operationId: "readOpinionMap",
  tag: "forums",
  summary: "The opinion map of a forum",
  path: pathMatter("The forum."),
} satisfies ReadOperation;

export const readPollOpinionMapOperation = {
  ...described,
  address: "/api/v1/polls/{id}/opinion-map",
  operationId: "readPollOpinionMap",
  tag: "polls",
  summary: "The opinion map of a poll that has one",
  path: pathPoll,
} satisfies ReadOperation;

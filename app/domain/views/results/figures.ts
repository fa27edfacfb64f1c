import type { Decision } from "#db/tables/duty.ts";
import type { FlowStep } from "./flow.ts";
import type { Results, ResultsReader } from "./read-results.ts";

/** What can be taken along, each a table. */
export const FIGURES = [
  "journeys",
  "flows",
  "categories",
  "districts",
  "offices",
  "decisions",
  "changes",
  "underway",
] as const;
export type Figure = (typeof FIGURES)[number];

/** The names of each one's columns, also of one that has no row. */
export const COLUMNS: Readonly<Record<Figure, readonly string[]>> = {
  journeys: ["step", "label", "proposals"],
  flows: ["from", "to", "proposals"],
  categories: ["category", "label", "proposals"],
  districts: ["district", "label", "residents", "participations", "per_thousand", "proposals"],
  offices: ["office", "label", "in_time", "late", "overdue", "open", "median_days"],
  decisions: ["decision", "label", "replies"],
  changes: ["changed_from", "decision", "label", "replies"],
  underway: ["kind", "matters"],
};

type Cell = string | number | null;

/** A row a thing, by the names of its columns. */
export type FigureRow = Readonly<Record<string, Cell>>;

/** What codes are called in the reader's language. */
export interface FigureLabels {
  step(step: FlowStep): string;
  category(code: string): string;
  district(code: string): string | null;
  office(code: string): string;
  decision(decision: Decision): string;
}

/** How each figure is made, of the part of the numbers that it needs. */
const ROWS: Record<Figure, (read: ResultsReader, labels: FigureLabels) => Promise<FigureRow[]>> = {
  journeys: async (read, labels) =>
    (await read.proposals()).flow.nodes.map(({ step, proposals }) => ({
      step,
      label: labels.step(step),
      proposals,
    })),
  flows: async (read) =>
    (await read.proposals()).flow.links.map(({ from, to, proposals }) => ({ from, to, proposals })),
  categories: async (read, labels) =>
    (await read.proposals()).categories.map(({ category, proposals }) => ({
      category,
      label: labels.category(category),
      proposals,
    })),
  districts: async (read, labels) =>
    (await read.districts()).districts.map(({ district, residents, given, perThousand, about }) => ({
      district,
      label: labels.district(district),
      residents,
      participations: given,
      per_thousand: perThousand,
      proposals: about,
    })),
  offices: async (read, labels) => {
    const { offices, allOffices } = await read.offices();
    return [
      ...offices.map(({ office, ...counts }) => officeRow(office, labels.office(office), counts)),
      officeRow("", "", allOffices),
    ];
  },
  decisions: async (read, labels) =>
    (await read.decisions()).decisions.map(({ decision, replies }) => ({
      decision,
      label: labels.decision(decision),
      replies,
    })),
  // Apart: each of these replies is in the decisions too, by its latest.
  changes: async (read, labels) =>
    (await read.decisions()).changes.map(({ first, decision, replies }) => ({
      changed_from: first,
      decision,
      label: labels.decision(decision),
      replies,
    })),
  underway: async (read) =>
    Object.entries(await read.underWay()).map(([kind, matters]) => ({ kind, matters })),
};

/** A figure of the dashboard as a table: for CSV, JSON, and for whoever reads no drawing. Median days to a tenth. */
export const figureRows = (figure: Figure, read: ResultsReader, labels: FigureLabels): Promise<FigureRow[]> =>
  ROWS[figure](read, labels);

const officeRow = (
  office: string,
  label: string,
  counts: Omit<Results["allOffices"], "office">,
): FigureRow => ({
  office,
  label,
  in_time: counts.inTime,
  late: counts.late,
  overdue: counts.overdue,
  open: counts.open,
  median_days: tenth(counts.medianDays),
});

/** Days to a tenth. */
export const tenth = (days: number | null): number | null =>
  days === null ? null : Math.round(days * 10) / 10;

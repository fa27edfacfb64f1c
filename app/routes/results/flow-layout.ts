import type { Flow, FlowStep } from "#app/domain/views/results/flow.ts";

/** The steps from the first to the last; what stands in one column excludes one another, or goes on beside it. */
const COLUMNS: readonly (readonly FlowStep[])[] = [
  ["published"],
  ["reached", "gathering", "ended"],
  ["replied", "waiting"],
  ["forum"],
  ["mayor"],
  ["will-do", "partly", "under-study", "cannot"],
];

/** How a flow is drawn: along the way from left to right, or on a phone from top to bottom. */
export interface FlowShape {
  upright: boolean;
  /** From one column to the next. */
  pitch: number;
  /** How long a step of all proposals is, across the way. */
  whole: number;
  /** What a step takes at least, across the way: its name stands there. */
  room: number;
  thickness: number;
  /** Where forum and mayor begin across the way: beside what goes straight from a reply to what became of it. */
  aside: number;
}

export interface PlacedStep {
  step: FlowStep;
  proposals: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Ribbon {
  from: FlowStep;
  to: FlowStep;
  path: string;
}

/** Between steps of a column. */
const GAP = 12;

/** Thinner could not be seen. */
const THINNEST = 1.5;

/** Where each step and each ribbon between two lies, in the drawing's own units. */
export function layOut({ nodes, links }: Flow, shape: FlowShape) {
  const { upright, pitch, whole, room, thickness, aside } = shape;
  const countOf = new Map(nodes.map(({ step, proposals }) => [step, proposals]));
  const scale = whole / Math.max(1, countOf.get("published") ?? 0);
  const sizeOf = (proposals: number) => (proposals === 0 ? 0 : Math.max(THINNEST, proposals * scale));
  const places = new Map<FlowStep, { along: number; across: number; size: number }>();
  let breadth = 0;
  for (const [index, column] of COLUMNS.entries()) {
    let across = column.length === 1 && index > 0 ? aside : 0;
    for (const step of column) {
      const size = sizeOf(countOf.get(step) ?? 0);
      places.set(step, { along: index * pitch, across, size });
      across += Math.max(size + GAP, room);
    }
    breadth = Math.max(breadth, across);
  }
  const point = (along: number, across: number) =>
    upright ? `${round(across)},${round(along)}` : `${round(along)},${round(across)}`;
  const out = new Map<FlowStep, number>();
  const into = new Map<FlowStep, number>();
  const take = (used: Map<FlowStep, number>, step: FlowStep, size: number) => {
    const before = used.get(step) ?? 0;
    used.set(step, before + size);
    return before;
  };
  // Those that leave a step lie beside one another as their ends do: no two of them cross.
  const acrossOf = (step: FlowStep) => places.get(step)?.across ?? 0;
  const ordered = links.toSorted((a, b) => acrossOf(a.to) - acrossOf(b.to));
  const ribbons = ordered.flatMap(({ from, to, proposals }): Ribbon[] => {
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b) return [];
    const size = sizeOf(proposals);
    const start = a.across + take(out, from, size);
    const end = b.across + take(into, to, size);
    const [near, far] = [a.along + thickness, b.along];
    const middle = (near + far) / 2;
    const path = [
      `M${point(near, start)}`,
      `C${point(middle, start)} ${point(middle, end)} ${point(far, end)}`,
      `L${point(far, end + size)}`,
      `C${point(middle, end + size)} ${point(middle, start + size)} ${point(near, start + size)}Z`,
    ];
    return [{ from, to, path: path.join("") }];
  });
  const steps = [...places].map(([step, { along, across, size }]): PlacedStep => {
    const [long, thick] = [Math.max(size, THINNEST), thickness];
    const place = upright
      ? { x: across, y: along, width: long, height: thick }
      : { x: along, y: across, width: thick, height: long };
    return { step, proposals: countOf.get(step) ?? 0, ...place };
  });
  return { steps, ribbons, length: (COLUMNS.length - 1) * pitch + thickness, breadth };
}

const round = (value: number) => Math.round(value * 10) / 10;

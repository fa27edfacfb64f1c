/** How many wait for an answer at once. */
export const CALLERS = 64;

export interface Measured {
  perSecond: number;
  latency: { p50: number; p99: number };
}

export const none = (): Measured => ({ perSecond: 0, latency: { p50: Number.NaN, p99: Number.NaN } });
export const better = (a: Measured, b: Measured) => (b.perSecond > a.perSecond ? b : a);

/** Callers that each wait for their answer before they go on with the next person. */
export async function measure(
  persons: number[],
  act: (personId: number) => Promise<unknown>,
  seconds: number,
): Promise<Measured> {
  const times: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const loop = async () => {
    while (performance.now() < until) {
      const person = persons.pop();
      if (person === undefined) return;
      const asked = performance.now();
      await act(person);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, loop));
  const took = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { perSecond: times.length / took, latency: { p50: at(0.5), p99: at(0.99) } };
}

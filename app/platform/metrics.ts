import { AggregatorRegistry, Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Siblings } from "./siblings.ts";

/** By which the siblings know what each of them counted. */
export const METRICS = "metrics";

/** What an operator watches, in the Prometheus text format at /metrics. No label ever holds a person. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "gonggam_request_seconds",
      help: "Time to answer a request, by kind of address and class of status.",
      labelNames: ["door", "method", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    supportGroup: new Histogram({
      name: "gonggam_support_group_size",
      help: "How many supports one commit of the support writer carried.",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000],
      registers,
    }),
    supportCommit: new Histogram({
      name: "gonggam_support_commit_seconds",
      help: "How long one commit of the support writer took.",
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    jobs: new Counter({
      name: "gonggam_jobs_total",
      help: "Jobs done, by name and outcome.",
      labelNames: ["job", "outcome"],
      registers,
    }),
    mails: new Counter({
      name: "gonggam_mails_total",
      help: "Mails by outcome.",
      labelNames: ["outcome"],
      registers,
    }),
    witnesses: new Counter({
      name: "gonggam_witness_pushes_total",
      help: "Signed heads handed to witnesses, by outcome.",
      labelNames: ["outcome"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** What all web processes of this start counted, in the text format of Prometheus. */
export async function metricsOfAll(siblings: Siblings): Promise<{ text: string; contentType: string }> {
  const gathered = await siblings.ask(METRICS, undefined);
  const registry = AggregatorRegistry.aggregate(Array.isArray(gathered) ? gathered : []);
  return { text: await registry.metrics(), contentType: registry.contentType };
}

/** Its own types ask for other properties than those of what makes a topology. */
declare module "topojson-simplify" {
  import type { Topology } from "topojson-specification";

  export function presimplify(topology: Topology): Topology;
  export function simplify(topology: Topology, minWeight: number): Topology;
  export function quantile(topology: Topology, part: number): number;
}

import { useSpaceUrl } from "#app/components/space-path.ts";

/** What the addresses of this space's API begin with, to be given to a script. */
export function useApiBase(): string {
  return useSpaceUrl()("/api/v1/events").replace(/\/events$/, "");
}

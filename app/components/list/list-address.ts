import { useLocation } from "@remix-run/react";

/** Makes the address of the list that one is on with other choices, from its first page; null: as if nothing were said. */
export function useListAddress(): (choices: Readonly<Record<string, string | null>>) => string {
  const { pathname, search } = useLocation();
  return (choices) => {
    const wanted = new URLSearchParams(search);
    for (const name of ["cursor", "pages"]) wanted.delete(name);
    for (const [name, value] of Object.entries(choices)) {
      if (value === null) wanted.delete(name);
      else wanted.set(name, value);
    }
    return `${pathname}${wanted.size > 0 ? `?${wanted}` : ""}`;
  };
}

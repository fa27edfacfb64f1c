import { useParams } from "@remix-run/react";

/** What stands for the matter in the address of this page, for links to its other pages: its number, or its token. */
export function useMatterHere(): string {
  const { id } = useParams();
  if (id === undefined) throw new Error("This page is of no matter.");
  return id;
}

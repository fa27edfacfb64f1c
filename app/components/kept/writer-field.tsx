import { useRootData } from "../root-data.ts";

/** Says to the server whose form it is, sealed: what meets a session that has ended is kept for them alone. */
export function WriterField() {
  const { viewer } = useRootData();
  return viewer && <input type="hidden" name="writer" value={viewer.writer} />;
}

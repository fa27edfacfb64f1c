import { listDriveSources } from "#db/queries/search-sources/drives.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";
import { phaseOf } from "./phase.ts";

export const readDriveDocuments: ReadDocuments = async (db, ids) =>
  (await listDriveSources(db, ids)).map((source) =>
    documentOf("drive", source, phaseOf(source.stage), "text"),
  );

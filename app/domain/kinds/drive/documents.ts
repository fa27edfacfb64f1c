import { listDriveSources } from "#db/queries/search-sources/drives.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";
import { stageOf } from "./stage.ts";

export const readDriveDocuments: ReadDocuments = async (db, ids) =>
  (await listDriveSources(db, ids)).map((source) =>
    documentOf("drive", source, stageOf(source.state), "text"),
  );

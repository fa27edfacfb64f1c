import { type ListPdfHead, ListPdfWriter } from "./list-pdf.ts";
import { makePoster, type Poster } from "./poster.ts";
import { makeResult, type ResultPdf } from "./result-pdf.ts";
import { makeSharePicture, type SharePicture } from "./share-picture.ts";
import { makeSheets, type SheetsPdf } from "./sheet-pdf.ts";

/** One piece of work for the thread that draws; a list comes in several, by its number. */
export type PaperWork =
  | { act: "poster"; poster: Poster }
  | { act: "result"; result: ResultPdf }
  | { act: "sheets"; sheets: SheetsPdf }
  | { act: "share-picture"; picture: SharePicture }
  | { act: "begin-list"; list: number; head: ListPdfHead }
  | { act: "add-to-list"; list: number; rows: string[][] }
  | { act: "end-list"; list: number }
  /** Nobody waits for the rest of it. */
  | { act: "drop-list"; list: number };

const NOTHING = Buffer.alloc(0);

/** Draws what it is told; of the lists that are under way it holds what they are drawn with. */
export class PaperDesk {
  readonly #lists = new Map<number, ListPdfWriter>();

  /** @returns what is finished by now */
  async do(work: PaperWork): Promise<Buffer> {
    switch (work.act) {
      case "poster":
        return makePoster(work.poster);
      case "result":
        return makeResult(work.result);
      case "sheets":
        return makeSheets(work.sheets);
      case "share-picture":
        return makeSharePicture(work.picture);
      case "begin-list":
        this.#lists.set(work.list, new ListPdfWriter(work.head));
        return NOTHING;
      case "add-to-list":
        return this.#writerOf(work.list).add(work.rows);
      case "end-list": {
        const writer = this.#writerOf(work.list);
        this.#lists.delete(work.list);
        return writer.end();
      }
      case "drop-list":
        this.#lists.delete(work.list);
        return NOTHING;
    }
  }

  #writerOf(list: number): ListPdfWriter {
    const writer = this.#lists.get(list);
    if (!writer) throw new Error("There is no such list.");
    return writer;
  }
}

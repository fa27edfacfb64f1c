import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** A poster is some 30 kB, a result some 60, a picture for messengers some 50: 20 MB in all of each. */
const MOST_KEPT = 300;

/**
 * PDFs and pictures that everybody may have, drawn once for what stands on them: drawing one takes a third of a second, and who
 * asks for it again, or at the same time, gets the same.
 */
export class KeptPapers {
  readonly #kept: LRUCache<string, Promise<Buffer>>;

  constructor(most = MOST_KEPT) {
    this.#kept = new LRUCache({ max: most });
  }

  /**
   * @param content all that stands on it, language included
   * @param draw asked only if it is not kept; what fails is not kept
   */
  get(content: object, draw: () => Promise<Buffer>): Promise<Buffer> {
    const key = createHash("sha256").update(JSON.stringify(content)).digest("base64");
    const known = this.#kept.get(key);
    if (known) return known;
    const drawing = draw();
    this.#kept.set(key, drawing);
    drawing.catch(() => {
      if (this.#kept.peek(key) === drawing) this.#kept.delete(key);
    });
    return drawing;
  }
}

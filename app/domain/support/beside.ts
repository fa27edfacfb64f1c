import type { Tx } from "#db/client.ts";
import type { SealedBallot } from "#db/queries/ballots.ts";
import type { SealedSignature } from "#db/queries/signatures.ts";
import type { SupportPair } from "#db/queries/supports.ts";

/** What a support of a kind must bring with it. A kind adds its line; one that is not here brings nothing. */
export interface BesideContent {
  drive: SealedSignature;
  poll: SealedBallot;
}

export type KindWithBeside = keyof BesideContent;

/** A support that was really added, with what it brought. */
type BesideSupport<Content> = SupportPair & { at: Date; content: Content };

/** A support that was really taken back. */
export type TakenBack = SupportPair & { serial: number; at: Date };

/** What a kind stores beside its supports. */
export interface Beside<Content> {
  /** Whether what it stores may stand for what counted already; if not, the count follows from the supports alone. */
  mayChangeCount: boolean;
  /**
   * Stores it in the transaction of the supports, in one statement for the whole group: their matters' locks are held
   * from the statement before, and the supports' rows are there. Called once a group at most, and never with nothing.
   *
   * @returns whose support takes the place of one that counted already in another form, such as a line on paper: the
   *   count stays as it is
   */
  store(tx: Tx, supports: BesideSupport<Content>[]): Promise<SupportPair[]>;
  /**
   * Puts what it brings in the place of what stands beside a support that was there already, in the same transaction and
   * under the same locks, in one statement. Called once a group at most, and never with nothing. Left out: what stands,
   * stands.
   *
   * @returns of whom something was replaced
   */
  replace?(tx: Tx, supports: BesideSupport<Content>[]): Promise<SupportPair[]>;
  /**
   * What it brought went with the supports that were taken back, in the same transaction and under the same locks.
   * Called once a group at most, and never with nothing. Each comes with a serial that was given to nothing else, for
   * what counts in its place from then on.
   *
   * @returns whose support gives its place back to what counted before it: the count stays as it was
   */
  takeBack(tx: Tx, supports: TakenBack[]): Promise<SupportPair[]>;
}

/** A form that met a session that had ended, until its writer has signed in again. */
export interface KeptFormTable {
  id: string;
  space_id: number;
  person_id: number;
  /** Where it was sent to, and its fields. */
  sealed: Buffer;
  until: Date;
}

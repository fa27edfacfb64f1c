import { createHmac } from "node:crypto";

const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 10;

/**
 * The number by which somebody can say that they took part. It follows from who they are and says nothing of what they
 * chose; it is stored nowhere, and who does not have the portal's key cannot make one up.
 */
export function ballotReceipt(key: Buffer, matterId: number, personId: number): string {
  const bytes = createHmac("sha256", key).update(`${matterId}/${personId}`).digest();
  const letters = [...bytes.subarray(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

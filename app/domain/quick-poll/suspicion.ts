/**
 * What makes votes of devices doubtful. Neither is counted away: a meeting has one address, and somebody may have
 * touched a button often. Both are said beside the numbers.
 */
export const SUSPICION = {
  /** Devices of one address: from more than these, its votes are said. */
  devices: 10,
  /** Votes that one device sent on one question: from more than these, the device is. */
  sent: 10,
} as const;

export interface Suspicion {
  /** Votes that came from addresses with many devices. */
  crowded: number;
  /** Devices that sent their vote again and again, as a copied cookie does. */
  repeated: number;
}

/** A session of somebody who holds a post: they may sign for an office, so it does not outlive their working day. */
const LONGEST_MS = 12 * 60 * 60 * 1000;
const IDLE_MS = 30 * 60 * 1000;
/** How often its use is written down: so much earlier it may end. */
const TOUCH_MS = 60 * 1000;

interface SessionTimes {
  createdAt: Date;
  usedAt: Date;
}

export function isOfficeSessionOver({ createdAt, usedAt }: SessionTimes, now: Date): boolean {
  return now.getTime() - createdAt.getTime() > LONGEST_MS || now.getTime() - usedAt.getTime() > IDLE_MS;
}

export function isTouchDue({ usedAt }: SessionTimes, now: Date): boolean {
  return now.getTime() - usedAt.getTime() > TOUCH_MS;
}

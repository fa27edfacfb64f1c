/** The time, as a thing that is handed in: rules about dates are tested by moving it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The city's time zone. Days, deadlines and "today" are meant in it, wherever the server stands. */
export const TIME_ZONE = "Asia/Seoul";

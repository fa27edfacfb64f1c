export interface ParticipationCountedTable {
  matter_id: number;
  /** Its supports up to this one are counted. */
  serial: number;
}

export interface ParticipationWaitingTable {
  space_id: number;
  /** "": of none. */
  district: string;
  /** In Seoul. */
  day: string;
  given: number;
}

/** Supports by the district of who gave them, ten at least a row: the dashboard's map. */
export interface ParticipationDayTable {
  space_id: number;
  /** In Seoul, when so many were together: some of them may be of days before. */
  day: string;
  /** "": of none. */
  district: string;
  given: number;
}

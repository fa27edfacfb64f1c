export interface SupportTable {
  matter_id: number;
  person_id: number;
  serial: number;
  created_at: Date;
}

export interface SupportDayTable {
  matter_id: number;
  day: string;
  net: number;
}

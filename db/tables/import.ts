export interface ImportRunTable {
  space_id: number;
  source: string;
  file_digest: string;
  lines_done: number;
  updated_at: Date;
}

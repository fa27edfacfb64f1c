export interface ImportRunTable {
  source: string;
  file_digest: string;
  lines_done: number;
  updated_at: Date;
}

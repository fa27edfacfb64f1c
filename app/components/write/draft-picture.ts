/** A picture of a draft, and what is said of it. */
export interface DraftPicture {
  id: string;
  alt: string;
  caption: string;
  width: number;
  height: number;
}

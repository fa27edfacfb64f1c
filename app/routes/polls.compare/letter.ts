/** What a poll is called beside others, by its place: A, B, C, D. */
export const letterOf = (place: number): string => String.fromCharCode("A".charCodeAt(0) + place);

/**
 * What is no page and the same for everybody: parts of other sites, feeds, pictures for messengers. No cookie is read there and none is left, so
 * that what a stranger's page shows of us cannot tell who looks at it. By route, with the parameters that it knows.
 */
const SAME_FOR_ALL: Readonly<Record<string, readonly string[]>> = {
  "routes/embed.matters.$id": ["look"],
  "routes/embed.polls.$id.$question": ["look"],
  "routes/embed.q.$name": ["look"],
  "routes/map[.]svg": ["at"],
  "routes/oembed": ["url", "format", "maxwidth", "maxheight"],
  "routes/feeds.$name": [],
  // Their version is for who keeps them; it asks for nothing else.
  "routes/og.$name": [],
  "routes/og.q.$name": [],
  "routes/qr[.]svg": ["path"],
  "routes/polls.$id_.results_.now": ["by", "seen"],
  "routes/results[.]csv": ["figure", "range", "district"],
  "routes/results[.]json": ["figure", "range", "district"],
};

/** The parameters of such a route; undefined for any other. */
export const sameForAll = (routeId: string | undefined): readonly string[] | undefined =>
  routeId === undefined ? undefined : SAME_FOR_ALL[routeId];

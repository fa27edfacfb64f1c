/** What people, programs and attackers type where something sound belongs. */

/** JSON values that are no text; for a field that must be one. */
export const NO_TEXTS: unknown[] = [
  null,
  true,
  0,
  -1.5,
  1e308,
  [],
  ["text"],
  [[["text"]]],
  {},
  { $ne: "" },
  { length: 5, toString: "x" },
  { title: { title: { title: "text" } } },
];

/** Texts that must not be kept as they are. */
export const BAD_CHARACTERS = [
  "안녕\u0000하세요",
  "lone \ud800 high",
  "lone \udfff low",
  "\udc00\ud800 the wrong way round",
];

export const BLANKS = ["", " ", "\t\n\r ", "\u3000\u00a0\ufeff", "\n".repeat(1_000)];

/** Letters and signs to Unicode, nothing to a reader: no title, no opinion, and no reply that meets a duty. */
export const UNSEEN = [
  "\u3164\u3164\u3164",
  "\u200b\u200b",
  "\u2800 \u2800",
  "\u115f\u1160\uffa0",
  "\u200d\u200c\u200e\u2060",
  "\u00ad\ufe0f\u{e0001}",
  "\u0000",
  "\u202a\u202b\u202d",
  "\u2066\u2069\u0007\u007f",
];

/** Codes that this city does not have. */
export const NO_CODES = [
  "no-such",
  "TRANSPORT",
  " transport",
  "transport\u0000",
  "교통",
  "__proto__",
  "constructor",
  "toString",
  "'; drop table matter; --",
  "1 or 1=1",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "$" + "{7*7}",
  "*",
  "null",
  "x".repeat(100_000),
];

/** Some of them, for where each answer is a whole page: all of them go through the same check on the API. */
export const FEW_NO_CODES = ["no-such", "__proto__", "constructor", "'; drop table matter; --", "\u0000"];

/** Sound as a text, however it looks: kept as it is, and never run by anything. */
export const ODD_BUT_SOUND = [
  "'; drop table matter; --",
  '" or ""="',
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "../../../../etc/passwd",
  "$" + "{jndi:ldap://x}{{7*7}}<%= 7*7 %>",
  "%00%0d%0aSet-Cookie: a=b",
  "ｆｕｌｌ　ｗｉｄｔｈ",
  "👩‍👩‍👧‍👦 가족 🇰🇷",
  "__proto__",
  "null",
  "عربي",
];

/** What stands in an address where an id belongs, ready to be put there. */
export const NO_IDS = [
  "0",
  "-1",
  "+1",
  "01",
  "1.5",
  "1.0",
  "1e3",
  "0x10",
  "1_000",
  "1,2",
  "１",
  "٣",
  "%20",
  "1%20",
  "1%0A",
  "1;1",
  "1'",
  "1%20or%201=1",
  "99999999999999999999",
  "9223372036854775808",
  "9007199254740993",
  "1".repeat(4_000),
  "abc",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "true",
  "[object%20Object]",
  "%00",
  "1%00",
  "%E0%A4%A",
  "%FF%FE",
  "%",
  "%zz",
  "..%2F..%2Fetc%2Fpasswd",
  "..%2F1",
  "..%5C1",
  "%252e%252e",
  "%3Cscript%3E",
  "*",
  "__proto__",
];

/** Ids that could be, of things that are not there. */
export const UNKNOWN_IDS = ["999999", "2147483648", "999999999999999"];

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const values: unknown[] = [
  [],
  [0],
  [-1],
  [1.5],
  [2 ** 31],
  [-(2 ** 31)],
  [1e308],
  [null],
  [[]],
  [{}],
  [true],
  ["1"],
  ["2026-01-01"],
  ["2026-02-31T00:00:00Z"],
  ["2026-13-01T00:00:00Z"],
  ["0000-01-01T00:00:00Z"],
  ["9999-12-31T24:00:00Z"],
  ["2026-01-01T00:00:00.0000000001Z"],
  ["2026-01-01T1:2Z"],
  ["2026-01-01T::Z"],
  ["2026-01-01T00:00:00+99:99"],
  ["infinity"],
  ["now"],
  ["\u0000"],
  ["'; drop table matter; --"],
  [0, 0],
  [2 ** 31, 2 ** 31],
  [1, "1"],
  [1, 2, 3],
  [1, 2, 3, 4],
  "text",
  null,
  { length: 1, 0: 1 },
];

/** Cursors that no list gave out. */
export const NO_CURSORS: string[] = [
  "abc",
  "===",
  "%00",
  "%E0%A4%A",
  "%F0%9F%92%A9",
  "null",
  "x".repeat(10_000),
  cursor(null),
  cursor([]),
  cursor("newest"),
  cursor({}),
  cursor({ o: "newest" }),
  cursor({ o: "__proto__", v: [], i: 1 }),
];

/** Made well for an order, of odd values: some make a page that happens to be sound; none may make a fault. */
export const forgedCursors = (order: string): string[] => [
  ...[0, -1, 1.5, "1", null, 2 ** 53, 2 ** 53 - 1].map((i) => cursor({ o: order, v: [], i })),
  ...values.map((v) => cursor({ o: order, v, i: 1 })),
];

/** Bodies of bytes that are no JSON in UTF-8. */
export const NO_JSON: [string, Uint8Array][] = [
  ...[
    "",
    " ",
    "{",
    '{"title":',
    "{'title':'a'}",
    '{"title":"a",}',
    '{"a":1}{"b":2}',
    "NaN",
    "undefined",
    "title=a&body=b",
    "<xml/>",
    '{"title":"a\nb"}',
    '{"a":01}',
    "[".repeat(200_000),
    '{"a":'.repeat(40_000),
  ].map((text): [string, Uint8Array] => [text.slice(0, 40), Buffer.from(text)]),
  ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ["an overlong encoding", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ["a surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ["UTF-16", Buffer.from('{"title":"a"}', "utf16le")],
  ["EUC-KR", Buffer.from([0x7b, 0x22, 0xc1, 0xa6, 0xb8, 0xf1, 0x22, 0x3a, 0x31, 0x7d])],
  [
    "gzip",
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0, 0x43, 0xbf, 0xa6, 0xa3, 2, 0, 0, 0]),
  ],
  ["zeros", Buffer.alloc(1_000)],
];

/** Cookie headers that sign nobody in. */
export const BROKEN_COOKIES = [
  "gonggam=",
  "gonggam=abc",
  "gonggam=%00",
  "gonggam=%E0%A4%A",
  "gonggam=%",
  'gonggam="quoted"',
  "gonggam=a; gonggam=b",
  "other=%E0%A4%A",
  "%E0%A4%A=1",
  "=",
  ";;;",
  "gonggam",
  `gonggam=${"x".repeat(6_000)}`,
  "gonggam='; drop table session; --",
  "sign-in=abc; lang=xx",
  "lang=../../etc",
];

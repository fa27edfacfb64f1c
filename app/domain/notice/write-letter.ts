import { formatDate, formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { insertMails, type NewMail } from "#db/queries/mails.ts";
import { findSpaceById } from "#db/queries/spaces.ts";
import type { Language, Localized } from "#db/tables/language.ts";
import type { MailStop } from "#db/tables/mail.ts";
import type { SpaceKind } from "#db/tables/space.ts";

/** Of which space a letter is, and what the whole addresses of its pages begin with. */
export interface Sender {
  spaceId: number;
  home: string;
}

/** Why somebody gets it; the letter says so, and how to stop such letters. */
const REASONS = {
  author: "news",
  supporter: "news",
  // Who asked something of a proposal's author.
  asker: "news",
  signer: "news",
  savedSearch: "search",
  follower: "follow",
  // One letter for who took part and who asked: that somebody gets it says not which.
  poll: "poll",
  reminder: "poll",
  // Who would rather have no news is told of what is waiting for them.
  winner: "gift",
  // Whose post it is to know what is late.
  coordinator: "post",
  // What somebody put to an office is answered whether or not they want news by mail.
  leader: "answer",
  objector: "answer",
} as const;
type Reason = keyof typeof REASONS;
type Answered = { [R in Reason]: (typeof REASONS)[R] extends "answer" ? R : never }[Reason];

/** Where each sort of letter is switched off. */
const SWITCHED_OFF_AT = {
  news: "/me/notices/settings",
  search: "/me?show=searches",
  follow: "/me/notices/settings",
  poll: "/me?show=settings",
  gift: "/me?show=settings",
  post: "/me?show=settings",
  answer: "/me?show=settings",
} as const;

/** What one touch of the reader's mail program stops (RFC 8058); the others come once, or answer something. */
const STOPPED_BY_TOUCH: Partial<Record<(typeof REASONS)[Reason], MailStop>> = {
  news: "news",
  follow: "news",
  search: "search",
};

interface Reader {
  id: number;
  language: Language;
  mail_wanted: boolean;
}

type Readers =
  /** Those who want news by mail get it, the others do not. */
  | { why: Exclude<Reason, Answered>; people: readonly Reader[] }
  | { why: Answered; people: readonly Omit<Reader, "mail_wanted">[] }
  | { office: { id: number; name: Localized } };

/** The means to say something in the reader's language. */
export interface Words {
  t: ReturnType<typeof translator>;
  language: Language;
  date(at: Date): string;
  dateTime(at: Date): string;
  number(value: number): string;
  /** The whole address of a page of the space, in the reader's language. */
  link(path: string): string;
}

interface Said {
  subject: string;
  /** Its paragraphs. */
  body: readonly string[];
  /** The page that it leads to, such as /proposals/3#reply, and what stands above the address. */
  page: { path: string; label?: string };
}

export interface Letter {
  to: Readers;
  /** What it tells of: each reader is told of it once, however often it is written. */
  occasion: string;
  /** Null: it is about no one matter. */
  matterId: number | null;
  /** The page with the button that takes back that somebody asked for it. */
  takenBackAt?: string;
  say(words: Words): Said;
}

/**
 * Writes a letter to everybody whom it is for, in each one's language, and puts it into the outbox with the job that
 * sends it, in the caller's transaction. An office's language is its space's.
 */
export async function writeLetter(tx: Tx, sender: Sender, letter: Letter, now: Date): Promise<void> {
  const space = await findSpaceById(tx, sender.spaceId);
  if (!space) throw new Error(`There is no space ${sender.spaceId}.`);
  const { to, occasion, matterId } = letter;
  const stops = "office" in to ? null : (STOPPED_BY_TOUCH[REASONS[to.why]] ?? null);
  const common = { matter_id: matterId, created_at: now, sent_at: null, retry_at: null, stops };
  const composed = new Map<Language, { subject: string; body: string }>();
  const textIn = (language: Language) => {
    const text =
      composed.get(language) ?? compose(letter, wordsIn(language, space.kind, sender.home, to), space.name);
    composed.set(language, text);
    return text;
  };
  const mails: NewMail[] =
    "office" in to
      ? [
          {
            ...common,
            ...textIn(space.language),
            told_once: `${occasion}/office/${to.office.id}`,
            person_id: null,
            office_id: to.office.id,
          },
        ]
      : wantedBy(to).map(({ id, language }) => ({
          ...common,
          ...textIn(language),
          told_once: `${occasion}/person/${id}`,
          person_id: id,
          office_id: null,
        }));
  if (mails.length === 0) return;
  await insertMails(tx, sender.spaceId, mails);
  await enqueue(tx, "deliver-mail", {}, "deliver-mail");
}

const isAnswer = (why: Reason): why is Answered => REASONS[why] === "answer";

function wantedBy(to: Extract<Readers, { people: unknown }>): readonly Omit<Reader, "mail_wanted">[] {
  return to.people.filter((reader) => isAnswer(to.why) || ("mail_wanted" in reader && reader.mail_wanted));
}

function wordsIn(language: Language, kind: SpaceKind, home: string, to: Readers): Words {
  return {
    t: translator(language, kind),
    language,
    date: (at) => formatDate(language, at),
    dateTime: (at) => formatDateTime(language, at),
    number: (value) => formatNumber(language, value),
    // Those who work in an office each have a language of their own there.
    link: (path) => home + ("office" in to ? path : inLanguage(path, language)),
  };
}

function inLanguage(path: string, language: Language): string {
  const [page = "", anchor] = path.split("#", 2);
  const mark = page.includes("?") ? "&" : "?";
  return `${page}${mark}lang=${language}${anchor === undefined ? "" : `#${anchor}`}`;
}

function compose({ to, takenBackAt, say }: Letter, words: Words, space: Localized) {
  const { t, language } = words;
  const { subject, body, page } = say(words);
  const greeting =
    "office" in to
      ? t("mail:greeting.office", { office: to.office.name[language], space: space[language] })
      : t("mail:greeting.person", { space: space[language] });
  const link = words.link(page.path);
  return {
    subject: t("mail:subject", { subject }),
    body: [
      greeting,
      ...body,
      page.label ? `${page.label}\n${link}` : link,
      footer(to, takenBackAt, words),
    ].join("\n\n"),
  };
}

/** Why one gets it, and how to stop such letters. */
function footer(to: Readers, takenBackAt: string | undefined, { t, link }: Words): string {
  if ("office" in to) return t("mail:why.office");
  const sort = REASONS[to.why];
  const takenBack = takenBackAt && t("mail:takenBack", { link: link(takenBackAt) });
  const stop = t(`mail:stop.${sort}`, { link: link(SWITCHED_OFF_AT[sort]) });
  return [t(`mail:why.${to.why}`), takenBack, stop].filter(Boolean).join("\n");
}

import nodemailer from "nodemailer";

interface Letter {
  /** The same for every attempt, so that a letter which was sent twice is recognised as one (RFC 5322 Message-ID). */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** The address that stops letters like it by one touch (RFC 8058); undefined: none does. */
  stop?: string;
}

export interface Postman {
  deliver(letter: Letter): Promise<void>;
  close(): void;
}

/** nodemailer's own go up to ten minutes; a letter holds a database connection as long. `SMTP_URL` may say others. */
const TIMEOUTS_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends over SMTP; undefined without `smtpUrl`: letters are then kept for the demonstration's outbox. */
export function createPostman(smtpUrl: string | undefined, from: string, host: string): Postman | undefined {
  if (smtpUrl === undefined) return undefined;
  const server = new URL(smtpUrl);
  for (const [name, value] of Object.entries(TIMEOUTS_MS))
    if (!server.searchParams.has(name)) server.searchParams.set(name, String(value));
  // As a query: nodemailer reads no options beside an address.
  const transport = nodemailer.createTransport(server.href, { from });
  return {
    async deliver({ id, to, subject, text, stop }) {
      const headers = stop && {
        "List-Unsubscribe": `<${stop}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      };
      await transport.sendMail({
        to,
        subject,
        text,
        messageId: `<${id}@${host}>`,
        ...(headers && { headers }),
      });
    },
    close: () => transport.close(),
  };
}

import nodemailer from "nodemailer";

export interface Letter {
  /** The same for every attempt, so that a letter which was sent twice is recognised as one (RFC 5322 Message-ID). */
  id: string;
  to: string;
  subject: string;
  text: string;
}

export interface Postman {
  deliver(letter: Letter): Promise<void>;
  close(): void;
}

/** Sends over SMTP; undefined without `smtpUrl`: letters are then kept for the demonstration's outbox. */
export function createPostman(smtpUrl: string | undefined, from: string, host: string): Postman | undefined {
  if (smtpUrl === undefined) return undefined;
  const transport = nodemailer.createTransport(smtpUrl, { from });
  return {
    async deliver({ id, to, subject, text }) {
      await transport.sendMail({ to, subject, text, messageId: `<${id}@${host}>` });
    },
    close: () => transport.close(),
  };
}

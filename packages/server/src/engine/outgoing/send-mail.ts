import { createTransport, type SendMailOptions } from 'nodemailer';

export interface MailWay {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  smtp: string;
  from: string;
  to: string;
}

export interface Mail extends Pick<SendMailOptions, 'subject' | 'text' | 'attachments'> {
  /** Names this sending: whoever gets it twice can tell. */
  id: string;
  /** Longest wait for the server at each step. */
  waitMs: number;
}

/** Sends a mail; what the server answered. With a password the connection has to be TLS before it is said. */
export async function sendMail({ smtp, from, to }: MailWay, mail: Mail): Promise<string> {
  const { id, waitMs, subject, text, attachments } = mail;
  const transport = createTransport({
    url: smtp,
    requireTLS: new URL(smtp).password !== '',
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response } = await transport.sendMail({
      from: { name: 'Teredo Fleet', address: from },
      to,
      messageId: `<${id}@teredo-fleet>`,
      subject,
      text,
      attachments,
    });
    return response;
  } finally {
    transport.close();
  }
}

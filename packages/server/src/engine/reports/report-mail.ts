import { createTransport } from 'nodemailer';
import type { SendReport } from './report-place';

const WAIT_MS = 30_000;

export interface MailWay {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  smtp: string;
  from: string;
  to: string;
}

/** Sends a report as an attachment. With a password the connection has to be TLS before it is said. */
export function reportMail({ smtp, from, to }: MailWay): SendReport {
  const hasPassword = new URL(smtp).password !== '';
  return async (report) => {
    const transport = createTransport({
      url: smtp,
      requireTLS: hasPassword,
      connectionTimeout: WAIT_MS,
      greetingTimeout: WAIT_MS,
      socketTimeout: WAIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from: { name: 'Teredo Fleet', address: from },
        to,
        messageId: `<${report.id}@teredo-fleet>`,
        subject: `Teredo Fleet: ${report.name}`,
        text: `${report.rows} audit entries from ${report.from} to ${report.to}.\nSHA-256 of ${report.fileName}: ${report.sha256}\n`,
        attachments: [
          { filename: report.fileName, content: Buffer.from(report.text), contentType: report.contentType },
        ],
      });
    } finally {
      transport.close();
    }
  };
}

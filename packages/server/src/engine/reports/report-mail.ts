import { type MailWay, sendMail } from '../outgoing/send-mail';
import type { SendReport } from './report-place';

const WAIT_MS = 30_000;

/** Sends a report as an attachment. */
export function reportMail(way: MailWay): SendReport {
  return async (report) => {
    await sendMail(way, {
      id: report.id,
      waitMs: WAIT_MS,
      subject: `Teredo Fleet: ${report.name}`,
      text: `${report.rows} audit entries from ${report.from} to ${report.to}.\nSHA-256 of ${report.fileName}: ${report.sha256}\n`,
      attachments: [
        { filename: report.fileName, content: Buffer.from(report.text), contentType: report.contentType },
      ],
    });
  };
}

import { join } from 'node:path';
import type { Configuration } from '../configuration';
import type { Printer } from './phases';

/** What a person needs once everything runs. `link`: where the first admin is made; null when there is one. */
export function announce(printer: Printer, configuration: Configuration, link: string | null): void {
  const { roles, publicUrl, agentUrl, noticeUrl, dataDir } = configuration;
  printer.line('');
  if (roles.includes('web')) printer.line(`  Dashboard  ${publicUrl}`);
  if (roles.includes('gateway')) printer.line(`  Agents     ${agentUrl}`);
  if (roles.includes('notice') && noticeUrl !== null) printer.line(`  Notices    ${noticeUrl}`);
  if (link !== null) printer.line(`  Set up     ${link}`);
  printer.line(`  Log        ${join(dataDir, 'logs', 'server.log')}`);
  printer.line('  Ctrl-C stops everything.');
}

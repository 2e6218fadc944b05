import type { FilePart } from '../core/recorded-file';
import { ZipPieces } from '../core/zip-pieces';
import { findingRows } from './finding-rows';
import { checklistOf } from './findings-as-checklist';
import { BUILT_IN_RULES } from './known-rules';
import type { ReadMachine } from './read-findings';
import { STIG_RULES, stigRuleOf } from './stig-rules';

const RULES = BUILT_IN_RULES.filter((rule) => stigRuleOf(rule) !== undefined);
const SYSTEMS = STIG_RULES.map(({ stig }) => stig.targets).join(', and for ');

/** Why there is no checklist of a machine. */
export const NO_GUIDE = `DISA has a rule about Teredo for ${SYSTEMS} alone. No checklist is made of a machine with another system, or of one that told nothing yet.`;

const checklist = (machine: ReadMachine, at: string): string | null =>
  checklistOf(findingRows(machine, { rules: RULES, verdicts: null, own: [], at: new Date(at) }), at);

/** The checklist of one machine, of which it is known that there is one. */
export async function* checklistFile(
  machines: AsyncIterable<ReadMachine[]>,
  at: string,
): AsyncGenerator<FilePart> {
  for await (const read of machines)
    for (const machine of read) yield { text: checklist(machine, at) ?? '', rows: 1 };
}

function fileName({ hostname, id }: ReadMachine): string {
  const readable = hostname
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .slice(0, 60);
  return `${readable}_${id}.ckl`;
}

function about(made: number, left: number, at: string): string {
  return [
    `Checklists (CKL 2.5) of ${made} machines, each of one, as of ${at}.`,
    `${left} other machines that were asked for have none. ${NO_GUIDE}`,
    'Only the rules of DISA about Teredo are in them.',
    '',
  ].join('\r\n');
}

/** A zip with a checklist of every machine that has one, and a page that says how many have none. */
export async function* checklistZip(
  machines: AsyncIterable<ReadMachine[]>,
  at: string,
): AsyncGenerator<FilePart> {
  const zip = new ZipPieces(new Date(at));
  let [made, left] = [0, 0];
  for await (const read of machines)
    for (const machine of read) {
      const text = checklist(machine, at);
      if (text === null) left += 1;
      else {
        made += 1;
        yield { text: zip.add({ name: fileName(machine), text }), rows: 1 };
      }
    }
  yield { text: zip.add({ name: 'README.txt', text: about(made, left, at) }), rows: 0 };
  yield { text: zip.end(), rows: 0 };
}

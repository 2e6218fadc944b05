import type { FilePart } from '../core/recorded-file';
import { ZipPieces } from '../core/zip-pieces';
import { notKept } from '../past/kept-since';
import { findingRows } from './finding-rows';
import { checklistOf } from './findings-as-checklist';
import type { FindingsHead } from './findings-as-text';
import { BUILT_IN_RULES } from './known-rules';
import type { ReadMachine } from './read-findings';
import { STIG_RULES, stigRuleOf } from './stig-rules';

const RULES = BUILT_IN_RULES.filter((rule) => stigRuleOf(rule) !== undefined);
const SYSTEMS = STIG_RULES.map(({ stig }) => stig.targets).join(', and for ');

/** Why there is no checklist of a machine. */
export const NO_GUIDE = `DISA has a rule about Teredo for ${SYSTEMS} alone. No checklist is made of a machine with another system, or of one that told nothing yet.`;

type Head = Pick<FindingsHead, 'at' | 'keptSince'>;

const checklist = (machine: ReadMachine, head: Head): string | null =>
  checklistOf(findingRows(machine, { rules: RULES, verdicts: null, own: [], at: new Date(head.at) }), head);

/** The checklist of one machine, of which it is known that there is one. */
export async function* checklistFile(
  machines: AsyncIterable<ReadMachine[]>,
  head: Head,
): AsyncGenerator<FilePart> {
  for await (const read of machines)
    for (const machine of read) yield { text: checklist(machine, head) ?? '', rows: 1 };
}

function fileName({ hostname, id }: ReadMachine): string {
  const readable = hostname
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .slice(0, 60);
  return `${readable}_${id}.ckl`;
}

function about(made: number, left: number, head: Head): string {
  return [
    `Checklists (CKL 2.5) of ${made} machines, each of one, as of ${head.at}.`,
    `${left} other machines that were asked for have none. ${NO_GUIDE}`,
    'Only the rules of DISA about Teredo are in them.',
    notKept(head) ?? [],
    '',
  ]
    .flat()
    .join('\r\n');
}

/** A zip with a checklist of every machine that has one, and a page that says how many have none. */
export async function* checklistZip(
  machines: AsyncIterable<ReadMachine[]>,
  head: Head,
): AsyncGenerator<FilePart> {
  const zip = new ZipPieces(new Date(head.at));
  let [made, left] = [0, 0];
  for await (const read of machines)
    for (const machine of read) {
      const text = checklist(machine, head);
      if (text === null) left += 1;
      else {
        made += 1;
        yield { text: zip.add({ name: fileName(machine), text }), rows: 1 };
      }
    }
  yield { text: zip.add({ name: 'README.txt', text: about(made, left, head) }), rows: 0 };
  yield { text: zip.end(), rows: 0 };
}

import { inspectExecutable, judgeReadiness, levelConfidenceOf } from '@teredo-fleet/teredo';
import type { ShownEvidence } from '@/presentation/program-evidence';

/** A larger one is for the command line: a browser has all of a file in memory. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/** A file that was read in this browser; it is sent nowhere. */
export interface InspectedFile {
  name: string;
  state: ShownEvidence;
}

/** Reads a file's own facts. Of the firewall of any machine it tells nothing. */
export async function inspectFile(file: File): Promise<InspectedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const facts = inspectExecutable({
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  });
  const { sockets, protectionLevel: level } = judgeReadiness(facts);
  return {
    name: file.name,
    state: {
      sockets: {
        verdict: sockets.verdict,
        text: sockets.evidence.text,
        functions: facts.socketFunctions.filter(({ kind }) => kind !== 'other'),
      },
      protectionLevel: {
        verdict: level.verdict,
        text: level.evidence.text,
        confidence: levelConfidenceOf(level.evidence),
        names: level.evidence.names,
      },
      exception: null,
      file: {
        size: file.size,
        modifiedAt: file.lastModified,
        machine: facts.machine,
        isManaged: facts.isManaged,
      },
    },
  };
}

import type { FreshTally, ServerEvidence, ServerHealth } from './server-health';

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `one ${one}` : `${count} ${many}`;
}

const machines = (count: number) => counted(count, 'machine', 'machines');
const networks = (count: number) => counted(count, 'network', 'networks');

function windowWords(freshMs: number): string {
  const hours = Math.ceil(freshMs / 3600000);
  return hours === 1 ? 'the last hour' : `the last ${hours} hours`;
}

function failureWords({ counts }: FreshTally): string {
  if (counts.unresolved === 0) return 'none got an answer';
  if (counts.silent === 0) return 'the name resolved for none of them';
  return `none got an answer; for ${machines(counts.unresolved)} the name did not resolve`;
}

/** What answers, and how many of those that asked get nothing, which may be their own network's doing. */
function answerWords(window: string, fresh: FreshTally): string {
  const asked = fresh.answered + fresh.failed;
  if (asked === 1) return `In ${window} the one machine that asked it got an answer.`;
  const some = `In ${window} ${fresh.answered} of ${machines(asked)} got an answer`;
  if (fresh.failed === 0) return `${some}.`;
  return `${some}, so that it lives; what keeps the others from it is on their side.`;
}

function oneAddressWords(window: string, { counts }: FreshTally): string {
  const primary = counts['secondary-only'] === 0;
  const asked = counts['primary-only'] + counts['secondary-only'];
  const lost = primary ? 'second' : 'first';
  return `In ${window} ${machines(asked)} asked both addresses and only the ${primary ? 'first' : 'second'} answered. Without the ${lost} one clients can't tell what NAT they are behind.`;
}

function failedWords(window: string, fresh: FreshTally): string {
  if (fresh.failed === 1) {
    const what = fresh.counts.silent === 1 ? 'got no answer' : 'could not resolve its name';
    return `In ${window} one machine asked it and ${what}`;
  }
  const from = `${machines(fresh.failed)} in ${networks(fresh.networks)}`;
  return `In ${window} ${from} asked it and ${failureWords(fresh)}`;
}

/** Says a verdict in one or two sentences for somebody who has to do something about it. */
export function healthWords(
  { verdict, rule }: Pick<ServerHealth, 'verdict' | 'rule'>,
  evidence: ServerEvidence,
  fresh: FreshTally,
): string {
  const window = windowWords(evidence.freshMs);
  switch (verdict) {
    case 'answers': {
      const words = answerWords(window, fresh);
      return evidence.listedDead
        ? `${words} It is listed as dead all the same: look at who runs it now.`
        : words;
    }
    case 'one-address':
      return oneAddressWords(window, fresh);
    case 'dead':
      if (rule === 'H3') return `${failedWords(window, fresh)}. Choose another server.`;
      return fresh.failed === 0
        ? 'It is listed as dead. Choose another server.'
        : `It is listed as dead. ${failedWords(window, fresh)}. Choose another server.`;
    case 'silent':
    case 'unresolved':
      return `${failedWords(window, fresh)}. That may be the network's doing: too few asked to call it dead.`;
    case 'stale':
      return `Nobody asked it in ${window}.`;
    case 'unknown':
      return 'Nobody has asked it yet.';
  }
}

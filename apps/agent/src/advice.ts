const ANEW =
  'run teredo-agent enrol --again with a new line from the dashboard, then teredo-agent service install';

const ADVICE: Readonly<Record<string, string>> = {
  'machine-retired': `To remove the agent, run teredo-agent uninstall. To use this machine again, ${ANEW}.`,
  'machine-unknown': `To remove the agent, run teredo-agent uninstall. To use this machine again, ${ANEW}.`,
  'bad-signature': `To use this machine again, ${ANEW}.`,
  quarantined: `If this machine is the copy, ${ANEW}. If it is the original there is nothing to do here: it goes on when an admin releases it.`,
};

/** What to type on this machine after the server has turned it away for a reason; empty when there is nothing. */
export function adviceFor(code: string): string {
  return ADVICE[code] ?? '';
}

/** What a person on this machine should know of its standing. */
export function standingWords(status: 'active' | 'pending' | 'quarantined'): string {
  switch (status) {
    case 'active':
      return 'this machine is active.';
    case 'pending':
      return 'this machine waits to be accepted on the dashboard. There is nothing to do here.';
    case 'quarantined':
      return `this machine is quarantined: two machines use its identity. ${adviceFor('quarantined')}`;
  }
}

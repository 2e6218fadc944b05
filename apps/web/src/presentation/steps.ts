import type { Step } from '@/trpc/shapes';

/** A step of a plan in words. */
export function stepWords(step: Step): string {
  switch (step.kind) {
    case 'install-ipv6':
      return 'Install the IPv6 stack';
    case 'set-teredo':
      return step.type === 'disabled'
        ? 'Set Teredo to disabled'
        : `Set Teredo to ${step.type}${serverWords(step.serverName)}`;
    case 'allow-teredo-through-firewall':
      return `Open the firewall for Teredo${portWords(step.port)}`;
    case 'remove-firewall-exception':
      return `Close the firewall exception for Teredo${portWords(step.port)}`;
    case 'start-service':
      return `Start the service ${step.service}`;
    case 'restore-saved':
      return 'Give back what was saved before the change';
    default:
      return unknownStep(step);
  }
}

function serverWords(server: string | null): string {
  return server === null ? '' : `, server ${server}`;
}

function portWords(port: number | 'teredo'): string {
  return port === 'teredo' ? '' : ` (UDP ${port})`;
}

function unknownStep(step: never): string {
  return (step as { kind: string }).kind;
}

import type { ProgramState } from '@/trpc/shapes';

/** What an admin can do where a program is not ready, in the order in which it helps. */
export function programAdvice({ verdict, sockets, protectionLevel, exception }: ProgramState): string[] {
  const advice: string[] = [];
  if (sockets?.verdict === 'not-ready')
    advice.push(
      'Install a version of the program that can do IPv6, or ask its maker for one: no setting gives old sockets IPv6.',
    );
  if (verdict === 'not-ready' && exception?.verdict === 'not-ready' && sockets?.verdict !== 'not-ready')
    advice.push('Mend the exception in the firewall, by policy where one sets the rules.');
  if (protectionLevel?.verdict === 'cannot-tell' && exception?.kind === 'deferred')
    advice.push(
      'The rule leaves edge traversal to the program, which was not seen to ask for it: allow it in the rule.',
    );
  return advice;
}

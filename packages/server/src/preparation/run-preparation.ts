import { explainStartError } from '../supervisor/start-error';
import type { PreparationOrder, PreparationReply } from './order';
import { prepare } from './prepare';

function reply(message: PreparationReply): void {
  process.send?.(message);
}

/**
 * The whole life of the process that prepares a start: it takes one order, and ends when its supervisor lets go of it. What it loads
 * for that (Prisma, its schema engine, the sign-in library) would otherwise stay in the supervisor's memory for good.
 */
export function runPreparation(): void {
  // Ctrl-C reaches the whole process group; what is begun here is brought to its end, unless the supervisor is gone.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.once('message', (order: PreparationOrder) => {
    prepare(order).then(
      (prepared) => reply({ type: 'prepared', prepared }),
      (error: unknown) => reply({ type: 'failed', text: explainStartError(error) }),
    );
  });
}

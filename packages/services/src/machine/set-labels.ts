import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { ConflictError } from '../errors';
import { lockMachine } from './find-machine';

/** As they are kept: each once and sorted. */
const kept = (labels: readonly string[]): string[] => [...new Set(labels)].sort();
const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The labels of a machine; with `seen`, only if they are still those that the person looked at. */
export const setMachineLabels = defineChange('machine.setLabels', async (call, input) => {
  const { id } = input;
  const machine = await lockMachine(call, id);
  const labels = kept(input.labels);
  if (same(labels, machine.labels)) return unchanged({ labels });
  if (input.seen !== undefined && !same(kept(input.seen), kept(machine.labels))) {
    throw new ConflictError(
      `The labels of ${machine.hostname} were changed meanwhile: ${machine.labels.join(', ') || 'it has none now'}. Nothing was saved. Open them again and change those.`,
    );
  }
  await call.tx.machine.update({ where: { id }, data: { labels } });
  return {
    result: { labels },
    entries: [
      entry({ kind: 'machine', id, name: machine.hostname }, machine.scopeId, {
        before: { labels: machine.labels },
        after: { labels },
      }),
    ],
    wake: [],
    changed: [`machine:${id}`],
  };
});

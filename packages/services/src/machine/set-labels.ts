import { hasInvisible, withInvisibleShown } from '@teredo-fleet/protocol';
import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { ConflictError, InvalidError } from '../errors';
import { LABEL_LONGEST } from '../inputs/shared-inputs';
import { lockMachine } from './find-machine';

/** As they are kept: each once and sorted. */
const kept = (labels: readonly string[]): string[] => [...new Set(labels)].sort();
const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A longer label that is there already may stay. */
function refuseLong(labels: readonly string[], before: readonly string[]): void {
  const long = labels.find((label) => label.length > LABEL_LONGEST && !before.includes(label));
  if (long === undefined) return;
  const words = `must have at most ${LABEL_LONGEST} characters each`;
  throw new InvalidError(`Labels ${words}: “${long}” is too long. Nothing was saved.`, { labels: words });
}

/** One that is there already may stay. */
function refuseInvisible(labels: readonly string[], before: readonly string[]): void {
  const hidden = labels.find((label) => hasInvisible(label) && !before.includes(label));
  if (hidden === undefined) return;
  const words = 'must not contain characters that cannot be seen';
  throw new InvalidError(
    `Labels ${words}: “${withInvisibleShown(hidden)}” has one. Type it anew. Nothing was saved.`,
    { labels: words },
  );
}

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
  refuseLong(labels, machine.labels);
  refuseInvisible(labels, machine.labels);
  await call.tx.machine.update({ where: { id }, data: { labels } });
  return {
    result: { labels },
    entries: [
      entry({ kind: 'machine', id, name: machine.hostname }, machine.scopeId, {
        before: { labels: machine.labels },
        after: { labels },
      }),
    ],
    // Which programs it is to look at may depend on them.
    wake: [`gateway:${id}`],
    changed: [`machine:${id}`],
  };
});

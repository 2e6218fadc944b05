import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { lockMachine } from './find-machine';

/** The labels of a machine, each once and sorted. */
export const setMachineLabels = defineChange('machine.setLabels', async (call, input) => {
  const { id } = input;
  const machine = await lockMachine(call, id);
  const labels = [...new Set(input.labels)].sort();
  if (JSON.stringify(labels) === JSON.stringify(machine.labels)) return unchanged({ labels });
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

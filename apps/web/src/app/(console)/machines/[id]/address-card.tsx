import { AddressAnatomy, Card } from '@teredo-fleet/ui';
import type { MachineDetail } from '@/trpc/shapes';

/** The Teredo address in use, taken apart. */
export function AddressCard({ machine }: { machine: MachineDetail }) {
  const decoded = machine.decodedAddress;
  return (
    <Card title="Teredo address">
      {decoded ? (
        <AddressAnatomy of={decoded} />
      ) : (
        <p className="text-sm text-muted">
          {machine.observation ? 'The machine has no Teredo address now.' : 'Not read yet.'}
        </p>
      )}
    </Card>
  );
}

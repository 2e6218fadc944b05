import { Card, CopyField, DefinitionList } from '@teredo-fleet/ui';
import type { SettingsView } from '@/trpc/shapes';

/** Note them down: they tell a changed key from the right one. */
export function FingerprintsCard({ settings }: { settings: SettingsView }) {
  const { channelKey, jobKey } = settings.fingerprints;
  return (
    <Card title="Fingerprints" aside="SHA-256">
      <p className="mb-2 max-w-prose text-sm text-muted">
        Note these down where this server can’t change them. Agents pin both keys when they enrol.
      </p>
      <DefinitionList
        items={[
          ['Channel key', <CopyField key="channel" value={channelKey} what="channel key fingerprint" />],
          ['Job key', <CopyField key="job" value={jobKey} what="job key fingerprint" />],
        ]}
      />
    </Card>
  );
}

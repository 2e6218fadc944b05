import { Button, CopyField, Dialog } from '@teredo-fleet/ui';

/** Shows, once, by what a webhook tells that something comes from here. */
export function WebhookSecret(props: {
  /** What it gets. */
  what: 'alerts' | 'reports';
  secret: string;
  onClose(): void;
}) {
  const { onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The webhook’s secret"
      description={`Whoever gets the ${props.what} checks with it that they come from here (Standard Webhooks). It is not shown again.`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CopyField value={props.secret} what="secret" />
    </Dialog>
  );
}

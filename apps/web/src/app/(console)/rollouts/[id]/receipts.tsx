import { CopyField, Table, TableHead, Td, Th, Time, Tr } from '@teredo-fleet/ui';
import { answerWords, channelWords, isNobody, overriddenWords, unnamedWords } from '@/change/receipt-words';
import type { JobView } from '@/trpc/shapes';

function Moment({ at, otherwise }: { at: string | null; otherwise: string }) {
  return at ? <Time at={at} quiet /> : <span className="text-faint">{otherwise}</span>;
}

/** Who was told, when it was displayed and what they answered. "Sent" is never "displayed". */
export function Receipts({ job, policy }: { job: JobView; policy: string }) {
  if (job.receipts.length === 0) {
    return (
      <p className="text-sm text-muted">
        {policy === 'none' ? 'No notice was asked for.' : 'No receipt has come back yet.'}
      </p>
    );
  }
  return (
    <Table label="Receipts">
      <TableHead>
        <tr>
          <Th>User</Th>
          <Th>Answer</Th>
          <Th>Displayed</Th>
          <Th>Answered</Th>
          <Th>Channel</Th>
          <Th>Text</Th>
        </tr>
      </TableHead>
      <tbody>
        {job.receipts.map((receipt) => (
          <Tr key={`${receipt.session} ${receipt.deferrals}`}>
            <Td>{receipt.user ?? <span className="text-faint">{unnamedWords(receipt)}</span>}</Td>
            <Td className="whitespace-nowrap">
              {answerWords(receipt.answer)}
              {receipt.deferredUntil === null ? null : (
                <>
                  {' until '}
                  <Time at={receipt.deferredUntil} />
                </>
              )}
              {receipt.deferrals > 0 ? (
                <span className="text-xs text-muted"> (round {receipt.deferrals + 1})</span>
              ) : null}
              {receipt.overriddenBy.length > 0 ? (
                <span className="block text-xs whitespace-normal text-bad">{overriddenWords(receipt)}</span>
              ) : null}
            </Td>
            <Td>
              <Moment at={receipt.displayedAt} otherwise={isNobody(receipt) ? 'to nobody' : 'not known'} />
            </Td>
            <Td>
              <Moment at={receipt.answeredAt} otherwise={isNobody(receipt) ? 'by nobody' : 'no'} />
            </Td>
            <Td className="whitespace-nowrap">
              {channelWords(receipt.channel)} <span className="text-xs text-muted">{receipt.language}</span>
            </Td>
            <Td>
              <CopyField value={receipt.textSha256} what="hash of the text" className="max-w-28" short />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

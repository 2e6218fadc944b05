import type { JobState } from '@teredo-fleet/protocol';
import { selectionText } from './selection-text';

interface Stored {
  kind: string;
  position?: number;
  taken?: number;
  targeted?: number;
  inContact?: boolean;
  filter?: unknown;
  reason?: string;
  by?: string;
}

/** Why a machine is in its wave. */
export function reasonText(stored: unknown): string {
  const { kind, position, taken, targeted, inContact, filter } = stored as Stored;
  switch (kind) {
    case 'counted':
      return `Number ${position} of the ${taken} that the wave takes of ${targeted}${inContact ? ', chosen among those in contact' : ''}.`;
    case 'filter':
      return typeof filter === 'object' && filter !== null
        ? `It fits the wave: ${selectionText({ kind: 'filter', filter })}.`
        : 'It fits the filter of the wave.';
    case 'rest':
      return 'The wave takes all that are left.';
    default:
      return 'It joined later.';
  }
}

/** Why a machine is left alone. */
export function excludedText(stored: unknown): string {
  const { kind, reason, by } = stored as Stored;
  const because = reason === undefined ? '' : `: ${reason}`;
  switch (kind) {
    case 'by-plan':
      return `The plan leaves it out${because}`;
    case 'by-hand':
      return `${by ?? 'Somebody'} left it out${because}`;
    case 'no-wave':
      return 'No wave of the plan takes it.';
    case 'retired':
      return 'It was retired before it was asked.';
    case 'other-scope':
      return 'It was moved to another scope before it was asked.';
    case 'unfollowed':
      return reason ?? 'The policy is followed there no more.';
    case 'rolled-back':
      return `Its wave was rolled back${because}`;
    case 'aborted':
      return 'The rollout was aborted before it was asked.';
    case 'rollout-ended':
      return 'The rollout came to its end before it was asked.';
    default:
      return `It is left out${because}`;
  }
}

/** What became of a machine whose job has ended. */
export const END_TEXTS: Partial<Record<JobState, string>> = {
  verified: 'It is changed and was read back.',
  'rolled-back': 'It has its earlier settings back.',
  'already-compliant': 'It was as wanted already; nothing was changed.',
  'not-applicable': 'It has no Teredo, so nothing was changed.',
  blocked: 'Something on it prevents the change; nothing was changed.',
  failed: 'The change failed.',
  'verify-failed': 'What was wanted was not read back.',
  'timed-out': 'How the change ended is not known.',
  reverted: 'It lost contact after the change and put its earlier settings back.',
  refused: 'Somebody on it refused the change, or its agent did.',
  expired: 'It was not started before its end; nothing was changed.',
  cancelled: 'Its change was cancelled before it began.',
  quarantined: 'Its identity was used twice, so nothing is asked of it.',
};

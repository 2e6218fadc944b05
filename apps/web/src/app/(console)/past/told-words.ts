import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleHelp,
  Eye,
  Info,
  MonitorOff,
  Siren,
  UserX,
} from 'lucide-react';
import type { Look } from '@/presentation/look';

/** What people had been told, by the word of the newest receipt. */
const TOLD: Record<string, Look> = {
  shown: { word: 'Shown, not answered yet', icon: Eye, tone: 'accent' },
  acknowledged: { word: 'Agreed', icon: CircleCheck, tone: 'ok' },
  informed: { word: 'Told, not asked', icon: Info, tone: 'info' },
  deferred: { word: 'Put off', icon: CalendarClock, tone: 'accent' },
  refused: { word: 'Refused', icon: Ban, tone: 'bad' },
  'timed-out': { word: 'No answer', icon: CircleHelp, tone: 'warn' },
  closed: { word: 'Closed without an answer', icon: CircleHelp, tone: 'warn' },
  suppressed: { word: 'Could not be shown', icon: MonitorOff, tone: 'warn' },
  'nobody-logged-on': { word: 'Nobody there', icon: UserX, tone: 'idle' },
  nothing: { word: 'Nothing on record', icon: CircleHelp, tone: 'idle' },
  overridden: { word: 'Not waited for', icon: Siren, tone: 'bad' },
};

export const toldLook = (word: string): Look => TOLD[word] ?? { word, icon: CircleHelp, tone: 'idle' };

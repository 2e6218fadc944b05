import {
  Archive,
  CircleCheck,
  CircleDot,
  CircleX,
  Hourglass,
  Info,
  ShieldAlert,
  TriangleAlert,
} from 'lucide-react';
import type { MachineStatus, Severity } from '@/trpc/shapes';
import type { Look } from './look';

export const SEVERITIES: Record<Severity, Look> = {
  problem: { word: 'Problem', icon: CircleX, tone: 'bad' },
  warning: { word: 'Warning', icon: TriangleAlert, tone: 'warn' },
  info: { word: 'To know', icon: Info, tone: 'info' },
  ok: { word: 'Fine', icon: CircleCheck, tone: 'ok' },
};

export const STATUSES: Record<MachineStatus, Look> = {
  pending: { word: 'Waits to be accepted', icon: Hourglass, tone: 'warn' },
  active: { word: 'Active', icon: CircleDot, tone: 'ok' },
  quarantined: { word: 'Quarantined', icon: ShieldAlert, tone: 'bad' },
  retired: { word: 'Retired', icon: Archive, tone: 'idle' },
};

export const PLATFORMS: Record<string, string> = {
  linux: 'Linux',
  windows: 'Windows',
  wsh: 'Windows (script)',
  simulated: 'Simulated',
};

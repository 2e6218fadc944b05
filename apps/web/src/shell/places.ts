import {
  AppWindow,
  Bell,
  ClipboardList,
  FileSearch,
  Gauge,
  History,
  KeyRound,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  Monitor,
  RadioTower,
  Settings,
  ShieldAlert,
  Waypoints,
} from 'lucide-react';

export interface Place {
  href: string;
  title: string;
  icon: LucideIcon;
  /** Second key after `g`. */
  key: string;
  /** Verb that the viewer needs to see anything there; null: everybody. */
  needs: string | null;
}

export const PLACES: readonly Place[] = [
  { href: '/', title: 'Overview', icon: Gauge, key: 'o', needs: null },
  { href: '/alerts', title: 'Alerts', icon: Bell, key: 'l', needs: null },
  { href: '/machines', title: 'Machines', icon: Monitor, key: 'm', needs: null },
  { href: '/rollouts', title: 'Rollouts', icon: Waypoints, key: 'r', needs: null },
  { href: '/notices', title: 'Notices', icon: MessageSquareText, key: 'n', needs: null },
  { href: '/findings', title: 'Findings', icon: ListChecks, key: 'f', needs: null },
  { href: '/policies', title: 'Policies', icon: ShieldAlert, key: 'i', needs: null },
  { href: '/programs', title: 'Programs', icon: AppWindow, key: 'd', needs: null },
  { href: '/past', title: 'Past', icon: History, key: 'p', needs: null },
  { href: '/servers', title: 'Teredo servers', icon: RadioTower, key: 't', needs: null },
  { href: '/enrol', title: 'Enrol', icon: KeyRound, key: 'e', needs: null },
  { href: '/explain', title: 'Explain', icon: FileSearch, key: 'x', needs: null },
  { href: '/audit', title: 'Audit', icon: ClipboardList, key: 'a', needs: 'audit.list' },
  { href: '/settings', title: 'Settings', icon: Settings, key: 's', needs: 'settings.get' },
];

'use client';
import { useMutation } from '@tanstack/react-query';
import { Button, Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator, toast } from '@teredo-fleet/ui';
import { ChevronsUpDown, Keyboard, LogOut, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { signOut } from './sign-in';
import { useViewer } from './viewer';
import { useZone } from './zone';

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function ViewerMenu({ onShortcuts }: { onShortcuts(): void }) {
  const viewer = useViewer();
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const { zone, setZone } = useZone();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.assign('/sign-in'),
    onError: () => toast.error('Signing out failed. Check the connection and try again.'),
  });
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = own === 'UTC' ? ['UTC'] : [own, 'UTC'];
  return (
    <Menu
      side="top"
      trigger={
        <Button variant="ghost" className="h-auto w-full justify-start gap-2 px-2.5 py-1.5 text-left">
          <span
            aria-hidden
            className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
          >
            {viewer.name.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 grow">
            <span className="block truncate text-sm text-ink">{viewer.name}</span>
            <span className="block truncate text-xs font-normal text-muted">{viewer.role}</span>
          </span>
          <ChevronsUpDown aria-hidden />
        </Button>
      }
    >
      <MenuLabel className="max-w-56 truncate">{viewer.email}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme ?? 'system'} onChange={setTheme} choices={THEMES} />
      <MenuSeparator />
      <MenuLabel>Times in</MenuLabel>
      <MenuRadioGroup
        value={zone}
        onChange={setZone}
        choices={zones.map((name) => ({ value: name, label: name }))}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => router.push('/settings/account')}>
        <UserRound aria-hidden /> Your account
      </MenuItem>
      <MenuItem onSelect={onShortcuts}>
        <Keyboard aria-hidden /> Keyboard shortcuts
      </MenuItem>
      <MenuItem onSelect={() => leave.mutate()}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}

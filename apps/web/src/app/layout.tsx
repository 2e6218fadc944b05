import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { Providers } from '@/shell/providers';
import { readZone, ZONE_COOKIE } from '@/shell/zone-cookie';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Teredo Fleet', template: '%s · Teredo Fleet' },
  description: 'Turns Teredo on and off across a fleet, tells its users, and proves it.',
  // Older browsers, and every browser for a page without this, ask for the first by themselves.
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '48x48' },
      { url: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
    ],
  },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8fafa' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1013' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const asked = await headers();
  const nonce = asked.get('x-nonce') ?? undefined;
  const zone = readZone((await cookies()).get(ZONE_COOKIE)?.value);
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <NuqsAdapter>
          <Providers nonce={nonce} build={asked.get('x-teredo-build')} zone={zone} nowMs={Date.now()}>
            {children}
          </Providers>
        </NuqsAdapter>
      </body>
    </html>
  );
}

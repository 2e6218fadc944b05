import { join } from 'node:path';
import type { NextConfig } from 'next';

const MARK_CACHING = 'public, max-age=86400';

const config: NextConfig = {
  transpilePackages: ['@teredo-fleet/ui', '@teredo-fleet/teredo'],
  serverExternalPackages: ['pg', 'pino', '@prisma/client'],
  turbopack: { root: join(import.meta.dirname, '../..') },
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  // Browsers look for the mark with every page.
  headers: async () => [
    { source: '/:icon(favicon\\.ico|icon\\.svg)', headers: [{ key: 'cache-control', value: MARK_CACHING }] },
  ],
  images: { unoptimized: true },
  // `verify` and `test` check types, so that the first `npm start` need not wait for it.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ['radix-ui', '@teredo-fleet/ui'] },
};

export default config;

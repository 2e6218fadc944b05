import type { ServerResponse } from 'node:http';

export interface PolicyOptions {
  nonce: string;
  secure: boolean;
  /** Next's development server evaluates code and talks to its own WebSocket. */
  dev: boolean;
  /** It speaks to no server at all, and may run a worker of ours. */
  silent: boolean;
}

/**
 * The style sheet that the library of the toasts puts into the page by itself, once empty and then with its text; a test
 * compares both with its release.
 */
export const TOAST_STYLES =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

function connectSource({ dev, silent }: Pick<PolicyOptions, 'dev' | 'silent'>): string {
  if (dev) return "connect-src 'self' ws:";
  return silent ? "connect-src 'none'" : "connect-src 'self'";
}

/** Only this origin's files, and only scripts and style sheets that carry this answer's nonce. */
export function contentSecurityPolicy({ nonce, secure, dev, silent }: PolicyOptions): string {
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // The overlay of Next's development server styles itself, without a nonce.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}' ${TOAST_STYLES}`,
    "img-src 'self' data:",
    "font-src 'self'",
    connectSource({ dev, silent }),
    "manifest-src 'self'",
    silent ? "form-action 'none'" : "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ];
  if (silent) directives.push("worker-src 'self'");
  if (secure) directives.push('upgrade-insecure-requests');
  return directives.join('; ');
}

/** Headers of every answer of the web role. */
export function setSecurityHeaders(response: ServerResponse, policy: string, secure: boolean): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

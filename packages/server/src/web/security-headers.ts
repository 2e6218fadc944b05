import type { ServerResponse } from 'node:http';

export interface PolicyOptions {
  nonce: string;
  secure: boolean;
  /** Next's development server evaluates code and talks to its own WebSocket. */
  dev: boolean;
  /** `page`: it speaks to no server at all but for a worker of ours; `file`: a program of ours, that loads nothing. */
  silent: 'page' | 'file' | null;
}

/**
 * The style sheet that the library of the toasts puts into the page by itself, once empty and then with its text; a test
 * compares both with its release.
 */
export const TOAST_STYLES =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

function connectSource({ dev, silent }: Pick<PolicyOptions, 'dev' | 'silent'>): string {
  if (dev) return "connect-src 'self' ws:";
  return silent === null ? "connect-src 'self'" : "connect-src 'none'";
}

/**
 * Where styles and pictures may come from. A silent page asks no server for a picture, nor for a style sheet but those that
 * this answer names: the address of either could carry something out.
 */
function shownSources({ nonce, dev, silent }: PolicyOptions): string[] {
  // The overlay of Next's development server styles itself, without a nonce.
  if (dev) return ["style-src 'self' 'unsafe-inline'", "img-src 'self' data:"];
  const styles = `'nonce-${nonce}' ${TOAST_STYLES}`;
  return silent === null
    ? [`style-src 'self' ${styles}`, "img-src 'self' data:"]
    : [`style-src ${styles}`, 'img-src data:'];
}

/** Of a file that a browser runs beside a page, or keeps: it has everything with it. */
const FILE_POLICY = ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"];

/** Only this origin's files, and only scripts and style sheets that carry this answer's nonce. */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const { nonce, secure, dev, silent } = options;
  if (silent === 'file') return FILE_POLICY.join('; ');
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    ...shownSources(options),
    "font-src 'self'",
    connectSource({ dev, silent }),
    "manifest-src 'self'",
    silent === null ? "form-action 'self'" : "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ];
  if (silent !== null) directives.push("worker-src 'self'");
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

import { contentPolicy } from './content-policy.ts'

/** The headers of every file of the page, in both shells. */
export function pageHeaders(contentType: string, connect: readonly string[] = []): Readonly<Record<string, string>> {
  return {
    'content-type': contentType,
    'content-security-policy': contentPolicy('header', connect),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
    'cache-control': 'no-cache',
  }
}

import { protocol } from 'electron'
import { pageHeaders } from '../host/page/page-headers.ts'
import { readPageFile } from '../host/page/read-page-file.ts'

const scheme = 'app'
const host = 'studio'

/** The address of the page inside the app. */
export const pageUrl = `${scheme}://${host}/index.html`

/** Whether an address is a page of ours. */
export function isPageUrl(url: string): boolean {
  return url.startsWith(`${scheme}://${host}/`)
}

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Serves the built page, read-only, from one folder. */
export function servePage(root: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    const file = url.host === host && request.method === 'GET' ? await readPageFile(root, url.pathname) : null
    if (file === null) return new Response('Not found.', { status: 404, headers: { ...pageHeaders('text/plain; charset=utf-8') } })
    return new Response(new Uint8Array(file.bytes), { headers: { ...pageHeaders(file.contentType) } })
  })
}

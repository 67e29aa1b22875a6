import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

// Browsers share cookies between the ports of a machine: two studios must not overwrite each other's.
const cookieName = (port: number): string => `lumos_session_${port}`

/** Who may talk to the web shell: a browser that came with the one-time token of the printed address, and keeps the cookie it got for it. */
export class SessionGuard {
  readonly #sessions = new Set<string>()
  #token: string | null = null

  /** Makes a new one-time token; an older one that was not used is void. */
  issueToken(): string {
    const token = randomBytes(24).toString('base64url')
    this.#token = token
    return token
  }

  /** Exchanges the token for a cookie's value; null where it is wrong or used up. */
  exchange(token: string): string | null {
    if (this.#token === null || !isSame(token, this.#token)) return null
    this.#token = null
    const session = randomBytes(24).toString('base64url')
    this.#sessions.add(session)
    return session
  }

  /** Whether a request carries a cookie that was given out. */
  isKnown(request: IncomingMessage, port: number): boolean {
    const given = cookieOf(request.headers.cookie ?? '', cookieName(port))
    return given !== null && [...this.#sessions].some((session) => isSame(given, session))
  }
}

/** The header that keeps a session in the browser: out of reach of scripts and of other sites. */
export function sessionCookie(session: string, port: number): string {
  return `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`
}

/** Whether a request was really meant for us: another site's page, or a name that was made to point here, says something else. */
export function isSameOrigin(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const { host, origin } = request.headers
  if (host === undefined || !hosts.includes(host)) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && request.headers.upgrade !== undefined) return false
  return origin === undefined || origin === `http://${host}`
}

function cookieOf(header: string, wanted: string): string | null {
  for (const part of header.split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === wanted && value !== undefined) return value
  }
  return null
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

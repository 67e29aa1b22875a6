import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Reads one file of the built page; null for whatever lies outside its folder, is of an unknown type, or is not there. */
export async function readPageFile(root: string, urlPath: string): Promise<{ readonly bytes: Buffer; readonly contentType: string } | null> {
  const decoded = decodePath(urlPath)
  if (decoded === null) return null
  const asked = join(root, decoded === '/' ? '/index.html' : decoded)
  const contentType = contentTypes[extname(asked).toLowerCase()]
  if (contentType === undefined) return null
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(asked)])
    if (!realFile.startsWith(realRoot + sep)) return null
    return { bytes: await readFile(realFile), contentType }
  } catch {
    return null
  }
}

function decodePath(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath)
    return decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').includes('..') ? null : decoded
  } catch {
    return null
  }
}

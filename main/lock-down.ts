import { app, session, type Session } from 'electron'

/** Takes away what the page never needs: other addresses, new windows, webviews, permissions, downloads, and the network itself. */
export function lockDown(isOurs: (url: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isOurs(url)) event.preventDefault()
    })
    contents.on('will-redirect', (event, url) => {
      if (!isOurs(url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  closeSession(session.defaultSession, isOurs)
}

function closeSession(closed: Session, isOurs: (url: string) => boolean): void {
  closed.setPermissionRequestHandler((contents, permission, decide) => decide(isClipboardWrite(permission) && isOurs(contents.getURL())))
  closed.setPermissionCheckHandler((_contents, permission, origin) => isClipboardWrite(permission) && isOurs(`${origin.replace(/\/$/u, '')}/`))
  closed.setDevicePermissionHandler(() => false)
  closed.webRequest.onBeforeRequest((details, decide) => {
    const isAllowed = isOurs(details.url) || /^(?:data|blob|devtools|chrome-extension):/u.test(details.url)
    decide({ cancel: !isAllowed })
  })
  closed.on('will-download', (event) => event.preventDefault())
}

// Copying a flow as text is the only thing that the page asks the system for.
function isClipboardWrite(permission: string): boolean {
  return permission === 'clipboard-sanitized-write' || permission === 'clipboard-read'
}

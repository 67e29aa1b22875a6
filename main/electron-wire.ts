import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import type { Wire } from '../api/wire.ts'

const channel = 'lumos:rpc'

/** The main process's end of the wire to one window. Only that window's own top frame is heard; it closes when the page goes. */
export function createElectronWire(contents: WebContents, isOurs: (url: string) => boolean): Wire {
  const messages = new Set<(message: unknown) => void>()
  const closes = new Set<(reason: string) => void>()
  let isOpen = true

  const heard = (event: IpcMainEvent, message: unknown): void => {
    const frame = event.senderFrame
    if (event.sender !== contents || frame === null || frame !== contents.mainFrame || !isOurs(frame.url)) return
    for (const listener of [...messages]) listener(message)
  }
  const end = (reason: string): void => {
    if (!isOpen) return
    isOpen = false
    ipcMain.off(channel, heard)
    for (const listener of [...closes]) listener(reason)
  }
  ipcMain.on(channel, heard)
  contents.once('destroyed', () => end('The window was closed.'))
  contents.once('render-process-gone', () => end('The window stopped.'))

  return {
    post(message) {
      if (isOpen && !contents.isDestroyed()) contents.send(channel, message)
    },
    onMessage(listener) {
      messages.add(listener)
      return () => messages.delete(listener)
    },
    onClose(listener) {
      closes.add(listener)
      return () => closes.delete(listener)
    },
    close: () => end('The connection was closed.'),
  }
}

import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('lumosWire', {
  post: (message: unknown) => ipcRenderer.send('lumos:rpc', message),
  onMessage: (listener: (message: unknown) => void) => {
    const heard = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on('lumos:rpc', heard)
    return () => ipcRenderer.off('lumos:rpc', heard)
  },
})

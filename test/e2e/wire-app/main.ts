import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'
import { serve } from '../../../api/server.ts'
import { createElectronWire } from '../../../main/electron-wire.ts'
import { suiteContract, suiteHandlers } from '../../api/wire-suite-contract.ts'

// A small app with the real wire and preload, and the suite's contract behind them.
void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { preload: join(__dirname, 'preload.cjs'), contextIsolation: true, sandbox: true, nodeIntegration: false } })
  serve(suiteContract, suiteHandlers(), createElectronWire(window.webContents, (url) => url.startsWith('data:text/html')))
  void window.loadURL('data:text/html,<title>wire</title><iframe srcdoc="<p>inner</p>"></iframe>')
})

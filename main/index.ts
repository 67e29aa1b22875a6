import { app, BrowserWindow, type WebContents } from 'electron'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { contract } from '../api/contract.ts'
import { serve } from '../api/server.ts'
import { createHost, type Host } from '../host/create-host.ts'
import { setAppMenu } from './app-menu.ts'
import { createElectronSettingsStore } from './electron-settings-store.ts'
import { createElectronWire } from './electron-wire.ts'
import { lockDown } from './lock-down.ts'
import { nativeDialogs } from './native-dialogs.ts'
import { openWindow } from './open-window.ts'
import { isPageUrl, pageUrl, registerPageScheme, servePage } from './page-protocol.ts'

// The development server is only ever listened to by an app that is not packaged.
const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const startUrl = devUrl ?? pageUrl
const isOurs = (url: string): boolean => isPageUrl(url) || (devUrl !== undefined && (url.startsWith(devUrl) || url.startsWith(devUrl.replace(/^http/u, 'ws'))))

/** The files that a command line names: flows given by the system's file association or by hand. */
function filesOf(argv: readonly string[], cwd: string): readonly string[] {
  return argv.filter((word) => !word.startsWith('-') && /\.ya?ml$/iu.test(word)).map((word) => resolve(cwd, word))
}

function startHost(store: ReturnType<typeof createElectronSettingsStore>): Host {
  const root = app.getAppPath()
  return createHost({
    dataDir: app.getPath('userData'),
    flowsDir: unpacked(join(root, 'flows')),
    version: app.getVersion(),
    shell: 'electron',
    settings: store,
    dialogs: nativeDialogs,
    spawnJobWorker: () =>
      new Worker(join(__dirname, 'job-worker.cjs'), {
        workerData: {
          weightsDir: unpacked(join(root, 'models', 'weights')),
          flowsDir: unpacked(join(root, 'flows')),
          cacheDir: process.env['LUMOS_CACHE_DIR'] ?? join(app.getPath('sessionData'), 'signals'),
          modelWorker: join(__dirname, 'model-worker.cjs'),
          userModelsDir: join(app.getPath('userData'), 'models'),
        },
        resourceLimits: { maxOldGenerationSizeMb: 4096 },
      }),
    onFileUsed: (path) => app.addRecentDocument(path),
  })
}

// Worker threads and the models' native code read real files, not the packaged archive.
function unpacked(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/u, 'app.asar.unpacked')
}

function serveWindow(contents: WebContents, host: Host): void {
  let stop = connect()
  function connect(): () => void {
    const wire = createElectronWire(contents, isOurs)
    serve(contract, host.handlers, wire, { onInternalError: (method, thrown) => console.error(`${method}:`, thrown) })
    return () => wire.close()
  }
  // A reloaded page starts counting its calls anew; what the old page asked for must not answer it.
  contents.on('did-start-navigation', (details) => {
    if (!details.isMainFrame || details.isSameDocument) return
    stop()
    stop = connect()
  })
}

// A window whose process died comes back by itself, with the unsaved work of the journal; one that dies again at once stays down.
function reviveAfterCrash(contents: WebContents): void {
  let revivedAt = -Infinity
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    console.error(`The window stopped (${reason}, ${exitCode}).`)
    const now = performance.now()
    if (reason === 'clean-exit' || now - revivedAt < 10_000) return
    revivedAt = now
    setImmediate(() => contents.reload())
  })
}

function run(): void {
  registerPageScheme()
  const opened: string[] = [...filesOf(process.argv.slice(1), process.cwd())]
  let host: Host | null = null
  let store: ReturnType<typeof createElectronSettingsStore> | null = null

  const openFile = (path: string): void => {
    if (host === null) opened.push(path)
    else host.events.send({ kind: 'openFile', path })
  }
  const showWindow = (): void => {
    if (host === null || store === null) return
    const present = BrowserWindow.getAllWindows()[0]
    if (present !== undefined) {
      if (present.isMinimized()) present.restore()
      present.focus()
      return
    }
    const window = openWindow(store, startUrl)
    serveWindow(window.webContents, host)
    reviveAfterCrash(window.webContents)
    const { warm } = host
    window.webContents.once('did-finish-load', () => setTimeout(warm, 300))
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFile(path)
    showWindow()
  })
  app.on('second-instance', (_event, argv, cwd) => {
    for (const path of filesOf(argv.slice(1), cwd === '' ? homedir() : cwd)) openFile(path)
    showWindow()
  })
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', () => void host?.close())

  void app.whenReady().then(() => {
    servePage(join(__dirname, '../renderer'))
    lockDown(isOurs)
    store = createElectronSettingsStore(app.getPath('userData'))
    const started = startHost(store)
    host = started
    setAppMenu((command) => started.events.send({ kind: 'command', command }))
    for (const path of opened) started.events.send({ kind: 'openFile', path })
    showWindow()
  })
}

if (app.requestSingleInstanceLock()) run()
else app.quit()

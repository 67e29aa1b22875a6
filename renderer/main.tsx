import '@fontsource-variable/inter'
import '@xyflow/react/dist/base.css'
import 'uplot/dist/uPlot.min.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/canvas.css'
import './styles/panels.css'
import './styles/start.css'
import './styles/labels.css'
import './styles/run.css'
import './styles/charts.css'
import './styles/what-if.css'
import './styles/redaction.css'
import './styles/merge.css'
import { createRoot } from 'react-dom/client'
import { createClient } from '../api/client.ts'
import { contract } from '../api/contract.ts'
import { App } from './app.tsx'
import { CrashGuard } from './chrome/crash-guard.tsx'
import { NoHost } from './chrome/no-host.tsx'
import { connectHost, host } from './host.ts'
import { watchDisk } from './state/disk-store.ts'
import { keepJournal } from './state/journal.ts'
import { watchModels } from './state/models-store.ts'
import { followShell } from './state/shell-events.ts'
import { followTheme, loadSettings } from './state/settings.ts'
import { followFindings } from './state/findings-store.ts'
import { openElectronWire } from './wires/electron-wire.ts'
import { openSocketWire } from './wires/socket-wire.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no place for the app.')
const root = createRoot(place)

followTheme()
try {
  connectHost(createClient(contract, openElectronWire() ?? (await openSocketWire())))
  void watchModels()
  keepJournal()
  watchDisk()
  followFindings()
  const [info] = await Promise.all([host().call('app.info', {}), loadSettings()])
  root.render(
    <CrashGuard>
      <App info={info} />
    </CrashGuard>,
  )
  void followShell()
} catch (thrown) {
  root.render(<NoHost reason={thrown} />)
}

import { ModelSettings } from './model-settings.tsx'
import { RedactionSettings } from '../redaction/redaction-settings.tsx'
import { setTheme } from '../state/settings.ts'
import { useView } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Modal } from '../ui/modal.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Toggle } from '../ui/toggle.tsx'

/** What can be chosen for the app itself; everything else belongs to a flow. */
export function SettingsDialog() {
  const theme = useView((state) => state.theme)
  const showErrorRoutes = useView((state) => state.showErrorRoutes)
  const set = useView((state) => state.set)
  const close = (): void => set({ settingsOpen: false })
  return (
    <Modal title="Settings" description="They hold for every flow. What a flow does is set in the flow itself." onClose={close} actions={<Button look="primary" onClick={close}>Done</Button>}>
      <Field label="Theme">
        <Segmented label="Theme" value={theme} options={[{ value: 'system', label: 'Of the system' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }]} onChange={setTheme} />
      </Field>
      <Field label="Error routes" help="Draws where tickets go when an agent or tool fails." inline>
        <Toggle label="Show error routes" checked={showErrorRoutes} onChange={(checked) => set({ showErrorRoutes: checked })} />
      </Field>
      <RedactionSettings />
      <ModelSettings />
    </Modal>
  )
}

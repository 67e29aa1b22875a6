import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import type { AppInfo } from '../../api/model.ts'
import { setTheme } from '../state/settings.ts'
import { useView } from '../state/view-store.ts'
import { useFlows } from '../state/flow-store.ts'
import { commands } from './commands.ts'

const groups: readonly (readonly string[])[] = [['file.new', 'file.open', 'file.start'], ['file.save', 'file.saveAs', 'file.close'], ['edit.undo', 'edit.redo'], ['view.left', 'view.right', 'view.dock'], ['app.settings']]

/** The menu behind the mark: files, history and looks. */
export function AppMenu({ info, children }: { readonly info: AppInfo; readonly children: ReactNode }) {
  const theme = useView((state) => state.theme)
  const hasFlow = useFlows((state) => state.currentId !== null)
  const all = commands()
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6} style={{ minWidth: 260 }}>
          {groups.map((ids, index) => (
            <DropdownMenu.Group key={ids[0]}>
              {index > 0 ? <DropdownMenu.Separator className="menu-separator" /> : null}
              {ids.map((id) => {
                const command = all.find((each) => each.id === id)
                if (command === undefined) return null
                return (
                  <DropdownMenu.Item key={id} className="menu-item" disabled={command.needsFlow && !hasFlow} onSelect={() => command.run()}>
                    {command.title}
                    {command.keys === undefined ? null : <span className="key">{command.keys}</span>}
                  </DropdownMenu.Item>
                )
              })}
            </DropdownMenu.Group>
          ))}
          <DropdownMenu.Separator className="menu-separator" />
          <DropdownMenu.RadioGroup value={theme}>
            {(['system', 'light', 'dark'] as const).map((each) => (
              <DropdownMenu.RadioItem key={each} value={each} className="menu-item" onSelect={() => setTheme(each)}>
                <span className="tick">
                  <DropdownMenu.ItemIndicator asChild>
                    <Check size={14} />
                  </DropdownMenu.ItemIndicator>
                </span>
                {{ system: 'Theme of the system', light: 'Light theme', dark: 'Dark theme' }[each]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu-separator" />
          <div className="menu-item muted small">
            LUMOS Studio {info.version} · {info.engine}
          </div>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

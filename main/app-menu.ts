import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { AppEvent } from '../api/model.ts'

type Command = Extract<AppEvent, { kind: 'command' }>['command']

/** Sets the menu bar; commands go to the window as events, everything else is the system's own. */
export function setAppMenu(send: (command: Command) => void): void {
  const isMac = process.platform === 'darwin'
  const command = (label: string, accelerator: string, name: Command): MenuItemConstructorOptions => ({ label, accelerator, click: () => send(name) })
  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              command('Settings…', 'Cmd+,', 'openSettings'),
              { type: 'separator' },
              { role: 'services' },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: '&File',
      submenu: [
        command('New flow', 'CmdOrCtrl+N', 'newFlow'),
        command('Open…', 'CmdOrCtrl+O', 'openFlow'),
        { role: 'recentDocuments', visible: isMac, submenu: [{ role: 'clearRecentDocuments' }] },
        { type: 'separator' },
        command('Save', 'CmdOrCtrl+S', 'saveFlow'),
        command('Save as…', 'CmdOrCtrl+Shift+S', 'saveFlowAs'),
        command('Export…', 'CmdOrCtrl+E', 'exportFlow'),
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ type: 'separator' } satisfies MenuItemConstructorOptions, { role: 'reload' } satisfies MenuItemConstructorOptions, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

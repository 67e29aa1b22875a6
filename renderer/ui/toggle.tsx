import { Switch } from 'radix-ui'

type Props = { readonly label: string; readonly checked: boolean; readonly id?: string; readonly onChange: (checked: boolean) => void }

/** An on/off switch. */
export function Toggle({ label, checked, id, onChange }: Props) {
  return (
    <Switch.Root id={id} className="switch" aria-label={label} checked={checked} onCheckedChange={onChange}>
      <Switch.Thumb className="switch-thumb" />
    </Switch.Root>
  )
}

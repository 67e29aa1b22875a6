/** How a parameter shows in a form; every field of a parameter schema carries one through zod's `.meta`. */
export type FormMeta = {
  readonly title: string
  readonly help: string
  readonly widget?: 'number' | 'slider' | 'text' | 'multiline' | 'toggle' | 'select' | 'list' | 'table' | 'condition'
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  readonly step?: number
  /** Fields of one group stand together under this heading. */
  readonly group?: string
  /** The range that a what-if sweep walks through. */
  readonly sweep?: { readonly from: number; readonly to: number; readonly steps: number }
}

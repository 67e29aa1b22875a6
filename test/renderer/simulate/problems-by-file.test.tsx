// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportProblem } from '../../../api/model.ts'
import { ProblemsByFile } from '../../../renderer/simulate/problems-by-file.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const problem = (file: string, line: number | null, message: string): ImportProblem => ({ file, line, column: null, severity: 'warning', code: 'KNOWLEDGE.Article', message, hint: 'Mend it.' })

describe('what is to know about an import', () => {
  let root: Root
  let place: HTMLElement

  beforeEach(() => {
    place = document.createElement('div')
    document.body.append(place)
    root = createRoot(place)
  })
  afterEach(() => {
    act(() => root.unmount())
    place.remove()
  })
  const show = (problems: readonly ImportProblem[]): void => act(() => root.render(<ProblemsByFile problems={problems} />))

  it('stands under the name of each file, with its line', () => {
    show([problem('a.jsonl', 3, 'No text.'), problem('b.html', null, 'Nothing in it.'), problem('a.jsonl', 9, 'No title.')])
    expect([...place.querySelectorAll('h4')].map((heading) => heading.textContent)).toEqual(['a.jsonl', 'b.html'])
    expect([...place.querySelectorAll('section')].map((section) => [...section.querySelectorAll('li')].map((item) => item.textContent))).toEqual([
      ['Line 3: No text. Mend it.', 'Line 9: No title. Mend it.'],
      ['Nothing in it. Mend it.'],
    ])
  })

  it('needs no name where there is only one file', () => {
    show([problem('a.jsonl', 3, 'No text.')])
    expect(place.querySelector('h4')).toBeNull()
  })

  it('says how many it does not show', () => {
    show([...Array.from({ length: 25 }, (_, i) => problem('a.jsonl', i + 1, 'No text.')), ...Array.from({ length: 60 }, (_, i) => problem(`${i}.html`, null, 'Nothing in it.'))])
    expect(place.querySelectorAll('section')).toHaveLength(50)
    expect(place.textContent).toContain('And 5 more.')
    expect(place.textContent).toContain('And 11 more files.')
  })
})

import type { ConditionType } from './condition-type.ts'
import type { Interval } from './number-set.ts'
import { numbersThat, outside, within } from './number-set.ts'
import type { PathStep, Term } from './term.ts'
import { pathText } from './term.ts'
import { termKey } from './term-key.ts'
import type { Value } from './value.ts'
import type { Domain } from './value-domain.ts'
import { commonTexts, domainOf, isImpossible, sampleOf } from './value-domain.ts'

/** A condition, or a part of one, that shall be true (or false). */
export type Wish = { readonly term: Term; readonly want: boolean }

/** What is left of the work that an analysis may do; shared by questions, so that no file of conditions can make it long. */
export type WorkBudget = { left: number }

/** A value of an example, by the path that holds it. */
export type ExampleValue = { readonly path: string; readonly type: ConditionType; readonly value: Value }

/**
 * Whether wishes can be met in one context. `no` is certain; `yes` comes with values that meet them; `maybe` where the
 * parts hang together in ways that sets of values do not show, or the work would be too much.
 */
export type Holding = { readonly kind: 'no' } | { readonly kind: 'maybe' } | { readonly kind: 'yes'; readonly example: readonly ExampleValue[] }

type Sign = '<' | '<=' | '>' | '>=' | '==' | '!='
type Todo = { readonly wish: Wish; readonly next: Todo | undefined }
type Choice = { readonly ways: readonly (readonly Wish[])[]; readonly next: Choice | undefined }
type Known = { readonly term: Term; readonly domain: Domain }

const turned: Readonly<Record<Sign, Sign>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' }
const mirrored: Readonly<Record<Sign, Sign>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }
const truth = (value: boolean): Domain => ({ kind: 'texts', values: [String(value)], except: false })

function numberOf(term: Term): number | undefined {
  if (term.op === 'literal') return typeof term.value === 'number' ? term.value : undefined
  const inner = term.op === 'negate' ? numberOf(term.of) : undefined
  return inner === undefined ? undefined : -inner
}

function textOf(term: Term): string | undefined {
  return term.op === 'literal' && typeof term.value === 'string' ? term.value : undefined
}

function compareNumbers(sign: Sign, left: number, right: number): boolean {
  return sign === '==' ? left === right : sign === '!=' ? left !== right : sign === '<' ? left < right : sign === '<=' ? left <= right : sign === '>' ? left > right : left >= right
}

function intervalsOf(sign: Sign, than: number): readonly Interval[] {
  return sign === '!=' ? outside(numbersThat('==', than)) : numbersThat(sign, than)
}

/** One search for a context; what is known is undone when a way proves impossible. */
class Search {
  readonly #budget: WorkBudget
  readonly #known = new Map<string, Known>()
  readonly #presence = new Map<string, boolean>()
  readonly #undo: (() => void)[] = []
  // Parts whose values hang together (a text and its length) make an example doubtful.
  #loose = 0
  #doubtful = false

  constructor(budget: WorkBudget) {
    this.#budget = budget
  }

  ask(wishes: readonly Wish[]): Holding {
    const example = this.#solve(wishes.reduceRight<Todo | undefined>((next, wish) => ({ wish, next }), undefined), undefined)
    if (example !== undefined) return { kind: 'yes', example }
    return this.#doubtful || this.#budget.left <= 0 ? { kind: 'maybe' } : { kind: 'no' }
  }

  #solve(first: Todo | undefined, open: Choice | undefined): readonly ExampleValue[] | undefined {
    let todo = first
    let choices = open
    while (todo !== undefined) {
      const { wish, next } = todo
      todo = next
      if (this.#budget.left <= 0) return undefined
      this.#budget.left -= 1
      const more = this.#take(wish)
      if (more === 'impossible') return undefined
      if (more.length === 1) for (const each of more[0] ?? []) todo = { wish: each, next: todo }
      else if (more.length > 1) choices = { ways: more, next: choices }
    }
    if (choices === undefined) return this.#example()
    for (const way of choices.ways) {
      const mark = this.#undo.length
      const found = this.#solve(way.reduceRight<Todo | undefined>((next, wish) => ({ wish, next }), undefined), choices.next)
      if (found !== undefined) return found
      while (this.#undo.length > mark) this.#undo.pop()?.()
      if (this.#budget.left <= 0) return undefined
    }
    return undefined
  }

  #example(): readonly ExampleValue[] | undefined {
    this.#doubtful ||= this.#loose > 0
    if (this.#loose > 0) return undefined
    const example = [...this.#known.values()].map(({ term, domain }) => ({ path: term.op === 'read' ? pathText(term.path) : '', type: term.type, value: sampleOf(domain, term.type) }))
    const values = example.flatMap(({ path, type, value }) => (value === undefined || path === '' ? [] : [{ path, type, value }]))
    if (values.length === example.length) return values
    this.#doubtful = true
    return undefined
  }

  /** Ways to meet a wish: none is `[[]]`, each way is a list of further wishes. */
  #take({ term, want }: Wish): readonly (readonly Wish[])[] | 'impossible' {
    const settled = (possible: boolean): readonly (readonly Wish[])[] | 'impossible' => (possible ? [[]] : 'impossible')
    switch (term.op) {
      case 'literal':
        return settled(term.value === want)
      case 'not':
        return [[{ term: term.of, want: !want }]]
      case 'and':
      case 'or': {
        const sides = [{ term: term.left, want }, { term: term.right, want }]
        return (term.op === 'and') === want ? [sides] : sides.map((side) => [side])
      }
      case 'conditional':
        return [[{ term: term.test, want: true }, { term: term.then, want }], [{ term: term.test, want: false }, { term: term.otherwise, want }]]
      case 'hasPath':
        return settled(this.#present(term.path, want))
      case 'equal':
        return this.#compare(term, term.negated === want ? '!=' : '==', term.left, term.right)
      case 'order':
        return this.#compare(term, want ? term.sign : turned[term.sign], term.left, term.right, !want)
      case 'in':
        return this.#among(term, term.item, term.list, want)
      case 'call': {
        const [subject, ...rest] = term.args
        const domain = subject === undefined || (subject.type.kind !== 'enum' && subject.type.kind !== 'teamRef') ? undefined : domainOf(subject)
        // The few values of an enum can be tried one by one.
        if (subject !== undefined && domain?.kind === 'texts' && !domain.except && rest.every((argument) => argument.op === 'literal')) {
          const literals = rest.flatMap((argument): readonly Value[] => (argument.op === 'literal' ? [argument.value] : []))
          return settled(this.#restrict(subject, { kind: 'texts', values: domain.values.filter((value) => term.run([value, ...literals], undefined) === want), except: false }))
        }
        return settled(this.#restrict(term, truth(want)))
      }
      default:
        return settled(this.#restrict(term, truth(want)))
    }
  }

  // A negated order keeps "not a number", which is neither below nor above.
  #compare(whole: Term, sign: Sign, left: Term, right: Term, negatedOrder = false): readonly (readonly Wish[])[] | 'impossible' {
    const again = (one: Term, other: Term): Wish => {
      const place = { type: { kind: 'bool' } as const, start: whole.start, end: whole.end }
      if (sign === '==' || sign === '!=') return { term: { op: 'equal', negated: sign === '!=', left: one, right: other, ...place }, want: true }
      return negatedOrder ? { term: { op: 'order', sign: orderOf(turned[sign]), left: one, right: other, ...place }, want: false } : { term: { op: 'order', sign: orderOf(sign), left: one, right: other, ...place }, want: true }
    }
    if (left.op === 'conditional') return [[{ term: left.test, want: true }, again(left.then, right)], [{ term: left.test, want: false }, again(left.otherwise, right)]]
    if (right.op === 'conditional') return [[{ term: right.test, want: true }, again(left, right.then)], [{ term: right.test, want: false }, again(left, right.otherwise)]]
    if (left.type.kind === 'bool' && (sign === '==' || sign === '!=')) {
      const same = sign === '=='
      return [[{ term: left, want: true }, { term: right, want: same }], [{ term: left, want: false }, { term: right, want: !same }]]
    }
    const [a, b] = [numberOf(left), numberOf(right)]
    if (a !== undefined && b !== undefined) return compareNumbers(sign, a, b) ? [[]] : 'impossible'
    if (b !== undefined) return this.#order(left, sign, b, negatedOrder || sign === '!=') ? [[]] : 'impossible'
    if (a !== undefined) return this.#order(right, mirrored[sign], a, negatedOrder || sign === '!=') ? [[]] : 'impossible'
    const [s, t] = [textOf(left), textOf(right)]
    if (s !== undefined && t !== undefined) return compareTexts(sign, s, t) ? [[]] : 'impossible'
    const [subject, literal, its] = t !== undefined ? [left, t, sign] : [right, s, mirrored[sign]]
    if (literal !== undefined) {
      const domain = domainOf(subject)
      if (its === '==' || its === '!=') return this.#restrict(subject, { kind: 'texts', values: [literal], except: its === '!=' }) ? [[]] : 'impossible'
      if (domain?.kind === 'texts' && !domain.except) return this.#restrict(subject, { kind: 'texts', values: domain.values.filter((value) => compareTexts(its, value, literal)), except: false }) ? [[]] : 'impossible'
    }
    return this.#related(left, sign, right, negatedOrder) ? [[]] : 'impossible'
  }

  /** Two parts compared with each other: below, equal or above, and nothing else known. */
  #related(left: Term, sign: Sign, right: Term, negatedOrder: boolean): boolean {
    const [one, other] = [termKey(left), termKey(right)]
    this.#reads(left)
    this.#reads(right)
    if (one === other && domainOf(left)?.kind === 'texts') return sign === '==' || sign === '<=' || sign === '>='
    const [first, second, way] = one <= other ? [one, other, sign] : [other, one, mirrored[sign]]
    const meant = way === '!=' ? ['<', '>', 'nan'] : [...(way.includes('<') ? ['<'] : []), ...(way.includes('=') ? ['='] : []), ...(way.includes('>') ? ['>'] : []), ...(negatedOrder ? ['nan'] : [])]
    return this.#narrow(`${first} ? ${second}`, left, { kind: 'texts', values: ['<', '=', '>', 'nan'], except: false }, { kind: 'texts', values: meant, except: false }, true)
  }

  #order(subject: Term, sign: Sign, than: number, keepNan: boolean): boolean {
    // Whole numbers can be moved to the other side; decimals are rounded, and cannot.
    if (subject.op === 'arithmetic' && subject.type.kind === 'int' && (subject.sign === '+' || subject.sign === '-')) {
      const [a, b] = [numberOf(subject.left), numberOf(subject.right)]
      if (b !== undefined) return this.#order(subject.left, sign, subject.sign === '+' ? than - b : than + b, keepNan)
      if (a !== undefined && subject.sign === '+') return this.#order(subject.right, sign, than - a, keepNan)
    }
    const domain = domainOf(subject)
    if (domain?.kind !== 'numbers') return true
    return this.#narrow(termKey(subject), subject, domain, { kind: 'numbers', set: within(domain.set, intervalsOf(sign, than), keepNan) }, subject.op !== 'read')
  }

  #among(term: Term, item: Term, list: Term, want: boolean): readonly (readonly Wish[])[] | 'impossible' {
    if (list.op !== 'list') return this.#restrict(term, truth(want)) ? [[]] : 'impossible'
    if (list.items.length === 0) return want ? 'impossible' : [[]]
    const domain = domainOf(item)
    const numbers = list.items.flatMap((entry) => numberOf(entry) ?? [])
    if (domain?.kind === 'numbers' && numbers.length === list.items.length) {
      const points = numbers.flatMap((value) => numbersThat('==', value))
      const allowed = within(domain.set, want ? points : outside(points), !want)
      return this.#narrow(termKey(item), item, domain, { kind: 'numbers', set: allowed }, item.op !== 'read') ? [[]] : 'impossible'
    }
    const texts = list.items.flatMap((entry) => textOf(entry) ?? [])
    if (domain?.kind === 'texts' && item.type.kind !== 'bool' && item.op !== 'conditional' && texts.length === list.items.length) {
      return this.#restrict(item, { kind: 'texts', values: texts, except: !want }) ? [[]] : 'impossible'
    }
    const place = { type: { kind: 'bool' } as const, start: term.start, end: term.end }
    const equal = list.items.map((right): Wish => ({ term: { op: 'equal', negated: false, left: item, right, ...place }, want }))
    return want ? equal.map((wish) => [wish]) : [equal]
  }

  #restrict(subject: Term, to: Domain): boolean {
    const domain = domainOf(subject)
    const literal = textOf(subject)
    if (literal !== undefined) return !isImpossible(commonOf({ kind: 'texts', values: [literal], except: false }, to))
    // A truth value that is read stands for itself; one that is computed may hang together with anything.
    return domain === undefined || this.#narrow(termKey(subject), subject, domain, to, subject.op !== 'read')
  }

  #narrow(key: string, term: Term, all: Domain, to: Domain, loose: boolean): boolean {
    if (!this.#reads(term)) return false
    const before = this.#known.get(key)
    this.#budget.left -= weightOf(before?.domain ?? all) * weightOf(to)
    const domain = commonOf(before?.domain ?? all, to)
    this.#known.set(key, { term, domain })
    if (loose && before === undefined) this.#loose += 1
    this.#undo.push(() => {
      if (before === undefined) this.#known.delete(key)
      else this.#known.set(key, before)
      if (loose && before === undefined) this.#loose -= 1
    })
    return !isImpossible(domain)
  }

  /** A part that yields a value has read what it names; false where that was said to be absent. */
  #reads(term: Term): boolean {
    switch (term.op) {
      case 'read':
        return this.#present(term.path, true)
      case 'field':
      case 'negate':
        return this.#reads(term.of)
      case 'arithmetic':
      case 'concat':
        return this.#reads(term.left) && this.#reads(term.right)
      case 'call':
        return term.args.every((argument) => this.#reads(argument))
      case 'index':
        return this.#reads(term.list) && this.#reads(term.at)
      case 'in':
        return this.#reads(term.item) && this.#reads(term.list)
      case 'fold':
        return this.#reads(term.list)
      default:
        return true
    }
  }

  #present(path: readonly PathStep[], want: boolean): boolean {
    if (!want && path.every((step, index) => step.fallback !== undefined || (index === 0 && !step.optional))) return false
    const paths = want ? path.map((_, index) => pathText(path.slice(0, index + 1))) : [pathText(path)]
    return paths.every((each) => {
      const before = this.#presence.get(each)
      if (before !== undefined) return before === want
      this.#presence.set(each, want)
      this.#undo.push(() => void this.#presence.delete(each))
      return true
    })
  }
}

function orderOf(sign: Sign): '<' | '<=' | '>' | '>=' {
  return sign === '==' || sign === '!=' ? '<=' : sign
}

function compareTexts(sign: Sign, left: string, right: string): boolean {
  return sign === '==' ? left === right : sign === '!=' ? left !== right : sign === '<' ? left < right : sign === '<=' ? left <= right : sign === '>' ? left > right : left >= right
}

function commonOf(one: Domain, other: Domain): Domain {
  if (one.kind === 'numbers' && other.kind === 'numbers') return { kind: 'numbers', set: within(one.set, other.set.intervals, other.set.nan) }
  return one.kind === 'texts' && other.kind === 'texts' ? commonTexts(one, other) : one
}

// Long lists of values make one step as dear as many.
function weightOf(domain: Domain): number {
  return 1 + (domain.kind === 'numbers' ? domain.set.intervals.length : domain.values.length) / 8
}

/** Whether all wishes can be met in one context. */
export function canHold(wishes: readonly Wish[], budget: WorkBudget): Holding {
  return new Search(budget).ask(wishes)
}


import type { z } from 'zod'

/** The type of an answer, carried by a value so that the contract is one value and both sides infer from it. */
export type TypeMark<T> = { readonly mark?: () => T }

/** A method that answers once. */
export type CallMethod<S extends z.ZodType = z.ZodType, O = unknown> = { readonly kind: 'call'; readonly input: S; readonly output: TypeMark<O> }

/** A method that answers with items until it ends. */
export type StreamMethod<S extends z.ZodType = z.ZodType, T = unknown> = { readonly kind: 'stream'; readonly input: S; readonly item: TypeMark<T> }

/** Methods by their dotted name. */
export type Contract = Readonly<Record<string, CallMethod | StreamMethod>>

/** The names of the methods that answer once. */
export type CallName<C extends Contract> = { [K in keyof C & string]: C[K] extends CallMethod ? K : never }[keyof C & string]

/** The names of the methods that answer with a stream. */
export type StreamName<C extends Contract> = { [K in keyof C & string]: C[K] extends StreamMethod ? K : never }[keyof C & string]

/** What a caller passes to a method. */
export type InputOf<C extends Contract, K extends keyof C> = z.input<C[K]['input']>

/** What a handler receives after parsing. */
export type ParsedInputOf<C extends Contract, K extends keyof C> = z.output<C[K]['input']>

/** What a call answers. */
export type OutputOf<C extends Contract, K extends keyof C> = C[K] extends CallMethod<z.ZodType, infer O> ? O : never

/** What a stream's items are. */
export type ItemOf<C extends Contract, K extends keyof C> = C[K] extends StreamMethod<z.ZodType, infer T> ? T : never

/** Marks the type of an output or item. */
export function type<T>(): TypeMark<T> {
  return {}
}

/** Declares a method that answers once. */
export function call<S extends z.ZodType, O>(input: S, output: TypeMark<O>): CallMethod<S, O> {
  return { kind: 'call', input, output }
}

/** Declares a method that answers with a stream of items. */
export function stream<S extends z.ZodType, T>(input: S, item: TypeMark<T>): StreamMethod<S, T> {
  return { kind: 'stream', input, item }
}

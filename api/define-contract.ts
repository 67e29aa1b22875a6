import type { z } from 'zod'

/** A method that answers once. */
export type CallMethod<I, O> = { readonly kind: 'call'; readonly input: z.ZodType<I>; readonly output: TypeMark<O> }

/** A method that answers with items until it ends. */
export type StreamMethod<I, T> = { readonly kind: 'stream'; readonly input: z.ZodType<I>; readonly item: TypeMark<T> }

/** A type carried by a value, so that the contract is one value and both sides infer from it. */
export type TypeMark<T> = { readonly mark?: (value: T) => T }

/** Methods by their dotted name. */
export type Contract = Readonly<Record<string, CallMethod<never, never> | StreamMethod<never, never>>>

/** Marks the type of an output or item. */
export function type<T>(): TypeMark<T> {
  return {}
}

/** Declares a method that answers once. */
export function call<I, O>(input: z.ZodType<I>, output: TypeMark<O>): CallMethod<I, O> {
  return { kind: 'call', input, output }
}

/** Declares a method that answers with a stream of items. */
export function stream<I, T>(input: z.ZodType<I>, item: TypeMark<T>): StreamMethod<I, T> {
  return { kind: 'stream', input, item }
}

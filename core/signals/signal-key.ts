import type { SignalRequest } from './signal-request.ts'

/** The content key of a request: equal requests have equal keys, whatever object they come from. */
export function signalKey(request: SignalRequest): string {
  switch (request.kind) {
    case 'tone':
      return JSON.stringify(['tone', request.text])
    case 'labels':
      return JSON.stringify(['labels', request.text, request.labels.map((label) => [label.id, label.title, label.description ?? '', label.examples ?? []])])
    case 'inbound':
      return JSON.stringify(['inbound', request.subject, request.text])
    case 'passages':
      return JSON.stringify(['passages', request.text, request.sources, request.limit])
    case 'similarity':
      return JSON.stringify(['similarity', request.text, request.other])
  }
}

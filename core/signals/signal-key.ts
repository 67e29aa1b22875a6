import { labelSetDigest } from './label-set-digest.ts'
import type { SignalRequest } from './signal-request.ts'

/** The content key of a request: equal requests have equal keys, whatever object they come from. */
export function signalKey(request: SignalRequest): string {
  switch (request.kind) {
    case 'tone':
      return JSON.stringify(['tone', request.text])
    case 'urgency':
      return JSON.stringify(['urgency', request.text])
    case 'labels':
      return JSON.stringify(['labels', request.text, labelSetDigest(request.labels)])
    case 'inbound':
      return JSON.stringify(['inbound', request.subject, request.text])
    case 'passages':
      return JSON.stringify(['passages', request.text, request.sources, request.limit])
    case 'similarity':
      return JSON.stringify(['similarity', request.text, request.other])
  }
}

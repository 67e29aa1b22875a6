import { contextBefore } from './context-before.ts'
import type { PersonalSpan } from './personal-span.ts'

const link = String.raw`(?:[ \u00a0]{0,2}(?:number|numbers|no|nr|nummer|num|id|#|is|was|ist|est|es|de|el|la|:|=|-)\.?){0,3}[ \u00a0]{0,2}`
const value = String.raw`((?=[A-Z0-9 ./-]*\d[A-Z0-9 ./-]*\d[A-Z0-9 ./-]*\d)[A-Z0-9](?:[ ./-]?[A-Z0-9]){5,19})(?![\p{L}\p{N}_])`
const identityWords =
  String.raw`ssn|social security|social insurance|sin|itin|national insurance|ni number|nino|nhs|tax id|tax file|tfn|tin|steuer-?id|steueridentifikationsnummer|idnr|sozialversicherungsnummer|rentenversicherungsnummer|personalausweis(?:nummer)?|ausweisnummer|reisepass(?:nummer)?|passport|passeport|pasaporte|passaporto|num[ée]ro de s[ée]curit[ée] sociale|s[ée]curit[ée] sociale|dni|nie|nif|codice fiscale|bsn|burgerservicenummer|personnummer|cpr|cpf|curp|rfc|pesel|rodn[ée] [čc][íi]slo|aadhaar|aadhar|pan card|driver'?s? licen[cs]e|driving licen[cs]e|f[üu]hrerschein(?:nummer)?|national id|identity card|id card|medicare`
const byWords = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${identityWords})(?![\p{L}\p{N}_])${link}${value}`, 'giu')

const socialSecurity = /(?<![\p{L}\p{N}_.+-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\p{L}\p{N}_]|[-.]\d)/gu
const britishInsurance = /(?<![\p{L}\p{N}_-])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\p{L}\p{N}_-])/gu
const spanish = /(?<![\p{L}\p{N}_-])(?:(\d{8})|([XYZ])-?(\d{7}))-?([A-HJ-NP-TV-Z])(?![\p{L}\p{N}_-])/gu
const italian = /(?<![\p{L}\p{N}_-])[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z](?![\p{L}\p{N}_-])/gu
const french = /(?<![\p{L}\p{N}_.-])([12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}) ?(\d{2})(?![\p{L}\p{N}_]|[-.]\d)/gu
const brazilian = /(?<![\p{L}\p{N}_.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\p{L}\p{N}_-])/gu
const spanishLetters = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** Identity numbers: by their own shape and check digits where they have one, else by the words before them. */
export function findIdentityNumbers(text: string): readonly PersonalSpan[] {
  return [
    ...[...text.matchAll(byWords)].flatMap((match) => spanAt(match.index + match[0].length - (match[1] ?? '').length, match[1] ?? '')),
    ...ofShape(text, socialSecurity, (match) => contextBefore(text, match.index) !== 'reference' && (match[1] === '-' || contextBefore(text, match.index) === 'identity')),
    ...ofShape(text, britishInsurance, () => true),
    ...ofShape(text, italian, () => true),
    ...ofShape(text, brazilian, () => true),
    ...ofShape(text, spanish, hasSpanishLetter),
    ...ofShape(text, french, hasFrenchKey),
  ]
}

function ofShape(text: string, pattern: RegExp, isRight: (match: RegExpExecArray) => boolean): readonly PersonalSpan[] {
  return [...text.matchAll(pattern)].flatMap((match) => (isRight(match) ? spanAt(match.index, match[0]) : []))
}

function spanAt(start: number, number: string): readonly PersonalSpan[] {
  // Words that follow in capitals are no part of the number.
  const kept = number.replace(/(?: [A-Z]+)+$/i, (tail) => (/\d/.test(tail) || tail.replace(/ /g, '').length < 2 ? tail : ''))
  return kept.length < 5 ? [] : [{ kind: 'nationalId', start, end: start + kept.length, key: kept.replace(/[^A-Z0-9]/gi, '').toUpperCase() }]
}

function hasSpanishLetter(match: RegExpExecArray): boolean {
  const digits = match[1] ?? `${'XYZ'.indexOf(match[2] ?? 'X')}${match[3] ?? ''}`
  return spanishLetters.charAt(Number(digits) % 23) === match[4]
}

function hasFrenchKey(match: RegExpExecArray): boolean {
  const digits = (match[1] ?? '').replace(/ /g, '').replace('2A', '19').replace('2B', '18')
  let remainder = 0
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97
  return 97 - remainder === Number(match[2])
}

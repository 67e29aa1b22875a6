import { describe, expect, it } from 'vitest'
import { guessLanguage, looksEnglish } from '../../../core/signals/guess-language.ts'

describe('guessing the language', () => {
  it.each([
    ['I cannot sign in to my account since the update', 'en'],
    ['Ich kann mich seit dem Update nicht mehr anmelden', 'de'],
    ["Je n'arrive pas à me connecter depuis la mise à jour", 'fr'],
    ['No puedo entrar en mi cuenta desde la actualización', 'es'],
    ['Non riesco ad accedere al mio account, come posso fare?', 'it'],
    ['Não consigo entrar na minha conta desde ontem', 'pt'],
    ['Ik kan niet meer inloggen op mijn account', 'nl'],
    ['Jag kan inte logga in på mitt konto', 'sv'],
    ['Nie mogę się zalogować od wczoraj, co robić?', 'pl'],
    ['Hesabıma giriş yapamıyorum, bu çok kötü ve ne yapmam lazım', 'tr'],
    ['Не могу войти в свой аккаунт', 'ru'],
    ['Не можу увійти у свій обліковий запис', 'uk'],
    ['ログインできません、助けてください', 'ja'],
    ['我无法登录我的账户', 'zh'],
    ['로그인할 수 없습니다', 'ko'],
    ['لا أستطيع تسجيل الدخول', 'ar'],
    ['12345 !!!', 'und'],
    ['', 'und'],
  ])('hears %j as %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language)
  })

  it.each([
    ['thanks', true],
    ['Reboot fixed it', true],
    ['TB crashed', true],
    ['Passwort vergessen, bitte helfen Sie mir', false],
    ['größere Schriftarten', false],
    ['4711', false],
  ])('takes %j for English: %s', (text, english) => {
    expect(looksEnglish(text)).toBe(english)
  })
})

import { describe, expect, it } from 'vitest'
import { assembleKnowledge } from '../../../core/knowledge/assemble-knowledge.ts'
import { parseHtmlArticle } from '../../../core/knowledge/parse-html-article.ts'
import { parseJsonlArticles } from '../../../core/knowledge/parse-jsonl-articles.ts'
import { parseMarkdownArticle } from '../../../core/knowledge/parse-markdown-article.ts'

describe('reading a Markdown article', () => {
  it('takes the first heading for the title and keeps the other headings as marks', () => {
    const { articles, problems } = parseMarkdownArticle('help/reset.md', '# Reset your *password*\n\nGo to [Settings](https://example.org).\n\n## On the phone\n\n1. Open it\n2. Press **Reset**\n')
    expect(problems).toEqual([])
    expect(articles).toEqual([
      { id: 'help/reset.md', title: 'Reset your password', text: 'Go to Settings.\n\n## On the phone\n\n1. Open it\n2. Press Reset', kind: 'article', source: '', thirdParty: false },
    ])
  })

  it.each([
    ['---\ntitle: "From the front matter"\ntags: [a]\n---\nText', 'From the front matter', 'Text'],
    ['Text without a heading', 'how to export data', 'Text without a heading'],
    ['\ufeff# With a mark\r\n\r\nText', 'With a mark', 'Text'],
  ])('finds the title of %j', (text, title, body) => {
    expect(parseMarkdownArticle('kb/how-to_export-data.md', text).articles[0]).toMatchObject({ title, text: body })
  })

  it('keeps code as it is and drops comments', () => {
    expect(parseMarkdownArticle('a.md', '# T\n\n<!-- hidden -->\n\n```\nrun  --now\n```').articles[0]?.text).toBe('```\nrun  --now\n```')
  })

  it('says that a file has no text, or only a title', () => {
    expect(parseMarkdownArticle('a.md', ' \n')).toMatchObject({ articles: [], problems: [{ file: 'a.md', line: 1 }] })
    const titled = parseMarkdownArticle('a.md', '# Only a title')
    expect(titled.articles).toHaveLength(1)
    expect(titled.problems[0]?.what).toContain('no text below')
  })
})

describe('reading an HTML article', () => {
  const page = `<!doctype html><html><head><title>Site | Reset</title><style>p{}</style></head><body>
    <nav>Home About</nav><main><h1>Reset &amp; recover</h1><p>Open   the <b>sign-in</b> page.</p>
    <h2>Steps</h2><ol><li>Press Reset</li><li>Wait</li></ol><script>alert(1)</script>
    <table><tr><td>Plan</td><td>Price</td></tr></table></main><footer>© us</footer></body></html>`

  it('takes the main part as text with heading marks, without menus, scripts and footers', () => {
    const { articles, problems } = parseHtmlArticle('help/reset.html', page)
    expect(problems).toEqual([])
    expect(articles[0]?.title).toBe('Reset & recover')
    const text = articles[0]?.text ?? ''
    expect(text).toContain('Open the sign-in page.')
    expect(text).toContain('## Steps')
    expect(text).toMatch(/- Press Reset\n+- Wait/)
    expect(text).toContain('Plan | Price')
    for (const absent of ['Home', 'alert', '© us', 'p{}', 'Reset & recover']) expect(text).not.toContain(absent)
  })

  it('falls back to the page title and to the file name', () => {
    expect(parseHtmlArticle('a.html', '<title>Named</title><p>x</p>').articles[0]?.title).toBe('Named')
    expect(parseHtmlArticle('kb/pay-later.html', '<p>x</p>').articles[0]?.title).toBe('pay later')
  })

  it('says that a page has no text of its own', () => {
    expect(parseHtmlArticle('app.html', '<html><body><div id="root"></div><script src="x.js"></script></body></html>')).toMatchObject({ articles: [], problems: [{ file: 'app.html' }] })
  })
})

describe('reading JSONL articles', () => {
  it('reads articles and past resolutions', () => {
    const { articles, problems } = parseJsonlArticles('kb.jsonl', '{"id":"1","title":"T","text":"x"}\n\n{"id":2,"query":"Where is it?","positive":"There."}\r\n{"title":"No id","text":"y"}')
    expect(problems).toEqual([])
    expect(articles.map(({ id, title, text, kind }) => [id, title, text, kind])).toEqual([
      ['1', 'T', 'x', 'article'],
      ['2', 'Where is it?', 'There.', 'pastResolution'],
      ['kb.jsonl:4', 'No id', 'y', 'article'],
    ])
  })

  it.each([
    ['{"title":"T"', 'not JSON'],
    ['[1]', 'not an object'],
    ['{"title":"T"}', 'no "text"'],
    ['{"text":"x"}', 'no "title"'],
    ['{"title":"T","text":7}', 'no "text"'],
  ])('names the line and the fault of %j and reads on', (line, fault) => {
    const { articles, problems } = parseJsonlArticles('kb.jsonl', `{"title":"A","text":"a"}\n${line}\n{"title":"B","text":"b"}`)
    expect(articles.map((article) => article.title)).toEqual(['A', 'B'])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ file: 'kb.jsonl', line: 2 })
    expect(problems[0]?.what).toContain(fault)
    expect(problems[0]?.hint).not.toBe('')
  })

  it('leaves out an id that is used twice and says where it was first', () => {
    const { articles, problems } = parseJsonlArticles('kb.jsonl', '{"id":"1","title":"A","text":"a"}\n{"id":"1","title":"B","text":"b"}')
    expect(articles.map((article) => article.title)).toEqual(['A'])
    expect(problems[0]?.what).toContain('line 1')
  })
})

describe('the digest of a knowledge base', () => {
  const { articles } = parseJsonlArticles('kb.jsonl', '{"id":"1","title":"A","text":"a"}\n{"id":"2","title":"B","text":"b"}')

  it('is the same for the same articles and another for any change', () => {
    const { digest } = assembleKnowledge(articles)
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(assembleKnowledge([...articles]).digest).toBe(digest)
    expect(assembleKnowledge([...articles].reverse()).digest).not.toBe(digest)
    expect(assembleKnowledge(articles.map((one) => ({ ...one, source: 'faq' }))).digest).not.toBe(digest)
    expect(assembleKnowledge(articles.slice(1)).digest).not.toBe(digest)
  })
})

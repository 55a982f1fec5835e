import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { isoDate } from '../../src/read/date.ts'
import { type Overrides, type Reading, readBytes, readSources } from '../../src/read/sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

const readAll = async (paths: readonly string[], overrides: Overrides = {}): Promise<readonly Reading[]> => {
  const found: Reading[] = []
  for await (const reading of readSources(paths, overrides)) found.push(reading)
  return found
}

const documents = (found: readonly Reading[]) => found.flatMap(r => (r.kind === 'document' ? [r.document] : []))
const problems = (found: readonly Reading[]) =>
  found.flatMap(r => (r.kind === 'problem' ? [r.message.replace(`${folder}/`, '')] : []))

const utf16 = (text: string, big = false, mark = true): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('plain text', () => {
  test('front matter gives the fields, the rest is the text', async () => {
    const path = put(
      'a.txt',
      '---\ntitle: Norway Recalls Envoy\ndate: 2024-10-08\npublisher: Example Wire\ndateline: OSLO, Oct 8\nid: x1\nurl: https://example.org/1\n---\n\nNorway recalled its envoy.\n',
    )
    expect(documents(await readAll([path]))).toEqual([
      {
        id: 'x1',
        url: 'https://example.org/1',
        title: 'Norway Recalls Envoy',
        publisher: 'Example Wire',
        author: null,
        published: '2024-10-08',
        dateline: 'OSLO, Oct 8',
        language: 'en',
        text: 'Norway recalled its envoy.\n',
      },
    ])
  })
  test('without it, the id is the name of the file and nothing else is known', async () => {
    const [document] = documents(await readAll([put('oslo-1.txt', 'Norway recalled its envoy.')]))
    expect(document).toMatchObject({ id: 'oslo-1', published: null, title: null, text: 'Norway recalled its envoy.' })
  })
  test('a headline may hold a colon or begin with a quotation', async () => {
    const front = 'title: Oslo: no talks "for now"\ndate: 2024-10-08\npublisher: Example Wire'
    const [document] = documents(await readAll([put('colon.txt', `---\n${front}\n---\nNorway spoke.`)]))
    expect(document).toMatchObject({
      title: 'Oslo: no talks "for now"',
      published: '2024-10-08',
      text: 'Norway spoke.',
    })
    const [quoted] = documents(
      await readAll([put('quoted.txt', '---\ntitle: "No talks" says Oslo\n---\nNorway spoke.')]),
    )
    expect(quoted).toMatchObject({ title: '"No talks" says Oslo', text: 'Norway spoke.' })
  })
  test('a name or title that no store could keep is named and left out', async () => {
    const found = await readAll([
      put('nul.jsonl', '{"id":"a\\u0000","title":"b\\ud83d","url":"c","text":"Norway spoke."}\n'),
    ])
    expect(problems(found)).toEqual([
      'nul.jsonl:1: "id" holds the character NUL or half of a surrogate pair; left out',
      'nul.jsonl:1: "title" holds the character NUL or half of a surrogate pair; left out',
    ])
    expect(documents(found)).toMatchObject([{ id: 'nul-1', title: null, url: 'c', text: 'Norway spoke.' }])
  })
  test('front matter that is neither is named, and stays in the text', async () => {
    const found = await readAll([put('broken.txt', '---\ntitle: a: b\n  c: [\n---\nNorway spoke.')])
    expect(problems(found)[0]).toMatch(/^broken\.txt: front matter: /)
  })
  test('a rule of dashes is no front matter', async () => {
    const [document] = documents(await readAll([put('rule.txt', '---\nNorway recalled its envoy\n---\nMore.')]))
    expect(document?.text).toBe('---\nNorway recalled its envoy\n---\nMore.')
  })
  test('a bad date is named, the report is read', async () => {
    const found = await readAll([put('bad.txt', '---\ndate: 2024-13-40\n---\nNorway spoke.')])
    expect(problems(found)).toEqual([
      'bad.txt: the date "2024-13-40" is not understood; write YYYY-MM-DD. Coded as a report without a date',
    ])
    expect(documents(found)[0]).toMatchObject({ published: null, text: 'Norway spoke.' })
  })
  test('the command line wins over the report', async () => {
    const path = put('over.txt', '---\ndate: 2024-10-08\npublisher: A\n---\nNorway spoke.')
    expect(documents(await readAll([path], { published: '2020-01-02', publisher: 'B' }))[0]).toMatchObject({
      published: '2020-01-02',
      publisher: 'B',
    })
  })
})

describe('encodings', () => {
  const text = 'Señor Müller – “yes” – left São Paulo.'
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little-endian', utf16(text)],
    ['UTF-16 big-endian', utf16(text, true)],
    ['UTF-16 little-endian without a mark', utf16(text, false, false)],
    ['UTF-16 big-endian without a mark', utf16(text, true, false)],
    [
      'Windows-1252',
      Buffer.from(text.replace('–', '\x96').replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'), 'latin1'),
    ],
  ])('%s', async (name, bytes) => {
    expect(documents(await readAll([put(`enc-${name}.txt`, bytes)]))[0]?.text).toBe(text)
  })
  test('a page declares its own', async () => {
    const words = 'Президент '.repeat(30)
    const bytes = Buffer.concat([
      Buffer.from('<html><head><meta charset="windows-1251"></head><body><p>'),
      Buffer.from([...words].map(c => (c === ' ' ? 32 : c.charCodeAt(0) - 0x350))),
      Buffer.from('</p></body></html>'),
    ])
    expect(documents(await readAll([put('ru.html', bytes)]))[0]?.text).toBe(words.trim())
  })
})

describe('what is no report', () => {
  test.each([
    ['empty.txt', '', 'is empty'],
    ['blank.txt', ' \n\n', 'is empty'],
    ['front.txt', '---\ntitle: x\n---\n', 'holds no text'],
    ['a.pdf', '%PDF-1.7 …', 'is a PDF, not text'],
    ['a.bin', Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 7) % 256)), 'is binary, not text'],
    ['a.json', '{"id": 1', "broken JSON: Expected ',' or '}' after property value in JSON at position 8"],
    ['b.json', '{"id": 1}', '"text" is missing'],
    ['c.json', '{"text": 1}', '"text" must be text'],
    [
      'menu.html',
      '<html><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><p>Hello.</p></body></html>',
      'holds no article: no element with enough running text was found in the page',
    ],
  ])('%s', async (name, content, message) => {
    const found = await readAll([put(name, content)])
    expect(documents(found)).toEqual([])
    expect(problems(found)).toEqual([`${name}: ${message}`])
  })
  test('ten megabytes of text', async () => {
    const found = await readAll([
      put('ten.txt', 'Norway spoke. '.repeat(750_000)),
      put('ten.json', JSON.stringify({ text: 'x'.repeat(1e7) })),
    ])
    expect(problems(found)).toEqual([
      'ten.txt: is too long to be one report (10.5 million characters); split it',
      'ten.json: is too long to be one report (10.0 million characters); split it',
    ])
  })
  test('a page nested without end', async () => {
    expect(problems(await readAll([put('deep.html', `<html>${'<div>'.repeat(200_000)}x`)]))).toEqual([
      'deep.html: is nested too deeply to be read',
    ])
  })
  test('a missing file', async () => {
    expect(problems(await readAll([join(folder, 'nowhere.txt')]))).toEqual(['nowhere.txt: no such file'])
  })
  test('damaged gzip', async () => {
    expect(problems(await readAll([put('bad.txt.gz', gzipSync('Norway spoke.').subarray(0, 15))]))).toEqual([
      'bad.txt.gz: is damaged: not whole gzip data',
    ])
  })
  test('a folder without reports', async () => {
    put('none/picture.png', 'x')
    expect(problems(await readAll([join(folder, 'none')]))[0]).toMatch(/^none: holds no report/)
  })
})

describe('JSON and JSON Lines', () => {
  test('fields of the contract', async () => {
    const path = put(
      'one.json',
      JSON.stringify({
        id: 7,
        title: 'T',
        date: '8 October 2024',
        source: 'Wire',
        dateline: 'OSLO',
        url: 'u',
        text: 'Norway spoke.',
      }),
    )
    expect(documents(await readAll([path]))[0]).toMatchObject({
      id: '7',
      title: 'T',
      published: '2024-10-08',
      publisher: 'Wire',
      dateline: 'OSLO',
      url: 'u',
    })
  })
  test('an array is many reports', async () => {
    const found = await readAll([put('many.json', '[{"text": "One."}, 5, {"text": "Two.", "title": ["x"]}]')])
    expect(documents(found).map(d => [d.id, d.text])).toEqual([
      ['many-1', 'One.'],
      ['many-3', 'Two.'],
    ])
    expect(problems(found)).toEqual([
      'many.json: item 2: expected an object with a "text"',
      'many.json: item 3: "title" must be text, not ["x"]',
    ])
  })
  test('a broken line is named and the others go on', async () => {
    const found = await readAll([put('l.jsonl', '{"text":"One."}\n{"text":"Tw\n\n{"text":"Three.","id":"c"}')])
    expect(documents(found).map(d => d.id)).toEqual(['l-1', 'c'])
    expect(problems(found)).toEqual(['l.jsonl:2: broken JSON: Unterminated string in JSON at position 11'])
  })
  test('lines longer than a chunk, in Latin-1, compressed, and in UTF-16', async () => {
    const long = 'Norway spoke. '.repeat(20_000)
    const lines = `${JSON.stringify({ text: long })}\n{"text":"S\xe3o Paulo."}\r\n`
    expect(documents(await readAll([put('big.jsonl', Buffer.from(lines, 'latin1'))])).map(d => d.text)).toEqual([
      long,
      'São Paulo.',
    ])
    expect(
      documents(await readAll([put('z.jsonl.gz', gzipSync('{"text":"One."}\n{"text":"Two."}'))])).map(d => d.id),
    ).toEqual(['z-1', 'z-2'])
    expect(
      documents(await readAll([put('w.jsonl', utf16('{"text":"One."}\n{"text":"Two."}'))])).map(d => d.id),
    ).toEqual(['w-1', 'w-2'])
  })
  test('told by its looks where the name does not tell', () => {
    const read = (text: string) => documents([...readBytes(Buffer.from(text), 'x', 'x', null)])
    expect(read('{"text":"One."}\n{"text":"Two."}\n').map(d => d.text)).toEqual(['One.', 'Two.'])
    expect(read('{\n"text": "One."\n}').map(d => d.text)).toEqual(['One.'])
    expect(read('1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n').map(d => d.text)).toEqual(['Go '])
    expect(read('{curly} words.').map(d => d.text)).toEqual(['{curly} words.'])
  })
})

describe('folders', () => {
  test('recursive, in order, ids from the path below, no loops', async () => {
    put('dir/b.txt', 'B.')
    put('dir/a/z.txt', 'Z.')
    put('dir/a/b.txt', 'B2.')
    put('dir/.hidden.txt', 'H.')
    put('dir/photo.jpg', 'x')
    symlinkSync('..', join(folder, 'dir/a/up'))
    expect(documents(await readAll([join(folder, 'dir')])).map(d => [d.id, d.text])).toEqual([
      ['a/b', 'B2.'],
      ['a/z', 'Z.'],
      ['b', 'B.'],
    ])
  })
  test('ids stay apart', async () => {
    const path = put('same.txt', 'Norway spoke.')
    expect(documents(await readAll([path, path])).map(d => d.id)).toEqual(['same', 'same-2'])
  })
})

describe('pages', () => {
  const body = [
    'The foreign minister of Norway recalled the ambassador to Denmark on Monday after a row over fishing rights.',
    'Denmark said it regretted the step, which it called the gravest since the two neighbours fell out last spring.',
    'Talks had been due to begin in Oslo on Friday.',
  ]
  const paragraphs = body.map(p => `<p>${p}</p>`).join('')
  const around = `<nav><ul><li><a href="/">Home</a></li></ul></nav><div class="cookie-banner"><p>We use cookies to make this site better for you and our partners. Accept?</p></div>`
  const read = (html: string) => documents([...readBytes(Buffer.from(html), 'page.html', 'page', 'html')])[0]

  test('the article without what surrounds it', () => {
    const document =
      read(`<!doctype html><html lang="en-GB"><head><title>Norway recalls envoy - Example</title></head><body class="has-sidebar">${around}
      <article><h1>Norway recalls envoy</h1><div class="byline">By Kari Dahl</div><figure><img><figcaption>The minister in Oslo on Sunday, before the row.</figcaption></figure>
      ${paragraphs}<div class="related"><p><a href="/2">Denmark summons the Norwegian ambassador over rights to fish</a></p></div></article>
      <aside><p>Most read: something else entirely that happened elsewhere in the world today.</p></aside><footer><p>Copyright Example 2024. All rights reserved in all countries of the world.</p></footer></body></html>`)
    expect(document?.text).toBe(body.join('\n\n'))
    expect(document).toMatchObject({ title: 'Norway recalls envoy', language: 'en', published: null })
  })
  test('metadata from JSON-LD, then meta, then time', () => {
    const linked = `<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"Linked","datePublished":"2024-10-08T10:00:00Z","publisher":{"name":"Example Wire"},"author":[{"name":"Kari Dahl"},{"name":"Ola Berg"}]}]}</script>`
    const metas = `<meta property="og:title" content="Meta"><meta property="article:published_time" content="2024-10-07T09:00:00+02:00"><meta property="og:site_name" content="Site"><link rel="canonical" href="https://example.org/1">`
    expect(read(`<html><head>${linked}${metas}</head><body>${paragraphs}</body></html>`)).toMatchObject({
      title: 'Linked',
      published: '2024-10-08T10:00:00Z',
      publisher: 'Example Wire',
      author: 'Kari Dahl, Ola Berg',
      url: 'https://example.org/1',
    })
    expect(read(`<html><head>${metas}</head><body>${paragraphs}</body></html>`)).toMatchObject({
      title: 'Meta',
      published: '2024-10-07T09:00:00+02:00',
      publisher: 'Site',
    })
    expect(
      read(
        `<html><head><script type="application/ld+json">{broken</script></head><body><time datetime="2024-10-06">6 Oct</time>${paragraphs}</body></html>`,
      )?.published,
    ).toBe('2024-10-06')
  })
  test('text in divs, parted by line breaks', () => {
    expect(
      read(`<html><body><div><a href="/">Home</a></div><div id="story">${body.join('<br><br>')}</div></body></html>`)
        ?.text,
    ).toBe(body.join('\n\n'))
  })
  test('paragraphs in boxes of their own', () => {
    const boxes = body.map((p, i) => `<div class="par${i}"><p>${p}</p></div>`).join('')
    expect(read(`<html><body><form action="x"><div id="story">${boxes}</div></form></body></html>`)?.text).toBe(
      body.join('\n\n'),
    )
  })
  test('the date a page prints', () => {
    expect(
      read(`<html><body><p class="publishedDate">9:39AM BST 05 Oct 2011</p>${paragraphs}</body></html>`)?.published,
    ).toBe('2011-10-05')
    expect(
      read(
        `<html><head><meta name="publish_date" content="Thu, 06 Oct 2011 08:10:27 EST"></head><body>${paragraphs}</body></html>`,
      )?.published,
    ).toBe('2011-10-06T08:10:27')
  })
  test('comments do not outweigh the article', () => {
    const comments = Array.from(
      { length: 30 },
      (_, i) => `<p>Comment number ${i}: I do not agree with this at all, and neither do my friends.</p>`,
    ).join('')
    expect(
      read(`<html><body><article>${paragraphs}</article><section id="comments">${comments}</section></body></html>`)
        ?.text,
    ).toBe(body.join('\n\n'))
  })
  test('the body JSON-LD carries, where the page shows none', () => {
    const linked = JSON.stringify({ '@type': 'NewsArticle', articleBody: body.join('\n\n') })
    expect(
      read(
        `<html><head><script type="application/ld+json">${linked}</script></head><body><p>Sign in to read.</p></body></html>`,
      )?.text,
    ).toBe(body.join('\n\n'))
  })
  test('entities are read, white space is one space', () => {
    expect(
      read(
        `<body><p>${body[0]}</p><p>Denmark&nbsp;&amp; Norway\n  “spoke” &#8211; at last &mdash; on Monday, the ministries said in Oslo and Copenhagen.</p></body>`,
      )?.text,
    ).toBe(`${body[0]}\n\nDenmark & Norway “spoke” – at last — on Monday, the ministries said in Oslo and Copenhagen.`)
  })
})

describe('dates', () => {
  test.each([
    ['2024-10-08', '2024-10-08'],
    ['20241008', '2024-10-08'],
    ['2024/10/8', '2024-10-08'],
    ['2024-10-08T12:30:00+02:00', '2024-10-08T12:30:00+02:00'],
    ['2024-10-08 12:30', '2024-10-08T12:30'],
    ['Tue, 08 Oct 2024 12:30:00 GMT', '2024-10-08T12:30:00Z'],
    ['October 8, 2024', '2024-10-08'],
    ['Sept. 8, 2024', '2024-09-08'],
    ['8 Oct 2024', '2024-10-08'],
    ['2024-02-30', null],
    ['2024-10-08T25:00', null],
    ['Octember 8, 2024', null],
    ['08/10/2024', null],
    ['yesterday', null],
    ['', null],
  ])('%s', (given, expected) => expect(isoDate(given)).toBe(expected))
})

test('any bytes are read or refused, never thrown over', () => {
  const parts = fc.constantFrom(
    '<p>',
    '<div class=nav>',
    '{"text":',
    '---\n',
    '1\tx\t_\t_\t_\t_\t0\t_\t_\t_\n',
    '\u0000',
    '\n',
    'Norway spoke. ',
    '<script type="application/ld+json">',
    ']',
    '"',
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(parts).map(list => Buffer.from(list.join(''))),
  )
  fc.assert(
    fc.property(bytes, fc.constantFrom('text', 'html', 'json', 'jsonl', 'conllu', null), (content, format) => {
      const found = [...readBytes(content, 'x', 'x', format)]
      expect(found.length).toBeGreaterThan(0)
    }),
  )
})

// dump a report as test case

import { resolveReferences } from '../src/annotate/coreference.ts'
import { findActors } from '../src/annotate/entities.ts'
import { readReport } from '../test/annotate/reports.ts'
import { actors, makeDocument, parseDocument } from './actor-reading.ts'

const cases: [string, Record<string, string>, string][] = JSON.parse(await new Response(process.stdin as never).text())
const K: Record<string, string> = { person: 'P', organization: 'O', place: 'L', people: 'G' }
for (const [name, f, text] of cases) {
  const { sentences } = parseDocument(
    makeDocument(text, { published: f.date ?? null, title: f.title ?? null, dateline: f.dateline ?? null }),
  )
  let out = Object.entries(f)
    .map(([k, v]) => `${k}: ${v}`)
    .join('\n')
  for (const s of sentences) {
    out +=
      '\n\n' +
      s.tokens
        .map((t, i) => {
          const n = s.names.find(n => n.from <= t.id && t.id <= n.to)
          const sp = text[t.end] !== undefined && text[t.end] !== ' ' && s.tokens[i + 1] ? '+' : ''
          const m = (n ? K[n.kind] : '') + sp
          return [
            t.form,
            t.lemma,
            t.upos,
            t.xpos,
            t.head,
            t.deprel,
            t.feats
              .split('|')
              .filter(x => /^(Number|PronType|Poss|Gender|Reflex|Definite)/.test(x))
              .join('|') || '_',
            m,
          ]
            .join(' ')
            .trim()
        })
        .join('\n')
  }
  const r = readReport(out.trim())
  const layer = resolveReferences(findActors(actors, r.document, r.dateline, r.sentences))
  const shown = layer.mentions
    .map(
      m =>
        `${m.form} "${r.document.text.slice(m.start, m.end)}" = ${m.entities
          .map(id => {
            const e = layer.entities.find(x => x.id === id)!
            return `${e.code ?? (e.country ? `~${e.country}` : '-')} ${e.sector ?? '-'} ${e.name}`
          })
          .join(' + ')}`,
    )
    .join('\n')
  console.log(`# ${name}\n${out.trim()}\n==>\n${shown}\n`)
}

import { readFileSync } from 'node:fs'
import { layerOf, loadTime, makeDocument } from './actor-reading.ts'

const arg = process.argv[2] ?? ''
const docs = arg.includes('/')
  ? [JSON.parse(readFileSync(arg, 'utf8'))]
  : [{ text: arg, date: process.argv[3] ?? null }]
console.log('load', loadTime)
for (const d of docs) {
  const doc = makeDocument(d.text, { title: d.title ?? null, published: d.date ?? null, dateline: d.dateline ?? null })
  const { layer, sentences } = layerOf(doc)
  for (const s of sentences) {
    console.log('\n#', doc.text.slice(s.start, s.end))
    for (const m of layer.mentions.filter(m => m.sentence === s.index)) {
      console.log(
        '   ',
        `[${m.form}]`,
        JSON.stringify(doc.text.slice(m.start, m.end)),
        'h=',
        s.tokens[m.head - 1]?.form,
        '→',
        m.entities
          .map(id => {
            const e = layer.entities.find(e => e.id === id)
            return `${e?.id} ${e?.kind} "${e?.name}" ${e?.code}/${e?.country} ${e?.sector} ${e?.role ?? ''}`
          })
          .join(' + '),
      )
    }
  }
}

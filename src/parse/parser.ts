import type { Parse, Parser } from '../model/token.ts'
import { createEncoder, layoutOf } from './encoder.ts'
import { createHeads, type Labels } from './heads.ts'
import { createArena, createKernel } from './kernel.ts'
import { createLemmatizer } from './lemma.ts'
import { createLexicon } from './lexicon.ts'
import { readModelFile } from './model-file.ts'
import { nameSpans } from './names.ts'
import { cutLong, joinPieces } from './pieces.ts'

/** Words (with roots) parsed at once: enough to keep the products full, few enough for the cache. */
const BATCH = 800

/** A parser out of the bytes of a model file. Throws an Error of one sentence when they are no whole model. */
export const createParser = (model: Uint8Array): Parser => {
  const file = readModelFile(model)
  const kernel = createKernel()
  const arena = createArena(kernel)
  const lexicon = createLexicon(file)
  const encoder = createEncoder(kernel, arena, file, lexicon)
  const heads = createHeads(kernel, arena, file)
  const { labels } = file.header
  const lemmaOf = createLemmatizer(file, lexicon)

  const labelBatch = (batch: readonly (readonly string[])[]): readonly Labels[] => {
    const mark = arena.mark()
    const layout = layoutOf(batch.map(forms => forms.length))
    const rows = encoder.encode(batch, layout)
    const order = arena.take(layout.rows * 4)
    const places = new Int32Array(kernel.memory.buffer, order, layout.rows)
    let at = 0
    batch.forEach((forms, s) => {
      for (let t = 0; t <= forms.length; t++) places[at++] = (layout.offset[t] ?? 0) + s
    })
    const sorted = arena.take(layout.rows * encoder.width)
    kernel.gather(rows, encoder.width, order, layout.rows, sorted)
    const found = heads.label(
      sorted,
      encoder.width,
      batch.map(forms => forms.length),
    )
    arena.reset(mark)
    return found
  }

  const parseOf = (forms: readonly string[], { heads: head, relations, words, names }: Labels): Parse => {
    const named = (task: number, names: readonly string[]): readonly string[] =>
      words.map(t => names[t[task] ?? 0] ?? '_')
    return {
      lemma: forms.map((form, i) => lemmaOf(form, words[i]?.[1] ?? 0, words[i]?.[3] ?? 0)),
      upos: named(0, labels.upos),
      xpos: named(1, labels.xpos),
      feats: named(2, labels.feats),
      head,
      deprel: relations.map(r => labels.rel[r] ?? 'dep'),
      names: nameSpans(names.map(t => labels.name[t] ?? 'O')),
    }
  }

  return {
    version: `${file.header.name}-${file.checksum}`,
    parse: sentences => {
      const pieces = sentences.flatMap((forms, sentence) => cutLong(forms).map(part => ({ sentence, forms: part })))
      const order = pieces
        .map((_, i) => i)
        .sort((a, b) => (pieces[b]?.forms.length ?? 0) - (pieces[a]?.forms.length ?? 0) || a - b)
      const parses = new Array<Parse>(pieces.length)
      for (const batch of batchesOf(order, i => (pieces[i]?.forms.length ?? 0) + 1)) {
        const forms = batch.map(i => pieces[i]?.forms ?? [])
        labelBatch(forms).forEach((found, k) => {
          parses[batch[k] ?? 0] = parseOf(forms[k] ?? [], found)
        })
      }
      const bySentence: Parse[][] = sentences.map(() => [])
      pieces.forEach(({ sentence }, i) => {
        const parse = parses[i]
        if (parse) bySentence[sentence]?.push(parse)
      })
      return bySentence.map(joinPieces)
    },
  }
}

const batchesOf = (order: readonly number[], size: (i: number) => number): readonly (readonly number[])[] => {
  const batches: number[][] = []
  let room = 0
  for (const i of order) {
    room -= size(i)
    if (room < 0) {
      batches.push([])
      room = BATCH - size(i)
    }
    batches.at(-1)?.push(i)
  }
  return batches
}

import type { DocumentRecord } from '../../model/record.ts'
import type { Correction } from '../../record/correction.ts'
import { mentionKeys } from '../../record/witness.ts'
import type { CorrectionNote } from './answers.ts'

/** Corrections of a report with the acts they are about; the record is as coded, so that acts taken out are known by their words. */
export const correctionNotes = (
  coded: DocumentRecord,
  corrections: readonly Correction[],
): readonly CorrectionNote[] => {
  const acts = new Map([...mentionKeys(coded)].map(([event, key]) => [key, event] as const))
  return corrections.map(({ id, kind, target, field, previous, author, made, note }) => {
    const act = coded.events.find(e => e.id === acts.get(target))
    return {
      id,
      kind,
      event: act?.id ?? null,
      words: act?.trigger.text ?? null,
      field,
      previous,
      author,
      made,
      note,
    }
  })
}

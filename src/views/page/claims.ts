import type { Happening } from '../../record/happening.ts'
import type { Claim, ClaimVoice, HappeningRow, Told, Witnessed } from './answers.ts'
import { keyOf } from './key.ts'

/** Whether somebody but the reports vouches for an act, or denies it. */
export const isClaim = (h: Pick<Happening, 'history'>): boolean => h.history.some(step => step.step !== 'reported')

/** Who says it happened, who denies it, and which of those who take part no report has heard. Codes of speakers come from `codeOf`. */
export const claimOf = (
  happening: HappeningRow,
  witnesses: readonly Witnessed[],
  codeOf: (witness: Witnessed, name: string) => string | null,
): Claim => {
  const said: ClaimVoice[] = []
  const denied: ClaimVoice[] = []
  for (const w of witnesses) {
    if (w.withdrawn) continue
    const [nearest] = w.act.attribution
    const denies = w.act.standing === 'denied' || w.act.status === 'negated'
    if (nearest === undefined && !denies) continue
    const by = nearest?.by?.name ?? w.publisher ?? w.document
    const voice = { ...toldOf(w), by, code: codeOf(w, by), cue: nearest?.cue.text ?? '' }
    ;(denies ? denied : said).push(voice)
  }
  const heard = new Set([...said, ...denied].flatMap(v => [v.by, ...(v.code === null ? [] : [v.code])]))
  const parties = new Map([...happening.actors, ...happening.recipients].map(a => [keyOf(a), a] as const))
  const silent = [...parties]
    .filter(([key, actor]) => !heard.has(key) && !heard.has(actor.name))
    .map(([, { name, code }]) => ({ name, code }))
  return { happening, said, denied, silent }
}

const toldOf = ({ document, event, title, publisher, published, text, start, trigger }: Witnessed): Told => ({
  document,
  event,
  title,
  publisher,
  published,
  text,
  start,
  trigger,
})

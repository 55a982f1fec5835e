import { isoDay } from '../record/day.ts'
import type { WitnessParty } from '../record/witness.ts'
import type { ActRow } from './rows.ts'

/** An event as the record has it (`readout/1`), with its report, sentence and happening: what `--format json` and `jsonl` write. */
export const actJson = ({ id, happening, act, sentence, report, corrected, coder }: ActRow): object => ({
  id,
  happening,
  document: report.id,
  event: act.event,
  type: act.type,
  mode: act.mode,
  contexts: act.contexts,
  cameo: act.cameo,
  plover: act.plover,
  status: act.status,
  format: act.format,
  actors: act.actors.map(party),
  recipients: act.recipients.map(party),
  roles: act.roles.map(role => ({ role: role.role, ...party(role) })),
  date:
    act.date === null
      ? null
      : {
          value: act.date.value,
          from: isoDay(act.date.from),
          to: isoDay(act.date.to),
          basis: act.date.basis,
          start: act.date.quote?.start ?? null,
          end: act.date.quote?.end ?? null,
          text: act.date.quote?.text ?? null,
        },
  place: act.place,
  attribution: act.sources.map(source => ({
    by: source.quote === null ? null : { name: source.name, code: source.code, ...source.quote },
    cue: source.cue,
  })),
  standing: act.standing,
  tolls: act.tolls,
  trigger: act.trigger,
  sentence: { ...act.sentence, text: sentence },
  rule: act.rule,
  confidence: act.confidence,
  corrected: corrected === null ? [] : corrected.split(' '),
  report: {
    title: report.title,
    publisher: report.publisher,
    published: report.published,
    url: report.url,
    state: report.state,
    copy_of: report.copyOf === report.id ? null : report.copyOf,
  },
  coder,
})

const party = ({ entity, name, code, country, sector, start, end, text }: WitnessParty): object => ({
  entity,
  name,
  code,
  country,
  sector,
  start,
  end,
  text,
})

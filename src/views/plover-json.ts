import type { ExportKnowledge } from '../knowledge/exports.ts'
import { isoDay } from '../record/day.ts'
import type { WitnessParty } from '../record/witness.ts'
import type { ActRow } from './rows.ts'
import type { TextLayout } from './told.ts'

/** PLOVER's JSON record (manual, chapter 5), one line an event a report, with the report's own words. */
export const ploverJson = (knowledge: ExportKnowledge): TextLayout<ActRow> => ({
  head: '',
  row: row => `${JSON.stringify(recordOf(row, knowledge))}\n`,
  tail: '',
})

const recordOf = ({ id, act, report, sentence, coder }: ActRow, knowledge: ExportKnowledge): object => {
  const { quad, score } = knowledge.score(act.plover, act.mode)
  const { date, place } = act
  return {
    id,
    date: date === null ? report.published : isoDay(date.from),
    ...(date !== null && date.to !== date.from ? { enddate: isoDay(date.to) } : {}),
    actor: act.actors.map(entityOf),
    event: act.plover,
    recipient: act.recipients.map(entityOf),
    mode: act.mode === null ? [] : [act.mode],
    context: act.contexts,
    quad_code: quad,
    event_scale: score,
    ...(place === null
      ? {}
      : {
          event_loc: {
            extracted_place: place.text,
            resolved_place: place.name,
            geonameid: place.geonames,
            lat: place.lat,
            lon: place.lon,
            province: place.region,
            country: knowledge.country(place.country)?.name ?? place.country,
            country_code: place.country,
          },
        }),
    ...(Object.keys(act.tolls).length > 0 ? { size: act.tolls } : {}),
    event_text: act.trigger.text,
    text: sentence,
    text_info: { start: act.sentence.start, end: act.sentence.end },
    cite_info: {
      citation: report.id,
      url: report.url,
      title: report.title,
      language: report.language,
      publication: report.publisher,
      coder: 'Readout',
      version: coder,
    },
    comment: `status ${act.status}, standing ${act.standing}${act.sources.length > 0 ? `, says ${act.sources.map(s => s.name || 'somebody unnamed').join(' says ')}` : ''}`,
  }
}

const entityOf = (party: WitnessParty): object => ({
  code: party.code ?? party.country,
  sector: party.sector,
  entity_text: party.text,
  identifier_text: party.name,
})

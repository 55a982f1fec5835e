import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { act, report } from '../reports.ts'
import { readout } from './readout.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const store = ['--store', join(folder, 'a.sqlite')]

test('ingest, list, show, export, correct and diff from the command line', async () => {
  const records = [
    report('r1', 'Reuters', '1987-10-19', [
      act(
        'ASSAULT',
        '[A:USA U.S. warships] [T shelled] two oil platforms of [R:IRN Iran] in the Gulf [D:1987-10-19 on Monday].',
      ),
    ]),
    report('r2', 'AFP', '1987-10-20', [
      act(
        'ASSAULT',
        'Four [A:USA American] destroyers [D:1987-10-19 on Monday] [T shelled] oil platforms of [R:IRN Iran] in the Gulf.',
      ),
    ]),
  ]
  const lines = join(folder, 'records.jsonl')
  writeFileSync(lines, [...records.map(r => JSON.stringify(r)), '{"schema":"other"}'].join('\n'))

  const ingest = await readout(['ingest', lines, '--coded', ...store])
  expect(ingest.status).toBe(1)
  expect(ingest.err).toMatch(/records\.jsonl:3: no record of the format readout\/1: .*\n.*2 new, 1 not kept; 2 acts in/)

  const happenings = await readout(['happenings', '--actor', 'USA', '--format', 'jsonl', ...store])
  const happening = JSON.parse(happenings.out) as { id: string; publishers: number; mentions: readonly unknown[] }
  expect(happening).toMatchObject({
    type: 'ASSAULT',
    publishers: 2,
    standing: 'confirmed',
    date: { value: '1987-10-19' },
  })

  const why = await readout(['show', happening.id, '--why', ...store])
  expect(why.out).toContain('2 independent publishers, 2 mentions')
  expect(why.out).toMatch(/\+ 2\.0 {2}recipients/)

  const polecat = join(folder, 'week.txt')
  expect((await readout(['export', 'polecat', '--output', polecat, ...store])).status).toBe(0)
  expect(readFileSync(polecat, 'utf8').split('\n')).toHaveLength(4)

  for (const layout of ['icews', 'gdelt-events', 'gdelt-mentions', 'plover', 'json-ld', 'graphml', 'geojson']) {
    const { status, out, err } = await readout(['export', layout, ...store])
    expect([layout, status, err]).toEqual([layout, 0, ''])
    expect(out).toContain(layout === 'geojson' ? 'FeatureCollection' : layout.startsWith('gdelt') ? '198710' : 'ran')
  }

  const first = (await readout(['snapshot', '--folder', folder, ...store])).out.trim()
  expect(
    (await readout(['correct', 'field', 'r2#ev1', 'status', 'possible', '--author', 'ana', ...store])).status,
  ).toBe(0)
  const second = (await readout(['snapshot', '--folder', folder, ...store])).out.trim()
  const diff = await readout(['diff', first, second])
  expect(diff.status).toBe(1)
  expect(diff.out).toContain('changed event r2#ev1 (status)')

  const wrong = await readout(['events', '--type', 'ASAULT', ...store])
  expect([wrong.status, wrong.err.trim()]).toEqual([1, 'readout: --type "ASAULT" is unknown; did you mean ASSAULT?'])
  const none = await readout(['events', '--store', join(folder, 'none.sqlite')])
  expect(none.status).toBe(1)
  expect(none.err).toMatch(/^readout: there is no store at .*none\.sqlite; "readout ingest PATH --store/)
}, 240_000)
